/**
 * The episodes of care that chance draws from the truth, as the table `market_episode`: who, which target group, from which month
 * up to which, how heavy, and with which provider. Months are counted as year × 12 + month - 1.
 */
import type { Market } from "../market.ts";
import { heaviness, mix, starts, targetGroups, warmUpYears } from "./care.ts";
import { draws, pick, salt, spread, wordType } from "./draw-query.ts";
import { rateScale } from "./expectation.ts";
import { rateYear } from "./national-rate.ts";
import { outlierScale } from "./provider.ts";
import { slotCount } from "./slot.ts";
import { habits, longTail, seasons, streets, streetSize, years as yearWaves } from "./unrest.ts";

/**
 * The episodes that reach the years of claims. A person starts at most one a year, and none before birth; everything about an
 * episode follows from its number, which is the person's number and the year.
 */
export function episodeTable(market: Market): string {
  const first = market.years[0]!;
  const last = market.years.at(-1)!;
  const years = market.startYears.filter((year) => year >= first - warmUpYears && year <= last);
  const draw = draws("h");
  const startMonth = pick(spread(starts), draw(spread(starts).length));
  const mixDraw = draw(spread(mix.child).length);
  const unrest = market.kind === "plain" ? undefined : unrestOf(market);
  const tail = unrest === undefined ? heaviness : longTail;
  const heavy = pick(tail, draw(tail.length));
  const outlier = draw(outlierScale);
  const length = draw("g.lengths");
  return `CREATE OR REPLACE TEMP TABLE market_episode AS
    WITH person AS (
      SELECT b.cell, c.first_person + k AS person, ${rateYear} - c.age_from - k % c.width AS birth_year, c.start_rate, c.region
      FROM (SELECT cell, first_in_cell + unnest(range(persons)) AS k FROM market_block) AS b JOIN market_cell AS c USING (cell)
    ), started AS (
      SELECT cell, person, birth_year, year, person * 64 + (year - ${rateYear} + 32) AS episode
      FROM person, (SELECT unnest([${years.join(",")}]) AS year)
      WHERE hash(hash(person * 64 + (year - ${rateYear} + 32), ${salt(market, 1)})) % ${rateScale} < ${unrest?.startRate ?? "start_rate"} AND year >= birth_year
    ), drawn AS (
      SELECT s.*, c.region, c.region_name, c.insurer, c.sex, hash(hash(episode, ${salt(market, 2)})) AS h
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
        p.efficiency * CASE WHEN outlier < p.outliers AND g.outlier_units > g.units_per_month THEN g.outlier_units::BIGINT * 1000
          ELSE g.units_per_month::BIGINT * heavy END${unrest?.weightFactor ?? ""} AS weight
      FROM traits AS t
      JOIN market_mix AS m ON m.stage = t.stage AND m.draw = t.mix_draw${unrest?.mixOfStart ?? ""}
      JOIN market_group AS g ON g.grp = m.grp
      JOIN market_slot AS ms ON ms.region = t.region AND ms.grp = m.grp AND ms.year = t.year AND ms.slot = t.slot
      JOIN market_provider AS p ON p.provider = ms.provider
    )
    SELECT episode, person, md5('${market.seed}/' || person) AS client, birth_year, grp, provider, weight, start_month, end_month,
      monthly = 1 AS monthly, ${wordColumns(market)}
    FROM placed WHERE end_month > ${first * 12}
    ORDER BY target_group, agb, client, start_month, episode`;
}

/** How an unruly market bends what is drawn for an episode. */
interface EpisodeUnrest {
  readonly startRate: string;
  readonly weightFactor: string;
  readonly mixOfStart: string;
}

function unrestOf(market: Market): EpisodeUnrest {
  const factor = (curve: readonly number[], whose: string, purpose: number): string =>
    pick(curve, `(hash(hash(${whose}, ${salt(market, purpose)})) % ${curve.length})::BIGINT`);
  const street = factor(streets, `person // ${streetSize} * 64 + year % 64`, 5);
  const wave = factor(yearWaves, "region * 64 + year % 64", 6);
  const team = "hash(person) % p.teams";
  return {
    startRate: `start_rate * ${street} // 1000 * ${wave} // 1000`,
    weightFactor: ` * ${factor(habits, `ms.provider * 65536 + (${team})::BIGINT`, 7)} // 1000`,
    mixOfStart: ` AND m.year = t.year AND m.season = t.start_month % 12 // ${12 / seasons}`,
  };
}

/** The columns with few different texts. */
function wordColumns(market: Market): string {
  const columns = [
    ["region_name", "region", market.regions.map(({ name }) => name)],
    ["insurer", "insurer", market.insurers.map(({ id }) => id)],
    ["sex", "sex", ["female", "male"]],
    ["target_group", "target_group", targetGroups.map(({ id }) => id)],
    ["service", "service", targetGroups.map(({ service }) => service)],
    ["agb", "agb", market.providers.map(({ id }) => id)],
  ] as const;
  return columns.map(([from, name, words]) => `${from}::${wordType(words)} AS ${name}`).join(", ");
}

/** How many clients each provider had in care in a year. */
export function clientCountSelect(year: number): string {
  return `
    SELECT agb AS provider, count(DISTINCT person) AS clients FROM market_episode
    WHERE start_month < ${(year + 1) * 12} AND end_month > ${year * 12}
    GROUP BY agb ORDER BY agb`;
}
