/**
 * Batch sums: what a provider claimed of an insurer in one batch, per month of care, and what became of it. Ceilings are watched by
 * them and ledgers kept by them, never by single claims; a lake keeps them beside its claims and makes a month anew when claims of that
 * month came in or were decided. Credits count against what they take back.
 *
 *     batch_month      year and month of care, by the folder; batch, provider, insurer; and the columns below
 *
 *     claimed_cents    what was asked
 *     granted_cents    of that, what was granted
 *     rejected_cents   of that, what was refused, also as a part of a line that was granted for less
 *     pending_cents    of that, what nobody has decided on; claimed = granted + rejected + pending
 *
 *     batches          batch and received_on, the day that the claim message bears; a file that bears none is not dated
 *
 * The text keeps to what DuckDB, Trino and Spark read alike.
 */
import { dayOfMonth, isMonthEnd, monthOf, toDayText, yearOf } from "./day.ts";
import type { Day } from "./day.ts";
import { ofInsurers, quoteText } from "./sql.ts";

export const batchColumns = [
  ["batch", "VARCHAR"],
  ["received_on", "DATE"],
] as const;

const about = "batch, provider, insurer";

/** The sums of one month, from the claims of that month. */
export function batchSums(claims: string): string {
  const decided = (cents: string): string =>
    `CAST(SUM(CASE WHEN granted_cents IS NULL THEN 0 ELSE ${cents} END) AS BIGINT)`;
  return `SELECT ${about},
  CAST(SUM(claimed_cents) AS BIGINT) AS claimed_cents,
  ${decided("granted_cents")} AS granted_cents,
  ${decided("claimed_cents - granted_cents")} AS rejected_cents,
  CAST(SUM(CASE WHEN granted_cents IS NULL THEN claimed_cents ELSE 0 END) AS BIGINT) AS pending_cents
FROM ${claims}
GROUP BY ${about}
ORDER BY ${about}`;
}

/** What was claimed and decided in one batch about one month of care. Months are counted as year × 12 + month - 1. */
export interface BatchSum {
  readonly batch: string;
  readonly provider: string;
  readonly insurer: string;
  readonly month: number;
  /** The day on which the part of the month that it is about begins; absent for a whole month or its first part. */
  readonly since?: Day;
  readonly claimedCents: bigint;
  readonly grantedCents: bigint;
  readonly rejectedCents: bigint;
  /** Absent where the lake does not tell when the batch came in. */
  readonly receivedOn: Day | undefined;
}

type Row = Readonly<Record<string, bigint | string | boolean | null>>;

/** Every batch sum of the care of a year, in the order of receipt; `insurers` are the buyer's own. */
export function batchSumSelect(year: number, insurers: readonly string[] | undefined, isDated: boolean): string {
  const batches = isDated ? "batches" : noBatches;
  return `SELECT s.batch, s.provider, s.insurer, CAST(s.year * 12 + s.month - 1 AS BIGINT) AS month,
  s.claimed_cents, s.granted_cents, s.rejected_cents, CAST(b.received_on - DATE '1970-01-01' AS BIGINT) AS received_on
FROM batch_month AS s LEFT JOIN ${batches} AS b ON b.batch = s.batch
WHERE s.year = ${year}${ofInsurers(insurers, "s.insurer")}
ORDER BY s.provider, s.insurer, month, received_on, s.batch`;
}

/**
 * The part of a month's batch sums that is about care begun before a day, for the providers whose ceiling changed on that day. A claim line
 * belongs to the day on which its care begins.
 */
export function batchPartSelect(day: Day, providers: readonly string[]): string {
  const own = `provider IN (${providers.map(quoteText).join(", ")})`;
  const ofMonth = `year = ${yearOf(day)} AND month = ${monthOf(day)} AND "from" < DATE ${quoteText(toDayText(day))}`;
  return batchSums(`(SELECT * FROM claims WHERE ${own} AND ${ofMonth}) AS part`);
}

type BatchPart = Pick<BatchSum, "batch" | "provider" | "insurer" | "claimedCents" | "grantedCents" | "rejectedCents">;

export function toBatchPart(row: Row): BatchPart {
  const [batch, provider, insurer] = [String(row["batch"]), String(row["provider"]), String(row["insurer"])];
  const [claimedCents, grantedCents, rejectedCents] = ["claimed_cents", "granted_cents", "rejected_cents"].map(
    (name) => row[name] as bigint,
  ) as [bigint, bigint, bigint];
  return { batch, provider, insurer, claimedCents, grantedCents, rejectedCents };
}

