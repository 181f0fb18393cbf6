/**
 * Claims written in their order (`claimOrder`). Sorting moves every column of every row, so words that come back travel as
 * places in a list; DuckDB writes them as plain text again.
 */
import { mkdir, rename } from "node:fs/promises";
import { dirname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { claimColumns, claimOrder } from "../src/claim.ts";
import { quoteText } from "../src/sql.ts";

const wordColumns = [
  "batch",
  "provider",
  "insurer",
  "region",
  "sex",
  "service",
  "target_group",
  "unit",
  "status",
] as const;

/** A list longer than this costs more than it saves. */
const longestList = 1000;

/** Words by column; a column that is absent holds too many. */
export type Words = Readonly<Record<string, readonly string[]>>;

/** The words that come back in the rows of a table, a view or a select in brackets. */
export async function findWords(
  connection: DuckDBConnection,
  from: string,
  columns: readonly string[] = wordColumns,
): Promise<Words> {
  const lists = columns.map((name) => `SELECT DISTINCT '${name}' AS name, "${name}" AS word FROM ${from}`);
  const reader = await connection.runAndReadAll(`${lists.join(" UNION ALL ")} ORDER BY name, word`);
  const rows = reader.getRows().filter(([, word]) => word !== null);
  const words = Map.groupBy(rows, ([name]) => String(name));
  const short = [...words].filter(([, list]) => list.length <= longestList);
  return Object.fromEntries(short.map(([name, list]) => [name, list.map(([, word]) => String(word))]));
}

/** Writes the claims of a select to one file, sorted, whole or not at all. */
export async function writeSorted(
  connection: DuckDBConnection,
  path: string,
  select: string,
  words: Words,
): Promise<void> {
  const columns = claimColumns.map(([name, type]) => {
    const list = words[name];
    const cast = list === undefined ? type : `ENUM(${list.map(quoteText).join(", ")})`;
    return `CAST("${name}" AS ${cast}) AS "${name}"`;
  });
  await writeParquet(connection, path, `SELECT ${columns.join(", ")} FROM (${select}) ORDER BY ${claimOrder}`);
}

/**
 * The lightest zstd makes claims no larger than the usual level does, in less time. A dictionary of more words than that list is
 * given up at once, so that pseudonyms and references are not gathered in vain.
 */
const format = `FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT ${longestList}`;

/** Writes the rows of a select to one file, whole or not at all. */
export async function writeParquet(connection: DuckDBConnection, path: string, select: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.tmp`;
  await connection.run(`COPY (${select}) TO ${quoteText(beside)} (${format})`);
  await rename(beside, path);
}
