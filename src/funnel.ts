/**
 * Funnels: is a provider's figure further from the target than chance explains? Chance is the smaller the more a figure rests on, so
 * the limits narrow to the right (Spiegelhalter, Statistics in Medicine 2005). Where all providers differ more than chance alone
 * would make them, for reasons that nobody is to blame for, that spread widens every funnel: additive overdispersion, reckoned
 * from scores whose outer tenths are drawn in, so that the bad ones do not excuse themselves (Spiegelhalter et al., Journal of
 * the Royal Statistical Society A 2012).
 *
 * Everything here is statistics for people to look at, in doubles; no decision reads it.
 */
import { binomialQuantile, normalQuantile, poissonQuantile } from "./distribution.ts";

/** A figure, and how far chance alone moves it: one standard deviation, at the target. */
export interface Measured {
  readonly value: number;
  readonly deviation: number;
}

/** Between two values lies what is not surprising. */
export type Limits = readonly [low: number, high: number];

/** Of how many counts so much more or less than the expected number happens by chance: observed over `target` × expected. */
export function countLimits(expected: number, tail: number, target = 1): Limits {
  const mean = expected * target;
  return [poissonQuantile(tail, mean) / expected, poissonQuantile(1 - tail, mean) / expected];
}

/** Of how many shares of `of` people lie so far from the target by chance. */
export function shareLimitsAt(of: number, tail: number, target: number): Limits {
  return [binomialQuantile(tail, of, target) / of, binomialQuantile(1 - tail, of, target) / of];
}

/** What lies between providers beside chance. */
export interface Overdispersion {
  /** The mean square of the drawn-in scores: 1 where chance explains all. */
  readonly ratio: number;
  /** The standard deviation between providers that chance does not explain; 0 where it explains all. */
  readonly between: number;
}

/** The outer tenths are drawn in to the next score. */
const outer = 0.1;

/** How much more the figures differ from the target than chance explains. */
export function overdispersion(figures: readonly Measured[], target: number): Overdispersion {
  const scores = drawIn(figures.map(({ value, deviation }) => (value - target) / deviation));
  const weights = figures.map(({ deviation }) => 1 / deviation ** 2);
  const [sum, squares] = [total(weights), total(weights.map((weight) => weight ** 2))];
  const ratio = total(scores.map((score) => score ** 2)) / scores.length;
  const excess = scores.length * ratio - (scores.length - 1);
  const between = excess > 0 && figures.length > 1 ? Math.sqrt(excess / (sum - squares / sum)) : 0;
  return { ratio, between };
}

/** Winsorised: what lies in the outer tenths on either side takes the score at their edge. */
function drawIn(scores: readonly number[]): number[] {
  const sorted = scores.toSorted((a, b) => a - b);
  const cut = Math.floor(scores.length * outer);
  const [low = 0, high = 0] = [sorted[cut], sorted[sorted.length - 1 - cut]];
  return scores.map((score) => Math.min(high, Math.max(low, score)));
}

/** The limits of a figure around a target, chance and the spread between providers together. */
export function widenedLimits(deviation: number, between: number, tail: number, target: number): Limits {
  const half = normalQuantile(1 - tail) * Math.hypot(deviation, between);
  return [target - half, target + half];
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
