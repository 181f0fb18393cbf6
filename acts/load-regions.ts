/**
 * Takes in which region a postcode or a gemeente lies in: the table by which this buyer purchases. Nothing is built in. A table
 * may name a gemeente in several ways (CBS code, CBS name, the name that Vektis uses); each is a key of its own. A key that
 * would lie in two regions lies in none. A later table takes the place of an earlier one for the kind of keys that it brings.
 */
import type { Finding } from "../src/finding.ts";
import { toColumnName } from "../src/privacy.ts";
import { regionColumns, toGemeenteCode, toGemeenteKey, toPostcodeKey } from "../src/region.ts";
import type { SqlValue } from "../src/sql.ts";
import { matchHeader, optional, readRows, required, show, textCell } from "../src/table.ts";
import type { CellType, Column, Table } from "../src/table.ts";
import type { Lake, Progress, Tables } from "./effects.ts";
import { batchOf, countIncoming, gather, isUnusable, refusedLines, settle, toLoad, unusable } from "./incoming.ts";
import type { Load, Missing } from "./incoming.ts";

export interface LoadRegionsEffects {
  readonly tables: Tables;
  readonly lake: Lake;
  readonly progress: Progress;
}

export interface LoadRegionsInput {
  readonly path: string;
  /** The column that names the region, where the table has several or calls it otherwise. */
  readonly region?: string | undefined;
}

export interface RegionTotals {
  readonly regionColumn: string;
  readonly regions: readonly string[];
  readonly postcodeKeys: number;
  readonly gemeenteKeys: number;
}

type KeyColumns = Readonly<Record<string, Column<string>>>;

export async function loadRegions(
  effects: LoadRegionsEffects,
  input: LoadRegionsInput,
): Promise<Load<"regions", RegionTotals>> {
  const { lake } = effects;
  const { table, findings: opening } = await effects.tables.open(input.path);
  const findings = [...opening];
  if (table === undefined) return unusable(findings);
  const names = table.header.map(toColumnName);
  const regionColumn = input.region === undefined ? regionColumnOf(names) : toColumnName(input.region);
  const columns = { region: required(textCell, regionColumn), ...keyColumnsOf(names, regionColumn) };
  const { places, findings: faults } = matchHeader(table, columns, names);
  findings.push(...faults);
  if (Object.keys(columns).length === 1) findings.push(withoutKey(table));
  if (isUnusable(findings)) return unusable(findings);
  effects.progress.say(`${table.file}: ${table.reading}`);
  const batch = batchOf(table.sha256);
  const rows = readRows(table, columns as KeyColumns, places, findings);
  await gather(lake, regionColumns, keysOf(batch, rows));
  findings.push(...(await refuseContradictions(lake, table.file)));
  const taken = await countIncoming(lake);
  const totals = { regionColumn, ...(await countKeys(lake)) };
  await makeWay(lake, batch);
  const added = await settle(lake, "regions", batch, regionColumns);
  const missing = await missingFor(lake);
  return toLoad("regions", table, { added, taken, refused: refusedLines(findings), totals, missing }, findings);
}

/** The column that most likely names the region by which care is purchased. */
function regionColumnOf(names: readonly string[]): string {
  const likely = [/^region$/, /^regio$/, /^zorgkantoor_?regio/];
  return (
    likely.map((pattern) => names.find((name) => pattern.test(name))).find((name) => name !== undefined) ?? "region"
  );
}

const postcodeCell: CellType<string> = {
  expected: "a postcode of four digits and two letters, or its first two, three or four digits",
  read: toPostcodeKey,
};
const gemeenteNameCell: CellType<string> = { expected: "the name of a gemeente", read: toGemeenteKey };
const gemeenteCodeCell: CellType<string> = { expected: "a CBS code, GM0014 or 14", read: toGemeenteCode };

const keyCells: readonly (readonly [pattern: RegExp, cell: CellType<string>])[] = [
  [/^(postcode|pc)_?[2346]?$/, postcodeCell],
  [/^(gm_?code|gemeente_?code|cbs_?code)(_\d{4})?$/, gemeenteCodeCell],
  [/^(gemeente|gemeentenaam|naam_gemeente|cbs_naam|vektis_naam|municipality)(_\d{4})?$/, gemeenteNameCell],
];

