/**
 * One way down the terms of a contract, for any kind of amount. Settling goes it with exact amounts of one year, the pay curve with
 * curves of the volume; so what is drawn is what is paid. Beside its value an amount knows what is missing for it and what of it is open.
 */
import type { Contract, ContractFact, Operand, Rate, Realised, Share, Term, Test } from "../contract.ts";
import { holds } from "../curve.ts";
import type { Relation } from "../curve.ts";
import type { Datum } from "../datum.ts";
import { powerOfTen } from "../decimal.ts";
import type { RoundingMode } from "../decimal.ts";
import { add, compare, greater, lesser, multiply, ratio, round as roundWhole } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { compounded } from "./operand.ts";

/** What can be done with one kind of amount. */
export interface Algebra<V> {
  readonly zero: V;
  readonly constant: (value: Ratio) => V;
  /** A fact that goes along with the volume. */
  readonly moving: (value: Ratio) => V;
  readonly add: (a: V, b: V) => V;
  readonly multiply: (a: V, by: Ratio) => V;
  readonly lower: (a: V, b: V) => V;
  readonly upper: (a: V, b: V) => V;
  /** `a` where the relation holds, else zero. */
  readonly gate: (a: V, left: V, relation: Relation, right: V) => V;
  readonly round: (a: V, mode: RoundingMode) => V;
  readonly isZero: (a: V) => boolean;
}

/** A part of an amount that is still to be discussed: what is at stake, and which way it would count. */
export interface OpenPart<V> {
  readonly term: string;
  readonly part?: string;
  readonly stake: V;
  readonly sign: 1 | -1;
}

/** An amount as far as it is known: without `value` when something is missing. */
export interface Amount<V> {
  readonly value?: V;
  readonly missing: readonly string[];
  readonly open: readonly OpenPart<V>[];
}

/** One thing that a step did, for whoever explains it. */
export interface Noted<V> {
  readonly term: Term;
  readonly part: string | undefined;
  readonly step: "origin" | "above" | "below" | "share" | "at_least" | "at_most" | "when" | "round" | "discuss";
  /** What the step worked with: a bound, or what was at stake. */
  readonly with?: V;
  /** The percentage of a share. */
  readonly share?: Ratio;
  /** The tests that did not hold. */
  readonly failed?: readonly Test[];
  readonly value: V;
}

export interface Evaluated<V> {
  /** Per term; one of parts has none of its own. */
  readonly own: readonly (Amount<V> | undefined)[];
  /** Per term of parts, what each part has. */
  readonly parts: readonly (ReadonlyMap<string, Amount<V>> | undefined)[];
  amountOf(operand: Operand): Amount<V>;
}

const nothing: readonly never[] = [];
const minusOne = ratio(-1n);

type Join<V> = (value: V, other: V) => V;

export function evaluate<V>(
  contract: Contract,
  known: Realised,
  algebra: Algebra<V>,
  note?: (noted: Noted<V>) => void,
): Evaluated<V> {
  return new Evaluation(contract, known, algebra, note).run();
}

class Evaluation<V> implements Evaluated<V> {
  readonly own: (Amount<V> | undefined)[] = [];
  readonly parts: (ReadonlyMap<string, Amount<V>> | undefined)[] = [];
  readonly #contract: Contract;
  readonly #known: Realised;
  readonly #algebra: Algebra<V>;
  readonly #note: ((noted: Noted<V>) => void) | undefined;
  /** The part that is being reckoned. */
  #part: string | undefined;

  constructor(contract: Contract, known: Realised, algebra: Algebra<V>, note?: (noted: Noted<V>) => void) {
    this.#contract = contract;
    this.#known = known;
    this.#algebra = algebra;
    this.#note = note;
  }

  run(): this {
    for (const term of this.#contract.terms) {
      if (term.kind === undefined) {
        this.parts.push(undefined);
        this.own.push(this.#reckon(term));
      } else {
        const each = new Map<string, Amount<V>>();
        for (const part of this.#known.parts.get(term.kind)?.keys() ?? []) {
          this.#part = part;
          each.set(part, this.#reckon(term));
        }
        this.#part = undefined;
        this.own.push(undefined);
        this.parts.push(each);
      }
    }
    return this;
  }

  amountOf(operand: Operand): Amount<V> {
    if (operand.kind === "amount") return this.#sure(this.#algebra.constant(operand.cents));
    if (operand.kind === "fact") return this.#fact(operand.id);
    const own = this.own[operand.place];
    return own ?? this.parts[operand.place]!.get(this.#part!)!;
  }

  #sure(value: V): Amount<V> {
    return { value, missing: nothing, open: nothing };
  }

  #fact(id: string): Amount<V> {
    const fact = this.#contract.facts.get(id)!;
    const datum = this.#datum(fact);
    if (datum === undefined) return this.#absent(fact);
    const value = toRatio(fact, datum);
    return this.#sure(fact.moves ? this.#algebra.moving(value) : this.#algebra.constant(value));
  }

  #datum({ id, kind }: ContractFact): Datum | undefined {
    if (kind === undefined) return this.#known.own.get(id);
    return this.#known.parts.get(kind)?.get(this.#part!)?.get(id);
  }

