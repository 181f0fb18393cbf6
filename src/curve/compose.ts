/** One curve of another: what is paid for what was delivered, for instance, when delivery is itself a curve of the year's volume. */
import type { Curve, Piece } from "../curve.ts";
import { add, compare, divide, multiply, same, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { pieceAt, reach, tidy, valueAt } from "./piece.ts";

/** `outer` of `inner`, at every place. `inner` is nowhere below zero. */
export function compose(outer: Curve, inner: Curve): Curve {
  return tidy(inner.flatMap((piece, i) => along(outer, piece, inner[i + 1]?.from)));
}

/** The pieces that one straight piece of the inner curve makes of the outer. */
function along(outer: Curve, inner: Piece, to: Ratio | undefined): Piece[] {
  const direction = sign(inner.slope);
  const first: Piece = { from: inner.from, at: valueAt(outer, inner.at), ...heading(outer, inner.start, inner.slope) };
  if (direction === 0) return [first];
  const passed = outer.filter(({ from }) => sign(subtract(from, inner.start)) === direction);
  const places = passed.map((piece) => ({
    place: add(inner.from, divide(subtract(piece.from, inner.start), inner.slope)),
    piece,
  }));
  const inside = places.filter(({ place }) => to === undefined || compare(place, to) < 0);
  const inOrder = inside.toSorted((a, b) => compare(a.place, b.place));
  return [
    first,
    ...inOrder.map(({ place, piece }) => ({
      from: place,
      at: piece.at,
      ...heading(outer, piece.from, inner.slope),
    })),
  ];
}

/** Where the outer curve starts, and how it runs, when the inner one sets off from `y` along `slope`. */
function heading(outer: Curve, y: Ratio, slope: Ratio): Pick<Piece, "start" | "slope"> {
  const piece = pieceAt(outer, y);
  const atEdge = same(piece.from, y);
  if (sign(slope) === 0) return { start: valueAt(outer, y), slope: zero };
  if (sign(slope) > 0 || !atEdge)
    return { start: atEdge ? piece.start : reach(piece, y), slope: multiply(piece.slope, slope) };
  const before = outer[outer.indexOf(piece) - 1] ?? piece;
  return { start: reach(before, y), slope: multiply(before.slope, slope) };
}
