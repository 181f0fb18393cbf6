/**
 * Opens a table whatever file it came in: CSV in any of its Dutch and English dialects, an Excel workbook, or Parquet. The file
 * itself says which, by its first bytes. What comes out is a `Table` (`src/table.ts`): a header, and rows of cells with their
 * line numbers. A row that does not fit the header gives a finding; the other rows are kept.
 *
 *     const { table, findings } = await openTable("contracten.xlsx");
 */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Finding } from "../src/finding.ts";
import { detectMark } from "../src/table.ts";
import type { Batch, DecimalMark, OpenedTable, Table, TableRow } from "../src/table.ts";
import { openCsv } from "./table/csv.ts";
import { openParquet } from "./table/parquet.ts";
import type { Query } from "./table/parquet.ts";
import { sniffFile } from "./table/sniff.ts";
import type { Sniffed } from "./table/sniff.ts";
import { readSheet } from "./table/xlsx.ts";

export { readText, sniffFile } from "./table/sniff.ts";
export type { Sniffed } from "./table/sniff.ts";

export interface TableOptions {
  /** Which sheet of a workbook; the first that holds anything otherwise. */
  readonly sheet?: string;
  /** Reads Parquet; without it a Parquet file cannot be opened. */
  readonly query?: Query;
}

/** A file as rows, before it is known which of them is the header. */
interface Source {
  readonly reading: string;
  readonly header?: readonly string[];
  readonly mark?: DecimalMark;
  readonly batches: AsyncIterable<Batch>;
  readonly warnings: readonly Finding[];
}

/** Opens the table in a file. Findings about the file as a whole come at once, those about rows with their batch. */
export async function openTable(path: string, options: TableOptions = {}): Promise<OpenedTable> {
  const file = basename(path);
  const isFile = await stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (!isFile) return { findings: [ofFile(file, "no-file", "no such file", "a CSV, XLSX or Parquet file")] };
  const sniffed = await sniffFile(path);
  const source = await openSource(path, file, sniffed, options);
  if ("code" in source) return { findings: [source] };
  const table = await withHeader(file, sniffed.sha256, source);
  return "code" in table ? { findings: [table] } : { table, findings: source.warnings };
}

function ofFile(file: string, code: string, found: string, expected: string): Finding {
  return { code, severity: "file", file, line: 0, found, expected };
}

async function openSource(
  path: string,
  file: string,
  sniffed: Sniffed,
  options: TableOptions,
): Promise<Source | Finding> {
  const start = new TextDecoder("latin1").decode(sniffed.head.slice(0, 4));
  if (start === "PAR1") return openParquetSource(path, file, options.query);
  if (start === "PK\u0003\u0004") return openWorkbook(path, file, options.sheet);
  const isText = sniffed.encoding.startsWith("utf-16") || !sniffed.head.includes(0);
  if (!isText) return ofFile(file, "unknown-format", "bytes that are no text", "a CSV, XLSX or Parquet file");
  const { delimiter, batches } = await openCsv(path, file, sniffed.encoding);
  const sign = delimiter === "\t" ? "tab" : `"${delimiter}"`;
  return { reading: `csv, ${sniffed.encoding}, ${sign}`, batches, warnings: [] };
}

async function openParquetSource(path: string, file: string, query: Query | undefined): Promise<Source | Finding> {
  if (query === undefined) return ofFile(file, "unknown-format", "a Parquet file", "a CSV or XLSX file");
  try {
    return { reading: "parquet", mark: ".", ...(await openParquet(path, query)), warnings: [] };
  } catch (error) {
    return ofFile(file, "unreadable-file", firstLine(error), "a whole Parquet file");
  }
}

async function openWorkbook(path: string, file: string, name: string | undefined): Promise<Source | Finding> {
  try {
    const sheet = await readSheet(await readFile(path), name);
    if (sheet === undefined)
      return ofFile(file, "no-sheet", "no such sheet with cells", name === undefined ? "a sheet" : `sheet "${name}"`);
    const others = sheet.others.map((other) => `"${other}"`).join(", ");
    const expected = `one table per workbook; only "${sheet.sheet}" was read`;
    const warning: Finding = { ...ofFile(file, "more-sheets", `sheets ${others}`, expected), severity: "warning" };
    const batches = (async function* () {
      yield { rows: sheet.rows, findings: [] };
    })();
    const warnings = others === "" ? [] : [warning];
    return { reading: `xlsx, sheet ${sheet.sheet}`, mark: sheet.mark, batches, warnings };
  } catch (error) {
    return ofFile(file, "unreadable-file", firstLine(error), "an Excel workbook (.xlsx) without a password");
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}

/** The header is the first row in which more than one cell is filled, so that a title above the table does no harm. */
async function withHeader(file: string, sha256: string, source: Source): Promise<Table | Finding> {
  const batches = source.batches[Symbol.asyncIterator]();
  const next = await batches.next();
  const first: Batch = next.done === true ? { rows: [], findings: [] } : next.value;
  const titled = first.rows.findIndex(({ cells }) => cells.filter((cell) => cell !== "").length > 1);
  const place = source.header === undefined ? Math.max(0, titled) : -1;
  const names = source.header ?? first.rows[place]?.cells ?? [];
  const header = names.slice(0, names.findLastIndex((name) => name !== "") + 1);
  if (header.length === 0) return ofFile(file, "empty-file", "no rows", "a header and rows below it");
  const below = first.rows.slice(place + 1);
  const mark = source.mark ?? detectMark(below.slice(0, 500).flatMap(({ cells }) => cells));
  const rest = (async function* () {
    yield fit(file, header.length, { rows: below, findings: first.findings });
    for await (const batch of { [Symbol.asyncIterator]: () => batches }) yield fit(file, header.length, batch);
  })();
  return {
    file,
    sha256,
    reading: source.reading,
    header,
    headerLine: first.rows[place]?.line ?? 0,
    mark,
    batches: rest,
  };
}

/** Rows as wide as the header. Empty cells may hang over at the end; anything else has shifted columns, and is refused. */
function fit(file: string, width: number, batch: Batch): Batch {
  const fits = ({ cells }: TableRow): boolean =>
    cells.length >= width && cells.slice(width).every((cell) => cell === "");
  const misfits = batch.rows
    .filter((row) => !fits(row))
    .map(({ line, cells }): Finding => {
      const cut = cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
      const found = `${Math.max(cut.length, Math.min(cells.length, width))} cells`;
      return { code: "row-width", severity: "line", file, line, found, expected: `${width} cells, as in the header` };
    });
  return { rows: batch.rows.filter(fits), findings: [...batch.findings, ...misfits] };
}
