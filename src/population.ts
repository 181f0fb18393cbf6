/**
 * The insured population: how long how many people of one sex and age class were insured in a place, in days. It is the
 * denominator of every rate and the base of every expected number. One row per cell:
 *
 *     year          the calendar year
 *     insurer       the UZOVI code of the insurer whose insured these are, or `*`: all insurers together (Vektis open data)
 *     region        by the regions table of the lake; absent when that table does not tell
 *     gemeente      as `toGemeenteKey` writes it
 *     sex           male or female
 *     age_from      the first year of age of the class; classes follow each other, the last one is open
 *     ses           the sender's class of socio-economic status
 *     insured_days  whole days; a person insured all year counts for the 365 or 366 days of that year
 *     clients       people in care, where the sender counts them
 *     cost_cents    what their care cost, where the sender tells
 *     care          which care that was
 *
 * A cell whose sex, age and place are absent is the rest group: people counted, but in cells too small to publish. It belongs
 * to every total and to no standardisation.
 */
export const populationColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["year", "INTEGER"],
  ["insurer", "VARCHAR"],
  ["region", "VARCHAR"],
  ["gemeente", "VARCHAR"],
  ["sex", "VARCHAR"],
  ["age_from", "INTEGER"],
  ["ses", "VARCHAR"],
  ["insured_days", "BIGINT"],
  ["clients", "BIGINT"],
  ["cost_cents", "BIGINT"],
  ["care", "VARCHAR"],
] as const;

/** One cell of the population; what the sender did not say is absent. */
export interface PopulationCell {
  readonly line: number;
  readonly year: number;
  readonly insurer: string;
  readonly region?: string | undefined;
  readonly gemeente?: string | undefined;
  readonly sex?: "male" | "female" | undefined;
  readonly ageFrom?: number | undefined;
  readonly ses?: string | undefined;
  readonly insuredDays: bigint;
  readonly clients?: bigint | undefined;
  readonly costCents?: bigint | undefined;
  readonly care?: string | undefined;
}

/** The insurer of a population that is everybody's. */
export const allInsurers = "*";

export function daysOfYear(year: number): 365 | 366 {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}
