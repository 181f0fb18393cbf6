/**
 * How sure a figure is: the values that would not surprise beside what was counted, at 95 %. A buyer sorts providers by figures that
 * also contain chance; whoever shows the figure shows its interval. No decision reads it, unless a policy says so.
 *
 *     share      k of n people: Wilson's score interval
 *     count      events where none excludes another: exact Poisson limits (Garwood 1936)
 *     of all     events here of those everywhere, where those everywhere also say how many were expected: Wilson's interval of the share, over
 *                the share that was expected (conditional on their sum, counts are binomial; Przyborowski and Wilenski 1940), as wide as
 *                the events vary beside a binomial count (the design effect of Kish 1965 in Wilson's interval; Franco, Little, Louis and
 *                Slud, Journal of Survey Statistics and Methodology 2019)
 *     net share  share in favour less share against, of one survey: adjusted Wald (Rocks 2016)
 *     scaled     a total against its expectation: all factors by which the expectation and its deviation can be multiplied without
 *                making the total surprising. It never reaches below zero, and has no upper end when chance alone explains anything
 *
 * A weighted mean of figures has the interval that their own ends give it when their chances are apart: by the squares of the distances
 * to these ends (method of variance estimates recovery; Zou and Donner, Statistics in Medicine 2008).
 *
 * Ends are quotients, exact but for the last of twelve decimals of a root and of nine decimals of a Poisson limit.
 */
import { powerOfTen, unreduced } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";
import { poissonLimits } from "./distribution.ts";
import { add, multiply, ratio, subtract } from "./ratio.ts";
import { roundRoot } from "./root.ts";

export const intervalMethods = ["share", "count", "share-of-all", "net-share", "scaled"] as const;
export type IntervalMethod = (typeof intervalMethods)[number];

export interface Interval {
  readonly method: IntervalMethod;
  readonly low: Ratio;
  /** Absent when there is no upper end. */
  readonly high?: Ratio;
}

/** So many standard deviations hold nineteen in twenty of a normal distribution, in millionths. */
const deviations = 1_959_964n;
const million = 1_000_000n;

/** The square root of a quotient to twelve decimals, rounded up so that an interval is rather too wide. */
function rootOf(square: Ratio): Ratio {
  return { n: roundRoot("ceiling", 12, square), d: powerOfTen(12) };
}

const nothing: Ratio = { n: 0n, d: 1n };
const one: Ratio = { n: 1n, d: 1n };

/**
 * Wilson's interval for the share of which `count` of `of` people are a sample; `of` > 0. Where the count varies more or less than
 * people who are drawn one by one would make it, `effect` says how many times as much, as a variance: 2 makes the interval that of
 * half as many.
 */
export function shareInterval(count: bigint, of: bigint, effect = one): Interval {
  const square = unreduced(deviations * deviations * effect.n, million * million * effect.d);
  const spread = unreduced(square.n * of + 4n * count * (of - count) * square.d, square.d * of);
  const root = rootOf(unreduced(spread.n * effect.n, spread.d * effect.d));
  const half = { n: deviations * root.n, d: million * root.d };
  const middle = { n: 2n * count * square.d + square.n, d: square.d };
  const whole = { n: 2n * (of * square.d + square.n), d: square.d };
  const end = (sign: bigint): Ratio =>
    unreduced((middle.n * half.d + sign * half.n * middle.d) * whole.d, middle.d * half.d * whole.n);
  return { method: "share", low: end(-1n), high: end(1n) };
}

/**
 * The interval of `observed` over `expected`, where the events of all places together are what the expectations add up to: a place with
 * many of them makes its own expectation too, and varies the less around it. `variance` is that of the events that are not expected
 * (`chanceOf` in `standardisation.ts`); a place that is all there is never differs from its expectation. Undefined when nothing is
 * expected; `all` > 0.
 */
