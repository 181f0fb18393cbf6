/**
 * Takes in who is insured: the buyer's own insured, or the open file of Vektis about everybody. The population of an insurer in a
 * year comes from one file, so that nobody is counted twice; a second file about the same year is refused unless it is said to
 * replace the first. A gemeente gets its region from the regions table of the lake as it is at that moment; loading the
 * same file again after the regions changed renews the regions and adds nothing else.
 */
import { toDecimalText } from "../src/decimal.ts";
import type { Finding } from "../src/finding.ts";
import { allInsurers, daysOfYear, openOwn, populationColumns, summarisePopulation } from "../src/population.ts";
import type {
  PopulationCell,
  PopulationDialect,
  PopulationOptions,
  PopulationSum,
  PopulationSummary,
} from "../src/population.ts";
import type { SqlValue } from "../src/sql.ts";
import type { Lake, Progress, Row, Tables } from "./effects.ts";
import { batchOf, countIncoming, gather, isUnusable, refusedLines, settle, toLoad, unusable } from "./incoming.ts";
import type { Load, Missing } from "./incoming.ts";

export interface LoadPopulationEffects {
  readonly tables: Tables;
  readonly lake: Lake;
  readonly progress: Progress;
  /** Tried in order; a table that none of them knows is read as the buyer's own. */
  readonly dialects: readonly PopulationDialect[];
}

export interface LoadPopulationInput extends PopulationOptions {
  readonly path: string;
  /** Takes the place of what the lake holds of the same years and insurers. */
  readonly replace?: boolean;
}

/** One year of one insurer, as it stands in this file. */
export interface PopulationYear extends PopulationSummary {
  readonly year: number;
  readonly insurer: string;
  readonly cells: bigint;
  readonly care?: string;
  /** What the sender counted in years, and how many days whole days are more (or less) than that. */
  readonly insuredYears?: string;
  readonly roundingDays?: string;
}

export interface PopulationTotals {
  /** Whom to name as the source wherever the figures are shown. */
  readonly publisher?: string;
  readonly years: readonly PopulationYear[];
}

/** The ages from which shares of the cost are told in the report. */
const shareAges = [75, 85];

export async function loadPopulation(
  effects: LoadPopulationEffects,
  input: LoadPopulationInput,
): Promise<Load<"population", PopulationTotals>> {
  const { lake, progress } = effects;
  const { table, findings: opening } = await effects.tables.open(input.path);
  const findings = [...opening];
  if (table === undefined) return unusable(findings);
  const dialect = effects.dialects.map((open) => open(table, input)).find((opened) => opened !== undefined);
  const source = dialect ?? openOwn(table, input);
  findings.push(...source.findings);
  if (isUnusable(findings)) return unusable(findings);
  progress.say(`${table.file}: ${table.reading}`);
  const batch = batchOf(table.sha256);
  const regions = await regionsByGemeente(lake);
  const counted = new Map<string, bigint>();
  await gather(lake, populationColumns, rowsOf(batch, source.cells(findings), regions, counted));
  findings.push(...(await refuseRepeated(lake, table.file)));
  const refused = refusedLines(findings);
  const held = await refuseHeld(lake, table.file, batch, input.replace ?? false);
  findings.push(...held.findings);
  const { publisher } = source;
  const totals = { ...(publisher && { publisher }), years: await summariseYears(lake, counted) };
  const taken = await countIncoming(lake);
  const added = await settle(lake, "population", batch, populationColumns);
  const missing = await missingFor(lake, totals.years);
  return toLoad("population", table, { added, taken, refused: refused + held.refused, totals, missing }, findings);
}

async function regionsByGemeente(lake: Lake): Promise<ReadonlyMap<string, string>> {
  if (!lake.holds("regions")) return new Map();
  const rows = await lake.query("SELECT key, region FROM regions WHERE kind = 'gemeente' ORDER BY ALL");
  return new Map(rows.map((row) => [String(row["key"]), String(row["region"])]));
}

/** Cells as rows of the lake, in the order of its columns; the years that a sender counted are added up along the way. */
async function* rowsOf(
  batch: string,
  cells: AsyncIterable<PopulationCell>,
  regions: ReadonlyMap<string, string>,
  counted: Map<string, bigint>,
): AsyncGenerator<SqlValue[]> {
  for await (const cell of cells) {
    const { line, year, insurer, gemeente, sex, ageFrom, ses, insuredDays, insuredYears, clients, costCents, care } =
      cell;
    const key = `${year} ${insurer}`;
    if (insuredYears !== undefined) counted.set(key, (counted.get(key) ?? 0n) + insuredYears);
    const region = cell.region ?? (gemeente === undefined ? undefined : regions.get(gemeente));
    yield [batch, line, year, insurer, region, gemeente, sex, ageFrom, ses, insuredDays, clients, costCents, care];
  }
}

const cellKey = "year, insurer, region, gemeente, sex, age_from, ses";

/** The same cell twice in one file: the first stands, the others are refused. */
async function refuseRepeated(lake: Lake, file: string): Promise<Finding[]> {
  const repeated = await lake.query(`
    SELECT line, first FROM (
      SELECT line, min(line) OVER (PARTITION BY ${cellKey}) AS first FROM incoming
    ) WHERE line > first ORDER BY line`);
  if (repeated.length === 0) return [];
  await lake.run(`DELETE FROM incoming WHERE line IN (${repeated.map((row) => row["line"]).join(", ")})`);
  return repeated.map((row) => ({
    code: "repeated-cell",
    severity: "line",
    file,
    line: Number(row["line"]),
    found: `the year, insurer, place, sex, age and status of line ${row["first"]} again`,
    expected: "each cell once",
  }));
}

