/** Tables in Parquet, read through whoever can query such files (the lake). Every value comes as text, floats included. */
import type { Batch, TableRow } from "../../src/table.ts";

/** Runs a query and gives its rows, text as text; what a lake does. */
export type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

const batchSize = 20_000;

export async function openParquet(
  path: string,
  query: Query,
): Promise<{ header: string[]; batches: AsyncIterable<Batch> }> {
  const source = `read_parquet('${path.replaceAll("'", "''")}', file_row_number = true, hive_partitioning = false)`;
  const columns = await query(`SELECT column_name FROM (DESCRIBE SELECT * EXCLUDE file_row_number FROM ${source})`);
  const header = columns.map((column) => String(column["column_name"]));
  return { header, batches: readRows(source, header, query) };
}

async function* readRows(source: string, header: readonly string[], query: Query): AsyncGenerator<Batch> {
  const list = header.map((name, place) => `CAST("${name.replaceAll('"', '""')}" AS VARCHAR) AS c${place}`);
  for (let from = 0; ; from += batchSize) {
    const page = `file_row_number >= ${from} AND file_row_number < ${from + batchSize}`;
    const order = `ORDER BY file_row_number`;
    const found = await query(`SELECT file_row_number, ${list.join(", ")} FROM ${source} WHERE ${page} ${order}`);
    if (found.length === 0) return;
    yield { rows: found.map((row) => toTableRow(row, header.length)), findings: [] };
  }
}

function toTableRow(row: Readonly<Record<string, unknown>>, width: number): TableRow {
  const cells = Array.from({ length: width }, (_, place) => {
    const value = row[`c${place}`];
    return typeof value === "string" ? value.trim() : "";
  });
  return { line: Number(row["file_row_number"]) + 1, cells };
}
