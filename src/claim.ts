/**
 * Claims: what was claimed for whom, by whom, and what was granted. One row per claim line.
 *
 * A credit takes back an earlier line: it carries a negative quantity and negative amounts, so that sums are right without
 * looking at the kind of line. `until` is the day after the last day of care. Cost is `granted_cents`; a line that nobody has
 * decided on has none, and is no cost.
 *
 *     batch          the load that it came with
 *     line           its line in that file
 *     client         keyed pseudonym, 32 hex digits; with birth_year and sex it is all that is known of the person
 *     provider       AGB code of who gave the care
 *     insurer        UZOVI code
 *     region         by the regions table of the lake; `unknown` where that table does not tell
 *     sex            male, female or unknown
 *     service        prestatiecode
 *     target_group   doelgroep of that service on the first day of care; `none` for a service without one
 *     quantity       in units
 *     unit           time unit (Vektis COD218): 01 minute, 04 hour, 07 five minutes, 14 day, 31 month, 00 none
 *     status         pending: no decision yet · granted: `granted_cents`, perhaps less than claimed · rejected: nothing granted
 *     ref            the provider's own reference of the line, unique per provider
 *     corrects       the reference of the line that a credit takes back
 */
export const claimColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["client", "VARCHAR"],
  ["provider", "VARCHAR"],
  ["insurer", "VARCHAR"],
  ["region", "VARCHAR"],
  ["birth_year", "INTEGER"],
  ["sex", "VARCHAR"],
  ["service", "VARCHAR"],
  ["target_group", "VARCHAR"],
  ["from", "DATE"],
  ["until", "DATE"],
  ["quantity", "BIGINT"],
  ["unit", "VARCHAR"],
  ["tariff_cents", "BIGINT"],
  ["claimed_cents", "BIGINT"],
  ["granted_cents", "BIGINT"],
  ["status", "VARCHAR"],
  ["ref", "VARCHAR"],
  ["corrects", "VARCHAR"],
] as const;

/** The time units in which care is claimed (Vektis COD218). */
export const timeUnits = ["00", "01", "04", "07", "11", "14", "16", "31", "41", "81"] as const;

/** The order of rows in a file: what is asked together lies together. The last two make it total. */
export const claimOrder = `target_group, provider, client, "from", batch, line`;

/**
 * A page: claims on their way into the lake, as a Parquet file with the claims of one month of care. It has the columns of a
 * claim but for `batch`, `target_group` and `until`, which the door adds; `last` is the last day of care, as claims say it.
 */
export interface ClaimPage {
  readonly path: string;
  /** The month of the first day of care, `2024-03`. */
  readonly month: string;
  /** What is to be added to the line numbers in it. */
  readonly linesBefore: number;
}
