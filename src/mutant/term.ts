/**
 * The small changes of a formula that somebody could make by mistake: a bound one step off, `<` for `<=`, `and` for `or`, plus for
 * minus, least for greatest, another word.
 */
import { quote } from "../document.ts";
import { toFormulaText } from "../formula.ts";
import type { Aggregate, Operation, OperationName, Relation, Term } from "../formula.ts";
import { neighboursOf } from "./value.ts";

export interface Variant {
  readonly term: Term;
  /** The part that changed, before and after. */
  readonly before: Term;
  readonly after: Term;
  /** Every term around it, before and after, from the inside out. */
  readonly around: readonly (readonly [Term, Term])[];
}

const swapped: Readonly<Partial<Record<OperationName, OperationName>>> = {
  and: "or",
  or: "and",
  add: "sub",
  sub: "add",
  min: "max",
  max: "min",
  min_of: "max_of",
  max_of: "min_of",
};

const loosened: Readonly<Record<Relation, Relation>> = { lt: "le", le: "lt", gt: "ge", ge: "gt", eq: "ne", ne: "eq" };

const otherAggregate: Readonly<Partial<Record<Aggregate["of"], Aggregate["of"]>>> = {
  min_of: "max_of",
  max_of: "min_of",
  all: "any",
  any: "all",
};

/** A term with one thing changed in it, in every way. */
export function variantsOf(term: Term): Variant[] {
  const own = changesOf(term).map((after): Variant => ({ term: after, before: term, after, around: [] }));
  return [...own, ...inside(term)];
}

/** `fact.a < 5` becomes `fact.a <= 5`: a literal is shown with what is around it. */
export function inWords({ before, after, around }: Variant): string {
  const outer = around.find(([old]) => old.op !== "rescale" && old.op !== "quotient");
  const [old, changed] = before.op === "literal" && outer !== undefined ? outer : [before, after];
  return `${quote(toFormulaText(old))} becomes ${quote(toFormulaText(changed))}`;
}

function changesOf(term: Term): Term[] {
  switch (term.op) {
    case "literal":
      return neighboursOf(term.type, term.value, writtenStep(term)).map((value) => ({ ...term, value }));
    case "name":
      return [];
    case "aggregate": {
      const of = otherAggregate[term.of];
      return of === undefined ? [] : [{ ...term, of }];
    }
    case "cmp":
      return [{ ...term, mode: loosened[term.mode as Relation] }];
    case "not":
      return [term.args[0]!];
    default: {
      const op =
        term.monthly === undefined || term.op === "min_of" || term.op === "max_of" ? swapped[term.op] : undefined;
      return op === undefined || term.args.length < 2 ? [] : [{ ...term, op }];
    }
  }
}

/** One step of a literal as it was written: a cent, a hundredth of a share, the last decimal, whatever the scale inside. */
function writtenStep({ type, value }: Extract<Term, { op: "literal" }>): bigint {
  if (type.kind !== "number") return 1n;
  const least = type.form === "percent" || type.form === "money" ? 2 : 0;
  let step = 1n;
  for (let scale = type.scale; scale > least && (value as bigint) % (step * 10n) === 0n; scale--) step *= 10n;
  return step;
}

function inside(term: Term): Variant[] {
  if (term.op === "aggregate")
    return (["value", "weight", "where"] as const).flatMap((place) => {
      const operand = term[place];
      return operand === undefined ? [] : wrapped(term, operand, (changed) => ({ ...term, [place]: changed }));
    });
  if (term.op === "literal" || term.op === "name" || term.monthly !== undefined) return [];
  return term.args.flatMap((arg, i) =>
    isSign(term, i) ? [] : wrapped(term, arg, (changed) => ({ ...term, args: term.args.with(i, changed) })),
  );
}

/** The nought of `-x`, which nobody wrote. */
function isSign({ op, args }: Operation, place: number): boolean {
  const [first] = args;
  return op === "sub" && place === 0 && first?.op === "literal" && first.value === 0n;
}

function wrapped(outer: Term, operand: Term, rebuild: (changed: Term) => Term): Variant[] {
  return variantsOf(operand).map(({ term, before, after, around }) => {
    const rebuilt = rebuild(term);
    return { term: rebuilt, before, after, around: [...around, [outer, rebuilt]] };
  });
}
