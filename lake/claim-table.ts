/**
 * The claims table of the lake: one row per claim line, as every query sees it.
 *
 * A credit carries a negative quantity and negative amounts, so that sums are right without looking at the kind of line.
 * `until` is the day after the last day of care: periods are half-open. Cost is `granted_cents`; a line that nobody has decided
 * on has none, and is not cost.
 *
 *     status    pending   claimed, no decision yet; granted_cents is null
 *               granted   decided; granted_cents is what was granted, which may be less than was claimed
 *               rejected  decided; nothing was granted and granted_cents is 0
 *     sex       male, female or unknown
 *     region    from the regions table of the lake by postcode; 'unknown' when that table does not tell
 *     unit      the time unit code of the Vektis list COD218: 01 minute, 04 hour, 07 five minutes, 14 day, 31 month, …
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

/** The select list that gives a source the columns and types of the claims table. */
export function castClaims(source: string): string {
  const list = claimColumns.map(([name, type]) => `CAST("${name}" AS ${type}) AS "${name}"`);
  return `SELECT ${list.join(", ")} FROM (${source})`;
}

/** The order of rows in a file: what is asked together lies together. The last two make it total. */
export const claimOrder = `target_group, provider, client, "from", batch, line`;

/** An empty claims table, for a lake that holds no claims yet. */
export const noClaims = `SELECT ${claimColumns.map(([name, type]) => `CAST(NULL AS ${type}) AS "${name}"`).join(", ")} WHERE false`;
