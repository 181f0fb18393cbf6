/**
 * Aggregates: the one way in which a wider subject sees a narrower one. Over the parts of a provider an aggregate stays one term,
 * since only a dossier knows the parts; over the months of a span it is written out when the policy is loaded.
 */
import type { NumberType } from "../datum.ts";
import type { Apply, Checker } from "./check.ts";
import { asQuotient, bool, literal, rescaled } from "./term.ts";
import type { Aggregate, AggregateName, OperationName, Term, TermType } from "./term.ts";

export type Shape = Omit<Aggregate, "op" | "of" | "over">;

type Check = (checker: Checker, call: Apply) => Shape | undefined;

const countType: TermType = { kind: "number", form: "int", scale: 0, unit: "" };

/** Checks operands of the given kinds and the `where`; `result` gives the aggregate's type from that of its value. */
function shape(kinds: readonly ("number" | "bool")[], result: (value: TermType) => TermType): Check {
  return (checker, { op, args, where, at }) => {
    if (args.length !== kinds.length) {
      checker.refuse("operand-count", at, `\`${op}\` with ${args.length} operands`, String(kinds.length));
      return undefined;
    }
    const terms = args.map((operand, i) => checker.expect(operand, kinds[i]!));
    const condition = where && checker.expect(where, "bool");
    const [value, weight] = terms;
    if (value === undefined || terms.includes(undefined) || (where !== undefined && condition === undefined))
      return undefined;
    if (terms.some((term) => term?.type.kind === "number" && term.type.quotient)) {
      checker.refuse("needs-rounding", args[0]!.at, "a quotient in an aggregate", "a named rounding first");
      return undefined;
    }
    return { type: result(value.type), value, ...(weight && { weight }), ...(condition && { where: condition }) };
  };
}

function quotientOf(type: TermType): TermType {
  return { ...(type as NumberType), quotient: true };
}

export const aggregates: Readonly<Record<AggregateName, Check>> = {
  sum: shape(["number"], (value) => value),
  count: shape(["bool"], () => countType),
  mean: shape(["number"], quotientOf),
  weighted_mean: shape(["number", "number"], quotientOf),
  min_of: shape(["number"], (value) => value),
  max_of: shape(["number"], (value) => value),
  all: shape(["bool"], () => bool),
  any: shape(["bool"], () => bool),
};

/** An aggregate over months written out as ordinary operations, one shape per month. */
export function spreadOverMonths(of: AggregateName, type: TermType, months: readonly Shape[]): Term {
  const term = writtenOut(of, type, months);
  return term.op === "literal" || term.op === "name" || term.op === "aggregate" ? term : { ...term, monthly: of };
}

function writtenOut(of: AggregateName, type: TermType, months: readonly Shape[]): Term {
  const counted = (shapes: readonly Shape[]): Term =>
    sum(shapes.map((month) => guarded(month.where, literal(countType, 1n))));
  switch (of) {
    case "sum":
      return sum(months.map((month) => guarded(month.where, month.value)));
    case "count":
      return counted(months.map((month) => ({ ...month, where: both(month.where, month.value) })));
    case "mean":
      return quotient(type, sum(months.map((month) => guarded(month.where, month.value))), counted(months));
    case "weighted_mean": {
      const weighted = months.map((month) => guarded(month.where, product(month.value, month.weight!)));
      return quotient(type, sum(weighted), sum(months.map((month) => guarded(month.where, month.weight!))));
    }
    case "min_of":
    case "max_of":
      return { op: of, type, args: months.flatMap((month) => [month.where ?? literal(bool, true), month.value]) };
    case "all":
    case "any": {
      const where = (month: Shape): Term => month.where ?? literal(bool, true);
      const implied = (month: Shape): Term =>
        operation("or", bool, [operation("not", bool, [where(month)]), month.value]);
      const found = (month: Shape): Term => operation("and", bool, [where(month), month.value]);
      return operation(of === "all" ? "and" : "or", bool, months.map(of === "all" ? implied : found));
    }
  }
}

function operation(op: OperationName, type: TermType, args: readonly Term[]): Term {
  return { op, type, args };
}

function both(where: Term | undefined, value: Term): Term {
  return where === undefined ? value : operation("and", bool, [where, value]);
}

function guarded(where: Term | undefined, value: Term): Term {
  if (where === undefined) return value;
  return operation("if", value.type, [where, value, literal(value.type, 0n)]);
}

function sum(terms: readonly Term[]): Term {
  return terms.reduce((total, term) => operation("add", total.type, [total, term]));
}

function product(a: Term, b: Term): Term {
  const [left, right] = [a.type as NumberType, b.type as NumberType];
  return operation("mul", { ...left, scale: left.scale + right.scale }, [a, b]);
}

function quotient(type: TermType, n: Term, d: Term): Term {
  const scale = Math.max((n.type as NumberType).scale, (d.type as NumberType).scale);
  return operation(
    "div",
    type,
    [n, d].map((term) => asQuotient(rescaled(term, scale))),
  );
}
