/**
 * The market as query text: first the tables that hold its truth, then the episodes of care that chance draws from them, and
 * then, month by month, the claims that these episodes give. Every draw is a hash of the seed and of what is drawn; every number
 * is whole. So the rows are the same on one thread and on many, and a month can be made without the others.
 *
 *     market_cell, market_slot, market_tariff, …    what is true
 *     market_episode     one row per episode: who, which target group, from which month, how long, with whom
 *     market_month       one row per client and month of care, in one month
 *
 * A month is counted as year × 12 + month - 1.
 */
import type { Market } from "../market.ts";
import { toLiteral } from "../sql.ts";
import {
  claiming,
  hasOutliers,
  heaviness,
  mix,
  outlierTimes,
  stages,
  starts,
  swing,
  targetGroups,
  warmUpYears,
} from "./care.ts";
import { daysOfYear } from "../population.ts";
import { monthTariff, rateScale, unitTariff } from "./expectation.ts";
import { rateYear, widthOf } from "./national-rate.ts";
import { slotCount } from "./slot.ts";

/** The columns of a small table: all whole numbers, or all texts without a comma. */
type Columns = Readonly<Record<string, readonly number[] | readonly string[]>>;

/** A temporary table made of its columns. Each is one literal that the lake takes apart, which it reads far faster than rows. */
function table(name: string, columns: Columns): string {
  const list = Object.entries(columns).map(([column, values]) => {
    const type = typeof values[0] === "number" ? "BIGINT" : "VARCHAR";
    return `unnest(string_split(${toLiteral(values.join(","))}, ','))::${type} AS ${column}`;
  });
  return `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${list.join(", ")}`;
}

/** How many slots a list of counts gives each index: `[2, 1]` is 0, 0, 1. */
function spread(counts: readonly number[]): number[] {
  return counts.flatMap((count, index) => Array.from({ length: count }, () => index));
}

/** A draw that looks up its outcome: the list as SQL, asked by an even number from 0. */
function pick(list: readonly number[], draw: string): string {
  return `[${list.join(",")}][1 + ${draw}]`;
}

/** How many people one row of the block table stands for; blocks keep the unfolding of large cells in hand. */
const blockSize = 256;

/** The tables with the truth of a market, one statement each. */
export function truthTables(market: Market): string[] {
  const { cells } = market;
  return [
    table("market_cell", {
      cell: [...cells.keys()],
      region: cells.map((cell) => cell.region),
      region_name: cells.map((cell) => market.regions[cell.region]!.name),
      insurer: cells.map((cell) => market.insurers[cell.insurer]!.id),
      sex: cells.map((cell) => cell.sex),
      age_from: cells.map((cell) => cell.ageFrom),
      width: cells.map((cell) => widthOf(cell.ageFrom)),
      ses: cells.map((cell) => statusNames[cell.status - 1]!),
      persons: cells.map((cell) => cell.persons),
      first_person: cells.map((cell) => cell.first),
      start_rate: market.startRates,
    }),
    `CREATE OR REPLACE TEMP TABLE market_block AS
      SELECT cell, block * ${blockSize} AS first_in_cell, least(${blockSize}, persons - block * ${blockSize}) AS persons
      FROM (SELECT cell, persons, unnest(range((persons + ${blockSize - 1}) // ${blockSize})) AS block FROM market_cell)`,
    table("market_mix", {
      stage: stages.flatMap((stage, i) => spread(mix[stage]).map(() => i)),
      draw: stages.flatMap((stage) => [...spread(mix[stage]).keys()]),
      grp: stages.flatMap((stage) => spread(mix[stage])),
    }),
    groupTable(),
    ...providerTables(market),
  ];
}

const statusNames = ["low", "middle", "high"] as const;

function groupTable(): string {
  return table("market_group", {
    grp: [...targetGroups.keys()],
    target_group: targetGroups.map((group) => group.id),
    service: targetGroups.map((group) => group.service),
    units_per_month: targetGroups.map((group) => group.unitsPerMonth),
    shortest: targetGroups.map((group) => group.months[0]),
    lengths: targetGroups.map((group) => group.months[1] - group.months[0] + 1),
    outlier_times: targetGroups.map((group) => (hasOutliers(group) ? outlierTimes : 1)),
  });
}

function providerTables({ providers, slots, years }: Market): string[] {
  const priced = providers.flatMap((provider, p) =>
    targetGroups.flatMap((_, group) => years.map((year) => ({ provider, p, group, year }))),
  );
  return [
    table("market_provider", {
      provider: [...providers.keys()],
      agb: providers.map((provider) => provider.id),
      monthly: providers.map((provider) => (provider.funding === "monthly" ? 1 : 0)),
      efficiency: providers.map((provider) => provider.efficiency),
      outliers: providers.map((provider) => provider.outliers),
    }),
    table("market_range", {
      region: slots.map((range) => range.region),
      grp: slots.map((range) => range.group),
      year: slots.map((range) => range.year),
      provider: slots.map((range) => range.provider),
      first_slot: slots.map((range) => range.from),
      until_slot: slots.map((range) => range.until),
    }),
    `CREATE OR REPLACE TEMP TABLE market_slot AS
      SELECT region, grp, year, provider, unnest(range(first_slot, until_slot)) AS slot FROM market_range`,
    table("market_tariff", {
      provider: priced.map(({ p }) => p),
      grp: priced.map(({ group }) => group),
      year: priced.map(({ year }) => year),
      unit_cents: priced.map(({ provider, group, year }) => unitTariff(provider, group, year)),
      month_cents: priced.map(({ provider, group, year }) => monthTariff(provider, group, year)),
    }),
  ];
}

