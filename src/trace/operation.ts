/** Writing one operation down as one step, with what it gives. */
import { powerOfTen, toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { extremeOf, kleene, sameValue, strict } from "../formula.ts";
import type { Operation, TermType, Value } from "../formula.ts";
import type { Op } from "../receipt.ts";
import { kindOf, toStepValue } from "./step-value.ts";
import type { Context, Recorded, Recorder, Void } from "./recorder.ts";

/** A literal stands in the step that uses it and is no step of its own. */
export function recordLiteral(type: TermType, value: Value): Recorded {
  return { arg: { value: toStepValue(type, value) }, value, type };
}

/** Why an operation may have no value though all its operands have one. */
const voidWhen: { readonly [name in Operation["op"]]?: Void["code"] } = {
  div: "division_by_zero",
  add_days: "no_such_day",
  add_weeks: "no_such_day",
  add_months: "no_such_day",
};

/** An operation of a formula, its operands written down before it. */
export function recordOperation(
  recorder: Recorder,
  term: Operation,
  operands: readonly Recorded[],
  context: Context,
): Recorded {
  const args = operands.map(({ arg }) => arg);
  const value = valueOf(term, operands);
  if (term.op === "cmp")
    return recorder.step(context, "cmp", [{ value: term.mode! }, ...args], term.type, value, kindOf(operands[0]!.type));
  const step = recorder.step(context, term.op as Op, args, term.type, value);
  const code = voidWhen[term.op];
  if (code !== undefined) noteVoid(recorder, step, operands, { code, rule: context.decision.id });
  if (value === undefined && term.op === "if") recorder.waits.set(stepAt(step), [decisive(operands).arg]);
  if (value === undefined && isExtreme(term)) noteExtreme(recorder, step, operands, context);
  return step;
}

/** Of an *if* only the test matters while that is unknown, and then only the branch taken. */
function decisive([test, yes, no]: readonly Recorded[]): Recorded {
  return test!.value === undefined ? test! : test!.value === true ? yes! : no!;
}

/** An extreme waits for the conditions and for the values that may count; where none counts, there is none. */
function noteExtreme(recorder: Recorder, step: Recorded, operands: readonly Recorded[], context: Context): void {
  const counted = operands.filter((_, i) => operands[i - (i % 2)]!.value !== false);
  if (counted.length === 0) recorder.voids.set(stepAt(step), { code: "nothing_to_average", rule: context.decision.id });
  recorder.waits.set(
    stepAt(step),
    counted.map(({ arg }) => arg),
  );
}

/** An operation that no formula wrote, because it is part of an aggregate. */
export function operate(
  recorder: Recorder,
  op: Operation["op"],
  type: TermType,
  operands: readonly Recorded[],
  context: Context,
): Recorded {
  const args = operands.map((operand) => ({ op: "literal" as const, type: operand.type, value: false }));
  return recordOperation(recorder, { op, type, args }, operands, context);
}

function valueOf(term: Operation, operands: readonly Recorded[]): Value | undefined {
  const values = operands.map(({ value }) => value);
  switch (term.op) {
    case "and":
    case "or":
      return kleene(term.op === "and", values);
    case "if":
      return chosen(values);
    case "known":
      return values[0] !== undefined;
    case "min_of":
    case "max_of": {
      const cells = tests(operands).map(({ value }, i) => [value, values[2 * i + 1]] as const);
      return extremeOf(cells, term.op === "min_of" ? (a, b) => a < b : (a, b) => a > b);
    }
    default:
      return values.includes(undefined) ? undefined : strict(term)(...(values as Value[]));
  }
}

function chosen([test, yes, no]: readonly (Value | undefined)[]): Value | undefined {
  if (test !== undefined) return test === true ? yes : no;
  return yes !== undefined && no !== undefined && sameValue(yes, no) ? yes : undefined;
}

function isExtreme({ op }: Operation): boolean {
  return op === "min_of" || op === "max_of";
}

/** Of operands in pairs, a condition and a value, the conditions. */
function tests(operands: readonly Recorded[]): readonly Recorded[] {
  return operands.filter((_, i) => i % 2 === 0);
}

/** Notes why a step has no value, if that is not for lack of an operand. */
export function noteVoid(recorder: Recorder, step: Recorded, operands: readonly Recorded[], why: Void): void {
  if (step.value === undefined && operands.every(({ value }) => value !== undefined))
    recorder.voids.set(stepAt(step), why);
}

function stepAt({ arg }: Recorded): number {
  return (arg as { step: number }).step;
}

/** n/d of two decimals, each at its own scale, or of two quotients. */
export function quotientOf(n: Recorded, d: Recorded): Ratio | undefined {
  const [top, bottom] = [asRatio(n), asRatio(d)];
  return top && bottom && toRatio(top.n * bottom.d, top.d * bottom.n);
}

function asRatio({ type, value }: Recorded): Ratio | undefined {
  if (type.kind !== "number" || value === undefined) return undefined;
  return type.quotient ? (value as Ratio) : { n: value as bigint, d: powerOfTen(type.scale) };
}
