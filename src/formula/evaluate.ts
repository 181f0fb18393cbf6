/**
 * Compiling a checked term into a function that runs. All questions were asked when the policy was loaded; at run time there are
 * bigints, days and words, and `undefined` for what is not known.
 */
import { addDays, addMonths, dayOf, monthOf, yearOf } from "../day.ts";
import { powerOfTen, roundQuotient, toRatio } from "../decimal.ts";
import type { Ratio, RoundingMode } from "../decimal.ts";
import type { Datum } from "../datum.ts";
import { extremeOf } from "./kleene.ts";
import { overParts } from "./parts.ts";
import type { Operation, OperationName, Relation, Term, Value } from "./term.ts";

/** The values of one subject: the provider, or one of its parts with the provider around it. */
export interface Frame {
  readonly member: string;
  readonly values: (Datum | undefined)[];
  readonly outer?: Frame;
  readonly parts: ReadonlyMap<string, readonly Frame[]>;
}

/** Where the value of a name stands in the frames of its subject. */
export interface Layout {
  slotOf(subject: string, key: string): number;
  /** The value of a term that is the same for everybody: a literal, or a parameter that the policy gives. */
  constantOf(term: Term): Datum | undefined;
}

export type Evaluate = (frame: Frame) => Value | undefined;

/** The function that evaluates a term in a frame of `subject`. */
export function compile(term: Term, subject: string, layout: Layout): Evaluate {
  switch (term.op) {
    case "literal":
      return () => term.value;
    case "name": {
      const constant = layout.constantOf(term);
      if (constant !== undefined) return () => constant;
      const slot = layout.slotOf(term.name.subject, term.name.key);
      const own = term.name.subject === subject;
      return own ? (frame) => frame.values[slot] : (frame) => frame.outer?.values[slot];
    }
    case "aggregate": {
      const inPart = (operand: Term | undefined): Evaluate | undefined =>
        operand && compile(operand, term.over, layout);
      return overParts(term, { value: inPart(term.value)!, weight: inPart(term.weight), where: inPart(term.where) });
    }
    case "and":
    case "or":
      return compileLogic(
        term.op === "and",
        term.args.map((arg) => compile(arg, subject, layout)),
      );
    case "if":
      return compileChoice(term.args.map((arg) => compile(arg, subject, layout)) as [Evaluate, Evaluate, Evaluate]);
    case "known": {
      const of = compile(term.args[0]!, subject, layout);
      return (frame) => of(frame) !== undefined;
    }
    case "min_of":
    case "max_of": {
      const cells = term.args.map((arg) => compile(arg, subject, layout));
      const wins = term.op === "min_of" ? less : more;
      return (frame) => extremeOf(pairs(cells.map((cell) => cell(frame))), wins);
    }
    default:
      return compileStrict(
        term,
        term.args.map((arg) => compile(arg, subject, layout)),
      );
  }
}

/** Operations that are unknown as soon as one operand is. */
function compileStrict(term: Operation, args: readonly Evaluate[]): Evaluate {
  const apply = strict(term);
  const [first, second] = args as [Evaluate, Evaluate];
  if (args.length === 1) {
    return (frame) => {
      const a = first(frame);
      return a === undefined ? undefined : apply(a);
    };
  }
  if (args.length === 2) {
    return (frame) => {
      const a = first(frame);
      if (a === undefined) return undefined;
      const b = second(frame);
      return b === undefined ? undefined : apply(a, b);
    };
  }
  return (frame) => {
    const values = args.map((arg) => arg(frame));
    return values.includes(undefined) ? undefined : apply(...(values as Value[]));
  };
}

type Strict = (...values: Value[]) => Value | undefined;

/** What a strict operation does with known operands. */
export function strict(term: Operation): Strict {
  const quotient = term.args.some(({ type }) => type.kind === "number" && type.quotient);
  switch (term.op) {
    case "cmp":
      return comparison(term.mode as Relation, quotient, term.args[0]?.type.kind === "set") as Strict;
    case "round": {
      const [mode, scale] = [term.mode as RoundingMode, term.scale ?? 0];
      return ((x: Ratio) => roundQuotient(mode, scale, x.n, x.d)) as Strict;
    }
    case "rescale": {
      const factor = powerOfTen(term.scale ?? 0);
      return ((x: bigint) => x * factor) as Strict;
    }
    case "quotient": {
      const d = powerOfTen(term.scale ?? 0);
      return ((x: bigint) => ({ n: x, d })) as Strict;
    }
    default:
      return ((quotient ? ofRatios[term.op] : undefined) ?? simple[term.op]) as Strict;
  }
}

