/**
 * Draws of the truth behind one figure. Believed is the figure drawn towards the mean of all providers by as much of it as is
 * chance, with what chance then still leaves; where there are too few figures to tell how the truths lie, the figure itself with
 * its interval. Without an upper end that interval says that chance moves the expectation by half of itself or more; the truth is
 * then drawn on the scale on which the chance is known, as the figure over an expectation that varies.
 */
import type { NumberType } from "../datum.ts";
import { powerOfTen } from "../decimal.ts";
import { normalQuantile } from "../distribution.ts";
import { believedOf, chanceOfExpectation, widthOf } from "./truth.ts";
import type { Truths, Uncertain } from "./truth.ts";

/** As many as make a share right to about three in a hundred. */
export const draws = 400;

/** The middles of so many equally likely slices of the normal curve, rising. */
const normals: readonly number[] = Array.from({ length: draws }, (_, i) => normalQuantile((i + 0.5) / draws));

/** The truths of a figure of this type, each as likely as another, rising. */
export function drawn(figure: Uncertain, type: NumberType, truths: Truths | undefined): readonly bigint[] {
  const truthAt = believed(figure, truths);
  const { low, high } = boundsOf(figure, type);
  return normals.map((normal) => {
    const digits = BigInt(Math.round(truthAt(normal)));
    if (low !== undefined && digits < low) return low;
    return high !== undefined && digits > high ? high : digits;
  });
}

/** What is believed of a truth, so many standard deviations from its middle. */
function believed(figure: Uncertain, truths: Truths | undefined): (normal: number) => number {
  const value = Number(figure.value);
  const [below, above] = [widthOf(figure, false), widthOf(figure, true)];
  if (truths !== undefined && below + above > 0) {
    const { mean, deviation } = believedOf(figure, truths);
    return (normal) => mean + deviation * normal;
  }
  if (figure.interval.high === undefined) {
    const chance = chanceOfExpectation(figure);
    // An expectation of next to nothing, or less, leaves every truth possible: it counts as one draw's share of what was expected.
    return (normal) => value / Math.max(1 - chance * normal, 1 / draws);
  }
  return (normal) => value + (normal > 0 ? above : below) * normal;
}

/** Between what a figure lies whatever its chance: a share up to one, a score of for and against a hundred or one on either side. */
function boundsOf(
  { interval }: Uncertain,
  { form, scale }: NumberType,
): { readonly low?: bigint; readonly high?: bigint } {
  const one = powerOfTen(scale);
  switch (interval.method) {
    case "share":
      return { low: 0n, high: one };
    case "net-share": {
      const all = form === "percent" ? one : 100n * one;
      return { low: -all, high: all };
    }
    case "count":
    case "share-of-all":
    case "scaled":
      return { low: 0n };
  }
}
