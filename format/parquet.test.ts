import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { NumberColumn, ParquetWriter, TextColumn, WordColumn } from "./parquet.ts";

const folder = mkdtempSync(join(tmpdir(), "parquet-"));
// The same path is written again and again within a tick of the clock, by which DuckDB's cache would know it.
const database = await DuckDBInstance.create(":memory:", { enable_external_file_cache: "false" });
const connection = await database.connect();
after(() => rmSync(folder, { recursive: true }));

async function readBack(path: string): Promise<unknown[][]> {
  const reader = await connection.runAndReadAll(
    `SELECT * REPLACE ("day"::VARCHAR AS "day") FROM read_parquet('${path}')`,
  );
  return reader.getRowsJS();
}

function newColumns() {
  return {
    int: new NumberColumn("int"),
    long: new NumberColumn("long"),
    maybe: new NumberColumn("long", true),
    day: new NumberColumn("day"),
    text: new TextColumn(),
    perhaps: new TextColumn(true),
    word: new WordColumn(),
  };
}

const row = fc.record({
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  long: fc.maxSafeInteger(),
  maybe: fc.option(fc.maxSafeInteger(), { nil: undefined }),
  text: fc.string({ unit: "grapheme", maxLength: 40 }),
  perhaps: fc.stringMatching(/^[ -~\u00a0-\u00ff]{0,20}$/),
  word: fc.constantFrom("één", "two", "", "four"),
});

test("what is written is what DuckDB reads", async () => {
  const path = join(folder, "rows.parquet");
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 300 }), async (rows) => {
      const columns = newColumns();
      const writer = new ParquetWriter(path, columns);
      for (const { int, long, maybe, text, perhaps, word } of rows) {
        columns.int.add(int);
        columns.long.add(long);
        columns.maybe.add(maybe);
        columns.day.add(19_787);
        columns.text.addText(text);
        const bytes = Buffer.from(`<${perhaps}>`, "latin1");
        columns.perhaps.add(bytes, 1, bytes.length - 1);
        columns.word.add(word);
        writer.endRow();
      }
      writer.close();
      const expected = rows.map(({ int, long, maybe, text, perhaps, word }) => [
        int,
        BigInt(long),
        maybe === undefined ? null : BigInt(maybe),
        "2024-03-05",
        text,
        perhaps === "" ? null : perhaps,
        word,
      ]);
      assert.deepEqual(await readBack(path), expected);
    }),
    { numRuns: 40 },
  );
});

test("a file has row groups of its own size, each with its own dictionary", async () => {
  const path = join(folder, "many.parquet");
  const columns = { n: new NumberColumn("int"), word: new WordColumn() };
  const writer = new ParquetWriter(path, columns);
  for (let i = 0; i < 150_000; i++) {
    columns.n.add(i);
    columns.word.add(`word ${i >> 3}`);
    writer.endRow();
  }
  writer.close();
  const groups = await connection.runAndReadAll(
    `SELECT DISTINCT row_group_num_rows FROM parquet_metadata('${path}') ORDER BY 1`,
  );
  assert.deepEqual(groups.getRowsJS(), [[18_928n], [65_536n]]);
  const wrong = await connection.runAndReadAll(`SELECT count(*) FROM '${path}' WHERE word <> 'word ' || (n >> 3)`);
  assert.deepEqual(wrong.getRowsJS(), [[0n]]);
});

test("a column that always has a value refuses to have none", () => {
  assert.throws(() => new NumberColumn("int").add(undefined), /got none/);
});