/** Years that the lake holds of the same insurer from another file: refused here, or taken out there when this file replaces it. */
async function refuseHeld(
  lake: Lake,
  file: string,
  batch: string,
  replace: boolean,
): Promise<{ findings: Finding[]; refused: number }> {
  if (!lake.holds("population")) return { findings: [], refused: 0 };
  const held = await lake.query(`
    SELECT own.year, own.insurer, other.batch, count(*) AS cells FROM incoming AS own
    JOIN (SELECT DISTINCT year, insurer, batch FROM population) AS other
      ON other.year = own.year AND other.insurer = own.insurer AND other.batch <> '${batch}'
    GROUP BY ALL ORDER BY ALL`);
  for (const { year, insurer, batch: other } of held) {
    const same = `year = ${year} AND insurer = '${insurer}'`;
    const rest = `SELECT * FROM population WHERE batch = '${other}' AND NOT (${same}) ORDER BY line`;
    if (replace) await lake.write(`population/${other}.parquet`, rest);
    else await lake.run(`DELETE FROM incoming WHERE ${same}`);
  }
  const refused = replace ? 0 : held.reduce((sum, row) => sum + Number(row["cells"]), 0);
  return { findings: held.map((row) => yearHeld(file, row, replace)), refused };
}

function yearHeld(file: string, row: Row, replace: boolean): Finding {
  const found = `${row["year"]} of ${insurerInWords(row["insurer"])}, which the lake holds from batch ${row["batch"]}`;
  const finding = { file, line: 0, field: "year", found };
  return replace
    ? { ...finding, code: "year-replaced", severity: "warning", expected: "what it held makes way for this file" }
    : { ...finding, code: "year-held", severity: "record", expected: "one file per year and insurer, or --replace" };
}

function insurerInWords(insurer: Row[string] | undefined): string {
  return insurer === allInsurers ? "all insurers" : `insurer ${insurer}`;
}

async function summariseYears(lake: Lake, counted: ReadonlyMap<string, bigint>): Promise<PopulationYear[]> {
  const sums = await lake.query(`
    SELECT year, insurer, region, gemeente, sex, age_from, count(*) AS cells, sum(insured_days)::BIGINT AS insured_days,
      CASE WHEN count(cost_cents) = count(*) THEN sum(cost_cents)::BIGINT END AS cost_cents, min(care) AS care
    FROM incoming GROUP BY ALL ORDER BY ALL`);
  return [...Map.groupBy(sums, (row) => `${row["year"]} ${row["insurer"]}`)].map(([key, rows]) =>
    summariseYear(rows, counted.get(key)),
  );
}

function summariseYear(rows: readonly Row[], hundredths: bigint | undefined): PopulationYear {
  const year = Number(rows[0]?.["year"]);
  const care = rows.find((row) => typeof row["care"] === "string")?.["care"];
  const summary = summarisePopulation(year, rows.map(toSum), shareAges);
  return {
    year,
    insurer: String(rows[0]?.["insurer"]),
    cells: rows.reduce((sum, row) => sum + BigInt(row["cells"] ?? 0n), 0n),
    ...(typeof care === "string" && { care }),
    ...(hundredths !== undefined && inYears(year, hundredths, summary.insuredDays)),
    ...summary,
  };
}

/** A hundredth of a year is a hundredth of 365 or 366 days, so the days that were counted have two decimals. */
function inYears(year: number, hundredths: bigint, days: bigint): { insuredYears: string; roundingDays: string } {
  const exact = hundredths * BigInt(daysOfYear(year));
  return { insuredYears: toDecimalText(hundredths, 2), roundingDays: toDecimalText(days * 100n - exact, 2) };
}

function toSum(row: Row): PopulationSum {
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : undefined);
  const whole = (name: string) => (typeof row[name] === "bigint" ? row[name] : undefined);
  return {
    region: text("region"),
    gemeente: text("gemeente"),
    sex: text("sex"),
    ageFrom: whole("age_from"),
    insuredDays: whole("insured_days") ?? 0n,
    costCents: whole("cost_cents"),
  };
}

/** What the admission ratio per region still lacks, now that this file is in. */
async function missingFor(lake: Lake, years: readonly PopulationYear[]): Promise<Missing[]> {
  const act = "value";
  const missing: Missing[] = [];
  if (!lake.holds("regions")) missing.push({ act, code: "no-regions", args: {} });
  const without = new Set(years.flatMap(({ withoutRegion }) => withoutRegion));
  if (lake.holds("regions") && without.size > 0) {
    const names = [...without].toSorted();
    missing.push({
      act,
      code: "no-region-for-gemeente",
      args: { count: String(names.length), gemeenten: names.slice(0, 5).join(", ") },
    });
  }
  const [own] = await lake.query(
    `SELECT count(*) AS n, count(ses) AS ses FROM population WHERE insurer <> '${allInsurers}'`,
  );
  if (own?.["n"] === 0n) missing.push({ act, code: "no-own-population", args: {} });
  else if (own?.["ses"] === 0n) missing.push({ act, code: "no-ses", args: {} });
  if (!lake.holds("claims")) missing.push({ act, code: "no-claims", args: {} });
  return missing;
}
