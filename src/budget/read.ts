/** Reading `budget.yaml`: what there is to spend, what is kept of it, what is guaranteed and how amounts are fitted. */
import { basisKeys, readBasis } from "../basis.ts";
import type { Basis } from "../basis.ts";
import { parseDecimal, powerOfTen, rescale } from "../decimal.ts";
import { checkKeys, child, describe, entriesOf, findingAt, itemsOf, readWord } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";
import { ratio } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { distances } from "./response.ts";
import type { Distance } from "./response.ts";

/** What an amount may be a share of: the running agreement, or what was realised in the year before. */
export const bases = ["agreement", "realised"] as const;
export type Base = (typeof bases)[number];

/** An amount of cents, or a share: of a base, or of what it stands in. */
export type Measure = { readonly cents: bigint } | { readonly share: Ratio; readonly of?: Base };

export interface RoomRule {
  readonly budget: Measure;
  readonly basis: Basis;
  /** Kept for who is not there yet: an amount, or a share of the budget. */
  readonly newcomers?: { readonly keep: Measure; readonly basis: Basis };
}

/** A floor or a cap of every portion, as a share of its base. */
export interface Guarantee {
  readonly share: Ratio;
  readonly of: Base;
  readonly basis: Basis;
}

/** How much the difference of some portions weighs: those for whom a decision came out so, or in these regions. */
export interface WeightRule {
  readonly decision?: string;
  readonly is: readonly string[];
  readonly weight: Ratio;
  readonly basis: Basis;
}

/** Who stands apart from the fit, and what is meanwhile kept for them. */
export interface ApartRule {
  readonly decision: string;
  readonly is: readonly string[];
  readonly reserve?: Base;
  readonly basis: Basis;
}

export interface Budget {
  /** The decision whose amounts are fitted. */
  readonly proposal: string;
  readonly distance: { readonly by: Distance; readonly basis: Basis };
  readonly whole?: RoomRule;
  /** For every region that is not named. */
  readonly each?: RoomRule;
  readonly regions: ReadonlyMap<string, RoomRule>;
  readonly floor?: Guarantee;
  readonly cap?: Guarantee;
  readonly weights: readonly WeightRule[];
  readonly apart?: ApartRule;
  /** What is kept for who has no proposal yet. */
  readonly unproposed?: { readonly reserve?: Base; readonly basis: Basis };
}

const optional = ["whole", "regions", "floor", "cap", "weights", "apart", "unproposed"];

/** Undefined with findings when it cannot be read; every fault is told. */
export function readBudget(node: Node, policy: Policy, findings: Finding[]): Budget | undefined {
  if (!checkKeys(node, ["proposal", "closest"], optional, findings)) return undefined;
  const before = findings.length;
  const reader = new Reader(policy, findings);
  const budget = reader.budget(node);
  return findings.length === before ? budget : undefined;
}

class Reader {
  readonly #policy: Policy;
  readonly #findings: Finding[];

  constructor(policy: Policy, findings: Finding[]) {
    this.#policy = policy;
    this.#findings = findings;
  }

