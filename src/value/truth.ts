/**
 * What figures say of the truth behind them. How the truths of a figure lie over all whom it is about follows from how far the
 * figures differ and how much of that is chance; what one of them says of its own truth follows from both (`src/reliability.ts`).
 *
 * How far chance moves a figure is asked at the mean of all, and not where the figure happens to lie. Whoever was lucky has a
 * narrow interval as well: the interval of a cost ratio is as wide as the ratio is large, that of a share is narrow near nothing.
 * Weighed by their own intervals the lucky would draw the mean to them and hide how far the truths differ. Funnels are drawn so for
 * the same reason (Spiegelhalter, Statistics in Medicine 2005).
 */
import { normalQuantile, surprising } from "../distribution.ts";
import type { Measured } from "../funnel.ts";
import { believe, populationOf } from "../reliability.ts";
import type { Belief, Population } from "../reliability.ts";
import type { Figure } from "./figure.ts";

/** A figure whose chance is known. */
export type Uncertain = Figure & Required<Pick<Figure, "value" | "interval">>;

/** An interval that has no upper end and starts at nothing says nothing of the chance. */
export function isUncertain(figure: Figure): figure is Uncertain {
  const { value, interval } = figure;
  return value !== undefined && interval !== undefined && (interval.high !== undefined || interval.low > 0n);
}

/** An end of an interval is so many standard deviations away. */
const deviations = normalQuantile(1 - surprising);

/** A figure's width on one side, in standard deviations of its digits. Without an upper end it is as wide as its expectation varies. */
export function widthOf(figure: Uncertain, above: boolean): number {
  const { value, interval } = figure;
  if (!above) return Number(value - interval.low) / deviations;
  if (interval.high === undefined) return Number(value) * chanceOfExpectation(figure);
  return Number(interval.high - value) / deviations;
}

/**
 * How far chance moves the expectation to which a total was scaled, as a part of it: one standard deviation. The low end of such a figure
 * is the figure over one more than so many of them; it is above nothing.
 */
export function chanceOfExpectation({ value, interval }: Uncertain): number {
  return (Number(value) / Number(interval.low) - 1) / deviations;
}

/** How the truths of a figure lie, in its digits, and how much chance there is in a figure. */
export interface Truths extends Population {
  /** How many digits are one. */
  readonly unit: number;
  /** Of one person's answer to a question with a side for and a side against, one standard deviation. */
  readonly perPerson?: number;
}

/** How far chance moves a figure whose truth is the mean of all: one standard deviation of its digits. */
export function chanceIn(figure: Uncertain, { mean, unit, perPerson }: Omit<Truths, "between">): number {
  const { interval, people = 0n } = figure;
  switch (interval.method) {
    case "scaled":
      if (interval.low !== 0n) return mean * chanceOfExpectation(figure);
      break;
    case "share":
      if (people > 0n && mean > 0 && mean < unit) return Math.sqrt((mean * (unit - mean)) / Number(people));
      break;
    case "net-share":
      if (people > 0n && perPerson !== undefined) return perPerson / Math.sqrt(Number(people));
      break;
    case "count":
    case "share-of-all":
  }
  return ownChance(figure);
}

/** What the figure's own interval says of it, as the mean of both sides. */
function ownChance(figure: Uncertain): number {
  return (widthOf(figure, false) + widthOf(figure, true)) / 2;
}

/** Mean and chance settle in a few rounds, for the mean hardly depends on the chance. */
const rounds = 4;

/** How the truths of some figures lie of which so many digits are one; as many as `populationOf` needs, and each with chance in it. */
export function truthsOf(figures: readonly Uncertain[], unit: number): Truths {
  const mean = figures.reduce((sum, { value }) => sum + Number(value), 0) / figures.length;
  const perPerson = perPersonOf(figures);
  let truths: Truths = { mean, between: 0, unit, ...(perPerson !== undefined && { perPerson }) };
  for (let round = 0; round < rounds; round++)
    truths = { ...truths, ...populationOf(figures.map((figure) => measuredIn(figure, truths))) };
  return truths;
}

/** One standard deviation of one person, from all people together. */
function perPersonOf(figures: readonly Uncertain[]): number | undefined {
  const people = figures.reduce((sum, figure) => sum + Number(figure.people ?? 0n), 0);
  const squares = figures.reduce((sum, figure) => sum + (Number(figure.people ?? 0n) * ownChance(figure)) ** 2, 0);
  return people === 0 ? undefined : Math.sqrt(squares / people);
}

/** The figure in doubles, with its chance. */
export function measuredIn(figure: Uncertain, truths: Omit<Truths, "between">): Measured {
  return { value: Number(figure.value), deviation: chanceIn(figure, truths) };
}

/** What is believed of the truth behind a figure, in its digits. */
export function believedOf(figure: Uncertain, truths: Truths): Belief {
  return believe(measuredIn(figure, truths), truths);
}
