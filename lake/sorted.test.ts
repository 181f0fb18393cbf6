import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { claimColumns } from "../src/claim.ts";
import { findWords, writeParquet, writeSorted } from "./sorted.ts";

const connection = await (await DuckDBInstance.create(":memory:")).connect();

/** Claims that differ in their provider, line and status only. */
function claims(count: number, providers: number): string {
  const own: Readonly<Record<string, string>> = {
    line: `(i * 7919 % ${count})::INTEGER`,
    provider: `'p' || (i % ${providers})`,
    status: "CASE WHEN i % 3 = 0 THEN NULL ELSE 'granted' END",
  };
  const list = claimColumns.map(([name, type]) => `${own[name] ?? `CAST(NULL AS ${type})`} AS "${name}"`);
  return `SELECT ${list.join(", ")} FROM range(${count}) AS rows(i)`;
}

test("words that come back are found per column; a column of too many is left out, and what is absent is no word", async () => {
  const few = await findWords(connection, `(${claims(50, 3)})`, ["provider", "status", "sex"]);
  assert.deepEqual(few, { provider: ["p0", "p1", "p2"], status: ["granted"] });
  assert.deepEqual(await findWords(connection, `(${claims(3000, 2000)})`, ["provider"]), {});
});

test("rows are written in order, as plain text, whether or not their words were known", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sorted-"));
  const select = claims(1000, 12);
  const written = [];
  for (const [name, words] of [
    ["known", await findWords(connection, `(${select})`)],
    ["unknown", {}],
  ] as const) {
    const path = join(folder, `${name}.parquet`);
    await writeSorted(connection, path, select, words);
    const reader = await connection.runAndReadAll(
      `SELECT provider || format('{:>5}', line) AS key, status FROM '${path}'`,
    );
    assert.equal(reader.columnType(0).toString(), "VARCHAR");
    written.push(reader.getRowsJS());
  }
  const keys = written[0]!.map(([first]) => first as string);
  assert.deepEqual(keys, keys.toSorted());
  assert.deepEqual(written[0], written[1]);
  await rm(folder, { recursive: true });
});

test("a file that could not be written whole is not there", async () => {
  const folder = await mkdtemp(join(tmpdir(), "whole-"));
  const path = join(folder, "x.parquet");
  await assert.rejects(writeParquet(connection, path, "SELECT error('no')"));
  await assert.rejects(connection.run(`SELECT * FROM '${path}'`));
  await rm(folder, { recursive: true });
});
