import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { writeXlsx } from "hucre/xlsx";
import type { Finding } from "../src/finding.ts";
import { openTable } from "./table.ts";
import type { TableOptions } from "./table.ts";

async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "table-"));
  return run(folder).finally(() => rm(folder, { recursive: true }));
}

interface Seen {
  readonly reading?: string;
  readonly header?: readonly string[];
  readonly mark?: string | undefined;
  readonly rows: readonly (readonly [number, ...string[]])[];
  readonly findings: readonly Finding[];
}

/** Everything that a table of these bytes says. */
async function seen(bytes: Uint8Array | string, options?: TableOptions): Promise<Seen> {
  return inFolder(async (folder) => {
    const path = join(folder, "file");
    await writeFile(path, bytes);
    return walk(path, options);
  });
}

async function walk(path: string, options?: TableOptions): Promise<Seen> {
  const { table, findings } = await openTable(path, options);
  if (table === undefined) return { rows: [], findings };
  const all: { rows: [number, ...string[]][]; findings: Finding[] } = { rows: [], findings: [...findings] };
  for await (const batch of table.batches) {
    all.rows.push(...batch.rows.map(({ line, cells }): [number, ...string[]] => [line, ...cells]));
    all.findings.push(...batch.findings);
  }
  return { reading: table.reading, header: table.header, mark: table.mark, ...all };
}

/** The same semicolon lines as different programs would have saved them. */
function* saved(lines: readonly string[]): Generator<[name: string, bytes: Uint8Array, reading: string]> {
  const text = lines.join("\n") + "\n";
  yield ["a Dutch Excel", Buffer.from(text.replaceAll("\n", "\r\n"), "latin1"), 'csv, windows-1252, ";"'];
  yield ["UTF-8", Buffer.from(text), 'csv, utf-8, ";"'];
  yield ["UTF-8 with a byte order mark", Buffer.from("\ufeff" + text), 'csv, utf-8, ";"'];
  yield ["UTF-16", Buffer.from("\ufeff" + text, "utf16le"), 'csv, utf-16le, ";"'];
  yield ["an old Mac", Buffer.from(text.replaceAll("\n", "\r")), 'csv, utf-8, ";"'];
  yield ["no line end at the end", Buffer.from(text.slice(0, -1)), 'csv, utf-8, ";"'];
  const tabbed = text.replaceAll(";", "\t").replace("\tdijk", ";dijk");
  yield ["tabs", Buffer.from(tabbed), "csv, utf-8, tab"];
}

const codes = (found: Seen) => found.findings.map(({ code, line }) => [code, line]);

test("a CSV is read whatever its delimiter, encoding, line ends and quotes", async () => {
  const lines = ["agb;plaats;bedrag", '01234567;Den Hélder;"1.250,50"', "", '"01234568";"Bij ""de"" ;dijk";7,00'];
  const expected = [
    [2, "01234567", "Den Hélder", "1.250,50"],
    [4, "01234568", 'Bij "de" ;dijk', "7,00"],
  ];
  for (const [name, bytes, reading] of saved(lines)) {
    const found = await seen(bytes);
    assert.deepEqual([found.reading, found.rows, codes(found)], [reading, expected, []], name);
    assert.equal(found.mark, ",", name);
  }
});

test("a title above the header and a delimiter declared by Excel do no harm", async () => {
  const found = await seen("sep=;\nContracten 2024\n\nagb;jaar;;\n01234567;2024;;\n");
  assert.deepEqual([found.header, found.rows], [["agb", "jaar"], [[5, "01234567", "2024", "", ""]]]);
});

test("a cell over several lines counts its lines", async () => {
  const found = await seen('agb;noot\r\n1;"een\r\ntwee\r\ndrie"\r\n2;x\r\n');
  assert.deepEqual(found.rows, [
    [2, "1", "een\ntwee\ndrie"],
    [5, "2", "x"],
  ]);
});

test("rows that do not fit the header are told by their line, and the others are kept", async () => {
  const found = await seen("a;b;c\n1;2;3\n1;2\n1;2;3;4\n4;5;6\n");
  assert.deepEqual(
    found.rows.map(([line]) => line),
    [2, 5],
  );
  assert.deepEqual(codes(found), [
    ["row-width", 3],
    ["row-width", 4],
  ]);
});

