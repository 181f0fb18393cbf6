/**
 * What each op of a step computes. An op says what kinds of value it takes; unknown arguments and wrong kinds are dealt with in
 * one place, so that most ops are one line. Truth is three-valued (Kleene): `undefined` is unknown.
 */
import * as calendar from "./calendar.ts";
import * as exact from "./rational.ts";
import type { Rational, RoundingMode } from "./rational.ts";
import type { Op, Step } from "./record.ts";
import * as value from "./value.ts";
import type { Given, Value } from "./value.ts";

/** An argument that is not of the kind which the op takes. */
export interface Wrong {
  readonly arg: number;
  readonly expected: string;
}

export type Computed = { readonly out: Given } | { readonly wrong: Wrong };

/** Computes a step from the values of its args. Literal arguments (mode, scale, relation) are known to be well formed. */
export type Compute = (args: readonly Given[], step: Step) => Computed;

interface Readers {
  number: Rational;
  whole: bigint;
  day: string;
  instant: string;
  bool: boolean;
  set: readonly string[];
  text: string;
}
type Reader = keyof Readers;

const readers: { [K in Reader]: { readonly as: (value: Value) => Readers[K] | undefined; readonly name: string } } = {
  number: { as: value.asNumber, name: "a number" },
  whole: { as: value.asWhole, name: "a whole number" },
  day: { as: value.asDay, name: "a day" },
  instant: { as: value.asInstant, name: "an instant" },
  bool: { as: value.asBool, name: "true or false" },
  set: { as: value.asSet, name: "a set" },
  text: { as: value.asText, name: "a text" },
};

type Read<Takes extends readonly Reader[]> = { [I in keyof Takes]: Readers[Takes[I]] };

/** An op that takes one value of each kind, in this order; any unknown one makes it unknown. */
function takes<const Takes extends readonly Reader[]>(kinds: Takes, give: (...args: Read<Takes>) => Given): Compute {
  return (args) => {
    if (args.includes(undefined)) return { out: undefined };
    const read = kinds.map((kind, i) => readers[kind].as(args[i]!));
    const arg = read.indexOf(undefined);
    return arg < 0
      ? { out: give(...(read as unknown as Read<Takes>)) }
      : { wrong: { arg, expected: readers[kinds[arg]!].name } };
  };
}

/** An op on a set and the texts after it. */
function takesSet(give: (set: readonly string[], members: readonly string[]) => Value): Compute {
  return (args, step) => {
    const texts = args.slice(1).map(() => "text" as const);
    return takes(["set", ...texts], (set, ...members) => give(set, members))(args, step);
  };
}

/** An op on truth values that may be unknown. */
function kleene(give: (args: readonly (boolean | undefined)[]) => boolean | undefined): Compute {
  return (args) => {
    const arg = args.findIndex((truth) => truth !== undefined && typeof truth !== "boolean");
    return arg < 0
      ? { out: give(args as readonly (boolean | undefined)[]) }
      : { wrong: { arg, expected: readers.bool.name } };
  };
}

export function and(truths: readonly (boolean | undefined)[]): boolean | undefined {
  return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

function or(truths: readonly (boolean | undefined)[]): boolean | undefined {
  return truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
}

/** The least (sign 1) or the greatest (sign -1) of values that have an order; of none, unknown. */
export function extreme(sign: 1 | -1, values: readonly Value[]): Computed {
  const kind = value.orderedKind(values);
  if (kind === undefined) {
    const arg = values.findIndex((_, i) => value.orderedKind(values.slice(0, i + 1)) === undefined);
    return { wrong: { arg, expected: "numbers, days or instants, all of one kind" } };
  }
  if (values.length === 0) return { out: undefined };
  return { out: values.reduce((best, next) => (sign * value.compareAs(kind, next, best) < 0 ? next : best)) };
}

/** `min` and `max` over all args. */
function extremeOfAll(sign: 1 | -1): Compute {
  return (args) => (args.includes(undefined) ? { out: undefined } : extreme(sign, args as readonly Value[]));
}

/** `min_of` and `max_of`: over the second of each pair whose first is true. */
function extremeOfPairs(sign: 1 | -1): Compute {
  return (args) => {
    const tests = args.filter((_, i) => i % 2 === 0);
    if (tests.includes(undefined)) return { out: undefined };
    const arg = tests.findIndex((test) => typeof test !== "boolean");
    if (arg >= 0) return { wrong: { arg: 2 * arg, expected: readers.bool.name } };
    const places = tests.flatMap((test, i) => (test === true ? [2 * i + 1] : []));
    const chosen = places.map((place) => args[place]);
    if (chosen.includes(undefined)) return { out: undefined };
    const computed = extreme(sign, chosen as readonly Value[]);
    return "out" in computed ? computed : { wrong: { ...computed.wrong, arg: places[computed.wrong.arg]! } };
  };
}

const relations: Record<string, (order: number) => boolean> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
};

