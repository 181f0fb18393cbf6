import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeMarket } from "../market.ts";
import { draws, pick, salt, spread } from "./draw-query.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2023] });

async function ask(sql: string): Promise<unknown[]> {
  const connection = await (await DuckDBInstance.create()).connect();
  return (await connection.runAndReadAll(sql)).getRows();
}

test("counts become slots, and a draw looks one up", async () => {
  assert.deepEqual(spread([2, 0, 1]), [0, 0, 2]);
  assert.deepEqual(await ask(`SELECT ${pick([10, 20, 30], "i")} FROM range(3) AS t(i)`), [[10], [20], [30]]);
});

test("draws peeled off one hash are even and do not depend on each other", async () => {
  const draw = draws("h");
  const [first, second] = [draw(4), draw(5)];
  const rows = await ask(`
    SELECT a, b, count(*)::INTEGER FROM (
      SELECT ${first} AS a, ${second} AS b FROM (SELECT hash(hash(i, ${salt(market, 9)})) AS h FROM range(200000) AS t(i)))
    GROUP BY ALL ORDER BY ALL`);
  assert.equal(rows.length, 20);
  for (const row of rows as [bigint, bigint, number][]) assert.ok(Math.abs(row[2] - 10_000) < 400, String(row));
});

test("another draw of the same market is another chance, and the same truth", () => {
  const other = makeMarket({ size: "tiny", seed: 7, draw: 8, years: [2023] });
  assert.notEqual(salt(other, 1), salt(market, 1));
  assert.deepEqual(other.providers, market.providers);
});

test("another purpose or another seed is another chance", async () => {
  const other = makeMarket({ size: "tiny", seed: 8, years: [2023] });
  const [row] = await ask(`SELECT ${salt(market, 1)}, ${salt(market, 2)}, ${salt(other, 1)}`);
  assert.equal(new Set(row as bigint[]).size, 3);
});
