/**
 * What a population says at a glance: how many insured days, what their care cost, who takes it, and how far places lie apart
 * before and after taking out age and sex. Sums are whole days and cents. What is divided is rounded half up, amounts per insured year
 * to the cent, ratios to four decimals and shares to a tenth of a percent; nothing is reckoned with a rounded figure.
 */
import { roundQuotient, toDecimalText } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { compareRatios, quantile } from "../spread.ts";
import { ratesOf, standardise } from "../standardisation.ts";
import type { Cell, Standardised } from "../standardisation.ts";
import { daysOfYear } from "./year.ts";

/** The sums of one place, sex and age class in one year of one insurer; the rest group has neither. */
export interface PopulationSum {
  readonly region: string | undefined;
  readonly gemeente: string | undefined;
  readonly sex: string | undefined;
  readonly ageFrom: bigint | undefined;
  readonly insuredDays: bigint;
  readonly costCents: bigint | undefined;
}

/** A unit and its figure, as decimal text. */
export interface Figure {
  readonly unit: string;
  readonly value: string;
}

export interface PopulationSummary {
  readonly insuredDays: bigint;
  readonly restGroup: { readonly insuredDays: bigint; readonly costCents: bigint | undefined };
  /** Combinations of gemeente, sex and age class that occur apart and not together. */
  readonly absentCells: number;
  readonly gemeenten: number;
  /** Gemeenten whose region is not known. */
  readonly withoutRegion: readonly string[];
  /** Absent where the cost of some cell is unknown: a sum with a hole is no sum. */
  readonly cost?: CostSummary;
}

export interface CostSummary {
  readonly cents: bigint;
  /** What people from an age on take of the cost with a known age, in percent. */
  readonly shares: readonly { readonly from: number; readonly cents: bigint; readonly percent: string }[];
  /** Euros per insured year over the gemeenten. */
  readonly perInsuredYear?: Spread;
  /** Observed over expected by age and sex. */
  readonly ratioPerGemeente?: Extremes;
  readonly ratioPerRegion?: Extremes & { readonly all: readonly Figure[] };
}

export interface Extremes {
  readonly units: number;
  readonly least: Figure;
  readonly greatest: Figure;
}

export interface Spread extends Extremes {
  readonly quartiles: readonly string[];
}

/** The summary of one year of one insurer. `shareAges` are the ages from which shares of the cost are told. */
export function summarisePopulation(
  year: number,
  sums: readonly PopulationSum[],
  shareAges: readonly number[],
): PopulationSummary {
  const rest = sums.filter(({ ageFrom }) => ageFrom === undefined);
  const classes = new Set(sums.filter(isStratum).map(stratumOf)).size;
  const byGemeente = groupBy(sums, ({ gemeente }) => gemeente);
  const present = byGemeente
    .values()
    .reduce((count, own) => count + new Set(own.filter(isStratum).map(stratumOf)).size, 0);
  const cents = totalCost(sums);
  return {
    insuredDays: totalDays(sums),
    restGroup: { insuredDays: totalDays(rest), costCents: totalCost(rest) },
    absentCells: byGemeente.size * classes - present,
    gemeenten: byGemeente.size,
    withoutRegion: [...byGemeente]
      .filter(([, own]) => own.some(({ region }) => region === undefined))
      .map(([name]) => name),
    ...(cents !== undefined && sums.length > 0 && { cost: summariseCost(year, sums, cents, shareAges) }),
  };
}