  #absent({ id, kind }: ContractFact): Amount<V> {
    return { missing: [kind === undefined || this.#part === undefined ? id : `${id}[${this.#part}]`], open: nothing };
  }

  #reckon(term: Term): Amount<V> {
    let amount = this.#origin(term);
    this.#tell(term, "origin", amount);
    amount = this.#bounds(term, amount);
    if (term.when.length > 0) amount = this.#gate(term, amount);
    if (term.round !== undefined && amount.value !== undefined) {
      amount = { ...amount, value: this.#algebra.round(amount.value, term.round) };
      this.#tell(term, "round", amount);
    }
    return term.discuss === undefined ? amount : this.#discuss(term, term.discuss, amount);
  }

  /** The steps that lead an amount past an edge, a share and a bound. */
  #bounds(term: Term, origin: Amount<V>): Amount<V> {
    const { lower, upper } = this.#algebra;
    let amount = origin;
    if (term.above !== undefined) amount = this.#step(term, "above", term.above, amount, this.#over);
    if (term.below !== undefined) amount = this.#step(term, "below", term.below, amount, this.#under);
    for (const share of term.shares) amount = this.#share(term, share, amount);
    if (term.atLeast !== undefined) amount = this.#step(term, "at_least", term.atLeast, amount, upper);
    if (term.atMost !== undefined) amount = this.#step(term, "at_most", term.atMost, amount, lower);
    return amount;
  }

  #step(term: Term, name: Noted<V>["step"], operand: Operand, amount: Amount<V>, made: Join<V>): Amount<V> {
    const bound = this.amountOf(operand);
    const stepped = join(amount, bound, made);
    if (this.#note !== undefined)
      this.#tell(term, name, stepped, bound.value === undefined ? {} : { with: bound.value });
    return stepped;
  }