/**
 * Cuts the sums of these providers' month in two at a day: what `batchPartSelect` found before it, and the rest from it on. Of several
 * days the last one cuts first.
 */
export function cutAt(
  day: Day,
  providers: ReadonlySet<string>,
  sums: readonly BatchSum[],
  before: readonly BatchPart[],
): BatchSum[] {
  const month = yearOf(day) * 12 + monthOf(day) - 1;
  const parts = new Map(before.map((part) => [keyOf(part), part]));
  return sums.flatMap((sum) => {
    if (sum.month !== month || sum.since !== undefined || !providers.has(sum.provider)) return [sum];
    const first = parts.get(keyOf(sum));
    const rest = {
      claimedCents: sum.claimedCents - (first?.claimedCents ?? 0n),
      grantedCents: sum.grantedCents - (first?.grantedCents ?? 0n),
      rejectedCents: sum.rejectedCents - (first?.rejectedCents ?? 0n),
    };
    return [...(first === undefined ? [] : [{ ...sum, ...first }]), { ...sum, ...rest, since: day }];
  });
}

function keyOf({ batch, provider, insurer }: BatchPart): string {
  return `${batch} ${provider} ${insurer}`;
}

/** In the place of `batches` in a lake that dates none. */
const noBatches = "(SELECT CAST(NULL AS VARCHAR) AS batch, CAST(NULL AS DATE) AS received_on)";

export function toBatchSum(row: Row): BatchSum {
  const text = (name: string): string => String(row[name]);
  const cents = (name: string): bigint => row[name] as bigint;
  const received = row["received_on"];
  return {
    batch: text("batch"),
    provider: text("provider"),
    insurer: text("insurer"),
    month: Number(row["month"]),
    claimedCents: cents("claimed_cents"),
    grantedCents: cents("granted_cents"),
    rejectedCents: cents("rejected_cents"),
    receivedOn: received === null || received === undefined ? undefined : Number(received),
  };
}

/**
 * What was worth claiming, per provider, month of care and month of receipt, as known at the end of a day: what was refused counts for
 * nothing, what waits counts as asked. Months of receipt end on that day of the month, so that every month of care was known for as
 * long when an earlier month was as far. Batches of which nobody knows when they came in are left out; `undatedSelect` counts them.
 */
export function runOffSelect(on: Day, insurers?: readonly string[], batches = "batches"): string {
  const month = "EXTRACT(YEAR FROM b.received_on) * 12 + EXTRACT(MONTH FROM b.received_on) - 1";
  const later = isMonthEnd(on) ? "" : ` + CAST(EXTRACT(DAY FROM b.received_on) > ${dayOfMonth(on)} AS BIGINT)`;
  const received = `CAST(${month}${later} AS BIGINT)`;
  return `SELECT s.provider, CAST(s.year * 12 + s.month - 1 AS BIGINT) AS care, ${received} AS received,
  CAST(SUM(s.claimed_cents - s.rejected_cents) AS BIGINT) AS cents
FROM batch_month AS s JOIN ${batches} AS b ON b.batch = s.batch
WHERE b.received_on <= DATE ${quoteText(toDayText(on))}${ofInsurers(insurers, "s.insurer")}
GROUP BY s.provider, care, received
ORDER BY s.provider, care, received`;
}

/** In the place of `batches`, where somebody tells on which day those came in that bear no date themselves. */
export function datedBatches(received: Day, isDated: boolean): string {
  const own = `SELECT DISTINCT s.batch, COALESCE(b.received_on, DATE ${quoteText(toDayText(received))}) AS received_on`;
  return `(${own} FROM batch_month AS s LEFT JOIN ${isDated ? "batches" : noBatches} AS b ON b.batch = s.batch)`;
}

/** How many batches the lake cannot date. */
export const undatedSelect = `SELECT COUNT(DISTINCT s.batch) AS batches
FROM batch_month AS s LEFT JOIN batches AS b ON b.batch = s.batch
WHERE b.received_on IS NULL`;

/** How many batches came in after a day, or nobody knows when: with none, the sums of the lake are as they were on that day. */
export function laterSelect(on: Day, batches: string): string {
  return `SELECT COUNT(DISTINCT s.batch) AS batches
FROM batch_month AS s LEFT JOIN ${batches} AS b ON b.batch = s.batch
WHERE b.received_on IS NULL OR b.received_on > DATE ${quoteText(toDayText(on))}`;
}
