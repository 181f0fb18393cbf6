/**
 * How care runs in a market: the seven doelgroepen (target groups) of district nursing with their service codes, how long an
 * episode lasts, how much care a month takes, in which month it starts, and how much clients differ.
 *
 * Amounts of care are in units of five minutes, the smallest unit in which district nursing is claimed. Shares are counted in
 * slots, so that an even draw picks one and the expectation is exact.
 */
import { chance, steps } from "./chance.ts";

export interface TargetGroup {
  readonly id: string;
  /** The prestatiecode in claims. */
  readonly service: string;
  /** Units of five minutes that a month of care takes on average. */
  readonly unitsPerMonth: number;
  /** Units that a month takes of a client whose care runs out of hand; the same where that does not happen. */
  readonly outlierUnits: number;
  /** The shortest and the longest episode in months; each length is as likely. */
  readonly months: readonly [number, number];
  /** Cents per unit in the year of the rates, before what a provider agreed. */
  readonly unitCents: number;
}

// id, prestatiecode, units a month, the same of an outlier, shortest and longest episode, cents per unit
const table = [
  ["hospital_aftercare_mth", "1032", 110, 2750, 1, 3, 545],
  ["frail_short", "1033", 140, 3500, 1, 3, 530],
  ["frail_long_somatic", "1034", 250, 4500, 4, 20, 525],
  ["frail_long_pg", "1035", 280, 4500, 6, 24, 530],
  ["prevention", "1036", 24, 24, 1, 2, 530],
  ["palliative_terminal", "1037", 560, 6000, 1, 3, 555],
  ["intensive_child", "1038", 420, 5000, 2, 12, 600],
] as const;

export const targetGroups: readonly TargetGroup[] = table.map(
  ([id, service, unitsPerMonth, outlierUnits, shortest, longest, unitCents]) => ({
    id,
    service,
    unitsPerMonth,
    outlierUnits,
    months: [shortest, longest],
    unitCents,
  }),
);

/** No episode lasts longer, so this many years before the first year of claims matter too. */
export const warmUpYears = Math.ceil((Math.max(...targetGroups.map((group) => group.months[1])) - 1) / 12);

export const stages = ["child", "adult", "older", "oldest"] as const;
export type Stage = (typeof stages)[number];

/** The stage of life that decides which care is likely; children are under 18. */
export function stageOf(age: number): Stage {
  return age < 18 ? "child" : age < 65 ? "adult" : age < 80 ? "older" : "oldest";
}

export const mixSlots = 200;

/** Of 200 episodes that start in a stage of life, how many are of each target group. */
export const mix: Readonly<Record<Stage, readonly number[]>> = {
  child: [40, 0, 0, 0, 0, 0, 160],
  adult: [108, 24, 34, 14, 4, 16, 0],
  older: [86, 38, 42, 16, 8, 10, 0],
  oldest: [62, 38, 58, 26, 8, 8, 0],
};

/** Of 120 episodes, how many start in January, February, …: winter is busier than summer. */
export const starts: readonly number[] = [12, 11, 11, 10, 9, 9, 8, 8, 9, 10, 11, 12];
export const startSlots = starts.reduce((sum, count) => sum + count, 0);

/** How heavy a client's care is beside that of others in the group, in thousandths; one of these for a whole episode. */
export const heaviness: readonly number[] = curve("heaviness", 1000, 500);

/** How much care swings from month to month, in thousandths. */
export const swing: readonly number[] = curve("swing", 100, 150);

function curve(name: string, count: number, sigma: number): readonly number[] {
  const draw = chance(0, name);
  return steps(count, () => draw.logNormal(sigma));
}

/** How claims go through the insurer's hands. */
export const claiming = {
  /** Of a hundred client months, how many are claimed late, in a second batch. */
  latePercent: 8,
  /** Of a hundred client months, how many are claimed wrong at first: the first line double, later credited and claimed anew. */
  correctedPercent: 1,
  /** Of so many lines one is rejected, unless the month was corrected. */
  linesPerRejection: 200,
  /** How many months after the last month of care that they cover the three batches are sent: in time, late, corrections. */
  monthsAfter: [1, 3, 5],
} as const;

/** The share of claimed care that is granted in the end, as a quotient. */
export const grantedShare = {
  n: 100 * claiming.linesPerRejection - (100 - claiming.correctedPercent),
  d: 100 * claiming.linesPerRejection,
} as const;

/** Tariffs follow wages: thousandths of the tariff in the year of the rates, growing 45 thousandths a year. */
export function tariffIndex(yearsFromRates: number): number {
  return 1000 + 45 * yearsFromRates;
}

/**
 * How many months of care from `first` up to `until`, as a quotient, an episode that starts in `startYear` takes on average. Months are
 * counted as year × 12 + month - 1.
 */
export function monthsWithin(
  group: TargetGroup,
  startYear: number,
  { from, until }: { readonly from: number; readonly until: number },
): { n: number; d: number } {
  const [shortest, longest] = group.months;
  const [first, last] = [from - startYear * 12, until - startYear * 12];
  let n = 0;
  for (const [start, slots] of starts.entries())
    for (let length = shortest; length <= longest; length++)
      n += slots * Math.max(0, Math.min(start + length, last) - Math.max(start, first));
  return { n, d: startSlots * (longest - shortest + 1) };
}
