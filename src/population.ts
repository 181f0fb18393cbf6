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
import type { Finding } from "./finding.ts";
import type { Table } from "./table.ts";

export { daysOfYear } from "./population/year.ts";
export { openOwn } from "./population/own.ts";
export { summarisePopulation } from "./population/summary.ts";
export type { CostSummary, Extremes, PopulationSum, PopulationSummary } from "./population/summary.ts";

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
  /** As the sender counts them, in hundredths, where it counts in years; the days are rounded from these. */
  readonly insuredYears?: bigint | undefined;
  readonly clients?: bigint | undefined;
  readonly costCents?: bigint | undefined;
  readonly care?: string | undefined;
}

/** The insurer of a population that is everybody's. */
export const allInsurers = "*";

/** What the sender tells of the whole table, where no column does. */
export interface PopulationOptions {
  readonly year?: number | undefined;
  readonly insurer?: string | undefined;
  /** Which care the costs are of, in a table that holds several. */
  readonly care?: string | undefined;
}

/** A table that is understood: its cells, and what is wrong with its header. */
export interface PopulationSource {
  /** Who published it, to be named wherever its figures are shown. */
  readonly publisher?: string;
  readonly findings: readonly Finding[];
  /** Cells in the order of the table; what cannot be read is added to the findings. */
  cells(findings: Finding[]): AsyncGenerator<PopulationCell>;
}

/** A way in which population tables are written: opens a table that is, and passes over any other. */
export type PopulationDialect = (table: Table, options: PopulationOptions) => PopulationSource | undefined;
