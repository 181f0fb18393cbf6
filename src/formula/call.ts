/**
 * The operators and functions of a formula, each with its check. A scheme that needs a function nobody foresaw adds one row here,
 * one in `evaluate.ts`, one in the receipt's table and one in `policy/LANGUAGE.md`: the house test compares the four.
 */
import type { NumberType } from "../datum.ts";
import { roundingModes } from "../decimal.ts";
import { divideUnits, multiplyUnits } from "../unit.ts";
import type { Apply, Checker } from "./check.ts";
import type { Expression } from "./expression.ts";
import { aligned, asQuotient, bool } from "./term.ts";
import type { OperationName, Relation, Term, TermType } from "./term.ts";

type Call = (checker: Checker, call: Apply, wanted?: TermType) => Term | undefined;

function number(scale: number, unit: string, quotient = false): TermType {
  return { kind: "number", form: "decimal", scale, unit, ...(quotient && { quotient: true as const }) };
}

const whole: TermType = number(0, "");
const day: TermType = { kind: "day" };

/** Refuses a call with the wrong number of operands. */
function hasOperands(checker: Checker, { op, args, at }: Apply, least: number, most = least): boolean {
  if (args.length >= least && args.length <= most) return true;
  const expected = most === Infinity ? `${least} or more` : least === most ? String(least) : `${least} to ${most}`;
  checker.refuse("operand-count", at, `\`${op}\` with ${args.length} operands`, expected);
  return false;
}

/** An operation on numbers of one unit that gives a number of that unit. */
function overLike(op: OperationName, least: number, most: number): Call {
  return (checker, call) => {
    const like = hasOperands(checker, call, least, most) ? checker.likeNumbers(call.args) : undefined;
    return like && { op, type: like[0]!.type, args: like };
  };
}

function arithmetic(op: "mul" | "div"): Call {
  return (checker, { args }) => {
    const [a, b] = args.map((operand) => checker.expect(operand, "number"));
    if (a === undefined || b === undefined) return undefined;
    const [left, right] = [a.type as NumberType & { quotient?: true }, b.type as NumberType & { quotient?: true }];
    const unit = (op === "mul" ? multiplyUnits : divideUnits)(left.unit, right.unit);
    if (op === "mul" && !left.quotient && !right.quotient)
      return { op, type: number(left.scale + right.scale, unit), args: [a, b] };
    const operands = op === "div" && !left.quotient && !right.quotient ? aligned([a, b]) : [a, b];
    return { op, type: number(0, unit, true), args: operands.map(asQuotient) };
  };
}

function logic(op: "and" | "or" | "not"): Call {
  return (checker, { args }) => {
    const terms = args.map((operand) => checker.expect(operand, "bool")).filter((term) => term !== undefined);
    return terms.length === args.length ? { op, type: bool, args: terms } : undefined;
  };
}

function comparison(relation: Relation): Call {
  return (checker, { args, at }) => checker.compare(relation, args as [Expression, Expression], at);
}

function rounding(mode: string): Call {
  return (checker, call) => {
    if (!hasOperands(checker, call, 2)) return undefined;
    const [of, decimals] = call.args as [Expression, Expression];
    const term = checker.expect(of, "number");
    const scale = decimals.kind === "number" && decimals.unit === undefined ? Number(decimals.text) : NaN;
    if (!Number.isInteger(scale) || scale > 18) {
      checker.refuse("bad-rounding", decimals.at, written(decimals), "how many decimals, a whole number up to 18");
      return undefined;
    }
    if (term === undefined) return undefined;
    const { unit } = term.type as NumberType;
    return { op: "round", type: number(scale, unit), args: [asQuotient(term)], mode, scale };
  };
}

function written(expression: Expression): string {
  if (expression.kind === "number") return `\`${expression.text}${expression.unit ?? ""}\``;
  return expression.kind === "name" ? `\`${expression.ref}\`` : "something to reckon";
}

