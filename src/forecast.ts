/**
 * Forecasting what a provider will have claimed about a year of care, from what is known on a day in it. Months of which most is
 * claimed are brought to what they will be by their run-off. The months to come are the provider's share of its peers, the recent months
 * counting most, times what the peers will do: the same month a year ago times how they grew since, so that the season is allowed for.
 *
 * How sure that is, the program does not assume but looks up: it makes the same forecast as it would have been made one and more years ago,
 * at the same month, for every provider, and takes how far those lay off, for a provider of its size. So the band of eighty percent
 * held the truth for eight in ten then. Where the claims do not reach back a year there is no band.
 */
import { claimedBy, patternsAt, shareAfter } from "./run-off.ts";
import type { Triangle } from "./run-off.ts";

/** One provider's year as forecast; amounts in cents, whole. */
export interface Forecast {
  /** Claimed about the year by now. */
  readonly claimed: number;
  /** Still to be claimed of the months that are over; below zero where more is expected to be credited than claimed. */
  readonly late: number;
  /** The whole year: no less than is claimed, but for what is expected to be credited. */
  readonly expected: number;
  /** The band of eighty percent; absent where nothing can be looked up. */
  readonly band?: { readonly low: number; readonly high: number };
  /** Expected per month of care, January first. */
  readonly months: readonly number[];
  /** How many of these months are over. */
  readonly past: number;
}

const monthsOfYear = 12;

/** Of a month of which less is claimed, the claims tell too little; it is forecast with those to come. */
const mostOfIt = 1 / 2;

/** How much less a month counts than the one after it: each is tried on the past, the best is taken. */
const fadings = [1 / 2, 2 / 3, 4 / 5, 9 / 10, 1];

/** Tenths of the past forecasts that may lie below and above a band of eighty percent. */
const tail = 1 / 10;

/**
 * Forecasts a year for every provider, as known at the end of the month of receipt `at` (year × 12 + month - 1), in that year or just
 * before it. `over` is how many months of the year are over then: one fewer where months of receipt end on a day within the month.
 */
export function forecastYear(
  all: ReadonlyMap<string, Triangle>,
  at: number,
  year = Math.floor(at / monthsOfYear),
  over = Math.max(0, at - year * monthsOfYear + 1),
): ReadonlyMap<string, Forecast> {
  const january = year * monthsOfYear;
  if (all.size === 0) return new Map();
  const now = viewAt(all, at);
  const past = yearsBefore(now, january).map((before) => ({
    before,
    then: viewAt(all, at - (january - before)),
    truth: yearsAsKnown(now, before),
  }));
  const trials = fadings.map((fading) => ({
    fading,
    misses: past.flatMap(({ before, then, truth }) =>
      missesOf(project(then, { january: before, over, fading, season: truth.season }), truth),
    ),
  }));
  const off = ({ misses }: (typeof trials)[number]): number =>
    misses.reduce((sum, { expected, actual }) => sum + Math.abs(actual - expected), 0);
  const best = trials.reduce((a, b) => (off(b) < off(a) ? b : a));
  const size = sizeEffect(best.misses);
  const limits = limitsOf(best.misses.map(({ rest, expected, actual }) => (actual - expected) / rest ** size));
  const plain = project(now, { january, over, fading: best.fading });
  return new Map([...plain].map(([provider, own]) => [provider, withBand(own, limits, size)]));
}

/** What a month tells: per provider what every month of care came to, and will when all is claimed. */
interface View {
  readonly at: number;
  /** The first month of care that was claimed, and the last of which most is. */
  readonly first: number;
  readonly last: number;
  /** From `first` to `at`. */
  readonly months: ReadonlyMap<string, { readonly claimed: readonly number[]; readonly ultimate: readonly number[] }>;
  readonly peers: readonly number[];
}

