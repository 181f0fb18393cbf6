/** The way back along a curve that never falls: from an amount to the smallest volume that brings it in. */
import type { Curve, Piece } from "../curve.ts";
import { compare, divide, greater, one, sign, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { reach, tidy } from "./piece.ts";

export interface Inverse {
  /** The smallest volume at which at least so much is reached. */
  readonly curve: Curve;
  /** What is never exceeded; behind it the inverse says nothing. Absent for a curve that rises for ever. */
  readonly highest?: Ratio;
}

/** Undefined for a curve that falls somewhere: there an amount may be reached at several volumes with a gap between. */
export function inverse(curve: Curve): Inverse | undefined {
  if (falls(curve)) return undefined;
  const pieces: Piece[] = [];
  let highest = zero;
  /** From the amount reached so far the volume is `place`, up to `level`. */
  const stand = (place: Ratio, level: Ratio): void => {
    if (compare(level, highest) <= 0) return;
    push(pieces, { from: highest, at: pieces.length === 0 ? zero : place, start: place, slope: zero });
    highest = level;
  };
  curve.forEach((piece, i) => {
    const to = curve[i + 1]?.from;
    stand(piece.from, greater(piece.at, zero));
    stand(piece.from, piece.start);
    if (sign(piece.slope) === 0) return;
    push(pieces, { from: highest, at: piece.from, start: piece.from, slope: divide(one, piece.slope) });
    if (to !== undefined) highest = reach(piece, to);
  });
  const last = curve.at(-1)!;
  if (pieces.length === 0) pieces.push({ from: zero, at: zero, start: zero, slope: zero });
  return { curve: tidy(pieces), ...(sign(last.slope) === 0 && { highest }) };
}

/** A level at which the curve stood still is reached where it began to stand; behind it the volume jumps. */
function push(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  pieces.push(last === undefined ? piece : { ...piece, at: reach(last, piece.from) });
}

function falls(curve: Curve): boolean {
  return curve.some((piece, i) => {
    const before = curve[i - 1];
    const dropsIn = before !== undefined && compare(piece.at, reach(before, piece.from)) < 0;
    return sign(piece.slope) < 0 || dropsIn || compare(piece.start, piece.at) < 0;
  });
}
