/**
 * Reliability: how much of the difference between providers is real? A figure is truth and chance together. From how much the
 * figures differ and how much chance each holds follows how much the truths differ; the part of a figure's spread that is truth is
 * its reliability (Adams, RAND TR-653 2009). What a figure says of the truth is drawn towards the mean by the rest (empirical Bayes,
 * Morris 1983): a small provider with an extreme figure was probably lucky or unlucky.
 *
 *     const population = populationOf(figures);
 *     believe(figures[0], population)      // { mean: 1.04, deviation: 0.02, reliability: 0.71 }
 */
import { normalQuantile, normalShare } from "./distribution.ts";
import type { Measured } from "./funnel.ts";

/** How the truths of all providers lie: a normal curve. */
export interface Population {
  readonly mean: number;
  /** Standard deviation of the truths; 0 where all figures are the same. */
  readonly between: number;
}

/** What is believed of one provider's truth. */
export interface Belief {
  readonly mean: number;
  readonly deviation: number;
  /** From 0, all chance, to 1, all truth. */
  readonly reliability: number;
}

/** Halvings of a span in which a number is sought. */
const steps = 60;

/** With fewer figures nothing bounds how far apart the truths may lie. */
export const figuresLeast = 4;

/**
 * Mean and spread of the truths: where the restricted likelihood of the spread, times its square, is highest (adjustment for density
 * maximisation; Morris and Tang, Statistical Science 2011). What is believed with it is as sure as it says: the spread that is likeliest by
 * itself is often nothing, and then everybody would be believed to be just like the mean. At least `figuresLeast` figures.
 */
export function populationOf(figures: readonly Measured[]): Population {
  const at = (square: number): { mean: number; slope: number } => {
    const weights = figures.map(({ deviation }) => 1 / (deviation ** 2 + square));
    const sum = weights.reduce((a, b) => a + b, 0);
    const mean = figures.reduce((a, { value }, i) => a + value * weights[i]!, 0) / sum;
    const squares = figures.reduce((a, { value }, i) => a + (weights[i]! * (value - mean)) ** 2, 0);
    const ofWeights = weights.reduce((a, weight) => a + weight ** 2, 0);
    return { mean, slope: squares - sum + ofWeights / sum + 2 / square };
  };
  const values = figures.map(({ value }) => value);
  const range = Math.max(...values) - Math.min(...values);
  if (range === 0) return { mean: values[0]!, between: 0 };
  let [low, high] = [0, range];
  while (at(high ** 2).slope > 0 && high < reach * range) high *= 2;
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (at(middle ** 2).slope > 0) low = middle;
    else high = middle;
  }
  return { mean: at(high ** 2).mean, between: high };
}

/** Beyond so many times the range of the figures it is not sought: with few of them the likelihood hardly bends. */
const reach = 4;

/** How much of a figure's spread is truth: 0 to 1. */
export function reliabilityOf(deviation: number, { between }: Population): number {
  return between === 0 ? 0 : between ** 2 / (between ** 2 + deviation ** 2);
}

/** What a figure says of the truth, given how the truths of all lie. */
export function believe({ value, deviation }: Measured, population: Population): Belief {
  const reliability = reliabilityOf(deviation, population);
  const mean = population.mean + reliability * (value - population.mean);
  return { mean, deviation: deviation * Math.sqrt(reliability), reliability };
}

/**
 * How small the chance in a figure must be for it to be so reliable; people needed follow, as chance falls with the root of their number.
 * Undefined where there is no difference to tell.
 */
export function deviationFor(reliability: number, { between }: Population): number | undefined {
  return between === 0 ? undefined : between * Math.sqrt(1 / reliability - 1);
}

/** What two classes by rank would do: of all, how many end up in the class that is not theirs. */
export interface TwoTiers {
  readonly misplaced: number;
  /** Of those who are called one of the lowest, the share that is not. */
  readonly wronglyIn: number;
  /** Of those who are not called one of the lowest, the share that is. */
  readonly wronglyOut: number;
}

/** So many equally likely truths stand for the curve; what they miss of it is less than a ten-thousandth. */
const truths = 2000;

/**
 * The expected misclassification of a scheme that gives the `share` with the lowest scores another class, for providers whose scores
 * are so reliable: truth and score are one bivariate normal curve with the root of the reliability as correlation, and whoever is truly
 * among the lowest share of truths ought to be among the lowest share of scores (Adams, Mehrotra, Thomas and McGlynn, New England
 * Journal of Medicine 2010). Of providers who are unequally reliable the scores are ranked together: those that are mostly chance
 * lie furthest out and crowd the class. Every reliability is above 0 and at most 1; 0 < share < 1.
 */
export function twoTiers(reliabilities: readonly number[], share: number): TwoTiers {
  const cut = scoreBelowWhich(reliabilities, share);
  // Half: the middle of the place that a truth stands for.
  const lowest = Array.from({ length: truths }, (_, i) => normalQuantile(((i + 0.5) / truths) * share));
  let rightlyIn = 0;
  for (const reliability of reliabilities) {
    const chance = Math.sqrt(1 / reliability - 1);
    for (const truth of lowest) rightlyIn += chance === 0 ? Number(truth < cut) : normalShare((cut - truth) / chance);
  }
  const both = (rightlyIn / truths / reliabilities.length) * share;
  return {
    misplaced: 2 * (share - both),
    wronglyIn: 1 - both / share,
    wronglyOut: (share - both) / (1 - share),
  };
}

/** The score below which a share of all lies, in standard deviations of the truths, found by halving. */
function scoreBelowWhich(reliabilities: readonly number[], share: number): number {
  const below = (cut: number): number =>
    reliabilities.reduce((sum, reliability) => sum + normalShare(cut * Math.sqrt(reliability)), 0) /
    reliabilities.length;
  const widest = Math.abs(normalQuantile(share)) / Math.sqrt(Math.min(...reliabilities));
  let [low, high] = [-widest, widest];
  for (let step = 0; step < steps; step++) {
    const middle = (low + high) / 2;
    if (below(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}
