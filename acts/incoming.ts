/**
 * Rows on their way into a table of the lake. They gather in a temporary table, where one row can be compared with the others and
 * with what the lake holds; then they become one Parquet file, named after the batch: the first sixteen digits of the hash of
 * the file they came in. So the same file again is the same batch, and adds nothing.
 */
import { insertOf, quoteText } from "../src/sql.ts";
import type { SqlColumns, SqlValue } from "../src/sql.ts";
import type { Finding } from "../src/finding.ts";
import type { Table } from "../src/table.ts";
import type { ExitCode, Lake } from "./effects.ts";

/** Something that an act will ask for and the lake does not hold yet. */
export interface Missing {
  /** The command that will ask for it. */
  readonly act: string;
  readonly code: string;
  readonly args: Readonly<Record<string, string>>;
}

export interface LoadResult<What extends string, Totals> {
  readonly what: What;
  readonly file: string;
  readonly sha256: string;
  readonly batch: string;
  /** How the file was read: kind, encoding, delimiter or sheet. */
  readonly reading: string;
  /** False when the lake held exactly this already. */
  readonly added: boolean;
  /** Rows that are in the lake now, and rows that were refused. */
  readonly taken: number;
  readonly refused: number;
  readonly totals: Totals;
  readonly missing: readonly Missing[];
}

/** A load done, or not: without a result nothing of the file could be used. */
export interface Load<What extends string, Totals> {
  readonly result?: LoadResult<What, Totals>;
  readonly findings: readonly Finding[];
  readonly exit: ExitCode;
}

const rowsPerStatement = 1000;

export function batchOf(sha256: string): string {
  return sha256.slice(0, 16);
}

type Rows = AsyncIterable<readonly SqlValue[]> | Iterable<readonly SqlValue[]>;

/** Empties the temporary table `incoming` and fills it with rows, each in the order of the columns. */
export async function gather(lake: Lake, columns: SqlColumns, rows: Rows): Promise<void> {
  await lake.run(
    `CREATE OR REPLACE TEMP TABLE incoming (${columns.map(([name, type]) => `"${name}" ${type}`).join(", ")})`,
  );
  let waiting: (readonly SqlValue[])[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < rowsPerStatement) continue;
    await lake.run(insertOf("incoming", columns, waiting));
    waiting = [];
  }
  if (waiting.length > 0) await lake.run(insertOf("incoming", columns, waiting));
}

/** Writes what has gathered as one batch of a table. False when the lake holds exactly these rows already. */
export async function settle(lake: Lake, table: string, batch: string, columns: SqlColumns): Promise<boolean> {
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  const held = lake.holds(table) ? `SELECT ${names} FROM ${table} WHERE batch = ${quoteText(batch)}` : undefined;
  if (held !== undefined) {
    const differences = `(SELECT * FROM incoming EXCEPT ${held}) UNION ALL (${held} EXCEPT SELECT * FROM incoming)`;
    const [found] = await lake.query(
      `SELECT count(*) AS n, (SELECT count(*) FROM (${held})) AS held FROM (${differences})`,
    );
    if (found?.["n"] === 0n && found["held"] !== 0n) return false;
  }
  const [rows] = await lake.query("SELECT count(*) AS n FROM incoming");
  if (rows?.["n"] === 0n) return false;
  await lake.write(`${table}/${batch}.parquet`, `SELECT * FROM incoming ORDER BY line`);
  return true;
}

export async function countIncoming(lake: Lake): Promise<number> {
  const [row] = await lake.query("SELECT count(*) AS n FROM incoming");
  return Number(row?.["n"] ?? 0n);
}

/** How many lines of the file some finding refuses; a line with two faults is one line. */
export function refusedLines(findings: readonly Finding[]): number {
  const refusing = findings.filter(({ severity, line }) => line > 0 && (severity === "line" || severity === "record"));
  return new Set(refusing.map(({ line }) => line)).size;
}

export function isUnusable(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === "file");
}

export function unusable<What extends string, Totals>(findings: readonly Finding[]): Load<What, Totals> {
  return { findings, exit: 2 };
}

/** The answer of a load. Refused rows are gaps; a file of which no row was taken is of no use. */
export function toLoad<What extends string, Totals>(
  what: What,
  table: Pick<Table, "file" | "sha256" | "reading">,
  done: Pick<LoadResult<What, Totals>, "added" | "taken" | "refused" | "totals" | "missing">,
  findings: readonly Finding[],
): Load<What, Totals> {
  const { file, sha256, reading } = table;
  const exit = done.taken === 0 ? 2 : done.refused > 0 ? 4 : 0;
  return { result: { what, file, sha256, batch: batchOf(sha256), reading, ...done }, findings, exit };
}