export function shareOfAllInterval(
  observed: bigint,
  expected: Ratio,
  all: bigint,
  variance: Ratio,
): Interval | undefined {
  if (expected.n <= 0n) return undefined;
  const rest = all * expected.d - expected.n;
  const drawnApart = unreduced(expected.n * rest, expected.d * expected.d * all);
  const effect = rest === 0n ? nothing : unreduced(variance.n * drawnApart.d, variance.d * drawnApart.n);
  const { low, high } = shareInterval(observed, all, effect);
  const overExpected = ({ n, d }: Ratio): Ratio => unreduced(n * all * expected.d, d * expected.n);
  return { method: "share-of-all", low: overExpected(low), high: overExpected(high!) };
}

/**
 * The interval of promoters less critics, as a share of all who answered; `of` > 0. As if three more had answered, a quarter of them
 * promoter and a quarter critic, which keeps the interval honest where few did (the adjusted Wald interval of Rocks, The American
 * Statistician 2016).
 */
export function netShareInterval(promoters: bigint, critics: bigint, of: bigint): Interval {
  // In quarters of a person.
  const [up, down, all] = [4n * promoters + 3n, 4n * critics + 3n, 4n * of + 12n];
  const net = up - down;
  const root = rootOf(unreduced(4n * ((up + down) * all - net * net), all ** 3n));
  const end = (sign: bigint): Ratio =>
    unreduced(net * million * root.d + sign * deviations * root.n * all, all * million * root.d);
  const [low, high] = [end(-1n), end(1n)];
  return { method: "net-share", low: low.n < -low.d ? { n: -1n, d: 1n } : low, high: high.n > high.d ? one : high };
}

/**
 * The interval of `observed` over `expected`, where a total with that expectation has variance `variance`. Undefined when nothing
 * is expected.
 */
export function scaledInterval(observed: bigint, expected: Ratio, variance: Ratio): Interval | undefined {
  if (expected.n <= 0n) return undefined;
  const root = rootOf(variance);
  const swing = { n: deviations * root.n, d: million * root.d };
  const sum = (sign: bigint): Ratio =>
    unreduced(expected.n * swing.d + sign * swing.n * expected.d, expected.d * swing.d);
  const [most, least] = [sum(1n), sum(-1n)];
  const low = unreduced(observed * most.d, most.n);
  return { method: "scaled", low, ...(least.n > 0n && { high: unreduced(observed * least.d, least.n) }) };
}

/** The interval of a count of events over what was expected of it; undefined when nothing is expected. */
export function countInterval(observed: bigint, expected: Ratio): Interval | undefined {
  if (expected.n <= 0n) return undefined;
  const [low, high] = poissonLimits(Number(observed)).map((limit) => {
    const digits = BigInt(Math.round(limit * 1e9));
    return unreduced(digits * expected.d, powerOfTen(9) * expected.n);
  }) as [Ratio, Ratio];
  return { method: "count", low, high };
}

/** A figure with its weight in a mean. */
export interface Weighed {
  readonly weight: bigint;
  readonly value: Ratio;
  readonly interval: Interval;
}

/** The interval of a weighted mean of figures whose chances are apart; it has no upper end where one of them has none. Not of nothing. */
export function meanInterval(figures: readonly Weighed[]): Interval {
  const all = figures.reduce((sum, { weight }) => sum + weight, 0n);
  const total = (of: (figure: Weighed) => Ratio): Ratio => figures.map(of).reduce(add);
  const mean = multiply(
    total(({ weight, value }) => multiply(value, ratio(weight))),
    ratio(1n, all),
  );
  const distance = (endOf: (interval: Interval) => Ratio): Ratio =>
    rootOf(
      total(({ weight, value, interval }) => {
        const step = multiply(subtract(value, endOf(interval)), ratio(weight, all));
        return multiply(step, step);
      }),
    );
  const low = subtract(
    mean,
    distance((interval) => interval.low),
  );
  const { method } = figures[0]!.interval;
  if (figures.some(({ interval }) => interval.high === undefined)) return { method, low };
  return {
    method,
    low,
    high: add(
      mean,
      distance((interval) => interval.high!),
    ),
  };
}
