/**
 * The claims of one period of care, as query text: first `market_month`, a row per client, target group and month with everything
 * that is drawn for it, then the claim lines of each month. A period is what one batch covers; it needs no other period, so a market
 * of any length is made one by one. Months are counted as year × 12 + month - 1.
 */
import type { Market } from "../market.ts";
import { claiming, swing } from "./care.ts";
import { draws, pick, salt } from "./draw-query.ts";

export interface Period {
  readonly first: number;
  readonly months: number;
}

/** The month after the last that anyone may know of. */
const everything = 1_000_000;

/** The periods of a market: its years, cut by how much care a batch covers. */
export function periodsOf({ years, size: { batchMonths } }: Market): readonly Period[] {
  const perYear = Array.from({ length: 12 / batchMonths }, (_, i) => i * batchMonths);
  return years.flatMap((year) => perYear.map((month) => ({ first: year * 12 + month, months: batchMonths })));
}

export function monthsOf({ first, months }: Period): readonly number[] {
  return Array.from({ length: months }, (_, i) => first + i);
}

/** The three batches that a period gives, and the month in which each is sent. */
export function sentOf({ first, months }: Period): readonly [inTime: number, late: number, corrections: number] {
  const [inTime, late, corrections] = claiming.monthsAfter;
  const last = first + months - 1;
  return [last + inTime, last + late, last + corrections];
}

/**
 * The client months of a period, with everything that is drawn per month: how much care, and how it was claimed. They lie in the
 * order in which their lines are to stand in the lake. What is sent after the month `known` is not there, what is sent in it is
 * pending.
 */
export function monthTable(market: Market, period: Period, known = everything): string {
  const draw = draws("h");
  const dither = draw(1_000_000_000);
  const swung = pick(swing, draw(swing.length));
  const late = `${draw(100)} < ${claiming.latePercent}`;
  const corrected = `${draw(100)} < ${claiming.correctedPercent}`;
  const reject = draw(claiming.linesPerRejection);
  const [inTime, afterwards, mending] = sentOf(period);
  return `CREATE OR REPLACE TEMP TABLE market_month AS
    WITH month AS (
      SELECT unnest(range(${period.first}, ${period.first + period.months})) AS month
    ), drawn AS (
      SELECT e.*, month, CASE WHEN monthly THEN t.month_cents ELSE t.unit_cents END AS tariff_cents,
        hash(hash(episode * 65536 + month, ${salt(market, 3)})) AS h
      FROM market_episode AS e JOIN market_tariff AS t ON t.provider = e.provider AND t.grp = e.grp, month
      WHERE t.year = ${Math.floor(period.first / 12)} AND start_month <= month AND month < end_month
    ), cared AS (
      SELECT *, CASE WHEN monthly THEN 1 ELSE (weight * ${swung} + ${dither}) // 1000000000 END AS units,
        ${late} AS late, ${corrected} AS corrected, ${reject} AS reject
      FROM drawn
    ), claimed AS (
      SELECT *, least(units, ${market.size.linesPerMonth}) AS lines, corrected AND ${mending} <= ${known} AS mend,
        CASE WHEN late THEN ${afterwards} ELSE ${inTime} END AS sent, agb || '-' || insurer || '-${labelOf(period)}-' AS sender
      FROM cared WHERE units > 0
    )
    SELECT month, sender || CASE WHEN late THEN '2' ELSE '1' END AS batch, sender || '3' AS mend_batch,
      sum(lines) OVER (PARTITION BY sender, late ORDER BY episode, month) - lines
        + dense_rank() OVER (PARTITION BY sender, late ORDER BY person) + 2 AS first_line,
      2 * row_number() OVER (PARTITION BY sender, mend ORDER BY episode, month)
        + dense_rank() OVER (PARTITION BY sender, mend ORDER BY person) AS first_mend_line,
      person, client, agb AS provider, insurer, region, birth_year, sex, service, target_group,
      CASE WHEN monthly THEN '31' ELSE '07' END AS unit, tariff_cents, units, lines, corrected, mend, reject,
      sent >= ${known} AS pending, (month // 12 * 100 + month % 12 + 1) * 1000000000000 + episode * 100 AS first_ref
    FROM claimed WHERE sent <= ${known}
    ORDER BY target_group, provider, client, episode, month`;
}

/** What a batch calls its period: the year, or the first month as 202301. */
export function labelOf({ first, months }: Period): string {
  return months === 12 ? String(first / 12) : String(Math.floor(first / 12) * 100 + (first % 12) + 1);
}

/**
 * The claim lines of one month of the period that `market_month` holds, in its order. The care of a month is cut into lines that
 * follow each other; a month that was claimed wrong has its first line double, and in a later batch that line's credit and the
 * right line. `line` is the line that the record has in its claim file, where line 1 is the header and every person has a line of
 * their own.
 */
export function lineSelect(period: Period, month: number, known = everything): string {
  const [, , mending] = sentOf(period);
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
        CASE WHEN again THEN ${mending >= known} ELSE pending END AS undecided
      FROM cut
    )
    SELECT CASE WHEN again THEN mend_batch ELSE batch END AS batch,
      (CASE WHEN again THEN first_mend_line + j - lines ELSE first_line + j END)::INTEGER AS line,
      client, provider, insurer, region, birth_year::INTEGER AS birth_year, sex, service, target_group,
      ${day("part")} AS "from", ${day("(part + 1)")} AS until, quantity::BIGINT AS quantity, unit,
      tariff_cents, (quantity * tariff_cents)::BIGINT AS claimed_cents,
      CASE WHEN undecided THEN NULL WHEN rejected THEN 0 ELSE quantity * tariff_cents END::BIGINT AS granted_cents,
      CASE WHEN undecided THEN 'pending' WHEN rejected THEN 'rejected' ELSE 'granted' END AS status,
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
