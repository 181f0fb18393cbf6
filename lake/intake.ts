/**
 * Claims on their way into the lake. Pages are first sorted into files of the lake's own kind, beside it, where they can be
 * held against each other and against what the lake holds; then all of them become part of the lake, or none.
 *
 *     staged/process              who is at it
 *     staged/pages/               what readers wrote
 *     staged/2024-01.parquet      the claims of a month, as the table `staged` shows them
 *     staged/publish.json         which staged file goes where; while it is there, the publication is not complete
 */
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Intake, StagedPage } from "../acts/effects.ts";
import { claimColumns } from "../src/claim.ts";
import { insertOf, quoteText } from "../src/sql.ts";
import type { SqlColumns, SqlValue } from "../src/sql.ts";
import type { ServiceGroup } from "../src/target-group.ts";
import { findWords, writeSorted } from "./sorted.ts";
import { forgetSums } from "./sums.ts";

/** Opens an intake; `refresh` is called when the lake has changed. */
export async function openIntake(
  connection: DuckDBConnection,
  lakeFolder: string,
  refresh: () => Promise<void>,
): Promise<Intake> {
  const staging = join(lakeFolder, "staged");
  const folder = join(staging, "pages");
  await refuseSecond(staging);
  await rm(staging, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(staging, "process"), String(process.pid));
  const months = new Set<string>();
  return {
    folder,
    async stage(pages, groups) {
      await setGroups(connection, groups);
      await setPages(connection, pages);
      for (const [month, ofMonth] of Map.groupBy(pages, (page) => page.month)) {
        const path = join(staging, `${month}.parquet`);
        await writeSorted(connection, path, claimsOf(ofMonth), await wordsOf(connection, ofMonth, groups));
        months.add(month);
      }
      await rm(folder, { recursive: true });
      await mkdir(folder);
      await setView(connection, staging, [...months]);
    },
    async publish(name, notes) {
      const moves = [
        ...(await stageAdditions(connection, staging, [...months].toSorted(), name)),
        ...(await stageDecisions(connection, staging, lakeFolder)),
        ...(await stageNotes(staging, notes)),
      ];
      await writeFile(join(staging, "publish.json"), JSON.stringify(moves));
      await completePublication(lakeFolder);
      months.clear();
      await refresh();
    },
    async close() {
      await connection.run("DROP VIEW IF EXISTS staged");
      await rm(staging, { recursive: true, force: true });
    },
  };
}

/** One load at a time: what a process left behind that is gone is cleared, one that is at work is not disturbed. */
async function refuseSecond(staging: string): Promise<void> {
  const other = await otherAtWork(staging);
  if (other !== undefined)
    throw new Error(`Cannot take in claims: process ${other} is taking claims in at ${dirname(staging)}`);
}

