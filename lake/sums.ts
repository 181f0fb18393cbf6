/**
 * Keeps the sums of a lake beside its claims: client sums (`src/client-sum.ts`), batch sums (`src/batch-sum.ts`) and feed sums
 * (`src/feed-sum.ts`), a file per month of care, and of client sums one per year too. Each says in which form and of which claim
 * files it was made. Whoever changes the claims of a month takes its sums away first, so that sums that lie there are right, also
 * when a load was broken off; what is missing is made when sums are asked for.
 *
 *     sums/client_month/year=Y/month=M/sums.parquet  made-of.json
 *     sums/client_year/year=Y/sums.parquet  made-of.json
 *     sums/batch_month/year=Y/month=M/sums.parquet  made-of.json
 *     and so feed_month, age_month and price_month (`src/price-sum.ts`)
 */
import { existsSync } from "node:fs";
import { readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { batchSums } from "../src/batch-sum.ts";
import { monthSums, yearSums } from "../src/client-sum.ts";
import { ageSums, feedSums } from "../src/feed-sum.ts";
import { priceSums } from "../src/price-sum.ts";
import { quoteText } from "../src/sql.ts";
import { writeParquet } from "./sorted.ts";

const monthFolder = /^claims\/(year=\d+)\/(month=\d+)\//;

/** Takes away the sums of the month that a file of claims belongs to; to be called before the file is changed. */
export async function forgetSums(lakeFolder: string, path: string): Promise<void> {
  const [, year, month] = monthFolder.exec(path.replaceAll("\\", "/")) ?? [];
  if (year === undefined || month === undefined) return;
  await rm(join(lakeFolder, "sums", "client_year", year), { recursive: true, force: true });
  for (const table of Object.keys(perMonth))
    await rm(join(lakeFolder, "sums", table, year, month), { recursive: true, force: true });
}

/** What is kept per month of care, as made from the claims of that month. */
export const perMonth: Readonly<Record<string, (claims: string) => string>> = {
  client_month: monthSums,
  batch_month: batchSums,
  feed_month: feedSums,
  age_month: ageSums,
  price_month: priceSums,
};

/** Makes the sums that are missing or were made of other claims; true when there were any. */
export async function keepSums(connection: DuckDBConnection, lakeFolder: string): Promise<boolean> {
  const claims = join(lakeFolder, "claims");
  let isChanged = await forgetOrphans(lakeFolder);
  const years = await foldersOf(claims);
  for (const year of years) {
    const ofYear: string[] = [];
    for (const month of await foldersOf(join(claims, year))) {
      const files = await filesOf(join(claims, year, month));
      ofYear.push(...files.map((file) => `${month}/${file}`));
      const source = `read_parquet(${quoteText(join(claims, year, month, "*.parquet"))})`;
      for (const [table, sums] of Object.entries(perMonth)) {
        const folder = join(lakeFolder, "sums", table, year, month);
        isChanged = (await keep(connection, folder, sums(source), files)) || isChanged;
      }
    }
    const months = `read_parquet(${quoteText(join(lakeFolder, "sums", "client_month", year, "*", "*.parquet"))})`;
    const folder = join(lakeFolder, "sums", "client_year", year);
    isChanged = (await keep(connection, folder, yearSums(months), ofYear)) || isChanged;
  }
  return isChanged;
}

/** Takes away the sums of months and years of which the claims are gone; true when there were any. */
async function forgetOrphans(lakeFolder: string): Promise<boolean> {
  const [claims, sums] = [join(lakeFolder, "claims"), join(lakeFolder, "sums")];
  const perYear = (await foldersOf(join(sums, "client_year"))).map((year) => ({ table: "client_year", of: year }));
  const orphans = perYear.filter(({ of }) => !existsSync(join(claims, of)));
  for (const table of Object.keys(perMonth))
    for (const year of await foldersOf(join(sums, table)))
      for (const month of await foldersOf(join(sums, table, year)))
        if (!existsSync(join(claims, year, month))) orphans.push({ table, of: join(year, month) });
  for (const { table, of } of orphans) await rm(join(sums, table, of), { recursive: true });
  return orphans.length > 0;
}

/** Sums in another form are made anew; the number changes when a column does. */
const sumsFormat = "driehoek-sums/3";

/** Makes the sums of a folder unless they are there and of these files. */
async function keep(
  connection: DuckDBConnection,
  folder: string,
  select: string,
  files: readonly string[],
): Promise<boolean> {
  const note = `${JSON.stringify({ format: sumsFormat, claims: files }, null, 2)}\n`;
  const [path, notePath] = [join(folder, "sums.parquet"), join(folder, "made-of.json")];
  if (existsSync(path) && existsSync(notePath) && (await readFile(notePath, "utf8")) === note) return false;
  await rm(folder, { recursive: true, force: true });
  if (files.length === 0) return true;
  await writeParquet(connection, path, select);
  await writeFile(notePath, note);
  return true;
}

async function foldersOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return names.toSorted((a, b) => numberOf(a) - numberOf(b));
}

/** Files of claims with their sizes. */
async function filesOf(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".parquet")).toSorted();
  return Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).size}`));
}

/** 2024 of `year=2024`. */
function numberOf(folder: string): number {
  return Number(folder.split("=")[1]);
}
