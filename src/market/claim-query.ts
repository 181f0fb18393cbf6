/**
 * The claims of one period of care, as query text: first `market_month`, a row per client, target group and month with everything
 * that is drawn for it, then the claim lines of each month. A period holds whole batches and needs no other period, so a market of
 * any length is made one by one. Months are counted as year × 12 + month - 1.
 */
import type { Market } from "../market.ts";
import { claiming, swing } from "./care.ts";
import { quoteText } from "../sql.ts";
import { draws, pick, salt, wordType } from "./draw-query.ts";
import { mergerMonth } from "./merger.ts";
import { outbreaks, waves } from "./unrest.ts";

export interface Period {
  readonly first: number;
  readonly months: number;
}

/** The month after the last that anyone may know of. */
const everything = 1_000_000;

/** The periods of a market: its years, cut into what is drawn at once. */
export function periodsOf({ years, size }: Market, months = size.periodMonths): readonly Period[] {
  const perYear = Array.from({ length: 12 / months }, (_, i) => i * months);
  return years.flatMap((year) => perYear.map((month) => ({ first: year * 12 + month, months })));
}

export function monthsOf({ first, months }: Period): readonly number[] {
  return Array.from({ length: months }, (_, i) => first + i);
}

/**
 * The client months of a period, with everything that is drawn per month: how much care, and how it was claimed. They lie in the
 * order in which their lines are to stand in the lake. What is sent after the month `known` is not there, what is sent in it is
 * pending.
 */
export function monthTable(market: Market, period: Period, known = everything): string {
  const { first, months } = period;
  const draw = draws("h");
  const dither = draw(1_000_000_000);
  const swung = pick(swing, draw(swing.length));
  const late = `${draw(100)} < ${claiming.latePercent}`;
  const corrected = `${draw(100)} < ${claiming.correctedPercent}`;
  const reject = draw(claiming.linesPerRejection);
  const [inTime, afterwards, mending] = claiming.monthsAfter;
  const { batchMonths, linesPerMonth } = market.size;
  const end = first + months;
  return `CREATE OR REPLACE TEMP TABLE market_month AS
    WITH active AS (
      SELECT *, unnest(range(greatest(start_month, ${first}), least(end_month, ${end}))) AS month
      FROM market_episode WHERE start_month < ${end} AND ${first} < end_month
    ), drawn AS (
      SELECT e.*, month - month % ${batchMonths} AS batch_month,
        CASE WHEN monthly THEN t.month_cents ELSE t.unit_cents END AS tariff_cents,
        hash(hash(episode * 65536 + month, ${salt(market, 3)})) AS h
      FROM ${market.mergers.size > 0 ? claimedBy(market) : "active"} AS e JOIN market_tariff AS t ON t.provider = e.provider AND t.grp = e.grp
      WHERE t.year = ${Math.floor(first / 12)}
    ), cared AS (
      SELECT *, CASE WHEN monthly THEN 1 ELSE (weight * ${swung}${market.kind === "plain" ? "" : monthUnrest(market)} + ${dither}) // 1000000000 END AS units,
        ${late} AS late, ${corrected} AS corrected, ${reject} AS reject, batch_month + ${batchMonths - 1} AS last_month
      FROM drawn
    ), claimed AS (
      SELECT *, least(units, ${linesPerMonth}) AS lines, last_month + CASE WHEN late THEN ${afterwards} ELSE ${inTime} END AS sent,
        corrected AND last_month + ${mending} <= ${known} AS mend, last_month + ${mending} >= ${known} AS mend_pending,
        agb::VARCHAR || '-' || insurer::VARCHAR || '-' || ${labelOf("batch_month", batchMonths)} || '-' AS sender
      FROM cared WHERE units > 0
    )
    SELECT month, sender || CASE WHEN late THEN '2' ELSE '1' END AS batch, sender || '3' AS mend_batch,
      sum(lines) OVER (PARTITION BY sender, late ORDER BY episode, month) - lines
        + dense_rank() OVER (PARTITION BY sender, late ORDER BY person) + 2 AS first_line,
      2 * row_number() OVER (PARTITION BY sender, mend ORDER BY episode, month)
        + dense_rank() OVER (PARTITION BY sender, mend ORDER BY person) AS first_mend_line,
      person, client, agb AS provider, insurer, region, birth_year, sex, service, target_group,
      CASE WHEN monthly THEN ${word("31", units)} ELSE ${word("07", units)} END AS unit, tariff_cents, units, lines, corrected, mend, mend_pending, reject,
      sent >= ${known} AS pending, ${monthDigits("month")} * 1000000000000 + episode * 100 AS first_ref
    FROM claimed WHERE sent <= ${known}
    ORDER BY target_group, provider, client, episode, month`;
}

/** Active episodes under the code, contract and funding of whoever claims them that month. */
function claimedBy({ providers }: Market): string {
  const agb = wordType(providers.map(({ id }) => id));
  return `(
        SELECT a.* REPLACE (coalesce(claimant, a.provider) AS provider, coalesce(claimant_agb, a.agb::VARCHAR)::${agb} AS agb,
          coalesce(claimant_monthly = 1, a.monthly) AS monthly)
        FROM active AS a LEFT JOIN market_merger AS m ON m.absorbed = a.provider AND a.month >= ${mergerMonth}
      )`;
}

