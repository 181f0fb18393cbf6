import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeMarket } from "../market.ts";
import { claiming, starts } from "./care.ts";
import { nationalRates } from "./national-rate.ts";
import { slotCount } from "./slot.ts";
import { populationSelect, truthTables } from "./truth-query.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2022, 2023] });
const connection = await (await DuckDBInstance.create()).connect();
for (const sql of truthTables(market)) await connection.run(sql);

async function ask(sql: string): Promise<readonly unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

test("the cost that the tables promise, counted out without the model's own arithmetic, is the national rate", async () => {
  const rows = await ask(`
    WITH start AS (SELECT year, unnest([${starts.join(",")}]) AS slots, unnest(range(12)) AS month
      FROM (SELECT unnest([2021, 2022, 2023]) AS year)),
    course AS (SELECT grp, start.year, start.slots / 120 / lengths AS p, start.year * 12 + month AS begun,
        start.year * 12 + month + shortest + extra AS done
      FROM start, (SELECT *, unnest(range(lengths)) AS extra FROM market_group)),
    stay AS (SELECT grp, year, sum(p * greatest(0, least(done, 24288) - greatest(begun, 24276))) AS months FROM course
      GROUP BY ALL),
    taken AS (SELECT region, s.grp, s.year, sum(CASE WHEN p.monthly = 1 THEN t.month_cents
          ELSE p.efficiency / 1000 * (g.units_per_month + (g.outlier_units - g.units_per_month) * p.outliers / 10000) * t.unit_cents END)
          / ${slotCount} AS cents
      FROM market_slot s JOIN market_provider p USING (provider) JOIN market_group g USING (grp)
      JOIN market_tariff t ON t.provider = s.provider AND t.grp = s.grp AND t.year = 2023 GROUP BY ALL),
    episode AS (SELECT region, grp, year, months * cents AS cents FROM taken JOIN stay USING (grp, year)),
    person AS (SELECT *, age_from + k % width AS age FROM (SELECT *, unnest(range(persons)) AS k FROM market_cell)),
    staged AS (SELECT cell, region, sex, age_from, start_rate, greatest(2023 - age, 2020) AS born,
        CASE WHEN age < 18 THEN 0 WHEN age < 65 THEN 1 WHEN age < 80 THEN 2 ELSE 3 END AS stage, count(*) AS people
      FROM person GROUP BY ALL),
    mixed AS (SELECT stage, grp, count(*) / 200 AS share FROM market_mix GROUP BY ALL)
    SELECT sex, age_from::INTEGER, sum(people * start_rate / 1e9 * share * e.cents) / any_value(insured)
    FROM staged JOIN mixed USING (stage) JOIN episode e USING (region, grp)
      JOIN (SELECT sex, age_from, sum(persons) AS insured FROM market_cell GROUP BY ALL) USING (sex, age_from)
    WHERE e.year >= born GROUP BY ALL`);
  assert.equal(rows.length, nationalRates.length);
  const granted = 1 - (1 - claiming.correctedPercent / 100) / claiming.linesPerRejection;
  for (const [sex, ageFrom, cents] of rows as [string, number, number][]) {
    const rate = nationalRates.find((r) => r.sex === sex && r.ageFrom === ageFrom)!;
    assert.ok(Math.abs((cents * granted) / rate.centsPerYear - 1) < 0.02, `${sex} ${ageFrom}: ${cents}`);
  }
});

test("the population counts everybody once, a year younger the year before", async () => {
  const rows = (await ask(populationSelect(market))) as [number, string, string, string, number, string, bigint][];
  const days = (year: number) => rows.reduce((sum, row) => (row[0] === year ? sum + Number(row[6]) : sum), 0);
  const born = market.cells.reduce((sum, cell) => sum + (cell.ageFrom === 0 ? Math.ceil(cell.persons / 5) : 0), 0);
  assert.equal(days(2023), market.size.insured * 365);
  assert.equal(days(2022), (market.size.insured - born) * 365);
  assert.equal(new Set(rows.map((row) => row[1])).size, market.size.insurers);
});

test("prevention alone has no outliers", async () => {
  const rows = await ask("SELECT target_group FROM market_group WHERE outlier_units = units_per_month");
  assert.deepEqual(rows, [["prevention"]]);
});