function choice(checker: Checker, { args }: Apply, wanted?: TermType): Term | undefined {
  const [test, yes, no] = args as [Expression, Expression, Expression];
  const condition = checker.expect(test, "bool");
  const first = checker.check(yes, wanted);
  if (first?.type.kind === "number") {
    const like = checker.likeNumbers([yes, no], [first, checker.expect(no, "number")]);
    return like && condition && { op: "if", type: like[0]!.type, args: [condition, ...like] };
  }
  const second = checker.check(no, wanted ?? (first?.type.kind === "enum" ? undefined : first?.type));
  if (condition === undefined || first === undefined || second === undefined) return undefined;
  const type = wanted ?? joined(first.type, second.type);
  const [then, otherwise] = [checker.fit(first, type, yes.at), checker.fit(second, type, no.at)];
  return then && otherwise && { op: "if", type, args: [condition, then, otherwise] };
}

/** Two branches that each name a choice may name different ones. */
function joined(a: TermType, b: TermType): TermType {
  return a.kind === "enum" && b.kind === "enum"
    ? { kind: "enum", values: [...new Set([...a.values, ...b.values])] }
    : a;
}

function setOperation(op: OperationName, least: number, most: number, result: (set: TermType) => TermType): Call {
  return (checker, call) => {
    if (!hasOperands(checker, call, least, most)) return undefined;
    const [set, ...values] = call.args as [Expression, ...Expression[]];
    const term = checker.expect(set, "set");
    const members = term && values.map((value) => checker.expect(value, "enum", term.type));
    if (term === undefined || members === undefined || members.includes(undefined)) return undefined;
    return { op, type: result(term.type), args: [term, ...members.filter((member) => member !== undefined)] };
  };
}

function calendar(op: OperationName, kinds: readonly ("day" | "instant" | "number")[], type: TermType): Call {
  return (checker, call) => {
    if (!hasOperands(checker, call, kinds.length)) return undefined;
    const terms = call.args.map((operand, i) => checker.expect(operand, kinds[i]!));
    for (const [i, term] of terms.entries()) {
      if (term?.type.kind !== "number") continue;
      if (
        term.type.scale === 0 &&
        !term.type.quotient &&
        (term.type.unit === "" || calendarUnits.includes(term.type.unit))
      )
        continue;
      checker.refuse(
        "type-mismatch",
        call.args[i]!.at,
        written(call.args[i]!),
        "a whole number of days, weeks or months",
      );
      return undefined;
    }
    const known = terms.filter((term) => term !== undefined);
    return known.length === terms.length ? { op, type, args: known } : undefined;
  };
}

const calendarUnits = ["day", "week", "month"];

export const calls: Readonly<Record<string, Call>> = {
  add: overLike("add", 2, 2),
  sub: overLike("sub", 2, 2),
  mul: arithmetic("mul"),
  div: arithmetic("div"),
  min: overLike("min", 1, Infinity),
  max: overLike("max", 1, Infinity),
  abs: overLike("abs", 1, 1),
  ...Object.fromEntries(
    roundingModes.map((mode) => [mode === "floor" || mode === "ceiling" ? mode : `round_${mode}`, rounding(mode)]),
  ),
  and: logic("and"),
  or: logic("or"),
  not: logic("not"),
  eq: comparison("eq"),
  ne: comparison("ne"),
  lt: comparison("lt"),
  le: comparison("le"),
  gt: comparison("gt"),
  ge: comparison("ge"),
  if: choice,
  known: (checker, call) => {
    const term = hasOperands(checker, call, 1) ? checker.check(call.args[0]!) : undefined;
    return term && { op: "known", type: bool, args: [term] };
  },
  count: setOperation("set_count", 1, 1, () => whole),
  contains: setOperation("set_contains", 2, 2, () => bool),
  without: setOperation("set_without", 2, Infinity, (set) => set),
  add_days: calendar("add_days", ["day", "number"], day),
  add_weeks: calendar("add_weeks", ["day", "number"], day),
  add_months: calendar("add_months", ["day", "number"], day),
  days_between: calendar("days_between", ["day", "day"], whole),
  day_of: calendar("day_of", ["instant"], day),
  year_of: calendar("year_of", ["day"], whole),
  month_of: calendar("month_of", ["day"], whole),
};
