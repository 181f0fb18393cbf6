/**
 * What a market costs on average, by arithmetic instead of by drawing: the chance that someone comes into care, times what the
 * care costs. The start rates are solved from it, so that people of each sex and age class cost what the national rate says;
 * and from it comes the truth about providers that claims show only through noise.
 *
 * An expectation is a statistic, not a payment: it is a double, made by + − × ÷ alone, which give the same on every machine.
 */
import {
  grantedShare,
  heaviness,
  monthsWithin,
  stageOf,
  stages,
  swing,
  targetGroups,
  tariffIndex,
  warmUpYears,
} from "./care.ts";
import type { KindName } from "./kind.ts";
import { claimantsOf, type Mergers } from "./merger.ts";
import { nationalRates, rateYear, widthOf } from "./national-rate.ts";
import { type Cell, needByStatus, type Region } from "./place.ts";
import { intensityOf, outlierScale, type Provider } from "./provider.ts";
import { slotCount, type Slots } from "./slot.ts";
import { mixOfYear } from "./unrest.ts";

/** What an expectation is taken of. */
export interface Model {
  readonly kind: KindName;
  readonly regions: readonly Region[];
  readonly cells: readonly Cell[];
  readonly providers: readonly Provider[];
  readonly slots: readonly Slots[];
  readonly mergers: Mergers;
}

/** A provider's agreed tariff for a unit of five minutes, in cents. */
export function unitTariff(provider: Provider, group: number, year: number): number {
  return Math.round((targetGroups[group]!.unitCents * provider.tariff * tariffIndex(year - rateYear)) / 1_000_000);
}

/** A monthly-funded provider's amount per client per month, in cents: what an average client of the group takes. */
export function monthTariff(provider: Provider, group: number, year: number): number {
  const units = targetGroups[group]!.unitsPerMonth * provider.efficiency;
  return Math.round((units * unitTariff(provider, group, year)) / 1000);
}

/** Expected granted cents of one month of care by a provider, at the tariffs of whoever claims it. */
export function monthCents(provider: Provider, group: number, year: number, claimant = provider): number {
  const share = grantedShare.n / grantedShare.d;
  if (claimant.funding === "monthly") return monthTariff(claimant, group, year) * share;
  const units = (unitsPerMonth(provider, group) * intensityOf(provider) * mean(swing)) / 1e6;
  return units * unitTariff(claimant, group, year) * share;
}

/** Expected units of a month of care at average efficiency: of usual clients, and of those whose care runs out of hand. */
function unitsPerMonth({ outliers }: Provider, group: number): number {
  const { unitsPerMonth: usual, outlierUnits } = targetGroups[group]!;
  const share = outlierUnits > usual ? outliers / outlierScale : 0;
  return (1 - share) * ((usual * mean(heaviness)) / 1000) + share * outlierUnits;
}

function mean(curve: readonly number[]): number {
  return curve.reduce((sum, step) => sum + step, 0) / curve.length;
}

/** How many of a cell's people are of each age in the year of the rates: they take turns through the ages of their class. */
export function agesOf(cell: Cell): readonly { age: number; persons: number }[] {
  const width = widthOf(cell.ageFrom);
  return Array.from({ length: width }, (_, i) => ({
    age: cell.ageFrom + i,
    persons: Math.floor((cell.persons - i + width - 1) / width),
  }));
}

/** The years in which an episode may have started that reaches a year of care. */
function startYearsOf(year: number): readonly number[] {
  return Array.from({ length: warmUpYears + 1 }, (_, i) => year - i);
}

/** Expected cents of one episode in a year of care, by the year of its start: start year → [region][group]. */
type EpisodeCents = ReadonlyMap<number, readonly (readonly number[])[]>;

function episodeCents(model: Model, year: number): EpisodeCents {
  const none = () => model.regions.map(() => targetGroups.map(() => 0));
  const cents = new Map(startYearsOf(year).map((startYear) => [startYear, none()]));
  for (const { region, group, startYear, months, centsPerMonth } of deliveries(model, year)) {
    const row = cents.get(startYear)?.[region];
    if (row !== undefined) row[group]! += months * centsPerMonth;
  }
  return cents;
}

/** What one claimant delivers in a year of care to those who came into care through one range of slots. */
interface Delivery {
  readonly region: number;
  readonly group: number;
  readonly startYear: number;
  /** Who claims it, by its place in the market. */
  readonly claimant: number;
  /** Expected months of care in the year, per episode that starts in the region. */
  readonly months: number;
  readonly centsPerMonth: number;
}

function* deliveries({ slots, providers, mergers }: Model, year: number): Generator<Delivery> {
  for (const { region, group, provider, year: startYear, from, until } of slots) {
    if (startYear > year || startYear < year - warmUpYears) continue;
    for (const { provider: claimant, ...span } of claimantsOf(mergers, provider, year)) {
      const within = monthsWithin(targetGroups[group]!, startYear, span);
      const months = ((until - from) / slotCount) * (within.n / within.d);
      const centsPerMonth = monthCents(providers[provider]!, group, year, providers[claimant]);
      yield { region, group, startYear, claimant, months, centsPerMonth };
    }
  }
}

