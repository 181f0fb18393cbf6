/**
 * An exact piecewise-linear curve: an amount as a function of a volume from zero on. Every form of contract is one, so what a cent of
 * care more would pay, where pay jumps and where less care pays more can be read from it instead of tried out.
 *
 * A curve is a list of pieces. Each holds from its `from` up to the next piece: at the place itself it is `at`, and behind it runs
 * from `start` along `slope`. Where the three do not join, the curve jumps, and on which side of the jump the place itself lies is
 * kept. All numbers are exact quotients. Curves are closed under sum, multiple, lower and upper of two, gate and composition.
 *
 *     const paid = lowerOf(proportional(ratio(1250n)), constant(ratio(100_000n)));      // a price up to a ceiling
 *     valueAt(paid, ratio(90n));                                                        // 100000
 */
import { besideEachOther, splitTogether, tidy } from "./curve/piece.ts";
import type { Together } from "./curve/piece.ts";
import { add, compare, multiply, one, same, sign, subtract, zero } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

export { compose } from "./curve/compose.ts";
export { cliffsOf, stretchesOf } from "./curve/edge.ts";
export type { Cliff, Stretch } from "./curve/edge.ts";
export { inverse } from "./curve/inverse.ts";
export type { Inverse } from "./curve/inverse.ts";
export { pieceAt, valueAt } from "./curve/piece.ts";

export interface Piece {
  readonly from: Ratio;
  /** The value at `from` itself. */
  readonly at: Ratio;
  /** The value just behind `from`. */
  readonly start: Ratio;
  /** What one more of the volume adds, up to the next piece. */
  readonly slope: Ratio;
}

/** Pieces in rising order; the first begins at zero. */
export type Curve = readonly Piece[];

/** How two amounts are held against each other. */
export type Relation = "<" | "<=" | ">" | ">=";

export function constant(value: Ratio): Curve {
  return [{ from: zero, at: value, start: value, slope: zero }];
}

/** A straight line through the origin. */
export function proportional(slope: Ratio): Curve {
  return [{ from: zero, at: zero, start: zero, slope }];
}

/** The piece that holds at a place ≥ 0. */
export function sumOf(a: Curve, b: Curve): Curve {
  const joined = besideEachOther(a, b).map(({ left, right }) => ({
    from: left.from,
    at: add(left.at, right.at),
    start: add(left.start, right.start),
    slope: add(left.slope, right.slope),
  }));
  return tidy(joined);
}

export function multipleOf(curve: Curve, by: Ratio): Curve {
  if (same(by, one)) return curve;
  const times = (value: Ratio): Ratio => multiply(value, by);
  return tidy(
    curve.map(({ from, at, start, slope }) => ({ from, at: times(at), start: times(start), slope: times(slope) })),
  );
}

/** At every place the lower of two. */
export function lowerOf(a: Curve, b: Curve): Curve {
  return chooseBy(a, b, (order) => order <= 0);
}

/** At every place the higher of two. */
export function upperOf(a: Curve, b: Curve): Curve {
  return chooseBy(a, b, (order) => order >= 0);
}

function chooseBy(a: Curve, b: Curve, takesLeft: (order: number) => boolean): Curve {
  const chosen = splitTogether(a, b).map((both) => {
    const side = takesLeft(orderBehind(both)) ? both.left : both.right;
    const at = takesLeft(compare(both.left.at, both.right.at)) ? both.left.at : both.right.at;
    return { ...side, at };
  });
  return tidy(chosen);
}

/** The curve where a relation of two others holds, and zero where it does not: an amount that is only paid on a condition. */
export function gateOf(curve: Curve, left: Curve, relation: Relation, right: Curve): Curve {
  const open = splitTogether(left, right).map((both): Piece => {
    const [at, behind] = [compare(both.left.at, both.right.at), orderBehind(both)];
    const toUnit = (order: number): Ratio => (holds(order, relation) ? one : zero);
    return { from: both.left.from, at: toUnit(at), start: toUnit(behind), slope: zero };
  });
  const kept = splitTogether(curve, tidy(open)).map((both) => ({
    from: both.left.from,
    at: multiply(both.left.at, both.right.at),
    start: multiply(both.left.start, both.right.start),
    slope: multiply(both.left.slope, both.right.start),
  }));
  return tidy(kept);
}

/** Whether a relation holds for what `compare` says. */
export function holds(order: number, relation: Relation): boolean {
  if (order === 0) return relation === "<=" || relation === ">=";
  return order < 0 === relation.startsWith("<");
}

/** Which of two pieces is lower just behind the place where both begin, and so up to the next. */
function orderBehind({ left, right }: Together): number {
  return compare(left.start, right.start) || sign(subtract(left.slope, right.slope));
}