/** What a month does to all of a region, and what goes round for two months among the clients of one provider. */
function monthUnrest(market: Market): string {
  const factor = (curve: readonly number[], whose: string, purpose: number): string =>
    ` * ${pick(curve, `(hash(hash(${whose}, ${salt(market, purpose)})) % ${curve.length})::BIGINT`)} // 1000`;
  return factor(waves, "region::VARCHAR || month", 8) + factor(outbreaks, "provider * 65536 + month // 2", 9);
}

const units = ["07", "31"];
const statuses = ["granted", "pending", "rejected"];

/** One of few texts, as a constant. */
function word(text: string, words: readonly string[]): string {
  return `${quoteText(text)}::${wordType(words)}`;
}

/** A month as a number such as 202301, in SQL. */
function monthDigits(month: string): string {
  return `(${month} // 12 * 100 + ${month} % 12 + 1)`;
}

/** What a batch calls the months that it covers: its year, or the first of them as 202301. */
function labelOf(firstMonth: string, batchMonths: number): string {
  return batchMonths === 12 ? `${firstMonth} // 12` : monthDigits(firstMonth);
}

/** The months that a batch covers and the month in which it was sent, read from its name. */
export function periodOfBatch(batch: string, batchMonths: number): Period & { readonly sent: number } {
  const [, , label = "", part = ""] = batch.split("-");
  const month = label.length === 4 ? 0 : Number(label.slice(4)) - 1;
  const first = Number(label.slice(0, 4)) * 12 + month;
  return { first, months: batchMonths, sent: first + batchMonths - 1 + claiming.monthsAfter[Number(part) - 1]! };
}

/** When each batch among the claims was sent, as the table `batches` tells it: the first day of its month, read from its name. */
export function batchSelect({ size: { batchMonths } }: Market): string {
  const label = "string_split(batch, '-')[3]";
  const first =
    batchMonths === 12 ? `${label}::INTEGER * 12` : `(${label}::INTEGER // 100) * 12 + ${label}::INTEGER % 100 - 1`;
  const after = claiming.monthsAfter.map((months, i) => `WHEN '${i + 1}' THEN ${months}`).join(" ");
  return `
    SELECT batch, make_date((sent // 12)::BIGINT, (sent % 12 + 1)::BIGINT, 1) AS received_on FROM (
      SELECT batch, ${first} + ${batchMonths - 1} + CASE string_split(batch, '-')[4] ${after} END AS sent
      FROM (SELECT DISTINCT batch FROM claims)
    ) ORDER BY batch`;
}

/**
 * The claim lines of one month of the period that `market_month` holds, in its order. The care of a month is cut into lines that
 * follow each other; a month that was claimed wrong has its first line double, and in a later batch that line's credit and the
 * right line. `line` is the line that the record has in its claim file, where line 1 is the header and every person has a line of
 * their own.
 */
export function lineSelect(month: number): string {
  const day = (part: string) => `${firstDay(month)} + (${daysIn(month)} * ${part} // lines)::INTEGER`;
  return `
    WITH line AS (
      SELECT *, unnest(range(lines + CASE WHEN mend THEN 2 ELSE 0 END)) AS j FROM market_month WHERE month = ${month}
    ), cut AS (
      SELECT *, j >= lines AS again, CASE WHEN j < lines THEN j ELSE 0 END AS part,
        CASE WHEN j = lines THEN -2 WHEN corrected AND j = 0 THEN 2 ELSE 1 END AS times,
        NOT corrected AND (reject + j) % ${claiming.linesPerRejection} = 0 AS rejected
      FROM line
    ), counted AS (
      SELECT *, times * (units * (part + 1) // lines - units * part // lines) AS quantity,
        CASE WHEN again THEN mend_pending ELSE pending END AS undecided
      FROM cut
    )
    SELECT CASE WHEN again THEN mend_batch ELSE batch END AS batch,
      (CASE WHEN again THEN first_mend_line + j - lines ELSE first_line + j END)::INTEGER AS line,
      client, provider, insurer, region, birth_year::INTEGER AS birth_year, sex, service, target_group,
      ${day("part")} AS "from", ${day("(part + 1)")} AS until, quantity::BIGINT AS quantity, unit,
      tariff_cents, (quantity * tariff_cents)::BIGINT AS claimed_cents,
      CASE WHEN undecided THEN NULL WHEN rejected THEN 0 ELSE quantity * tariff_cents END::BIGINT AS granted_cents,
      CASE WHEN undecided THEN ${word("pending", statuses)} WHEN rejected THEN ${word("rejected", statuses)}
        ELSE ${word("granted", statuses)} END AS status,
      (first_ref + j)::VARCHAR AS ref, CASE WHEN j = lines THEN first_ref::VARCHAR END AS corrects
    FROM counted`;
}

/** The first day of a month, as SQL. */
function firstDay(month: number): string {
  return `DATE '${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01'`;
}

function daysIn(month: number): number {
  return Temporal.PlainYearMonth.from({ year: Math.floor(month / 12), month: (month % 12) + 1 }).daysInMonth;
}