const compareValues: Compute = ([relation, ...sides], { kind = "number" }) => {
  const [a, b] = sides;
  if (a === undefined || b === undefined) return { out: undefined };
  const arg = [a, b].findIndex((side) => !value.isKind(kind, side));
  if (arg >= 0) return { wrong: { arg: arg + 1, expected: readers[kind].name } };
  return { out: relations[relation as string]!(value.compareAs(kind, a, b)) };
};

const choose: Compute = ([test, yes, no]) => {
  if (test === undefined) return { out: yes !== undefined && value.same(yes, no) ? yes : undefined };
  return typeof test === "boolean" ? { out: test ? yes : no } : { wrong: { arg: 0, expected: readers.bool.name } };
};

const dayInAmsterdam: Compute = (args, step) => {
  const [instant] = args;
  if (typeof instant === "string" && calendar.isInstant(instant) && calendar.momentOf(instant) < calendar.firstMoment)
    return { wrong: { arg: 0, expected: "an instant from 1996 on" } };
  return takes(["instant"], calendar.dayOf)(args, step);
};

const whole = (number: bigint | number): Value => exact.rational(BigInt(number));

/** The ops that need nothing but their args; `row` and `pick` read a sheet and live in `sheet.ts`. */
export const computes: Record<Exclude<Op, "row" | "pick">, Compute> = {
  add: takes(["number", "number"], exact.add),
  sub: takes(["number", "number"], exact.subtract),
  mul: takes(["number", "number"], exact.multiply),
  div: takes(["number", "number"], exact.divide),
  round: takes(["text", "whole", "number", "number"], (mode, scale, n, d) => {
    const quotient = exact.divide(n, d);
    return quotient && exact.round(mode as RoundingMode, Number(scale), quotient);
  }),
  abs: takes(["number"], ({ n, d }) => ({ n: n < 0n ? -n : n, d })),
  min: extremeOfAll(1),
  max: extremeOfAll(-1),
  min_of: extremeOfPairs(1),
  max_of: extremeOfPairs(-1),
  cmp: compareValues,
  and: kleene(and),
  or: kleene(or),
  not: kleene(([truth]) => (truth === undefined ? undefined : !truth)),
  if: choose,
  known: ([given]) => ({ out: given !== undefined }),
  set_count: takes(["set"], (set) => whole(set.length)),
  set_contains: takesSet((set, members) => members.every((member) => set.includes(member))),
  set_without: takesSet((set, members) => set.filter((member) => !members.includes(member))),
  add_days: takes(["day", "whole"], calendar.addDays),
  add_weeks: takes(["day", "whole"], (day, weeks) => calendar.addDays(day, weeks * 7n)),
  add_months: takes(["day", "whole"], calendar.addMonths),
  days_between: takes(["day", "day"], (from, to) => whole(calendar.daysBetween(from, to))),
  day_of: dayInAmsterdam,
  year_of: takes(["day"], (day) => whole(Number(day.slice(0, 4)))),
  month_of: takes(["day"], (day) => whole(Number(day.slice(5, 7)))),
};
