/**
 * What chance does to counts and sums: the normal, Poisson and binomial distributions and their inverses. The special functions are
 * those of Cephes (Moshier 1989), which agrees with published values to at least nine digits here. Cephes reports a
 * probability too small for a number as a fault; here it is zero.
 *
 *     normalQuantile(0.975)        // 1.959964
 *     poissonLimits(10)            // [4.7954, 18.3904], Garwood's limits of a count of ten
 *     shareLimits(10, 100)         // [0.0490, 0.1762], Clopper and Pearson's limits of ten in a hundred
 */
// @ts-expect-error The package does not say where its declarations are.
import * as cephes from "cephes";
import { assert } from "./assert.ts";

type Real = (...arguments_: readonly number[]) => number;
interface Cephes extends Readonly<Record<"igam" | "igamc" | "incbet" | "ndtr" | "ndtri", Real>> {
  readonly compiled: Promise<unknown>;
}
const { compiled, igam, igamc, incbet, ndtr, ndtri } = cephes as Cephes;
await compiled;

/** What is meant by sure: nineteen in twenty, a twentieth split over both sides. The convention of the literature. */
export const surprising = 0.025;

/** The share of a normal curve that lies below so many standard deviations. */
export function normalShare(deviations: number): number {
  // Beyond forty no double holds what is left, and Cephes loses its way where the square of them is large.
  return Math.abs(deviations) > 40 ? Number(deviations > 0) : ndtr(deviations);
}

/** The standard deviations below which a share of a normal curve lies; 0 < share < 1. */
export function normalQuantile(share: number): number {
  return ndtri(share);
}

/** A probability, where one too small to be written is nothing. */
function probability(of: () => number): number {
  try {
    return of();
  } catch (fault) {
    assert(fault instanceof Error && fault.message.includes("underflow"), "a probability has its arguments in range");
    return 0;
  }
}

/** The probability of `count` events or fewer where `mean` are expected. */
export function poissonShare(count: number, mean: number): number {
  if (count < 0) return 0;
  return mean > count ? probability(() => igamc(count + 1, mean)) : 1 - probability(() => igam(count + 1, mean));
}

/** The probability of `count` or fewer among `of`, each with probability `share`. */
export function binomialShare(count: number, of: number, share: number): number {
  if (count < 0) return 0;
  if (count >= of || share <= 0) return 1;
  return share >= 1 ? 0 : probability(() => incbet(of - count, count + 1, 1 - share));
}

/** The means between which a Poisson count lies neither among the lowest nor among the highest `tail` (Garwood 1936). */
export function poissonLimits(count: number, tail = surprising): [low: number, high: number] {
  // Twelve deviations and a few more: no double holds what lies beyond.
  const reach = 12 * Math.sqrt(count + 1) + 40;
  const low = crossing(Math.max(0, count - reach), count, (mean) => 1 - poissonShare(count - 1, mean) < tail);
  return [count === 0 ? 0 : low, crossing(count, count + reach, (mean) => poissonShare(count, mean) > tail)];
}

/** The same for a share: the exact limits of `count` in `of` (Clopper and Pearson 1934). */
export function shareLimits(count: number, of: number, tail = surprising): [low: number, high: number] {
  const low = crossing(0, 1, (share) => 1 - binomialShare(count - 1, of, share) < tail);
  return [count === 0 ? 0 : low, count === of ? 1 : crossing(0, 1, (share) => binomialShare(count, of, share) > tail)];
}

/** The point between two at which `before` turns false, by halving: the inverses of Cephes give up on large counts. */
function crossing(from: number, until: number, before: (at: number) => boolean): number {
  let [low, high] = [from, until];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (before(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The least count with at least `share` of the probability at or below it, found by halving between two counts. */
function leastCount(share: number, from: number, until: number, upTo: (count: number) => number): number {
  let [below, at] = [from - 1, until];
  while (at - below > 1) {
    const middle = Math.floor((below + at) / 2);
    if (upTo(middle) >= share) at = middle;
    else below = middle;
  }
  return at;
}

/**
 * A quantile of counts that runs on between whole numbers, so that funnel limits are lines and not stairs: the least count with at least
 * `share` at or below it, less the part of its own probability that is not needed (Spiegelhalter 2005, appendix A.1.1).
 */
function smooth(share: number, from: number, until: number, upTo: (count: number) => number): number {
  const count = leastCount(share, from, until, upTo);
  const [including, without] = [upTo(count), upTo(count - 1)];
  return including === without ? count : count - (including - share) / (including - without);
}

/** The count below which `share` of a Poisson distribution lies, running on between whole numbers. */
export function poissonQuantile(share: number, mean: number): number {
  // Twelve deviations and a few more: no double holds what lies beyond.
  const reach = 12 * Math.sqrt(mean) + 40;
  const [from, until] = [Math.max(0, Math.floor(mean - reach)), Math.ceil(mean + reach)];
  return smooth(share, from, until, (count) => poissonShare(count, mean));
}

/** The count below which `share` of a binomial distribution lies, running on between whole numbers. */
export function binomialQuantile(share: number, of: number, chance: number): number {
  return smooth(share, 0, of, (count) => binomialShare(count, of, chance));
}
