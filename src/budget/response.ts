/**
 * How a portion answers to pressure. At level zero it lies on its floor, at the top on its proposal (or on its cap, where that is
 * lower); in between it rises along one straight line. `squares` lets all rise at once, each by its own share; `order` lets them rise
 * one class of weight after another, the heaviest first.
 */
import type { Portion, Room } from "../budget.ts";
import { inverse, pieceAt, valueAt } from "../curve.ts";
import type { Curve, Piece } from "../curve.ts";
import { assert } from "../assert.ts";
import { add, compare, divide, greater, lesser, multiply, one, ratio, round, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { availableIn } from "./room.ts";

/** How it is measured that amounts are close: see the door. */
export const distances = ["squares", "order"] as const;
export type Distance = (typeof distances)[number];

/** A line that rises with the level, kept between two bounds. */
export interface Response {
  readonly start: Ratio;
  readonly slope: Ratio;
  readonly low: Ratio;
  readonly high: Ratio;
}

export interface Responses {
  /** In the order of the portions. */
  readonly lines: readonly Response[];
  readonly curves: readonly Curve[];
  /** The level at which nobody gives anything. */
  readonly top: Ratio;
  readonly valueAt: (portion: number, level: Ratio) => Ratio;
  /** How hard a level presses. */
  readonly price: (level: Ratio) => Ratio;
}

export function responsesOf(portions: readonly Portion[], distance: Distance): Responses {
  const weights = [...new Map(portions.map(({ weight }) => [`${weight.n}/${weight.d}`, weight])).values()].toSorted(
    compare,
  );
  const { top, lineOf, price } = distance === "squares" ? bySquares(weights) : byOrder(weights);
  const lines = portions.map((portion) => {
    const bounds = boundsOf(portion);
    return { ...lineOf(portion, bounds), ...bounds };
  });
  return { lines, curves: lines.map(toCurve), top, valueAt: (i, level) => kept(lines[i]!, level), price };
}

interface Manner {
  readonly top: Ratio;
  readonly lineOf: (portion: Portion, bounds: Bounds) => Pick<Response, "start" | "slope">;
  readonly price: (level: Ratio) => Ratio;
}

type Bounds = Pick<Response, "low" | "high">;

/** The least and the most that a portion can become; more than its proposal only where its floor says so. */
export function boundsOf({ proposed, floor = 0n, cap }: Portion): Bounds {
  const most = cap === undefined || proposed < cap ? proposed : cap;
  return { low: ratio(floor), high: ratio(most > floor ? most : floor) };
}

/** At price p a portion gives p ÷ weight of its proposal; the level is the heaviest weight less the price. */
function bySquares(weights: readonly Ratio[]): Manner {
  const top = weights.at(-1) ?? one;
  const lineOf = ({ proposed, weight }: Portion): Pick<Response, "start" | "slope"> => {
    const slope = divide(ratio(proposed), weight);
    return { start: subtract(ratio(proposed), multiply(slope, top)), slope };
  };
  return { top, lineOf, price: (level) => subtract(top, level) };
}

/** One step of the level per class of weight: on the last one the lightest rise. */
function byOrder(weights: readonly Ratio[]): Manner {
  const count = weights.length;
  const lineOf = ({ weight }: Portion, { low, high }: Bounds): Pick<Response, "start" | "slope"> => {
    const slope = subtract(high, low);
    const begins = count - 1 - weights.findIndex((each) => compare(each, weight) === 0);
    return { start: subtract(low, multiply(slope, ratio(BigInt(begins)))), slope };
  };
  const price = (level: Ratio): Ratio => {
    const given = Number(round("ceiling", subtract(ratio(BigInt(count)), level)));
    return given === 0 ? zero : weights[given - 1]!;
  };
  return { top: ratio(BigInt(count)), lineOf, price };
}

function kept({ start, slope, low, high }: Response, level: Ratio): Ratio {
  return greater(low, lesser(high, add(start, multiply(slope, level))));
}

function toCurve({ start, slope, low, high }: Response): Curve {
  const flat = (from: Ratio, value: Ratio): Piece => ({ from, at: value, start: value, slope: zero });
  if (compare(low, high) === 0) return [flat(zero, low)];
  const leaves = divide(subtract(low, start), slope);
  const reaches = divide(subtract(high, start), slope);
  const rises = greater(leaves, zero);
  const value = add(start, multiply(slope, rises));
  const rising = { from: rises, at: value, start: value, slope };
  return [...(sign(rises) > 0 ? [flat(zero, low)] : []), rising, flat(reaches, high)];
}

/**
 * The highest level at which a sum of portions is no more than a room has for them: the next euro would lift it; the top where all get
 * what they ask for.
 */
export function levelOf(asked: Curve, room: Room, top: Ratio): Ratio {
  const available = ratio(availableIn(room));
  if (compare(valueAt(asked, top), available) <= 0) return top;
  const back = inverse(asked);
  assert(back !== undefined, "Cannot find a level: a portion falls where the level rises");
  const first = valueAt(back.curve, available);
  const { slope } = pieceAt(asked, first);
  const next = asked.find(({ from }) => compare(from, first) > 0);
  return sign(slope) > 0 || next === undefined ? first : next.from;
}