function viewAt(all: ReadonlyMap<string, Triangle>, at: number): View {
  const { peers: pattern, own } = patternsAt(all, at);
  const first = [...all.values()].reduce((least, triangle) => Math.min(least, ...triangle.keys()), at);
  const cares = Array.from({ length: at - first + 1 }, (_, i) => first + i);
  const months = new Map(
    [...all].map(([provider, triangle]) => {
      const claimed = cares.map((care) => claimedBy(triangle, care, at));
      const ultimate = claimed.map((cents, i) => cents / shareAfter(own.get(provider)!, at - cares[i]!));
      return [provider, { claimed, ultimate }] as const;
    }),
  );
  const peers = cares.map((_, i) => [...months.values()].reduce((sum, { ultimate }) => sum + ultimate[i]!, 0));
  return { at, first, last: lastKnown(pattern, at), months, peers };
}

function withBand(own: Forecast, limits: readonly [number, number] | undefined, size: number): Forecast {
  if (limits === undefined) return own;
  const scale = restOf(own) ** size;
  const low = Math.max(Math.min(own.claimed, own.expected), own.expected + limits[0] * scale);
  const band = { low: Math.round(low), high: Math.round(Math.max(own.expected, own.expected + limits[1] * scale)) };
  return { ...own, band: { low: Math.min(band.low, own.expected), high: band.high } };
}

/** What is still to come of a year, at least a euro, so that a full year has a band of next to nothing. */
function restOf({ claimed, expected }: Forecast): number {
  return Math.max(100, expected - claimed);
}

/** The years before that the claims reach, each by its January. */
function yearsBefore({ first }: View, january: number): number[] {
  const years: number[] = [];
  for (let before = january - monthsOfYear; before >= first; before -= monthsOfYear) years.push(before);
  return years;
}

/** What the months of a past year came to, by provider and for the peers together. */
interface Truth {
  readonly own: ReadonlyMap<string, number>;
  readonly season: readonly number[];
}

function yearsAsKnown({ months, peers, first }: View, january: number): Truth {
  const ofYear = (all: readonly number[]): readonly number[] =>
    all.slice(january - first, january - first + monthsOfYear);
  const own = new Map([...months].map(([provider, { ultimate }]) => [provider, total(ofYear(ultimate))]));
  return { own, season: ofYear(peers) };
}

function total(amounts: readonly number[]): number {
  return amounts.reduce((sum, cents) => sum + cents, 0);
}

interface Miss {
  readonly rest: number;
  readonly expected: number;
  readonly actual: number;
}

/** How far the forecasts of a past moment lay off, by what is known now. */
function missesOf(forecasts: ReadonlyMap<string, Forecast>, { own }: Truth): Miss[] {
  return [...forecasts].flatMap(([provider, forecast]) => {
    const [actual, { expected }] = [own.get(provider)!, forecast];
    return actual === 0 && expected === 0 ? [] : [{ rest: restOf(forecast), expected, actual }];
  });
}

interface Year {
  readonly january: number;
  /** How many of its months are over. */
  readonly over: number;
  readonly fading: number;
  /** The peers' year, for a past moment before which the claims tell none. */
  readonly season?: readonly number[];
}

/** Every provider's year at a moment. */
function project(view: View, { january, over, fading, season }: Year): Map<string, Forecast> {
  const { first, last, months, peers } = view;
  const ahead = peersAhead(view, january, season);
  const from = Math.max(first, last - monthsOfYear + 1);
  const level = (all: readonly number[]): number => {
    let sum = 0;
    for (let care = from; care <= last; care++) sum += fading ** (last - care) * all[care - first]!;
    return sum;
  };
  const peerLevel = level(peers);
  return new Map(
    [...months].map(([provider, { claimed, ultimate }]) => {
      const share = peerLevel > 0 ? level(ultimate) / peerLevel : 0;
      const known = claimed.slice(Math.max(0, january - first));
      const year = Array.from({ length: monthsOfYear }, (_, i) => {
        const care = january + i;
        return care <= last
          ? (ultimate[care - first] ?? 0)
          : Math.max(share * ahead.get(care)!, claimed[care - first] ?? 0);
      });
      return [provider, toForecast(known, year, over)] as const;
    }),
  );
}