/** How many episodes a cell starts in a year for every unit of its start rate, by target group; the unborn start none. */
function episodesPerRate(kind: KindName, cell: Cell, startYear: number): readonly number[] {
  const born = agesOf(cell).filter(({ age }) => rateYear - age <= startYear);
  const mixes = Object.fromEntries(stages.map((stage) => [stage, mixOfYear(kind, stage, startYear - rateYear)]));
  return targetGroups.map((_, group) =>
    born.reduce((sum, { age, persons }) => {
      const { counts, of } = mixes[stageOf(age)]!;
      return sum + (persons * counts[group]!) / of;
    }, 0),
  );
}

/** Expected cents of a cell in a year of care for every unit of its start rate. */
function centsPerRate(kind: KindName, cell: Cell, cents: EpisodeCents): number {
  let sum = 0;
  for (const [startYear, byRegion] of cents)
    for (const [group, episodes] of episodesPerRate(kind, cell, startYear).entries())
      sum += episodes * byRegion[cell.region]![group]!;
  return sum;
}

export const rateScale = 1_000_000_000;

/**
 * The start rate of every cell: of a billion people, how many start an episode in a year. Solved per sex and age class, so that
 * the expected cost in the year of the rates equals the national rate; a region's need and people's status divide it.
 */
export function solveStartRates(model: Model): readonly number[] {
  const cents = episodeCents(model, rateYear);
  const need = (cell: Cell) => (model.regions[cell.region]!.need * needByStatus[cell.status - 1]!) / 1e6;
  const base = new Map<string, number>();
  for (const { sex, ageFrom, centsPerYear } of nationalRates) {
    const alike = model.cells.filter((cell) => cell.sex === sex && cell.ageFrom === ageFrom);
    const persons = alike.reduce((sum, cell) => sum + cell.persons, 0);
    const cost = alike.reduce((sum, cell) => sum + need(cell) * centsPerRate(model.kind, cell, cents), 0);
    base.set(`${sex}${ageFrom}`, cost === 0 ? 0 : (centsPerYear * persons) / cost);
  }
  return model.cells.map((cell) => {
    const rate = Math.round(base.get(`${cell.sex}${cell.ageFrom}`)! * need(cell) * rateScale);
    return Math.min(rate, rateScale);
  });
}

export interface ClassCost {
  readonly sex: "male" | "female";
  /** The age class in the year of the rates. */
  readonly ageFrom: number;
  readonly persons: number;
  readonly cents: number;
}

/** Expected granted cents per sex and age class in a year of care, given the start rates. */
export function expectedByClass(model: Model, startRates: readonly number[], year: number): readonly ClassCost[] {
  const cents = episodeCents(model, year);
  const classes = new Map<string, ClassCost>();
  for (const [i, cell] of model.cells.entries()) {
    const key = `${cell.sex}${cell.ageFrom}`;
    const before = classes.get(key) ?? { sex: cell.sex, ageFrom: cell.ageFrom, persons: 0, cents: 0 };
    const cost = (centsPerRate(model.kind, cell, cents) * startRates[i]!) / rateScale;
    classes.set(key, { ...before, persons: before.persons + cell.persons, cents: before.cents + cost });
  }
  return [...classes.values()];
}

export interface ProviderCost {
  /** Expected months of care per target group, of everyone and of the buyer's insured. */
  readonly months: readonly number[];
  readonly buyerMonths: readonly number[];
  /** Expected granted cents per target group, of everyone. */
  readonly groupCents: readonly number[];
  /** Expected granted cents, of everyone and of the buyer's insured. */
  readonly cents: number;
  readonly buyerCents: number;
}

/** What every provider may expect to deliver in a year of care. */
export function expectedByProvider(model: Model, startRates: readonly number[], year: number): readonly ProviderCost[] {
  const starts = new Map(startYearsOf(year).map((start) => [start, startsIn(model, startRates, start)]));
  const made = model.providers.map(() => ({
    months: targetGroups.map(() => 0),
    buyerMonths: targetGroups.map(() => 0),
    groupCents: targetGroups.map(() => 0),
    cents: 0,
    buyerCents: 0,
  }));
  for (const { region, group, startYear, claimant, months, centsPerMonth: cents } of deliveries(model, year)) {
    const started = starts.get(startYear)?.[region]?.[group];
    if (started === undefined) continue;
    const cost = made[claimant]!;
    cost.months[group]! += started.all * months;
    cost.buyerMonths[group]! += started.buyer * months;
    cost.groupCents[group]! += started.all * months * cents;
    cost.cents += started.all * months * cents;
    cost.buyerCents += started.buyer * months * cents;
  }
  return made;
}

/** Expected episodes that start in a year: [region][group], of everyone and of the buyer's insured. */
function startsIn(model: Model, startRates: readonly number[], year: number): { all: number; buyer: number }[][] {
  const starts = model.regions.map(() => targetGroups.map(() => ({ all: 0, buyer: 0 })));
  for (const [i, cell] of model.cells.entries()) {
    for (const [group, episodes] of episodesPerRate(model.kind, cell, year).entries()) {
      const count = starts[cell.region]![group]!;
      const expected = (episodes * startRates[i]!) / rateScale;
      count.all += expected;
      if (cell.insurer === 0) count.buyer += expected;
    }
  }
  return starts;
}