/** A number from the seed that keeps the draws for one purpose apart from those for another. */
function salt(market: Market, purpose: number): string {
  return `hash(${market.seed}::BIGINT, ${purpose})`;
}

/** Peels even draws off one hash: each takes its part of what the earlier ones left. */
function draws(hash: string): (n: number | string) => string {
  let left = hash;
  return (n) => {
    const draw = `(${left} % ${n})::BIGINT`;
    left = `(${left} // ${n})`;
    return draw;
  };
}

/**
 * The episodes that reach the years of claims. A person starts at most one a year; everything about an episode follows from its
 * number, which is the person's number and the year.
 */
export function episodeTable(market: Market): string {
  const first = market.years[0]!;
  const last = market.years.at(-1)!;
  const years = market.startYears.filter((year) => year >= first - warmUpYears && year <= last);
  const draw = draws("h");
  const startMonth = pick(spread(starts), draw(spread(starts).length));
  const mixDraw = draw(spread(mix.child).length);
  const heavy = pick(heaviness, draw(heaviness.length));
  const outlier = draw(1000);
  const length = draw("g.lengths");
  return `CREATE OR REPLACE TEMP TABLE market_episode AS
    WITH person AS (
      SELECT b.cell, c.first_person + k AS person, k, c.start_rate
      FROM (SELECT cell, first_in_cell + unnest(range(persons)) AS k FROM market_block) AS b JOIN market_cell AS c USING (cell)
    ), started AS (
      SELECT cell, person, k, year, person * 64 + (year - ${rateYear} + 32) AS episode
      FROM person, (SELECT unnest([${years.join(",")}]) AS year)
      WHERE hash(hash(person * 64 + (year - ${rateYear} + 32), ${salt(market, 1)})) % ${rateScale} < start_rate
    ), drawn AS (
      SELECT s.*, c.region, c.region_name, c.insurer, c.sex, ${rateYear} - c.age_from - (k % c.width) AS birth_year,
        hash(hash(episode, ${salt(market, 2)})) AS h
      FROM started AS s JOIN market_cell AS c USING (cell)
    ), traits AS (
      SELECT *, year * 12 + ${startMonth} AS start_month, ${mixDraw} AS mix_draw, ${heavy} AS heavy,
        hash(hash(person, ${salt(market, 4)})) % ${slotCount} AS slot,
        ${outlier} AS outlier,
        CASE WHEN ${rateYear} - birth_year < 18 THEN 0 WHEN ${rateYear} - birth_year < 65 THEN 1
          WHEN ${rateYear} - birth_year < 80 THEN 2 ELSE 3 END AS stage
      FROM drawn
    ), placed AS (
      SELECT t.*, g.*, start_month + g.shortest + ${length} AS end_month, p.agb, p.monthly, ms.provider,
        g.units_per_month::BIGINT * p.efficiency * heavy * (CASE WHEN outlier < p.outliers THEN g.outlier_times ELSE 1 END) AS weight
      FROM traits AS t
      JOIN market_mix AS m ON m.stage = t.stage AND m.draw = t.mix_draw
      JOIN market_group AS g ON g.grp = m.grp
      JOIN market_slot AS ms ON ms.region = t.region AND ms.grp = m.grp AND ms.year = t.year AND ms.slot = t.slot
      JOIN market_provider AS p ON p.provider = ms.provider
    )
    SELECT episode, person, md5('${market.seed}/' || person) AS client, region_name AS region, insurer, sex, birth_year,
      grp, target_group, service, provider, agb, monthly = 1 AS monthly, weight, start_month, end_month
    FROM placed WHERE end_month > ${first * 12}
    ORDER BY target_group, agb, client, start_month, episode`;
}

/** The first day of a month, as SQL. */
function firstDay(month: number): string {
  return `DATE '${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01'`;
}

function daysIn(month: number): number {
  return Temporal.PlainYearMonth.from({ year: Math.floor(month / 12), month: (month % 12) + 1 }).daysInMonth;
}

/** The month after the last that anyone may know of; later batches are not there and the newest are not decided. */
const everything = 1_000_000;

export interface MonthOptions {
  /** The month of care. */
  readonly month: number;
  /** What is known in this month: batches sent later are not there, those sent in it are pending. Absent: everything. */
  readonly known?: number | undefined;
}

