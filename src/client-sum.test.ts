import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { parseDay } from "./day.ts";
import { monthsKnown, monthSums, seenSelect, yearSums } from "./client-sum.ts";

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

test("months as they were known on a day are those of the batches that had come in by then, with what was granted or waits", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`CREATE TABLE batches AS SELECT * FROM (VALUES
    ('early', DATE '2024-03-10'), ('late', DATE '2024-05-10'), ('undated', NULL)) AS rows(batch, received_on)`);
  await connection.run(`CREATE TABLE claims AS SELECT batch, 2024 AS year, month, '9001' AS insurer, 'p' AS provider, 'g' AS target_group,
    client, 'west' AS region, claimed AS claimed_cents, granted AS granted_cents FROM (VALUES
    ('early', 1, 'a', 500::BIGINT, 400::BIGINT), ('early', 1, 'a', 90, NULL), ('early', 2, 'b', 10, 10), ('late', 3, 'a', 7, 7),
    ('undated', 4, 'b', 1, 1)) AS rows(batch, month, client, claimed, granted)`);
  const on = parseDay("2024-04-30")!;
  const known = monthsKnown(on, "batches");
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  assert.deepEqual(await rows(`SELECT month, client, cents, pending_cents FROM ${known} AS s ORDER BY month`), [
    [1, "a", 400n, 90n],
    [2, "b", 10n, 0n],
  ]);
  const january = 2024n * 12n;
  assert.deepEqual(await rows(seenSelect("last", undefined, known)), [
    ["p", january, 1n],
    ["p", january + 1n, 1n],
  ]);
  assert.deepEqual(await rows(seenSelect("last", ["9001"], "claims")), [
    ["p", january + 2n, 1n],
    ["p", january + 3n, 1n],
  ]);
  assert.deepEqual(await rows(seenSelect("first", ["9002"], "claims")), []);
});
