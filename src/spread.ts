/**
 * How figures of many units lie apart: least, quartiles, greatest. Exact: a quartile that falls between two figures lies
 * proportionally between them (linear interpolation over n - 1 steps, Hyndman and Fan's type 7).
 */
import { toRatio } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compareRatios(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The figure below which `part/of` of the sorted figures lie; undefined when there are none. */
export function quantile(sorted: readonly Ratio[], part: number, of: number): Ratio | undefined {
  const steps = (sorted.length - 1) * part;
  const below = sorted[Math.floor(steps / of)];
  const above = sorted[Math.ceil(steps / of)];
  if (below === undefined || above === undefined) return undefined;
  const rest = BigInt(steps % of);
  const whole = BigInt(of);
  return toRatio(below.n * above.d * (whole - rest) + above.n * below.d * rest, below.d * above.d * whole);
}
