/** What is perverse about a curve of pay: where a little volume changes the money by a jump, and where delivering less pays more. */
import type { Curve } from "../curve.ts";
import { add, compare, divide, greater, same, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { reach } from "./piece.ts";

/** A place where the curve jumps: what it is just before, at the place itself, and just behind. */
export interface Cliff {
  readonly place: Ratio;
  /** Absent at the very beginning. */
  readonly before?: Ratio;
  readonly at: Ratio;
  readonly behind: Ratio;
}

/** Everywhere between two places the curve stays below what it was at the first of them; without `to`, for ever. */
export interface Stretch {
  readonly from: Ratio;
  readonly to?: Ratio;
  /** How far below, at its worst; absent when it goes down without end. */
  readonly most?: Ratio;
}

export function cliffsOf(curve: Curve): Cliff[] {
  return curve.flatMap(({ from: place, at, start: behind }, i) => {
    const previous = curve[i - 1];
    const before = previous && reach(previous, place);
    if (same(at, behind) && (before === undefined || same(before, at))) return [];
    return [{ place, ...(before && { before }), at, behind }];
  });
}

export function stretchesOf(curve: Curve): Stretch[] {
  const walk = new Walk();
  curve.forEach((piece, i) => {
    const to = curve[i + 1]?.from;
    walk.visit(piece.from, piece.at);
    walk.visit(piece.from, piece.start);
    const end = to && reach(piece, to);
    if (sign(piece.slope) > 0) {
      const recovers = walk.recovery(piece.from, piece.start, piece.slope);
      if (recovers !== undefined && (to === undefined || compare(recovers, to) < 0)) walk.visit(recovers, walk.top);
    }
    if (to !== undefined) walk.visit(to, end!);
    else if (sign(piece.slope) < 0) walk.falls();
  });
  return walk.finish();
}

/** Goes along a curve and remembers the highest value so far, where it was, and how far below it one has come since. */
class Walk {
  top = zero;
  #place = zero;
  #most: Ratio | undefined = zero;
  #begun = false;
  #below = false;
  readonly #found: Stretch[] = [];

  visit(place: Ratio, value: Ratio): void {
    const order = this.#begun ? compare(value, this.top) : 1;
    if (order >= 0) {
      if (this.#below) this.#close(place);
      [this.top, this.#place, this.#begun, this.#most] = [value, place, true, zero];
      return;
    }
    this.#below = true;
    this.#most = greater(this.#most ?? zero, subtract(this.top, value));
  }

  /** Where a rising piece comes back to the top; undefined when one is not below it. */
  recovery(from: Ratio, start: Ratio, slope: Ratio): Ratio | undefined {
    return this.#below ? add(from, divide(subtract(this.top, start), slope)) : undefined;
  }

  /** From here on it goes down without end. */
  falls(): void {
    [this.#below, this.#most] = [true, undefined];
  }

  finish(): Stretch[] {
    if (this.#below) this.#close(undefined);
    return this.#found;
  }

  #close(to: Ratio | undefined): void {
    const most = this.#most;
    this.#found.push({ from: this.#place, ...(to && { to }), ...(most && { most }) });
    this.#below = false;
  }
}