  /** What lies above a bound, or nothing. */
  readonly #over: Join<V> = (value, bound) => {
    const { upper, add: plus, multiply: times, zero } = this.#algebra;
    return upper(plus(value, times(bound, minusOne)), zero);
  };

  /** What lacks below a bound, or nothing. */
  readonly #under: Join<V> = (value, bound) => this.#over(bound, value);

  #origin({ origin }: Term): Amount<V> {
    const { add: plus, multiply: times, zero } = this.#algebra;
    if (origin.kind === "of") return this.amountOf(origin.operand);
    if (origin.kind === "total") return this.#total(origin.operand, origin.parts);
    if (origin.kind === "prices")
      return origin.lines.reduce(
        (all, { fact, cents }) => join(all, this.#fact(fact), (sum, quantity) => plus(sum, times(quantity, cents))),
        this.#sure(zero),
      );
    return origin.of.reduce((all, { operand, sign }) => {
      const amount = this.amountOf(operand);
      const signed = sign === 1 ? amount : turned(amount, (value) => times(value, minusOne));
      return join(all, signed, plus);
    }, this.#sure(zero));
  }

  /** Unknown when nobody told of any part; zero when it was told that there is none. */
  #total(operand: Operand, kind: string): Amount<V> {
    const parts = this.#known.parts.get(kind);
    if (parts === undefined) {
      const facts = [...this.#contract.facts.values()].filter((fact) => fact.kind === kind);
      return { missing: facts.map(({ id }) => id), open: nothing };
    }
    let sum = this.#sure(this.#algebra.zero);
    for (const part of parts.keys()) {
      this.#part = part;
      sum = join(sum, this.amountOf(operand), (a, b) => this.#algebra.add(a, b));
    }
    this.#part = undefined;
    return sum;
  }

  #share(term: Term, share: Share, amount: Amount<V>): Amount<V> {
    const part = this.#shareOf(share);
    if (part.is === undefined) return { missing: merged(amount.missing, part.missing), open: amount.open };
    const { is } = part;
    const shared = amount.value === undefined ? amount : { ...amount, value: this.#algebra.multiply(amount.value, is) };
    this.#tell(term, "share", shared, { share: is });
    return shared;
  }

  #shareOf(share: Share): { readonly is?: Ratio; readonly missing: readonly string[] } {
    if (share.kind === "percent") return { is: share.is, missing: nothing };
    if (share.kind === "rate") return this.#rate(share.rate);
    const fact = this.#contract.facts.get(share.id)!;
    const datum = this.#datum(fact);
    return datum === undefined
      ? { missing: this.#absent(fact).missing }
      : { is: toRatio(fact, datum), missing: nothing };
  }

  #rate({ is }: Rate): { readonly is?: Ratio; readonly missing: readonly string[] } {
    if (is.kind === "compound") return { is: compounded(is.growth), missing: nothing };
    const facts = is.kind === "choice" ? [is.fact] : is.points.map(({ fact }) => fact);
    const absent = facts
      .map((id) => this.#contract.facts.get(id)!)
      .filter((fact) => this.#datum(fact) === undefined)
      .flatMap((fact) => this.#absent(fact).missing);
    if (absent.length > 0) return { missing: absent };
    const datum = (id: string): Datum => this.#datum(this.#contract.facts.get(id)!)!;
    if (is.kind === "choice") return { is: is.values.get(datum(is.fact) as string)!, missing: nothing };
    const earned = is.points.filter(({ fact }) => datum(fact) === true);
    let points = earned.reduce((all, { by }) => add(all, by), is.base);
    if (is.atLeast !== undefined) points = greater(points, is.atLeast);
    if (is.atMost !== undefined) points = lesser(points, is.atMost);
    return { is: points, missing: nothing };
  }

  /** What fails closes the gate even where another test is unknown. */
  #gate(term: Term, amount: Amount<V>): Amount<V> {
    const facts = term.when.filter((test) => test.kind === "fact");
    const told = facts.map((test) => ({ test, is: this.#datum(this.#contract.facts.get(test.id)!) }));
    const failed = told.filter(({ test, is }) => is !== undefined && is !== test.is).map(({ test }) => test);
    const unknown = told.filter(({ is }) => is === undefined);
    let gated = amount;
    if (failed.length > 0) gated = this.#sure(this.#algebra.zero);
    else {
      for (const { test } of unknown)
        gated = join(gated, this.#absent(this.#contract.facts.get(test.id)!), (value) => value);
      for (const test of term.when) if (test.kind === "comparison") gated = this.#compare(test, gated);
    }
    if (this.#note !== undefined) {
      const closed = term.when.filter((test) => test.kind === "comparison" && this.#isClosed(test));
      this.#tell(term, "when", gated, { failed: [...failed, ...closed] });
    }
    return gated;
  }

  /** Whether a comparison that can be made lets nothing through. */
  #isClosed(test: Test & { kind: "comparison" }): boolean {
    const through = this.#compare(test, this.#sure(this.#algebra.constant(ratio(1n)))).value;
    return through !== undefined && this.#algebra.isZero(through);
  }

  #compare(test: Test & { kind: "comparison" }, amount: Amount<V>): Amount<V> {
    const [left, right] = [this.amountOf(test.left), this.amountOf(test.right)];
    const sides = join(left, right, (a, b) => ({ a, b }));
    return join(amount, sides, (value, { a, b }) => this.#algebra.gate(value, a, test.relation, b));
  }

  /** Nothing at stake is nothing to discuss. What talks gave counts where something was at stake. */
  #discuss(term: Term, id: string, amount: Amount<V>): Amount<V> {
    const { zero } = this.#algebra;
    if (amount.value === undefined) return amount;
    const stake = amount.value;
    const outcome = this.#fact(id);
    const discussed: Amount<V> =
      outcome.value !== undefined
        ? this.#sure(this.#algebra.gate(outcome.value, stake, ">", zero))
        : {
            value: zero,
            missing: nothing,
            open: this.#algebra.isZero(stake) ? nothing : [this.#openPart(term, stake)],
          };
    this.#tell(term, "discuss", discussed, { with: stake });
    return discussed;
  }

  #openPart({ id }: Term, stake: V): OpenPart<V> {
    return { term: id, ...(this.#part !== undefined && { part: this.#part }), stake, sign: 1 };
  }

  #tell(term: Term, step: Noted<V>["step"], { value }: Amount<V>, more: Partial<Noted<V>> = {}): void {
    if (this.#note !== undefined && value !== undefined) this.#note({ term, part: this.#part, step, value, ...more });
  }
}

/** Two amounts made into one: what is missing or open for either is missing or open for both. */
function join<A, B, C>(a: Amount<A>, b: Amount<B>, made: (a: A, b: B) => C): Amount<C> {
  const open = b.open.length === 0 ? a.open : [...a.open, ...b.open];
  if (a.value === undefined || b.value === undefined)
    return { missing: merged(a.missing, b.missing), open: open as unknown as readonly OpenPart<C>[] };
  return { value: made(a.value, b.value), missing: nothing, open: open as unknown as readonly OpenPart<C>[] };
}

function merged(a: readonly string[], b: readonly string[]): readonly string[] {
  return a.length === 0 ? b : b.length === 0 ? a : [...new Set([...a, ...b])];
}

function turned<V>({ value, missing, open }: Amount<V>, made: (value: V) => V): Amount<V> {
  const other = open.length === 0 ? open : open.map((part) => ({ ...part, sign: -part.sign as 1 | -1 }));
  return { ...(value !== undefined && { value: made(value) }), missing, open: other };
}

/** A number as a quotient in its own measure: an amount in cents, a percentage as its fraction. */
export function toRatio({ type }: ContractFact, datum: Datum): Ratio {
  if (type.kind !== "number" || type.form === "money") return { n: datum as bigint, d: 1n };
  return ratio(datum as bigint, powerOfTen(type.scale));
}

/** Amounts of one year. */
export const exact: Algebra<Ratio> = {
  zero: { n: 0n, d: 1n },
  constant: (value) => value,
  moving: (value) => value,
  add,
  multiply,
  lower: lesser,
  upper: greater,
  gate: (value, left, relation, right) => (holds(compare(left, right), relation) ? value : { n: 0n, d: 1n }),
  round: (value, mode) => ({ n: roundWhole(mode, value), d: 1n }),
  isZero: ({ n }) => n === 0n,
};
