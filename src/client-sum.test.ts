import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { monthSums, yearSums } from "./client-sum.ts";

test("sums of months add up to those of the year, of one who moved with the first region by name", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const claims = (region: string, ...cents: (number | null)[]): string =>
    `(SELECT '9001' AS insurer, 'p' AS provider, 'g' AS target_group, 'c' AS client, '${region}' AS region, 'male' AS sex,
      1940 AS birth_year, unnest([${cents.map((each) => each ?? "NULL").join(", ")}]::BIGINT[]) AS granted_cents, 7::BIGINT AS claimed_cents)`;
  const [january, march] = [monthSums(claims("west", 500, -20)), monthSums(claims("oost", null, 1))];
  const reader = await connection.runAndReadAll(yearSums(`(${january.replace(/ORDER BY.*/, "")} UNION ALL ${march})`));
  assert.deepEqual(reader.getRowObjects(), [
    {
      insurer: "9001",
      provider: "p",
      target_group: "g",
      client: "c",
      region: "oost",
      sex: "male",
      birth_year: 1940,
      lines: 4n,
      cents: 481n,
      pending_lines: 1n,
      pending_cents: 7n,
      person: 1n,
      person_rows: 1n,
    },
  ]);
});