test("a quote that is never closed is told with the line where it opens", async () => {
  const found = await seen('a;b\n1;2\n3;"vier\n5;6\n');
  assert.deepEqual([found.rows, codes(found)], [[[2, "1", "2"]], [["unreadable-row", 3]]]);
});

test("a stray quote in a cell is part of the cell", async () => {
  assert.deepEqual((await seen('maat;n\n5" buis;2\n')).rows, [[2, '5" buis', "2"]]);
});

test("bytes that are no table give one finding about the file", async () => {
  const cases: [string, Uint8Array | string, string][] = [
    ["nothing", "", "empty-file"],
    ["empty lines", "\n\n;;\n", "empty-file"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 1]), "unknown-format"],
    ["half a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1, 2, 3]), "unreadable-file"],
    ["Parquet without a reader", "PAR1xxxx", "unknown-format"],
  ];
  for (const [name, bytes, code] of cases) assert.deepEqual(codes(await seen(bytes)), [[code, 0]], name);
  assert.deepEqual(codes(await walk("/nowhere/table.csv")), [["no-file", 0]]);
});

test("a workbook keeps leading zeros, days, truth values, percentages and decimals", async () => {
  const day = new Date(Date.UTC(2024, 0, 15));
  const rows = [
    ["agb", "dag", "ja", "bedrag", "aandeel", "tekst"],
    ["01234567", day, true, 0.1 + 0.2, 0.625, " =1+1 "],
    [],
    ["01234568", new Date(Date.UTC(2024, 0, 15, 10, 30)), false, -1234567.8, 1, null],
  ];
  const columns = [{}, {}, {}, {}, { numFmt: "0.0%" }, {}];
  const found = await seen(await writeXlsx({ sheets: [{ name: "Contracten", rows, columns }] }));
  assert.deepEqual([found.reading, found.mark, codes(found)], ["xlsx, sheet Contracten", ".", []]);
  assert.deepEqual(found.rows, [
    [2, "01234567", "2024-01-15", "true", "0.3", "62.5%", "=1+1"],
    [4, "01234568", "2024-01-15T10:30:00", "false", "-1234567.8", "100%", ""],
  ]);
});

test("numbers of a workbook take the mark of its texts", async () => {
  const rows = [
    ["a", "b"],
    [0.5, "1.250,50"],
    [1e21, "x"],
    [1.5e-7, "y"],
  ];
  const found = await seen(await writeXlsx({ sheets: [{ name: "A", rows }] }));
  assert.equal(found.mark, ",");
  assert.deepEqual(
    found.rows.map((row) => row[1]),
    ["0,5", "1000000000000000000000", "0,00000015"],
  );
});

test("the first sheet that holds anything is read, another on request, and the rest is mentioned", async () => {
  const sheets = [
    { name: "Leeg", rows: [] },
    {
      name: "Een",
      rows: [
        ["a", "b"],
        [1, 2],
      ],
    },
    {
      name: "Twee",
      rows: [
        ["a", "b"],
        [3, 4],
      ],
    },
  ];
  const bytes = await writeXlsx({ sheets });
  const found = await seen(bytes);
  assert.deepEqual([found.rows, codes(found)], [[[2, "1", "2"]], [["more-sheets", 0]]]);
  assert.deepEqual((await seen(bytes, { sheet: "Twee" })).rows, [[2, "3", "4"]]);
  assert.deepEqual(codes(await seen(bytes, { sheet: "Drie" })), [["no-sheet", 0]]);
});

test("Parquet is read through a query, floats as the text they are", () =>
  inFolder(async (folder) => {
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    const path = join(folder, "it's.parquet");
    const rows = "SELECT printf('%08d', i) AS agb, i / 4 AS bedrag, NULL::INTEGER AS leeg FROM range(1, 25001) AS t(i)";
    await connection.run(`COPY (${rows}) TO '${path.replace("'", "''")}' (FORMAT parquet)`);
    const found = await walk(path, { query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects() });
    connection.closeSync();
    instance.closeSync();
    assert.deepEqual([found.header, found.rows.length], [["agb", "bedrag", "leeg"], 25000]);
    assert.deepEqual(
      [found.rows[0], found.rows[24999]],
      [
        [1, "00000001", "0.25", ""],
        [25000, "00025000", "6250.0", ""],
      ],
    );
  }));
