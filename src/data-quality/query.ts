/**
 * What the lake is asked about a claim feed: sums per provider over one month of care, so that a month that is added asks for itself
 * alone. The text keeps to the subset of `src/indicator/query.ts`: whole numbers out, in a stated order.
 */
import type { DataQuality, LineFault, MaximumTariff } from "../data-quality.ts";
import { quoteText } from "../sql.ts";

/** One month of care, of all insurers or of some. */
export interface FeedMonth {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly insurers?: readonly string[];
}

/** Per provider: lines, what they claim, and of how many each of these faults holds, as a column by its name. */
export function monthSums(feed: FeedMonth, faults: readonly LineFault[], quality: DataQuality): string {
  const columns = faults.flatMap((fault) => {
    const condition = conditionOf(fault, feed.year, quality);
    return condition === undefined
      ? []
      : [`,\n  CAST(SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END) AS BIGINT) AS ${fault}`];
  });
  return `SELECT provider, COUNT(*) AS lines,
  CAST(SUM(claimed_cents) AS BIGINT) AS claimed_cents${columns.join("")}
FROM claims
WHERE ${inFeed(feed)}
GROUP BY provider
ORDER BY provider`;
}

/** Per provider: the lines whose reference another line of the month has already. */
export function duplicateLines(feed: FeedMonth): string {
  return `SELECT provider, CAST(SUM(lines - 1) AS BIGINT) AS duplicate_reference
FROM (
  SELECT provider, ref, COUNT(*) AS lines
  FROM claims
  WHERE ${inFeed(feed)} AND ref IS NOT NULL
  GROUP BY provider, ref
) AS referred
WHERE lines > 1
GROUP BY provider
ORDER BY provider`;
}

function inFeed({ year, month, insurers }: FeedMonth): string {
  // December: the month after it is the first of the next year.
  const [nextYear, nextMonth] = month === 12 ? [year + 1, 1] : [year, month + 1];
  const first = (y: number, m: number): string => `DATE '${y}-${String(m).padStart(2, "0")}-01'`;
  const own = insurers === undefined ? "" : ` AND insurer IN (${insurers.map(quoteText).join(", ")})`;
  return `"from" >= ${first(year, month)} AND "from" < ${first(nextYear, nextMonth)}${own}`;
}

/** When a fault holds of a line; undefined for one that no single line can tell, or that the policy gives nothing to tell by. */
function conditionOf(fault: LineFault, year: number, { ageMost, tariffs }: DataQuality): string | undefined {
  switch (fault) {
    case "duplicate_reference":
      return undefined;
    case "impossible_age": {
      if (ageMost === undefined || "missing" in ageMost.given) return undefined;
      const { n, d } = ageMost.given.value;
      return `birth_year > ${year} OR ${year} - birth_year > ${n / d}`;
    }
    case "above_tariff":
      return ofTariffs(tariffs, year, ({ cents }) => ` AND tariff_cents > ${cents}`) ?? "1 = 0";
    case "without_tariff": {
      const listed = ofTariffs(tariffs, year, () => "");
      return listed === undefined ? "1 = 1" : `NOT (${listed})`;
    }
    default:
      return conditions[fault];
  }
}

const conditions: Readonly<
  Record<Exclude<LineFault, "duplicate_reference" | "impossible_age" | "above_tariff" | "without_tariff">, string>
> = {
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
};

function ofTariffs(
  tariffs: readonly MaximumTariff[],
  inYear: number,
  more: (tariff: MaximumTariff) => string,
): string | undefined {
  const own = tariffs.filter(({ year }) => year === inYear);
  const listed = own.map(
    (tariff) => `(service = ${quoteText(tariff.service)} AND unit = ${quoteText(tariff.unit)}${more(tariff)})`,
  );
  return listed.length === 0 ? undefined : listed.join(" OR ");
}
