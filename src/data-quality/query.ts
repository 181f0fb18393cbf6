/**
 * What the lake is asked about a claim feed: sums per provider and month of care of one year, from the feed sums that it keeps
 * (`feed-sum.ts`). The text keeps to the subset of `src/indicator/query.ts`: whole numbers out, in a stated order.
 */
import type { DataQuality, LineFault, MaximumTariff } from "../data-quality.ts";
import { oddities } from "../feed-sum.ts";
import type { Oddity } from "../feed-sum.ts";
import { ofInsurers, quoteText } from "../sql.ts";

/** One year of care, of all insurers or of some. */
export interface FeedYear {
  readonly year: number;
  readonly insurers?: readonly string[];
}

/** Per provider and month: lines, what they claim, and of how many each of these faults holds, as a column by its name. */
export function monthlyFaults(feed: FeedYear, faults: readonly LineFault[], { tariffs }: DataQuality): string {
  const counts = faults.flatMap((fault) => {
    if (isOddity(fault)) return [`CAST(SUM(${fault}) AS BIGINT) AS ${fault}`];
    const condition = conditions[fault];
    return condition === undefined
      ? []
      : [`CAST(SUM(CASE WHEN ${condition} THEN lines ELSE 0 END) AS BIGINT) AS ${fault}`];
  });
  const columns = ["CAST(SUM(lines) AS BIGINT) AS lines", "CAST(SUM(claimed_cents) AS BIGINT) AS claimed_cents"];
  const isPriced = faults.some((fault) => fault in conditions);
  const most = isPriced ? ` LEFT JOIN ${tariffTable(tariffs, feed.year)} USING (service, unit)` : "";
  return perMonth(`feed_month${most}`, feed, [...columns, ...counts]);
}

/** When a fault holds of a line by its tariff, and the most that may be asked. */
const conditions: Readonly<Partial<Record<LineFault, string>>> = {
  above_tariff: "tariff_cents > most_cents",
  without_tariff: "most_cents IS NULL",
};

/** The most that may be asked in a year, as a table; each service in a unit once. */
function tariffTable(tariffs: readonly MaximumTariff[], year: number): string {
  const rows = tariffs
    .filter((tariff) => tariff.year === year)
    .map(({ service, unit, cents }) => `(${quoteText(service)}, ${quoteText(unit)}, ${cents})`);
  return rows.length === 0
    ? "(SELECT NULL AS service, NULL AS unit, 0 AS most_cents WHERE 1 = 0) AS tariff"
    : `(VALUES ${rows.join(", ")}) AS tariff(service, unit, most_cents)`;
}

/** Per provider and month: lines about somebody not yet born, or older than anybody; undefined when the policy tells no age. */
export function impossibleAges(feed: FeedYear, { ageMost }: DataQuality): string | undefined {
  if (ageMost === undefined || "missing" in ageMost.given) return undefined;
  const { n, d } = ageMost.given.value;
  const condition = `birth_year > ${feed.year} OR ${feed.year} - birth_year > ${n / d}`;
  return perMonth("age_month", feed, ["CAST(SUM(lines) AS BIGINT) AS impossible_age"], ` AND (${condition})`);
}

/** Per provider and month: the lines that stayed outside the lake because another line had their reference. */
export function duplicateLines(feed: FeedYear): string {
  return perMonth("reused_reference", feed, ["CAST(SUM(lines) AS BIGINT) AS duplicate_reference"]);
}

function perMonth(table: string, { year, insurers }: FeedYear, columns: readonly string[], where = ""): string {
  return `SELECT provider, month, ${columns.join(",\n  ")}
FROM ${table}
WHERE year = ${year}${ofInsurers(insurers)}${where}
GROUP BY provider, month
ORDER BY provider, month`;
}

function isOddity(fault: LineFault): fault is Oddity {
  return Object.hasOwn(oddities, fault);
}
