/**
 * Reading a curve, and laying two over each other: cut where either begins a piece and where they cross, so that between two cuts
 * one is lower.
 */
import { assert } from "../assert.ts";
import type { Curve, Piece } from "../curve.ts";
import { add, compare, divide, multiply, same, sign, subtract } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";

export function pieceAt(curve: Curve, x: Ratio): Piece {
  let [low, high] = [0, curve.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (compare(curve[middle]!.from, x) <= 0) low = middle;
    else high = middle - 1;
  }
  const piece = curve[low];
  assert(piece !== undefined && compare(piece.from, x) <= 0, "Cannot read a curve before its beginning");
  return piece;
}

export function valueAt(curve: Curve, x: Ratio): Ratio {
  const piece = pieceAt(curve, x);
  return same(piece.from, x) ? piece.at : add(piece.start, multiply(piece.slope, subtract(x, piece.from)));
}

/** A piece of both, from the same place on. */
export interface Together {
  readonly left: Piece;
  readonly right: Piece;
}

/** Cut where either begins a piece; what is only added up may cross. */
export function besideEachOther(a: Curve, b: Curve): Together[] {
  return cutTogether(a, b, () => undefined);
}

/** Cut where they cross as well. */
export function splitTogether(a: Curve, b: Curve): Together[] {
  return cutTogether(a, b, crossingOf);
}

function cutTogether(a: Curve, b: Curve, crossing: typeof crossingOf): Together[] {
  const cut: Together[] = [];
  for (let [i, j] = [0, 0]; i < a.length && j < b.length;) {
    const [own, other] = [a[i]!, b[j]!];
    const from = compare(own.from, other.from) >= 0 ? own.from : other.from;
    const both = { left: seenFrom(own, from), right: seenFrom(other, from) };
    const [nextOwn, nextOther] = [a[i + 1]?.from, b[j + 1]?.from];
    const order = nextOwn === undefined ? 1 : nextOther === undefined ? -1 : compare(nextOwn, nextOther);
    const to = order <= 0 ? nextOwn : nextOther;
    cut.push(both);
    const place = crossing(both, to);
    if (place !== undefined) cut.push({ left: seenFrom(both.left, place), right: seenFrom(both.right, place) });
    if (nextOwn === undefined && nextOther === undefined) break;
    if (nextOwn !== undefined && order <= 0) i++;
    if (nextOther !== undefined && order >= 0) j++;
  }
  return cut;
}

/** A piece as it continues from a place inside it. */
function seenFrom(piece: Piece, from: Ratio): Piece {
  if (same(piece.from, from)) return piece;
  const value = add(piece.start, multiply(piece.slope, subtract(from, piece.from)));
  return { from, at: value, start: value, slope: piece.slope };
}

/** Where two pieces that begin together cross before `to`; undefined when they do not. */
function crossingOf({ left, right }: Together, to: Ratio | undefined): Ratio | undefined {
  const [apart, turning] = [subtract(left.start, right.start), subtract(right.slope, left.slope)];
  if (sign(apart) === 0 || sign(turning) !== sign(apart)) return undefined;
  const place = add(left.from, divide(apart, turning));
  return to === undefined || compare(place, to) < 0 ? place : undefined;
}

/** The limit of a piece at a place behind its beginning. */
export function reach({ from, start, slope }: Piece, to: Ratio): Ratio {
  return add(start, multiply(slope, subtract(to, from)));
}

/** The same curve without pieces that only go on as the one before. */
export function tidy(pieces: readonly Piece[]): Curve {
  const kept: Piece[] = [];
  for (const piece of pieces) {
    const last = kept.at(-1);
    const goesOn =
      last !== undefined &&
      same(last.slope, piece.slope) &&
      same(piece.at, piece.start) &&
      same(reach(last, piece.from), piece.start);
    if (!goesOn) kept.push(piece);
  }
  return kept;
}