const more = (a: bigint | number, b: bigint | number): boolean => a > b;
const less = (a: bigint | number, b: bigint | number): boolean => a < b;
const moreRatio = (a: Ratio, b: Ratio): boolean => a.n * b.d > b.n * a.d;

const simple: Readonly<Partial<Record<OperationName, unknown>>> = {
  add: (a: bigint, b: bigint) => a + b,
  sub: (a: bigint, b: bigint) => a - b,
  mul: (a: bigint, b: bigint) => a * b,
  abs: (a: bigint) => (a < 0n ? -a : a),
  min: (...all: bigint[]) => all.reduce((a, b) => (b < a ? b : a)),
  max: (...all: bigint[]) => all.reduce((a, b) => (b > a ? b : a)),
  not: (a: boolean) => !a,
  set_count: (set: readonly string[]) => BigInt(set.length),
  set_contains: (set: readonly string[], value: string) => set.includes(value),
  set_without: (set: readonly string[], ...values: string[]) => set.filter((value) => !values.includes(value)),
  add_days: (day: number, count: bigint) => addDays(day, Number(count)),
  add_weeks: (day: number, count: bigint) => addDays(day, 7 * Number(count)),
  add_months: (day: number, count: bigint) => addMonths(day, Number(count)),
  days_between: (from: number, to: number) => BigInt(to - from),
  day_of: (instant: number) => dayOf(instant),
  year_of: (day: number) => BigInt(yearOf(day)),
  month_of: (day: number) => BigInt(monthOf(day)),
};

const ofRatios: Readonly<Partial<Record<OperationName, unknown>>> = {
  add: (a: Ratio, b: Ratio) => toRatio(a.n * b.d + b.n * a.d, a.d * b.d),
  sub: (a: Ratio, b: Ratio) => toRatio(a.n * b.d - b.n * a.d, a.d * b.d),
  mul: (a: Ratio, b: Ratio) => toRatio(a.n * b.n, a.d * b.d),
  div: (a: Ratio, b: Ratio) => toRatio(a.n * b.d, a.d * b.n),
  abs: (a: Ratio) => ({ n: a.n < 0n ? -a.n : a.n, d: a.d }),
  min: (...all: Ratio[]) => all.reduce((a, b) => (moreRatio(a, b) ? b : a)),
  max: (...all: Ratio[]) => all.reduce((a, b) => (moreRatio(b, a) ? b : a)),
};

function comparison(relation: Relation, quotient: boolean, sets: boolean): unknown {
  if (quotient) {
    const plain = comparison(relation, false, false) as (a: bigint, b: bigint) => boolean;
    return (a: Ratio, b: Ratio) => plain(a.n * b.d, b.n * a.d);
  }
  if (sets) return (a: Value, b: Value) => sameValue(a, b) === (relation === "eq");
  switch (relation) {
    case "eq":
      return (a: Value, b: Value) => a === b;
    case "ne":
      return (a: Value, b: Value) => a !== b;
    case "lt":
      return less;
    case "le":
      return (a: bigint, b: bigint) => a <= b;
    case "gt":
      return more;
    case "ge":
      return (a: bigint, b: bigint) => a >= b;
  }
}

function compileLogic(all: boolean, args: readonly Evaluate[]): Evaluate {
  return (frame) => {
    let result: boolean | undefined = all;
    for (const arg of args) {
      const value = arg(frame);
      if (value === !all) return !all;
      if (value === undefined) result = undefined;
    }
    return result;
  };
}

function compileChoice([test, yes, no]: readonly [Evaluate, Evaluate, Evaluate]): Evaluate {
  return (frame) => {
    const condition = test(frame);
    if (condition !== undefined) return condition === true ? yes(frame) : no(frame);
    const [first, second] = [yes(frame), no(frame)];
    return first !== undefined && second !== undefined && sameValue(first, second) ? first : undefined;
  };
}

export function sameValue(a: Value, b: Value): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((member, i) => member === b[i]);
  if (typeof a === "object" && typeof b === "object" && "n" in a && "n" in b) return a.n * b.d === b.n * a.d;
  return a === b;
}

function pairs(values: readonly (Value | undefined)[]): [Value | undefined, Value | undefined][] {
  return values.flatMap((value, i) =>
    i % 2 === 0 ? [[value, values[i + 1]] as [Value | undefined, Value | undefined]] : [],
  );
}
