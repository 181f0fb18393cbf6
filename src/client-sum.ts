/**
 * Client sums: what a provider was granted for a client in a target group, per month of care and per year. The value model rests on them and
 * never on single claims; a lake keeps them beside its claims and makes a month anew when claims of that month came in, late ones and
 * credits too. They tell of persons, as claims do, and are guarded as claims are.
 *
 *     client_month     year and month, by the folder; insurer, provider, target_group, client; and the columns below
 *     client_year      the same without the month
 *
 *     region, sex, birth_year   of the client; of one who moved, the region that comes first by name
 *     lines                     claim lines, with what is not decided
 *     cents                     granted, credits taken off; null when nothing is decided yet
 *     person                    in a year: the client's number in it, by which people are told apart sooner than by their pseudonym
 *     person_rows               in a year: how many rows are about this person; nearly everybody has one, and need not be looked for elsewhere
 *     pending_lines             not decided yet
 *     pending_cents             what was claimed in those
 *
 * The text keeps to what DuckDB, Trino and Spark read alike.
 */

/** What a row of sums is about; also its order. */
const about = "insurer, provider, target_group, client";

const ofClient = "MIN(region) AS region, MIN(sex) AS sex, MIN(birth_year) AS birth_year";

/**
 * The sums of one month, from the claims of that month. What is pending is all less what is decided: an amount and zero times one that is not
 * known is not known, and not added. That is a quarter faster than a case for every line.
 */
export function monthSums(claims: string): string {
  return `SELECT ${about}, ${ofClient},
  COUNT(*) AS lines,
  CAST(SUM(granted_cents) AS BIGINT) AS cents,
  COUNT(*) - COUNT(granted_cents) AS pending_lines,
  CAST(SUM(claimed_cents) - COALESCE(SUM(claimed_cents + 0 * granted_cents), 0) AS BIGINT) AS pending_cents
FROM ${claims}
GROUP BY ${about}
ORDER BY ${about}`;
}

/** The sums of a year, from those of its months; whoever has one row first, so that the others lie together. */
export function yearSums(months: string): string {
  return `WITH added AS (
  SELECT ${about}, ${ofClient}, ${added}
  FROM ${months}
  GROUP BY ${about}
), numbered AS (
  SELECT client, ROW_NUMBER() OVER (ORDER BY client) AS person, person_rows
  FROM (SELECT client, COUNT(*) AS person_rows FROM added GROUP BY client) AS clients
)
SELECT added.*, numbered.person, numbered.person_rows
FROM added JOIN numbered USING (client)
ORDER BY person_rows, ${about}`;
}

/** Sums added up over more than one row. */
export const added = ["lines", "cents", "pending_lines", "pending_cents"]
  .map((column) => `CAST(SUM(${column}) AS BIGINT) AS ${column}`)
  .join(", ");