/** Every column that says where a row is about, each its own key. */
function keyColumnsOf(names: readonly string[], regionColumn: string): KeyColumns {
  const found = names.flatMap((name) => {
    const cell = keyCells.find(([pattern]) => pattern.test(name))?.[1];
    return cell === undefined || name === regionColumn ? [] : [[name, optional(cell, name)] as const];
  });
  return Object.fromEntries(found);
}

function withoutKey({ file, headerLine: line }: Table): Finding {
  const expected = "postcode, gemeente or gemeentecode: what lies in the region";
  return {
    code: "missing-column",
    severity: "file",
    file,
    line,
    found: "no column for postcode or gemeente",
    expected,
  };
}

async function* keysOf(
  batch: string,
  rows: AsyncIterable<{ line: number; values: Readonly<Record<string, string | undefined>> }>,
): AsyncGenerator<SqlValue[]> {
  for await (const { line, values } of rows) {
    const { region, ...keys } = values;
    for (const [column, key] of Object.entries(keys)) {
      const kind = /^(postcode|pc)/.test(column) ? "postcode" : "gemeente";
      if (key !== undefined) yield [batch, line, kind, key, region];
    }
  }
}

/** A key stays once, with the line where it stood first; one with two regions goes, and is told. */
async function refuseContradictions(lake: Lake, file: string): Promise<Finding[]> {
  const contradicted = await lake.query(`
    SELECT kind, key, min(region) AS one, max(region) AS other, max(line) AS line, min(line) AS first
    FROM incoming GROUP BY kind, key HAVING min(region) <> max(region) ORDER BY kind, key`);
  await lake.run(`
    CREATE OR REPLACE TEMP TABLE incoming AS
    SELECT batch, min(line) AS line, kind, key, min(region) AS region
    FROM incoming GROUP BY batch, kind, key HAVING min(region) = max(region)`);
  return contradicted.map((row) => ({
    code: "two-regions",
    severity: "line",
    file,
    line: Number(row["line"]),
    field: String(row["kind"]),
    found: `${row["key"]} in ${show(String(row["one"]))} and in ${show(String(row["other"]))} (line ${row["first"]})`,
    expected: "one region; the key is left out",
  }));
}

async function countKeys(lake: Lake): Promise<Omit<RegionTotals, "regionColumn">> {
  const regions = await lake.query("SELECT DISTINCT region FROM incoming ORDER BY region");
  const kinds = await lake.query("SELECT kind, count(*) AS keys FROM incoming GROUP BY kind");
  const count = (kind: string): number => Number(kinds.find((row) => row["kind"] === kind)?.["keys"] ?? 0n);
  return {
    regions: regions.map((row) => String(row["region"])),
    postcodeKeys: count("postcode"),
    gemeenteKeys: count("gemeente"),
  };
}

/** Earlier keys of the kinds that this table brings leave the lake. */
async function makeWay(lake: Lake, batch: string): Promise<void> {
  if (!lake.holds("regions")) return;
  const brought = "kind IN (SELECT kind FROM incoming)";
  const earlier = await lake.query(`SELECT DISTINCT batch FROM regions WHERE batch <> '${batch}' AND ${brought}`);
  for (const { batch: other } of earlier) {
    const rest = `SELECT * FROM regions WHERE batch = '${other}' AND NOT (${brought}) ORDER BY line`;
    await lake.write(`regions/${other}.parquet`, rest);
  }
}

/** What was loaded before these regions were known. */
async function missingFor(lake: Lake): Promise<Missing[]> {
  const missing: Missing[] = [];
  if (!lake.holds("population")) return [{ act: "value", code: "no-population", args: {} }];
  const [without] = await lake.query(`
    SELECT count(DISTINCT gemeente) AS n FROM population
    WHERE region IS NULL AND gemeente IN (SELECT key FROM regions WHERE kind = 'gemeente')`);
  const count = without?.["n"] ?? 0n;
  if (count !== 0n)
    missing.push({ act: "load population", code: "population-before-regions", args: { count: String(count) } });
  return missing;
}
