/**
 * The truth of a market as tables of the lake, for the claims to be drawn from: its cells of people, which care they get, who takes
 * them, and at which tariff; and the insured population that a buyer would know.
 */
import type { Market } from "../market.ts";
import { daysOfYear } from "../population.ts";
import { quoteText } from "../sql.ts";
import { mix, stages, targetGroups } from "./care.ts";
import { spread } from "./draw-query.ts";
import { monthTariff, unitTariff } from "./expectation.ts";
import { rateYear, widthOf } from "./national-rate.ts";
import { intensityOf } from "./provider.ts";
import { mixIn, seasons, teamsOf } from "./unrest.ts";

/** The columns of a small table: all whole numbers, or all texts without a comma. */
type Columns = Readonly<Record<string, readonly number[] | readonly string[]>>;

/** A temporary table made of its columns. Each is one literal that the lake takes apart, which it reads far faster than rows. */
function table(name: string, columns: Columns): string {
  const list = Object.entries(columns).map(([column, values]) => {
    const type = typeof values[0] === "number" ? "BIGINT" : "VARCHAR";
    return `unnest(string_split(${quoteText(values.join(","))}, ','))::${type} AS ${column}`;
  });
  return `CREATE OR REPLACE TEMP TABLE ${name} AS SELECT ${list.join(", ")}`;
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
    mixTable(market),
    groupTable(),
    ...providerTables(market),
    ...(market.mergers.size > 0 ? [mergerTable(market)] : []),
  ];
}

/** Which target group a draw leads to: by stage of life, and in an unruly market by year and season of start too. */
function mixTable({ kind, startYears }: Market): string {
  if (kind === "plain")
    return table("market_mix", {
      stage: stages.flatMap((stage, i) => spread(mix[stage]).map(() => i)),
      draw: stages.flatMap((stage) => [...spread(mix[stage]).keys()]),
      grp: stages.flatMap((stage) => spread(mix[stage])),
    });
  const times = startYears.flatMap((year) => Array.from({ length: seasons }, (_, season) => ({ year, season })));
  const rows = times.flatMap(({ year, season }) =>
    stages.flatMap((stage, i) =>
      spread(mixIn(stage, year - rateYear, season)).map((group, draw) => ({ year, season, stage: i, draw, group })),
    ),
  );
  return table("market_mix", {
    year: rows.map(({ year }) => year),
    season: rows.map(({ season }) => season),
    stage: rows.map(({ stage }) => stage),
    draw: rows.map(({ draw }) => draw),
    grp: rows.map(({ group }) => group),
  });
}

/** Who claims the care of an absorbed provider. */
function mergerTable({ mergers, providers }: Market): string {
  const claimants = [...mergers.values()].map((i) => providers[i]!);
  return table("market_merger", {
    absorbed: [...mergers.keys()],
    claimant: [...mergers.values()],
    claimant_agb: claimants.map(({ id }) => id),
    claimant_monthly: claimants.map(({ funding }) => (funding === "monthly" ? 1 : 0)),
  });
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
    outlier_units: targetGroups.map((group) => group.outlierUnits),
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
      efficiency: providers.map(intensityOf),
      teams: providers.map(teamsOf),
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
