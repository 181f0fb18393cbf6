/**
 * Feed sums: what is odd about the claims of a provider, counted per month of care. The gate before the value model rests on them and not
 * on single claims; a lake keeps them beside its claims and makes a month anew when claims of that month came in.
 *
 *     feed_month        year and month, by the folder; insurer, provider, service, unit, tariff_cents; lines, claimed_cents; and of how many
 *                       lines each of `oddities` holds
 *     age_month         year and month; insurer, provider, birth_year; lines
 *     reused_reference  batch, provider, insurer, year, month; lines of a claim message that stayed outside because another line of the
 *                       provider had their reference. The door counts them when it refuses them: no lake holds a reference twice
 *
 * The text keeps to what DuckDB, Trino and Spark read alike.
 */

/** What can be odd about a single line, and when it is. */
export const oddities = {
  pending: "granted_cents IS NULL",
  no_target_group: "target_group IS NULL OR target_group = 'none'",
  no_region: "region IS NULL OR region = 'unknown'",
  no_sex: "sex IS NULL OR sex = 'unknown'",
  no_birth_year: "birth_year IS NULL",
  no_reference: "ref IS NULL OR ref = ''",
  no_amount: "claimed_cents IS NULL OR tariff_cents <= 0 OR quantity = 0",
  amount_differs: "claimed_cents <> quantity * tariff_cents",
  granted_above_claimed:
    "(claimed_cents >= 0 AND granted_cents > claimed_cents) OR (claimed_cents < 0 AND granted_cents < claimed_cents)",
  period_reversed: 'until <= "from"',
  credit: "quantity < 0",
} as const;

export type Oddity = keyof typeof oddities;

/** The sums of one month, from the claims of that month. */
export function feedSums(claims: string): string {
  const about = "insurer, provider, service, unit, tariff_cents";
  const counted = Object.entries(oddities).map(
    ([name, condition]) => `CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS BIGINT) AS ${name}`,
  );
  return `SELECT ${about}, COUNT(*) AS lines, CAST(SUM(claimed_cents) AS BIGINT) AS claimed_cents,
  ${counted.join(",\n  ")}
FROM ${claims}
GROUP BY ${about}
ORDER BY ${about}`;
}

/** Lines by the year of birth of their client. */
export function ageSums(claims: string): string {
  const about = "insurer, provider, birth_year";
  return `SELECT ${about}, COUNT(*) AS lines
FROM ${claims}
GROUP BY ${about}
ORDER BY ${about}`;
}

/** A line that may be counted as reusing a reference: what an insurer decided on is an extract, and that may tell a claim again. */
const isClaimed = "status = 'pending'";

/** What the door counts of a batch: `lines` is a select or a table of the staged lines that it refused because of their reference. */
export function reusedReferences(lines: string): string {
  return `SELECT batch, provider, insurer, CAST(EXTRACT(YEAR FROM "from") AS BIGINT) AS year,
  CAST(EXTRACT(MONTH FROM "from") AS BIGINT) AS month, COUNT(*) AS lines
FROM ${lines} WHERE ${isClaimed}
GROUP BY batch, provider, insurer, year, month
ORDER BY batch, provider, insurer, year, month`;
}
