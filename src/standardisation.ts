/**
 * Indirect standardisation: what would have been expected here if everything happened at the rates of the whole? A place or a
 * provider is compared with others after taking out who it serves: age and sex of a gemeente, target groups of a provider.
 *
 *     expected(unit) = Σ over strata: exposure of the unit × (events of the reference / exposure of the reference)
 *     ratio(unit)    = observed / expected
 *
 * Exposure (insured days, clients) and events (clients, cents) are whole numbers that the lake has summed; everything after that
 * is exact, so that no order of adding and no machine changes a digit. Nothing is rounded here. When the reference is the sum
 * of the units themselves, the expected numbers add up to the observed ones.
 *
 *     const [south] = standardise([{ unit: "south", stratum: "female 85", exposure: 4n, events: 3n }, …]);
 */
import { powerOfTen, roundQuotient, toRatio, unreduced } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";

export interface Cell {
  readonly unit: string;
  readonly stratum: string;
  readonly exposure: bigint;
  readonly events: bigint;
}

/** Events per exposure of each stratum. */
export type Rates = ReadonlyMap<string, Ratio>;

export interface Standardised {
  readonly unit: string;
  readonly exposure: bigint;
  readonly observed: bigint;
  /** Absent when a stratum in which the unit has exposure has no rate. It and the ratio are not in lowest terms. */
  readonly expected?: Ratio;
  /** Observed over expected; absent as well when nothing is expected. */
  readonly ratio?: Ratio;
  /** The strata without a rate. */
  readonly missing: readonly string[];
}

/** The rates of all cells together. A stratum without exposure has none. */
export function ratesOf(cells: Iterable<Cell>): Rates {
  const sums = new Map<string, { exposure: bigint; events: bigint }>();
  for (const { stratum, exposure, events } of cells) {
    const sum = sums.get(stratum) ?? { exposure: 0n, events: 0n };
    sums.set(stratum, { exposure: sum.exposure + exposure, events: sum.events + events });
  }
  const rates = [...sums].map(([stratum, { events, exposure }]) => [stratum, toRatio(events, exposure)] as const);
  return new Map(rates.filter((entry): entry is [string, Ratio] => entry[1] !== undefined));
}

/** Each unit against the rates of a reference, all cells together unless other rates are given; units in order of first sight. */
export function standardise(cells: readonly Cell[], rates: Rates = ratesOf(cells)): Standardised[] {
  const weights = overOneDenominator(rates);
  return [...Map.groupBy(cells, ({ unit }) => unit)].map(([unit, own]) => compare(unit, own, weights));
}

/** Rates with what is below the line written once, so that many sums over them are sums of whole numbers. */
export interface Weights {
  readonly denominator: bigint;
  /** By stratum, what stands above the line. */
  readonly numerators: ReadonlyMap<string, bigint>;
}

export function overOneDenominator(rates: Rates): Weights {
  const denominator = [...rates.values()].reduce((common, { d }) => leastCommonMultiple(common, d), 1n);
  return {
    denominator,
    numerators: new Map([...rates].map(([stratum, { n, d }]) => [stratum, n * (denominator / d)])),
  };
}

function compare(unit: string, cells: readonly Cell[], { denominator, numerators }: Weights): Standardised {
  const observed = cells.reduce((sum, cell) => sum + cell.events, 0n);
  const exposure = cells.reduce((sum, cell) => sum + cell.exposure, 0n);
  const missing = cells
    .filter((cell) => cell.exposure !== 0n && !numerators.has(cell.stratum))
    .map(({ stratum }) => stratum);
  if (missing.length > 0) return { unit, exposure, observed, missing: [...new Set(missing)].toSorted() };
  const scaled = cells.reduce((sum, cell) => sum + cell.exposure * (numerators.get(cell.stratum) ?? 0n), 0n);
  const expected = unreduced(scaled, denominator);
  if (scaled === 0n) return { unit, exposure, observed, expected, missing };
  return { unit, exposure, observed, expected, ratio: unreduced(observed * denominator, scaled), missing };
}

/** A variance is kept to twelve decimals, rounded up. */
const kept = 12;

/**
 * How far chance moves the events of each unit away from what is expected there, as a variance: where an event is a person,
 * exposure counts in parts of which `perPerson` make one, and the expectation is that of all cells together. Of a stratum it is
 * then known how many people it has and how many of them an event befell; how many of these are the unit's is hypergeometric
 * (Mantel and Haenszel, Journal of the National Cancer Institute 1959). So it is less than a count of its own would vary: a unit is
 * part of the whole, and nobody counts twice. Where a stratum has as many events as people, its exposure does not say who could
 * have one, and its events vary as counts.
 */
export function chanceOf(cells: readonly Cell[], perPerson: bigint): ReadonlyMap<string, Ratio> {
  const variances = new Map<string, bigint>();
  for (const stratum of Map.groupBy(cells, (cell) => cell.stratum).values()) {
    const total = (own: readonly Cell[], of: (cell: Cell) => bigint): bigint =>
      own.reduce((sum, cell) => sum + of(cell), 0n);
    const [all, events] = [total(stratum, ({ exposure }) => exposure), total(stratum, (cell) => cell.events)];
    const [spared, others] = [all - perPerson * events, all - perPerson];
    const [n, d] = spared > 0n && others > 0n ? [spared, others] : [1n, 1n];
    for (const [unit, cellsOfUnit] of Map.groupBy(stratum, (cell) => cell.unit)) {
      const own = total(cellsOfUnit, ({ exposure }) => exposure);
      const variance = all === 0n ? 0n : roundQuotient("up", kept, events * own * (all - own) * n, all * all * d);
      variances.set(unit, (variances.get(unit) ?? 0n) + variance);
    }
  }
  return new Map([...variances].map(([unit, variance]) => [unit, { n: variance, d: powerOfTen(kept) }]));
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  const inLowestTerms = toRatio(a, b);
  return inLowestTerms === undefined ? a : inLowestTerms.n * b;
}