function toForecast(known: readonly number[], months: readonly number[], past: number): Forecast {
  const late = Math.round(total(months.slice(0, past))) - total(known.slice(0, past));
  return { claimed: total(known), late, expected: Math.round(total(months)), months: months.map(Math.round), past };
}

/** The last month of which most is claimed. */
function lastKnown(pattern: readonly number[], at: number): number {
  const delay = pattern.findIndex((share) => share >= mostOfIt);
  return at - Math.max(0, delay);
}

/** What the peers will do in the months behind the last: as a year ago, grown as they grew since; else as known, else as lately. */
function peersAhead(
  { first, last, peers }: View,
  january: number,
  season: readonly number[] | undefined,
): ReadonlyMap<number, number> {
  const span = (from: number, until: number): number => total(peers.slice(Math.max(0, from - first), until - first));
  // Half a year says how the peers grew, as far as there are months to compare it with.
  const compared = Math.min(monthsOfYear / 2, Math.max(0, last - monthsOfYear - first + 1));
  const yearAgo = span(last - compared + 1 - monthsOfYear, last + 1 - monthsOfYear);
  const growth = yearAgo > 0 ? span(last - compared + 1, last + 1) / yearAgo : 1;
  const quarter = Math.max(1, Math.min(monthsOfYear / 4, last - first + 1));
  const lately = span(last - quarter + 1, last + 1) / quarter;
  const ahead = new Map<number, number>();
  for (let care = last + 1; care < january + monthsOfYear; care++) {
    const before = ahead.get(care - monthsOfYear) ?? peers[care - monthsOfYear - first];
    ahead.set(care, before !== undefined ? before * growth : (season?.[care - january] ?? lately));
  }
  return ahead;
}

/** With which power of what is still to come the misses grow: a half where chance decides, one where all are off by the same share. */
function sizeEffect(misses: readonly Miss[]): number {
  const points = misses
    .map(({ rest, expected, actual }) => [Math.log(rest), Math.log(Math.max(1, Math.abs(actual - expected)))] as const)
    .filter(([rest]) => rest > 0);
  const mean = (of: 0 | 1): number => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const slope = spread > 0 ? points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread : 1;
  return Math.min(1, Math.max(1 / 2, slope));
}

/** The misses that one in ten lay below and one in ten above, a place further out for being few (conformal prediction, Vovk 2005). */
function limitsOf(misses: readonly number[]): readonly [low: number, high: number] | undefined {
  const sorted = misses.toSorted((a, b) => a - b);
  const below = Math.floor((sorted.length + 1) * tail) - 1;
  if (below < 0) return undefined;
  return [sorted[below]!, sorted[sorted.length - 1 - below]!];
}

/**
 * The day of the year, counted from 0, on which a ceiling is used up, when care is spread evenly within its months; undefined when it
 * is not. `lengths` are the days of the months.
 */
export function exhaustion(months: readonly number[], ceiling: number, lengths: readonly number[]): number | undefined {
  let [used, day] = [0, 0];
  for (const [i, cents] of months.entries()) {
    if (used + cents >= ceiling && cents > 0)
      return day + Math.min(lengths[i]! - 1, Math.max(0, Math.floor(((ceiling - used) / cents) * lengths[i]!)));
    used += cents;
    day += lengths[i]!;
  }
  return undefined;
}

/** The months when the year comes to another total: what is given stays, as far as there are months to come. */
export function scaledTo({ months, past, expected }: Forecast, sum: number): readonly number[] {
  const toCome = total(months.slice(past));
  if (toCome <= 0) return expected > 0 ? months.map((cents) => (cents * sum) / expected) : months;
  const factor = Math.max(0, sum - (expected - toCome)) / toCome;
  return months.map((cents, i) => (i < past ? cents : cents * factor));
}
