/**
 * The lake: claims and what belongs to them, as Parquet files in a folder, asked through DuckDB.
 *
 *     lake.json                          {format, created, key}: key is the id of the pseudonym key, never the key
 *     pseudonym.key                      the key itself, readable by its owner only (or DRIEHOEK_PSEUDONYM_KEY, 64 hex digits)
 *     claims/year=Y/month=M/*.parquet    sorted files per month of care, see src/claim.ts
 *     sums/client_month/ client_year/    what was granted per client, see src/client-sum.ts
 *     sums/batch_month/                  what was claimed and granted per batch, see src/batch-sum.ts
 *     batches/                           a note per batch, and when it was received
 *     reused_reference/                  lines that stayed outside because of their reference, see src/feed-sum.ts
 *     population/ contracts/ regions/    one file per load
 *     ledger/ signals/                   journals that only grow, see src/ledger.ts and src/signal.ts
 *
 * Every folder with Parquet files is a view of the same name, so `select sum(granted_cents) from claims` just works. A file is
 * written beside its place and renamed: readers see it whole or not at all. No person's number, name, address, birth date or
 * free text is ever written here.
 */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import type { Lake } from "../acts/effects.ts";
import { claimColumns } from "../src/claim.ts";
import { yearSums } from "../src/client-sum.ts";
import { reusedReferences } from "../src/feed-sum.ts";
import { quoteText } from "../src/sql.ts";
import { completePublication, openIntake } from "./intake.ts";
import { keyId, newKey, readKey } from "./key.ts";
import { toRows } from "./row.ts";
import { findWords, writeParquet, writeSorted } from "./sorted.ts";
import { forgetSums, keepSums, perMonth } from "./sums.ts";

export interface LakeOptions {
  /** How many threads may work; all cores by default. The answers do not depend on it. */
  readonly threads?: number;
  /** When the lake is made: the instant for lake.json, RFC 3339. */
  readonly now?: string;
  /** When the lake is made: its pseudonym key, 64 hex digits. Without it one is drawn. */
  readonly key?: string;
}

/** A lake that is open; close it to let go of its memory. */
export interface OpenLake extends Lake {
  close(): Promise<void>;
}

/** Opens the lake in a folder, and makes it when there is none. Fails when the folder holds a lake of another format. */
export async function openLake(folder: string, options: LakeOptions = {}): Promise<OpenLake> {
  await makeLake(folder, options);
  await completePublication(folder);
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? availableParallelism()),
    memory_limit: "1400MB",
    // What DuckDB remembers of a file it knows by name and time; files here are replaced, and may be twice within a tick.
    enable_external_file_cache: "false",
    temp_directory: join(folder, "tmp"),
  });
  const connection = await instance.connect();
  const views = new Set<string>();
  const lake: OpenLake = {
    folder,
    async query(sql) {
      const reader = await connection.runAndReadAll(sql);
      const columns = reader.getColumns();
      return toRows(reader.deduplicatedColumnNames().map((name, i) => ({ name, values: columns[i] ?? [] })));
    },
    async run(sql) {
      await connection.run(sql);
    },
    holds: (table) => views.has(table),
    async write(path, select) {
      await forgetSums(folder, path);
      await writeParquet(connection, join(folder, path), select);
      await refresh(connection, folder, views);
    },
    async writeClaims(batch, select) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE written AS SELECT ${columnList} FROM (${select})`);
      const words = await findWords(connection, "written");
      for (const { year, month } of await lake.query(monthsWritten)) {
        const path = join(folder, "claims", `year=${year}`, `month=${month}`, `${batch}.parquet`);
        await forgetSums(folder, relative(folder, path));
        const ofMonth = `year("from") = ${year} AND month("from") = ${month}`;
        await writeSorted(connection, path, `SELECT * FROM written WHERE ${ofMonth}`, words);
      }
      await connection.run("DROP TABLE written");
      await refresh(connection, folder, views);
    },
    async keepSums() {
      if (await keepSums(connection, folder)) await refresh(connection, folder, views);
    },
    pseudonymKey: () => readKey(folder),
    openIntake: () => openIntake(connection, folder, () => refresh(connection, folder, views)),
    async close() {
      connection.closeSync();
      instance.closeSync();
      await rm(join(folder, "tmp"), { recursive: true, force: true });
    },
  };
  await refresh(connection, folder, views);
  return lake;
}

const columnList = claimColumns.map(([name, type]) => `CAST("${name}" AS ${type}) AS "${name}"`).join(", ");
const nothing = `SELECT ${claimColumns.map(([name, type]) => `CAST(NULL AS ${type}) AS "${name}"`).join(", ")} WHERE false`;
const monthsWritten = `SELECT DISTINCT year("from") AS year, month("from") AS month FROM written ORDER BY ALL`;

const lakeFormat = "driehoek-lake/1";

async function makeLake(folder: string, options: LakeOptions): Promise<void> {
  const path = join(folder, "lake.json");
  if (existsSync(path)) {
    const { format } = JSON.parse(await readFile(path, "utf8")) as { format?: unknown };
    if (format !== lakeFormat) throw new Error(`Cannot open the lake in ${folder}: its format is ${String(format)}`);
    return;
  }
  await mkdir(folder, { recursive: true });
  const key = await newKey(folder, options.key);
  const note = { format: lakeFormat, created: options.now ?? new Date().toISOString(), key: keyId(key) };
  await writeFile(path, JSON.stringify(note, null, 2) + "\n");
}

/** Makes a view of every folder that holds Parquet files; claims and their sums are there even when empty. */
async function refresh(connection: DuckDBConnection, folder: string, views: Set<string>): Promise<void> {
  views.clear();
  await connection.run(`CREATE OR REPLACE VIEW claims AS ${nothing}`);
  for (const [table, sums] of Object.entries(perMonth))
    await connection.run(`CREATE OR REPLACE VIEW ${table} AS ${emptyOf(sums("claims"), "year", "month")}`);
  await connection.run(`CREATE OR REPLACE VIEW reused_reference AS ${reusedReferences(`(${nothing})`)}`);
  await connection.run(`CREATE OR REPLACE VIEW client_year AS ${emptyOf(yearSums("client_month"), "year")}`);
  for (const [name, path] of [...(await foldersIn(folder)), ...(await foldersIn(join(folder, "sums")))]) {
    const files = (await readdir(path, { recursive: true })).filter((f) => f.endsWith(".parquet"));
    if (files.length === 0 || name === "staged" || name === "sums") continue;
    const glob = quoteText(join(path, "**", "*.parquet"));
    const select = `SELECT * FROM read_parquet(${glob}, hive_partitioning = true, union_by_name = true)`;
    await connection.run(`CREATE OR REPLACE VIEW "${name}" AS ${select}`);
    views.add(name);
  }
}

/** Sums without rows, with the columns that otherwise come from the folder. */
function emptyOf(sums: string, ...ofFolder: readonly string[]): string {
  return `SELECT *, ${ofFolder.map((column) => `0::BIGINT AS ${column}`).join(", ")} FROM (${sums}) WHERE false`;
}

async function foldersIn(folder: string): Promise<[name: string, path: string][]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => [name, join(folder, name)]);
}
