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

/** The cells of a row travel as one text, which is much faster than a value each. */
async function* readRows(source: string, header: readonly string[], query: Query): AsyncGenerator<Batch> {
  const texts = header.map((name) => `coalesce(trim(CAST("${name.replaceAll('"', '""')}" AS VARCHAR)), '')`);
  const select = `SELECT file_row_number AS line, ${texts.join(" || chr(31) || ")} AS cells FROM ${source}`;
  for (let from = 0; ; from += batchSize) {
    const page = `file_row_number >= ${from} AND file_row_number < ${from + batchSize}`;
    const found = await query(`${select} WHERE ${page} ORDER BY line`);
    if (found.length === 0) return;
    yield { rows: found.map(toTableRow), findings: [] };
  }
}

function toTableRow(row: Readonly<Record<string, unknown>>): TableRow {
  return { line: Number(row["line"]) + 1, cells: String(row["cells"]).split("\u001f") };
}
