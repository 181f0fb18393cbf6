import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeMarket } from "../market.ts";
import { episodeTable } from "./episode-query.ts";
import { rateScale } from "./expectation.ts";
import { truthTables } from "./truth-query.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2022, 2023] });

async function episodes(threads: number, of = market) {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: String(threads) })).connect();
  for (const sql of [...truthTables(of), episodeTable(of)]) await connection.run(sql);
  return async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
}
const ask = await episodes(2);

test("as many people come into care as the start rates say, give or take chance", async () => {
  const [{ n }] = (await ask("SELECT count(*) AS n FROM market_episode WHERE start_month >= 24264")) as [{ n: bigint }];
  const expected = market.cells.reduce(
    (sum, cell, i) => sum + (cell.persons * market.startRates[i]! * 2) / rateScale,
    0,
  );
  assert.ok(Math.abs(Number(n) - expected) < 4 * Math.sqrt(expected), `${n} drawn, ${expected} expected`);
});

test("an episode lasts as long as its target group allows, and reaches the years of claims", async () => {
  const rows = await ask(`
    SELECT count(*) AS n FROM market_episode JOIN market_group USING (grp)
    WHERE end_month - start_month NOT BETWEEN shortest AND shortest + lengths - 1 OR end_month <= 24264`);
  assert.deepEqual(rows, [{ n: 0n }]);
});

test("children get child care and adults do not", async () => {
  const rows = await ask(`
    SELECT target_group, max(2023 - birth_year)::INTEGER AS oldest, min(2023 - birth_year)::INTEGER AS youngest
    FROM market_episode WHERE service IN ('1034', '1038') GROUP BY ALL ORDER BY ALL`);
  const [frail, child] = rows as { oldest: number; youngest: number }[];
  assert.ok(child!.oldest < 18 && frail!.youngest >= 18);
});

test("a client has one pseudonym, one region, one insurer", async () => {
  const rows = await ask(`
    SELECT count(DISTINCT client) = count(DISTINCT person) AS one, count(*) AS n
    FROM (SELECT DISTINCT client, person, region, insurer, sex, birth_year FROM market_episode)`);
  const [people] = await ask("SELECT count(DISTINCT person) AS n FROM market_episode");
  assert.deepEqual(rows, [{ one: true, n: people!["n"]! }]);
});

test("one thread and two draw the same", async () => {
  const sql = "SELECT hash(list(market_episode))::VARCHAR AS h FROM market_episode";
  assert.deepEqual(await ask(sql), await (await episodes(1))(sql));
});

const wild = makeMarket({ kind: "unruly", size: "tiny", seed: 7, years: [2022, 2023] });
const askWild = await episodes(2, wild);

test("in an unruly market people come into care street by street", async () => {
  // Of counts that are chance alone, the variance is the mean; streets of one cell share their chance.
  const dispersion = async (asked: typeof ask) => {
    const [row] = await asked(`
      SELECT var_pop(n) / avg(n) AS ratio FROM (
        SELECT street, count(person) AS n
        FROM (SELECT unnest(range(60000 // 16)) AS street) LEFT JOIN market_episode ON person // 16 = street AND birth_year < 1950
        GROUP BY street HAVING n > 0)`);
    return row!["ratio"] as number;
  };
  assert.ok((await dispersion(askWild)) > 1.2 * (await dispersion(ask)));
});

test("clients of one team differ together", async () => {
  // The variance of the means of teams over what it would be were every client on its own.
  const together = async (asked: typeof ask, team: string) => {
    const [row] = await asked(`
      WITH client AS (
        SELECT provider, ${team} AS team, ln(weight / units_per_month / efficiency) AS heavy
        FROM market_episode JOIN market_provider USING (provider) JOIN market_group USING (grp) WHERE weight > 0
      ), team AS (
        SELECT provider, team, avg(heavy) AS mean, count(*) AS n FROM client GROUP BY ALL HAVING n >= 8
      ), own AS (
        SELECT provider, avg(heavy) AS mean, var_pop(heavy) AS variance FROM client GROUP BY ALL
      )
      SELECT avg(n * (team.mean - own.mean) ** 2 / own.variance) AS ratio FROM team JOIN own USING (provider)`);
    return row!["ratio"] as number;
  };
  assert.ok((await together(askWild, "hash(person) % teams")) > 1.3);
  assert.ok((await together(ask, "hash(person) % teams")) < 1.2);
});

test("one thread and two draw the same unruly market", async () => {
  const sql = "SELECT hash(list(market_episode))::VARCHAR AS h FROM market_episode";
  assert.deepEqual(await askWild(sql), await (await episodes(1, wild))(sql));
});