/**
 * The client months of one month of care, with everything that is drawn per month: how much care, and how it was claimed. They
 * lie in the order in which their lines are to stand in the lake.
 */
export function monthTable(market: Market, { month, known = everything }: MonthOptions): string {
  const draw = draws("h");
  const dither = draw(1_000_000_000);
  const swung = pick(swing, draw(swing.length));
  const late = `${draw(100)} < ${claiming.latePercent}`;
  const corrected = `${draw(100)} < ${claiming.correctedPercent}`;
  const reject = draw(claiming.linesPerRejection);
  const [inTime, afterwards, mending] = claiming.batchMonths;
  return `CREATE OR REPLACE TEMP TABLE market_month AS
    WITH drawn AS (
      SELECT e.*, CASE WHEN monthly THEN t.month_cents ELSE t.unit_cents END AS tariff_cents,
        hash(hash(episode * 65536 + ${month}, ${salt(market, 3)})) AS h
      FROM market_episode AS e JOIN market_tariff AS t ON t.provider = e.provider AND t.grp = e.grp
      WHERE start_month <= ${month} AND ${month} < end_month AND t.year = ${Math.floor(month / 12)}
    ), cared AS (
      SELECT *, CASE WHEN monthly THEN 1 ELSE (weight * ${swung} + ${dither}) // 1000000000 END AS units,
        ${late} AS late, ${corrected} AS corrected, ${reject} AS reject
      FROM drawn
    ), claimed AS (
      SELECT *, least(units, ${market.size.linesPerMonth}) AS lines, corrected AND ${month + mending} <= ${known} AS mend,
        CASE WHEN late THEN ${month + afterwards} ELSE ${month + inTime} END AS sent,
        agb || '-' || insurer || '-${monthDigits(month)}-' AS sender
      FROM cared WHERE units > 0
    )
    SELECT sender || CASE WHEN late THEN '2' ELSE '1' END AS batch, sender || '3' AS mend_batch,
      sum(lines) OVER (PARTITION BY sender, late ORDER BY episode) - lines
        + dense_rank() OVER (PARTITION BY sender, late ORDER BY person) + 2 AS first_line,
      2 * row_number() OVER (PARTITION BY sender, mend ORDER BY episode)
        + dense_rank() OVER (PARTITION BY sender, mend ORDER BY person) AS first_mend_line,
      client, agb AS provider, insurer, region, birth_year, sex, service, target_group,
      CASE WHEN monthly THEN '31' ELSE '07' END AS unit, tariff_cents, units, lines, corrected, mend, reject,
      sent >= ${known} AS pending, ${monthDigits(month)} * 10000000000 + episode * 100 AS first_ref
    FROM claimed WHERE sent <= ${known}
    ORDER BY target_group, provider, client, episode`;
}

/**
 * The claim lines of the month that `market_month` holds, in its order. The care of a month is cut into lines that follow each
 * other; a month that was claimed wrong has its first line double, and in a later batch that line's credit and the right line.
 * `line` is the line that the record has in its claim file, where line 1 is the header and every person has a line of their own.
 */
export function lineSelect({ month, known = everything }: MonthOptions): string {
  const mendPending = month + claiming.batchMonths[2] >= known;
  const day = (part: string) => `${firstDay(month)} + (${daysIn(month)} * ${part} // lines)::INTEGER`;
  return `
    WITH line AS (
      SELECT *, unnest(range(lines + CASE WHEN mend THEN 2 ELSE 0 END)) AS j FROM market_month
    ), cut AS (
      SELECT *, j >= lines AS again, CASE WHEN j < lines THEN j ELSE 0 END AS part,
        CASE WHEN j = lines THEN -2 WHEN corrected AND j = 0 THEN 2 ELSE 1 END AS times,
        NOT corrected AND (reject + j) % ${claiming.linesPerRejection} = 0 AS rejected
      FROM line
    ), counted AS (
      SELECT *, times * (units * (part + 1) // lines - units * part // lines) AS quantity,
        CASE WHEN again THEN ${mendPending} ELSE pending END AS undecided
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

function monthDigits(month: number): number {
  return Math.floor(month / 12) * 100 + (month % 12) + 1;
}

/** Insured days per year, insurer, region, sex, age class of that year and status; people are born and die outside the market. */
export function populationSelect(market: Market): string {
  const years = market.years.map((year) => `(${year}, ${daysOfYear(year)})`).join(", ");
  return `
    SELECT year, insurer, region_name AS region, sex, (least(age // 5 * 5, 90))::INTEGER AS age_from, ses,
      sum(days * ((persons - turn + width - 1) // width))::BIGINT AS insured_days
    FROM (
      SELECT c.*, y.*, turn, age_from + turn - (${rateYear} - year) AS age
      FROM (SELECT *, unnest(range(width)) AS turn FROM market_cell) AS c, (VALUES ${years}) AS y(year, days)
    )
    WHERE age >= 0
    GROUP BY ALL
    HAVING insured_days > 0
    ORDER BY ALL`;
}