  budget(node: Node): Budget | undefined {
    const part = <T>(key: string, read: (at: Node) => T | undefined): T | undefined => {
      const at = child(node, key);
      return at === undefined ? undefined : read(at);
    };
    const proposal = this.#proposal(child(node, "proposal")!);
    const distance = part("closest", (at) => this.#distance(at));
    const whole = part("whole", (at) => this.#room(at));
    const regions = entriesOf(child(node, "regions"), "regions", this.#findings).map(
      ({ key, value }) => [key.text, this.#room(value)] as const,
    );
    const read = regions.flatMap(([name, rule]) => (rule === undefined ? [] : [[name, rule] as const]));
    const [floor, cap] = [part("floor", (at) => this.#guarantee(at)), part("cap", (at) => this.#guarantee(at))];
    const weights = itemsOf(child(node, "weights"), "weights", this.#findings).flatMap((at) => this.#weight(at) ?? []);
    const apart = part("apart", (at) => this.#apart(at));
    const unproposed = part("unproposed", (at) => this.#unproposed(at));
    const each = new Map(read).get("each");
    if (proposal === undefined || distance === undefined) return undefined;
    return {
      proposal,
      distance,
      ...(whole && { whole }),
      ...(each && { each }),
      regions: new Map(read.filter(([name]) => name !== "each")),
      ...(floor && { floor }),
      ...(cap && { cap }),
      weights,
      ...(apart && { apart }),
      ...(unproposed && { unproposed }),
    };
  }

  #distance(node: Node): Budget["distance"] | undefined {
    if (!checkKeys(node, ["by"], basisKeys, this.#findings)) return undefined;
    const basis = readBasis(node, this.#findings);
    const by = readWord(child(node, "by")!, distances, this.#findings);
    return basis && by && { by, basis };
  }

  /** `{amount: "1250000.00"}` or `{share: "103.00", of: realised}`, and what is kept for newcomers. */
  #room(node: Node): RoomRule | undefined {
    if (!checkKeys(node, [], ["amount", "share", "of", "newcomers", ...basisKeys], this.#findings)) return undefined;
    const [basis, budget] = [readBasis(node, this.#findings), this.#measure(node, true)];
    const kept = child(node, "newcomers");
    const newcomers = kept && this.#newcomers(kept);
    return basis && budget && { budget, basis, ...(newcomers && { newcomers }) };
  }

  #newcomers(node: Node): RoomRule["newcomers"] | undefined {
    if (!checkKeys(node, [], ["amount", "share", ...basisKeys], this.#findings)) return undefined;
    const [basis, keep] = [readBasis(node, this.#findings), this.#measure(node, false)];
    return basis && keep && { keep, basis };
  }

  #measure(node: Node, ofBase: boolean): Measure | undefined {
    const [amount, share, of] = ["amount", "share", "of"].map((key) => child(node, key));
    if ((amount === undefined) === (share === undefined)) {
      const found = amount === undefined ? "no `amount` and no `share`" : "`amount` and `share`";
      return this.#refuse(node, "missing-key", found, "one of the two");
    }
    if (amount !== undefined) {
      const cents = this.#number(amount, 2, 'an amount as "1250.00"');
      return cents === undefined ? undefined : { cents };
    }
    const ratioOf = this.#share(share!);
    if (!ofBase) return ratioOf && { share: ratioOf };
    const base =
      of === undefined
        ? this.#refuse(node, "missing-key", "no `of`", "the key `of`")
        : readWord(of, bases, this.#findings);
    return ratioOf && base && { share: ratioOf, of: base };
  }

  #guarantee(node: Node): Guarantee | undefined {
    if (!checkKeys(node, ["share", "of"], basisKeys, this.#findings)) return undefined;
    const basis = readBasis(node, this.#findings);
    const [share, of] = [this.#share(child(node, "share")!), readWord(child(node, "of")!, bases, this.#findings)];
    return basis && share && of && { share, of, basis };
  }

  /** `{decision: decision.class, is: [A], weight: "2.00"}` or `{region: ["5510"], weight: "1.50"}`. */
  #weight(node: Node): WeightRule | undefined {
    const byRegion = child(node, "region");
    const keys = byRegion === undefined ? ["decision", "is", "weight"] : ["region", "weight"];
    if (!checkKeys(node, keys, basisKeys, this.#findings)) return undefined;
    const basis = readBasis(node, this.#findings);
    const digits = this.#number(child(node, "weight")!, 2, 'a weight above zero, as "2.00"');
    if (digits === 0n) this.#refuse(child(node, "weight")!, "bad-value", "`0`", 'a weight above zero, as "2.00"');
    const decision = byRegion === undefined ? this.#decision(child(node, "decision")!) : undefined;
    const is = this.#words(byRegion ?? child(node, "is"), byRegion === undefined ? "is" : "region");
    if (basis === undefined || digits === undefined || digits === 0n) return undefined;
    return { ...(decision !== undefined && { decision }), is, weight: ratio(digits, powerOfTen(2)), basis };
  }

  #apart(node: Node): ApartRule | undefined {
    if (!checkKeys(node, ["decision", "is"], ["reserve", ...basisKeys], this.#findings)) return undefined;
    const [basis, decision] = [readBasis(node, this.#findings), this.#decision(child(node, "decision")!)];
    const reserve = this.#reserve(node);
    return basis && decision === undefined
      ? undefined
      : basis && { decision: decision!, is: this.#words(child(node, "is"), "is"), ...reserve, basis };
  }

  #unproposed(node: Node): Budget["unproposed"] {
    if (!checkKeys(node, [], ["reserve", ...basisKeys], this.#findings)) return undefined;
    const basis = readBasis(node, this.#findings);
    return basis && { ...this.#reserve(node), basis };
  }

  #reserve(node: Node): { readonly reserve?: Base } {
    const at = child(node, "reserve");
    const reserve = at && readWord(at, bases, this.#findings);
    return reserve === undefined ? {} : { reserve };
  }

  /** `decision.class`, if the policy has it. */
  #decision(node: Node): string | undefined {
    const text = node.kind === "scalar" ? node.text : "";
    const id = text.replace(/^decision\./, "");
    if (text !== id && this.#policy.decisions.has(id)) return id;
    const known = [...this.#policy.decisions.keys()].map((each) => `decision.${each}`);
    return this.#refuse(node, "unknown-name", describe(node), didYouMean(text, known, "a decision"));
  }

  /** The decision whose amounts are fitted gives money. */
  #proposal(node: Node): string | undefined {
    const id = this.#decision(node);
    const type = id === undefined ? undefined : this.#policy.names.find(`decision.${id}`)?.type;
    if (id === undefined || (type?.kind === "number" && type.form === "money")) return id;
    return this.#refuse(node, "unknown-name", describe(node), "a decision that gives an amount of money");
  }

  #share(node: Node): Ratio | undefined {
    // A percentage with two decimals: four digits behind the point of its fraction.
    const digits = this.#number(node, 2, 'a percentage as "95.00"');
    return digits === undefined ? undefined : ratio(digits, powerOfTen(4));
  }

  #number(node: Node, scale: number, expected: string): bigint | undefined {
    const decimal = node.kind === "scalar" ? parseDecimal(node.text) : undefined;
    const digits = decimal && rescale(decimal, scale);
    if (digits !== undefined && digits >= 0n) return digits;
    return this.#refuse(node, "bad-value", describe(node), expected);
  }

  #words(node: Node | undefined, field: string): string[] {
    return itemsOf(node, field, this.#findings).flatMap((item) => (item.kind === "scalar" ? [item.text] : []));
  }

  #refuse(node: Node, code: string, found: string, expected: string): undefined {
    this.#findings.push(findingAt(node, code, found, expected));
  }
}
