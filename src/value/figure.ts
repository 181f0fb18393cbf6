/** A figure: the value of an indicator for one provider, part or region, with how sure it is and what it was made of. */
import type { Json, NumberType } from "../datum.ts";
import { powerOfTen, roundQuotient, toDecimalText } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Interval, IntervalMethod } from "../interval.ts";
import type { Counted } from "./behind.ts";

/** Something to know about a figure; a sentence is made of it in `text/`. */
export interface Note {
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

/** Ends at the scale of the indicator, rounded outwards; `high` is absent when there is no upper end. */
export interface Ends {
  readonly method: IntervalMethod;
  readonly low: bigint;
  readonly high?: bigint;
}

export interface Figure {
  /** Digits at the indicator's scale, rounded half up; absent when the figure is not known. */
  readonly value?: bigint;
  /** What would have to be known, each name once; empty when the figure is known. */
  readonly missing: readonly string[];
  readonly interval?: Ends;
  /** How many people the figure speaks of. */
  readonly people?: bigint;
  /** The sums it was made of. */
  readonly made: Readonly<Record<string, Json>>;
  /** Who stands behind it, where it is made of many providers; read to decide who may be told it, and told to nobody. */
  readonly behind?: readonly Counted[];
  readonly notes: readonly Note[];
}

export interface Making {
  readonly interval?: Interval | undefined;
  readonly people?: bigint;
  readonly made?: Readonly<Record<string, Json>>;
  readonly behind?: readonly Counted[];
  readonly notes?: readonly Note[];
}

/** A known figure: an exact quotient, rounded half up to the indicator's scale, its interval outwards. */
export function known(
  type: NumberType,
  { n, d }: Ratio,
  { interval, people, made = {}, behind, notes = [] }: Making = {},
): Figure {
  const value = roundQuotient("half_up", type.scale, n, d);
  return {
    value,
    missing: [],
    ...(interval && { interval: endsOf(type, interval) }),
    ...(people !== undefined && { people }),
    made,
    ...(behind && { behind }),
    notes,
  };
}

function endsOf({ scale }: NumberType, { method, low, high }: Interval): Ends {
  const lowest = roundQuotient("floor", scale, low.n, low.d);
  return { method, low: lowest, ...(high && { high: roundQuotient("ceiling", scale, high.n, high.d) }) };
}

/** A figure that cannot be told, with the names of what is missing. */
export function unknown(missing: readonly string[], { people, made = {}, behind, notes = [] }: Making = {}): Figure {
  const kept = { ...(people !== undefined && { people }), made, ...(behind && { behind }) };
  return { missing: [...new Set(missing)], ...kept, notes };
}

/** A note; its arguments are told as text. */
export function note(code: string, args: Readonly<Record<string, string | bigint | number>> = {}): Note {
  return { code, args: Object.fromEntries(Object.entries(args).map(([key, value]) => [key, String(value)])) };
}

/** A quotient as decimal text, rounded half up. */
export function decimalText({ n, d }: Ratio, scale: number): string {
  return toDecimalText(roundQuotient("half_up", scale, n, d), scale);
}

/** Digits at a scale as a quotient. */
export function ratioOf(digits: bigint, scale: number): Ratio {
  return { n: digits, d: powerOfTen(scale) };
}