/** The process that is taking claims in, if it is another one and still there. */
async function otherAtWork(staging: string): Promise<number | undefined> {
  const path = join(staging, "process");
  const other = existsSync(path) ? Number(await readFile(path, "utf8")) : process.pid;
  return other !== process.pid && isAlive(other) ? other : undefined;
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

const groupColumns = [
  ["service", "VARCHAR"],
  ["from", "DATE"],
  ["until", "DATE"],
  ["target_group", "VARCHAR"],
] as const;

const pageColumns = [
  ["path", "VARCHAR"],
  ["batch", "VARCHAR"],
  ["lines_before", "INTEGER"],
] as const;

async function setGroups(connection: DuckDBConnection, groups: readonly ServiceGroup[]): Promise<void> {
  const rows = groups.map(({ service, from, until, targetGroup }) => [service, from, until, targetGroup] as const);
  await setTable(connection, "service_group", groupColumns, rows);
}

async function setPages(connection: DuckDBConnection, pages: readonly StagedPage[]): Promise<void> {
  const rows = pages.map(({ path, batch, linesBefore }) => [path, batch, linesBefore] as const);
  await setTable(connection, "page", pageColumns, rows);
}

async function setTable(
  connection: DuckDBConnection,
  name: string,
  columns: SqlColumns,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  const list = columns.map(([column, type]) => `"${column}" ${type}`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} (${list.join(", ")})`);
  await connection.run(insertOf(name, columns, rows));
}

function pagesAsTable(pages: readonly StagedPage[]): string {
  return `read_parquet([${pages.map(({ path }) => quoteText(path)).join(", ")}], filename = true)`;
}

/** The rows of pages as claims: with their batch, their line in its file, their target group, and the day after the last. */
function claimsOf(pages: readonly StagedPage[]): string {
  const made: Readonly<Record<string, string>> = {
    batch: "page.batch",
    line: "read.line + page.lines_before",
    target_group: "coalesce(service_group.target_group, 'none')",
    until: "read.last + 1",
  };
  const list = claimColumns.map(([name]) => `${made[name] ?? `read."${name}"`} AS "${name}"`);
  return `
    SELECT ${list.join(", ")} FROM ${pagesAsTable(pages)} AS read JOIN page ON page.path = read.filename
    LEFT JOIN service_group ON service_group.service = read.service AND service_group."from" <= read."from"
      AND (service_group.until IS NULL OR service_group.until > read."from")`;
}

async function wordsOf(connection: DuckDBConnection, pages: readonly StagedPage[], groups: readonly ServiceGroup[]) {
  const inPages = ["provider", "insurer", "region", "sex", "service", "unit", "status"];
  const words = await findWords(connection, pagesAsTable(pages), inPages);
  const batches = [...new Set(pages.map(({ batch }) => batch))].toSorted();
  const targetGroups = [...new Set(["none", ...groups.map(({ targetGroup }) => targetGroup)])].toSorted();
  return { ...words, batch: batches, target_group: targetGroups };
}

async function setView(connection: DuckDBConnection, staging: string, months: readonly string[]): Promise<void> {
  const paths = months.map((month) => quoteText(join(staging, `${month}.parquet`)));
  await connection.run(`CREATE OR REPLACE VIEW staged AS SELECT * FROM read_parquet([${paths.join(", ")}])`);
}

/** From a place in the staging folder to a place in the lake. */
type Move = readonly [from: string, to: string];

/** Months to add; one with refused or decided lines is written again without them. */
async function stageAdditions(
  connection: DuckDBConnection,
  staging: string,
  months: readonly string[],
  name: string,
): Promise<Move[]> {
  const moves: Move[] = [];
  for (const month of months) {
    const path = quoteText(join(staging, `${month}.parquet`));
    const kept = `SELECT * FROM read_parquet(${path}) ANTI JOIN left_out USING (batch, line)`;
    const [counts] = (
      await connection.runAndReadAll(`SELECT (SELECT count(*) FROM (${kept})), count(*) FROM ${path}`)
    ).getRows();
    const [keeps, all] = (counts ?? []).map(Number);
    if (keeps === 0) continue;
    const from = keeps === all ? `${month}.parquet` : `${month}-kept.parquet`;
    if (keeps !== all)
      await writeSorted(connection, join(staging, from), kept, await findWords(connection, `(${kept})`));
    const [year, ofYear] = month.split("-").map(Number);
    moves.push([from, join("claims", `year=${year}`, `month=${ofYear}`, `${name}.parquet`)]);
  }
  return moves;
}

/** Files of the lake with a claim that was decided, written again with the decision. */
async function stageDecisions(connection: DuckDBConnection, staging: string, lakeFolder: string): Promise<Move[]> {
  const count = await connection.runAndReadAll("SELECT count(*) FROM decided");
  if (Number(count.getRows()[0]?.[0]) === 0) return [];
  const everything = `read_parquet(${quoteText(join(lakeFolder, "claims", "*", "*", "*.parquet"))}, filename = true)`;
  const isDecided = "SEMI JOIN decided USING (provider, ref)";
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT filename FROM ${everything} ${isDecided} ORDER BY ALL`,
  );
  const moves: Move[] = [];
  for (const [i, [path]] of reader.getRows().entries()) {
    const select = `
      SELECT held.* REPLACE (
        coalesce(decided.granted_cents, held.granted_cents) AS granted_cents,
        coalesce(decided.status, held.status) AS status
      ) FROM read_parquet(${quoteText(String(path))}) AS held LEFT JOIN decided USING (provider, ref)`;
    const from = `decided-${i}.parquet`;
    await writeSorted(connection, join(staging, from), select, await findWords(connection, `(${select})`));
    moves.push([from, relative(lakeFolder, String(path))]);
  }
  return moves;
}

async function stageNotes(staging: string, notes: Readonly<Record<string, unknown>>): Promise<Move[]> {
  const names = Object.keys(notes).map((batch) => `${batch}.json`);
  for (const [batch, note] of Object.entries(notes))
    await writeFile(join(staging, `${batch}.json`), `${JSON.stringify(note, null, 2)}\n`);
  return names.map((name) => [name, join("batches", name)]);
}

/** Moves what is left to move of a publication that was broken off. To be called before a lake is read. */
export async function completePublication(lakeFolder: string): Promise<void> {
  const staging = join(lakeFolder, "staged");
  const path = join(staging, "publish.json");
  if (!existsSync(path) || (await otherAtWork(staging)) !== undefined) return;
  const moves = JSON.parse(await readFile(path, "utf8")) as Move[];
  for (const [from, to] of moves) {
    if (!existsSync(join(staging, from))) continue;
    await forgetSums(lakeFolder, to);
    await mkdir(dirname(join(lakeFolder, to)), { recursive: true });
    await rename(join(staging, from), join(lakeFolder, to));
  }
  await rm(path);
}
