/**
 * Price sums: how much of each service a provider was granted, and for what amount, per month of care. What was not granted has no
 * price. They tell of no person; a lake keeps them beside its claims and makes a month anew when claims of that month came in.
 *
 *     price_month   year and month, by the folder; insurer, provider, service, unit; quantity, cents
 *
 *     quantity      in units of that unit, credits taken off
 *     cents         granted for these, credits taken off
 *
 * The text keeps to what DuckDB, Trino and Spark read alike.
 */

const about = "insurer, provider, service, unit";

/** The sums of one month, from the claims of that month. */
export function priceSums(claims: string): string {
  return `SELECT ${about},
  CAST(SUM(quantity) AS BIGINT) AS quantity,
  CAST(SUM(granted_cents) AS BIGINT) AS cents
FROM ${claims}
WHERE granted_cents <> 0
GROUP BY ${about}
ORDER BY ${about}`;
}