function summariseCost(
  year: number,
  sums: readonly PopulationSum[],
  cents: bigint,
  shareAges: readonly number[],
): CostSummary {
  const known = sums.filter(isStratum);
  const knownCents = totalCost(known) ?? 0n;
  const shares = shareAges.map((from) => {
    const older = totalCost(known.filter(({ ageFrom }) => Number(ageFrom) >= from)) ?? 0n;
    return { from, cents: older, percent: knownCents === 0n ? "0.0" : decimal(1, 100n * older, knownCents) };
  });
  const rates = ratesOf(known.map((sum) => toCell("", sum)));
  const perGemeente = standardise(
    cellsBy(known, ({ gemeente }) => gemeente),
    rates,
  );
  const perRegion = standardise(
    cellsBy(known, ({ region }) => region),
    rates,
  );
  return {
    cents,
    shares,
    ...spreadOf(year, perGemeente),
    ...(perGemeente.length > 1 && { ratioPerGemeente: extremesOf(ratiosOf(perGemeente), 4) }),
    ...(perRegion.length > 1 && {
      ratioPerRegion: {
        ...extremesOf(ratiosOf(perRegion), 4),
        all: ratiosOf(perRegion).map(({ unit, ratio }) => ({ unit, value: decimal(4, ratio.n, ratio.d) })),
      },
    }),
  };
}

/** Sex and age are known: a class that can be standardised over. */
function isStratum({ sex, ageFrom }: PopulationSum): boolean {
  return sex !== undefined && ageFrom !== undefined;
}

function stratumOf({ sex, ageFrom }: PopulationSum): string {
  return `${sex} ${ageFrom}`;
}

function toCell(unit: string, sum: PopulationSum): Cell {
  return { unit, stratum: stratumOf(sum), exposure: sum.insuredDays, events: sum.costCents ?? 0n };
}

function cellsBy(sums: readonly PopulationSum[], unitOf: (sum: PopulationSum) => string | undefined): Cell[] {
  return sums.flatMap((sum) => {
    const unit = unitOf(sum);
    return unit === undefined ? [] : [toCell(unit, sum)];
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = Map.groupBy(items, keyOf);
  groups.delete(undefined);
  return groups as Map<string, T[]>;
}

interface UnitRatio {
  readonly unit: string;
  readonly ratio: Ratio;
}

function ratiosOf(units: readonly Standardised[]): UnitRatio[] {
  return units.flatMap(({ unit, ratio }) => (ratio === undefined ? [] : [{ unit, ratio }])).toSorted(byRatio);
}

function byRatio(a: UnitRatio, b: UnitRatio): number {
  return compareRatios(a.ratio, b.ratio) || (a.unit < b.unit ? -1 : 1);
}

function spreadOf(year: number, units: readonly Standardised[]): { perInsuredYear?: Spread } {
  const days = BigInt(daysOfYear(year));
  const figures = units
    .flatMap(({ unit, observed, exposure }) =>
      exposure === 0n ? [] : [{ unit, ratio: { n: observed * days, d: exposure * 100n } }],
    )
    .toSorted(byRatio);
  if (figures.length < 2) return {};
  const sorted = figures.map(({ ratio }) => ratio);
  const quartiles = [1, 2, 3]
    .map((part) => quantile(sorted, part, 4))
    .map((at) => (at === undefined ? "" : decimal(2, at.n, at.d)));
  return { perInsuredYear: { ...extremesOf(figures, 2), quartiles } };
}

function extremesOf(sorted: readonly UnitRatio[], scale: number): Extremes {
  const figure = (at: UnitRatio | undefined): Figure => ({
    unit: at?.unit ?? "",
    value: at === undefined ? "" : decimal(scale, at.ratio.n, at.ratio.d),
  });
  return { units: sorted.length, least: figure(sorted[0]), greatest: figure(sorted.at(-1)) };
}

function decimal(scale: number, n: bigint, d: bigint): string {
  return toDecimalText(roundQuotient("half_up", scale, n, d), scale);
}

function totalDays(sums: readonly PopulationSum[]): bigint {
  return sums.reduce((total, { insuredDays }) => total + insuredDays, 0n);
}

function totalCost(sums: readonly PopulationSum[]): bigint | undefined {
  return sums.reduce<bigint | undefined>(
    (total, { costCents }) => (total === undefined || costCents === undefined ? undefined : total + costCents),
    0n,
  );
}
