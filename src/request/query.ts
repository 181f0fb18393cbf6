/**
 * What the lake is asked for the proofs of a request. Whole numbers come back, per provider; the text keeps to what DuckDB, Trino and Spark
 * read alike. Months are counted as year × 12 + month - 1; `clients` is the table of clients per month (`src/client-sum.ts`).
 */
import { toDayText } from "../day.ts";
import type { Day } from "../day.ts";
import { ofInsurers, quoteText } from "../sql.ts";
import type { CostOfGroup } from "./evidence.ts";

type Insurers = readonly string[] | undefined;

/**
 * What care of a year is worth in claims that were received by a day, begun before one day and from another on: as granted, and
 * while nobody has decided as claimed. `batches` is the table that dates them.
 */
export function claimedSelect(
  year: number,
  on: Day,
  batches: string,
  { before, since }: { readonly before?: Day; readonly since?: Day },
  insurers: Insurers,
): string {
  const ends = [
    ...(before === undefined ? [] : [`c."from" < DATE ${quoteText(toDayText(before))}`]),
    ...(since === undefined ? [] : [`c."from" >= DATE ${quoteText(toDayText(since))}`]),
  ].map((end) => ` AND ${end}`);
  return `SELECT c.provider, CAST(SUM(COALESCE(c.granted_cents, c.claimed_cents)) AS BIGINT) AS cents
FROM claims AS c JOIN ${batches} AS b ON b.batch = c.batch
WHERE c.year = ${year} AND b.received_on <= DATE ${quoteText(toDayText(on))}${ends.join("")}${ofInsurers(insurers, "c.insurer")}
GROUP BY c.provider
ORDER BY c.provider`;
}

/** Where a provider's clients of a year live. */
export function regionSelect(year: number, insurers: Insurers, clients: string): string {
  return `SELECT DISTINCT provider, region FROM ${clients} AS s
WHERE year = ${year}${ofInsurers(insurers, "s.insurer")}
ORDER BY provider, region`;
}

/**
 * How many clients first came to a provider in these months after having been with another one, and how many of its own first came to
 * another one then.
 */
export function movedSelect(
  { from, until }: { readonly from: number; readonly until: number },
  insurers: Insurers,
  clients: string,
): string {
  return `WITH seen AS (
  SELECT provider, client, MIN(year * 12 + month - 1) AS first
  FROM ${clients} AS s WHERE true${ofInsurers(insurers, "s.insurer")}
  GROUP BY provider, client
), moved AS (
  SELECT DISTINCT a.provider AS left_one, b.provider AS next_one, b.client FROM seen AS a
  JOIN seen AS b ON b.client = a.client AND b.provider <> a.provider AND b.first > a.first
  WHERE b.first >= ${from} AND b.first < ${until}
)
SELECT provider, CAST(SUM(came) AS BIGINT) AS came, CAST(SUM(went) AS BIGINT) AS went FROM (
  SELECT next_one AS provider, COUNT(DISTINCT client) AS came, 0 AS went FROM moved GROUP BY next_one
  UNION ALL
  SELECT left_one AS provider, 0 AS came, COUNT(DISTINCT client) AS went FROM moved GROUP BY left_one
) AS sums
GROUP BY provider
ORDER BY provider`;
}

/** Clients and what was granted or is pending, per target group, in the first months of a year and of the year before. */
export function costSelect(
  { year, months }: { readonly year: number; readonly months: number },
  insurers: Insurers,
  clients: string,
): string {
  return `SELECT provider, target_group, year, COUNT(DISTINCT client) AS clients,
  CAST(SUM(COALESCE(cents, 0) + pending_cents) AS BIGINT) AS cents
FROM ${clients} AS s
WHERE year IN (${year - 1}, ${year}) AND month <= ${months}${ofInsurers(insurers, "s.insurer")}
GROUP BY provider, target_group, year
ORDER BY provider, target_group, year`;
}

type Row = Readonly<Record<string, bigint | string | boolean | null>>;

/** The rows of one provider as its target groups, each beside itself of the year before. */
export function toCost(rows: readonly Row[], year: number): CostOfGroup[] {
  const groups = Map.groupBy(rows, (row) => String(row["target_group"]));
  const of = (own: readonly Row[], at: number): CostOfGroup["year"] => {
    const row = own.find((each) => Number(each["year"]) === at);
    return { clients: Number(row?.["clients"] ?? 0n), cents: (row?.["cents"] as bigint | undefined) ?? 0n };
  };
  return [...groups].map(([group, own]) => ({ group, year: of(own, year), before: of(own, year - 1) }));
}
