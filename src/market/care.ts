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
  /** The shortest and the longest episode in months; each length is as likely. */
  readonly months: readonly [number, number];
  /** Cents per unit in the year of the rates, before what a provider agreed. */
  readonly unitCents: number;
}

export const targetGroups: readonly TargetGroup[] = [
  { id: "hospital_aftercare_mth", service: "1032", unitsPerMonth: 110, months: [1, 3], unitCents: 545 },
  { id: "frail_short", service: "1033", unitsPerMonth: 140, months: [1, 3], unitCents: 530 },
  { id: "frail_long_somatic", service: "1034", unitsPerMonth: 250, months: [4, 20], unitCents: 525 },
  { id: "frail_long_pg", service: "1035", unitsPerMonth: 280, months: [6, 24], unitCents: 530 },
  { id: "prevention", service: "1036", unitsPerMonth: 24, months: [1, 2], unitCents: 530 },
  { id: "palliative_terminal", service: "1037", unitsPerMonth: 560, months: [1, 3], unitCents: 555 },
  { id: "intensive_child", service: "1038", unitsPerMonth: 420, months: [2, 12], unitCents: 600 },
];

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

/** An outlier client takes this many times the care of others like them; prevention has none. */
export const outlierTimes = 4;

export function hasOutliers(group: TargetGroup): boolean {
  return group.id !== "prevention";
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

/** How many months of care in `year`, times 120 × the number of lengths, an episode that starts in `startYear` takes on average. */
export function monthsWithin(group: TargetGroup, startYear: number, year: number): { n: number; d: number } {
  const [shortest, longest] = group.months;
  const january = (year - startYear) * 12;
  let n = 0;
  for (const [start, slots] of starts.entries())
    for (let length = shortest; length <= longest; length++)
      n += slots * Math.max(0, Math.min(start + length, january + 12) - Math.max(start, january));
  return { n, d: startSlots * (longest - shortest + 1) };
}
