/**
 * What district nursing costs in the Netherlands per insured year, by sex and age class, and how the insured are spread over
 * those classes: the yardstick to which a market is calibrated.
 *
 * Bron: Vektis Open Databestand Zvw 2023, eigen afleiding (costs of verpleging en verzorging divided by insured years; the rest
 * group without sex and age is left out).
 */
export type Sex = "male" | "female";

export interface NationalRate {
  readonly sex: Sex;
  /** The youngest age of the class; classes are five years wide, the last is open. */
  readonly ageFrom: number;
  /** How many of a million insured years fall in this class. */
  readonly perMillion: number;
  /** Cents per insured year. */
  readonly centsPerYear: number;
}

/** The year of the rates. */
export const rateYear = 2023;

// age from; men: per million, cents per year; women: per million, cents per year
const table = [
  [0, 22485, 5630, 21436, 4951],
  [5, 25816, 4274, 24578, 3921],
  [10, 27375, 2536, 26006, 1901],
  [15, 28607, 1324, 27135, 996],
  [20, 31453, 770, 30538, 787],
  [25, 31877, 852, 31343, 966],
  [30, 33408, 934, 32814, 1364],
  [35, 31571, 1288, 31280, 1869],
  [40, 29658, 1810, 29904, 2801],
  [45, 29058, 2945, 29694, 4314],
  [50, 34728, 5011, 35322, 6675],
  [55, 35772, 7145, 35839, 9108],
  [60, 34037, 11155, 34353, 13971],
  [65, 29596, 17634, 30360, 21521],
  [70, 25896, 28365, 27119, 35222],
  [75, 22318, 48661, 24511, 63271],
  [80, 12842, 92630, 15746, 127539],
  [85, 6675, 175173, 10036, 227795],
  [90, 2694, 318390, 6121, 356565],
] as const;

/** All 38 classes, men before women within an age class. */
export const nationalRates: readonly NationalRate[] = table.flatMap(([ageFrom, men, menCents, women, womenCents]) => [
  { sex: "male", ageFrom, perMillion: men, centsPerYear: menCents },
  { sex: "female", ageFrom, perMillion: women, centsPerYear: womenCents },
]);

export function rateOf(sex: string, ageFrom: number): NationalRate {
  return nationalRates.find((rate) => rate.sex === sex && rate.ageFrom === ageFrom)!;
}

/** The oldest class is open; in a market its people are spread over this many years of age. */
const oldestWidth = 8;

/** How many years of age a class spans. */
export function widthOf(ageFrom: number): number {
  return ageFrom === 90 ? oldestWidth : 5;
}
