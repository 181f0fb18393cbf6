/**
 * Takes in the buyer's running agreements and what was realised on them, from its spreadsheet. They come to lie in the lake twice, for
 * two uses: as rows of `contracts`, where claims are held against them, and as facts about the provider in the dossier, which the
 * policy reads. A provider has one agreement per insurer and year; another spreadsheet replaces it only when told to, and
 * the dossier keeps what was known before.
 */
import { agreementColumns, agreementSheet, perYear, toAgreement, toFacts } from "../src/agreement.ts";
import type { Agreement } from "../src/agreement.ts";
import { parseInstant } from "../src/day.ts";
import type { Terms } from "../src/fact-version.ts";
import type { Finding } from "../src/finding.ts";
import type { SqlValue } from "../src/sql.ts";
import { matchHeader, readRows, unlessGiven } from "../src/table.ts";
import type { Table } from "../src/table.ts";
import type { Clock, Files, Lake, Progress, Row, Tables } from "./effects.ts";
import { heldDossier, keepVersions, receiveVersions } from "./held-dossier.ts";
import { batchOf, countIncoming, gather, isUnusable, refusedLines, settle, toLoad, unusable } from "./incoming.ts";
import type { Load, Missing } from "./incoming.ts";
import { readTerms } from "./vocabulary.ts";

export interface LoadContractsEffects {
  readonly tables: Tables;
  readonly files: Files;
  readonly lake: Lake;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly installedFacts: string;
}

export interface LoadContractsInput {
  readonly path: string;
  /** What the sender tells of the whole sheet, where no column does. */
  readonly year?: number | undefined;
  readonly insurer?: string | undefined;
  readonly knownAt?: string | undefined;
  /** Takes the place of the agreements that the lake holds of the same provider, insurer and year. */
  readonly replace?: boolean | undefined;
  /** The policy whose vocabulary counts. */
  readonly policy?: string | undefined;
}

export interface ContractTotals {
  readonly years: readonly ContractYear[];
  /** Facts that came into the dossier, and facts that it knew already. */
  readonly facts: { readonly kept: number; readonly known: number };
}

export interface ContractYear {
  readonly year: number;
  readonly providers: bigint;
  readonly agreements: bigint;
  /** Absent where some agreement does not say. */
  readonly agreementCents?: bigint;
  readonly realisedCents?: bigint;
}

export async function loadContracts(
  effects: LoadContractsEffects,
  input: LoadContractsInput,
): Promise<Load<"contracts", ContractTotals>> {
  const { lake } = effects;
  const { terms, findings: faults } = await readTerms(effects, input.policy);
  const { table, findings: opening } = await effects.tables.open(input.path);
  const findings = [...faults, ...opening];
  if (table === undefined || terms === undefined) return unusable(findings);
  const read = await readAgreements(table, input, findings);
  if (isUnusable(findings)) return unusable(findings);
  effects.progress.say(`${table.file}: ${table.reading}`);
  const batch = batchOf(table.sha256);
  await gather(lake, agreementColumns, rowsOf(batch, read));
  findings.push(...(await refuseRepeated(lake, table.file)));
  findings.push(...(await refuseHeld(lake, table.file, batch, input.replace ?? false)));
  const lines = new Set((await lake.query("SELECT line FROM incoming")).map((row) => Number(row["line"])));
  const taken = await countIncoming(lake);
  const years = await sumYears(lake);
  const added = await settle(lake, "contracts", batch, agreementColumns);
  const agreements = read.filter(({ line }) => lines.has(line));
  const facts = await keepFacts(effects, { table, terms, agreements, knownAt: input.knownAt }, findings);
  const missing: Missing[] = lake.holds("claims") ? [] : [{ act: "value", code: "no-claims", args: {} }];
  const totals = { years, facts };
  return toLoad("contracts", table, { added, taken, refused: refusedLines(findings), totals, missing }, findings);
}

async function readAgreements(table: Table, input: LoadContractsInput, findings: Finding[]): Promise<Agreement[]> {
  const columns = {
    ...agreementSheet,
    year: unlessGiven(agreementSheet.year, input.year),
    insurer: { ...agreementSheet.insurer, ...(input.insurer !== undefined && { otherwise: input.insurer }) },
  };
  const { places, findings: faults } = matchHeader(table, columns);
  findings.push(...faults);
  const agreements: Agreement[] = [];
  if (isUnusable(findings)) return agreements;
  for await (const { line, values } of readRows(table, columns, places, findings))
    agreements.push(toAgreement(line, values));
  return agreements;
}

async function* rowsOf(batch: string, agreements: readonly Agreement[]): AsyncGenerator<SqlValue[]> {
  for (const { line, provider, insurer, year, form, funding, change, ...cents } of agreements) {
    const { agreementCents, ceilingCents, realisedCents } = cents;
    yield [batch, line, provider, insurer, year, form, funding, agreementCents, ceilingCents, realisedCents, change];
  }
}

const key = "provider, insurer, year";

/** The same agreement twice in one sheet: nobody can say which is meant, so both are refused. */
async function refuseRepeated(lake: Lake, file: string): Promise<Finding[]> {
  const repeated = await lake.query(`
    SELECT line, first, last, provider, year FROM (
      SELECT *, min(line) OVER (PARTITION BY ${key}) AS first, max(line) OVER (PARTITION BY ${key}) AS last FROM incoming
    ) WHERE first < last ORDER BY line`);
  if (repeated.length > 0)
    await lake.run(`DELETE FROM incoming WHERE line IN (${repeated.map((row) => row["line"]).join(", ")})`);
  return repeated.map((row) => ({
    code: "repeated-agreement",
    severity: "line",
    file,
    line: Number(row["line"]),
    field: "provider",
    found: `${row["provider"]} in ${row["year"]} on lines ${row["first"]} and ${row["last"]}`,
    expected: "one agreement per provider, insurer and year",
  }));
}

/** Agreements that the lake holds from another sheet: refused here, or taken out there when this sheet replaces them. */
async function refuseHeld(lake: Lake, file: string, batch: string, replace: boolean): Promise<Finding[]> {
  if (!lake.holds("contracts")) return [];
  const isSame = `own.provider = held.provider AND own.year = held.year AND own.insurer IS NOT DISTINCT FROM held.insurer`;
  const held = await lake.query(`
    SELECT own.line, own.provider, own.year, held.batch FROM incoming AS own
    JOIN contracts AS held ON ${isSame} AND held.batch <> '${batch}' ORDER BY own.line`);
  if (held.length === 0) return [];
  if (!replace) await lake.run(`DELETE FROM incoming WHERE line IN (${held.map((row) => row["line"]).join(", ")})`);
  for (const other of replace ? new Set(held.map((row) => row["batch"])) : []) {
    const rest = `SELECT * FROM contracts AS held WHERE batch = '${other}' AND NOT EXISTS (SELECT 1 FROM incoming AS own WHERE ${isSame})`;
    await lake.write(`contracts/${other}.parquet`, `${rest} ORDER BY line`);
  }
  return replace ? [] : held.map((row) => agreementHeld(file, row));
}

function agreementHeld(file: string, row: Row): Finding {
  const found = `${row["provider"]} in ${row["year"]}, which the lake holds from batch ${row["batch"]}`;
  const expected = "one agreement per provider, insurer and year, or --replace";
  return {
    code: "agreement-held",
    severity: "line",
    file,
    line: Number(row["line"]),
    field: "provider",
    found,
    expected,
  };
}

async function sumYears(lake: Lake): Promise<ContractYear[]> {
  const sumOf = (name: string) => `CASE WHEN count(${name}) = count(*) THEN sum(${name})::BIGINT END AS ${name}`;
  const rows = await lake.query(`
    SELECT year, count(DISTINCT provider) AS providers, count(*) AS agreements,
      ${sumOf("agreement_cents")}, ${sumOf("realised_cents")}
    FROM incoming GROUP BY year ORDER BY year`);
  const whole = (value: Row[string] | undefined): bigint | undefined => (typeof value === "bigint" ? value : undefined);
  return rows.map((row) => {
    const [agreementCents, realisedCents] = [whole(row["agreement_cents"]), whole(row["realised_cents"])];
    return {
      year: Number(row["year"]),
      providers: whole(row["providers"]) ?? 0n,
      agreements: whole(row["agreements"]) ?? 0n,
      ...(agreementCents !== undefined && { agreementCents }),
      ...(realisedCents !== undefined && { realisedCents }),
    };
  });
}

interface Taken {
  readonly table: Table;
  readonly terms: Terms;
  readonly agreements: readonly Agreement[];
  readonly knownAt: string | undefined;
}

/** Tells the dossier what the agreements say about each provider; a sheet that was loaded before tells nothing again. */
async function keepFacts(
  { files, lake, clock }: LoadContractsEffects,
  { table, terms, agreements, knownAt }: Taken,
  findings: Finding[],
): Promise<ContractTotals["facts"]> {
  const held = await heldDossier(files, lake.folder);
  const known = new Set([...held.values()].flat().map(({ fact, subject, period }) => `${fact} ${subject} ${period}`));
  const told = {
    origin: table.file,
    knownAt,
    now: parseInstant(clock.now()) ?? 0,
    isKnown: (fact: string, provider: string, period: string) => known.has(`${fact} ${provider} ${period}`),
  };
  const years = perYear(agreements);
  const sent = years.flatMap((year) =>
    toFacts(year, terms.vocabulary, told).map((version) => ({ line: year.lines[0] ?? 0, version })),
  );
  const batch = batchOf(table.sha256);
  if (held.has(batch)) return { kept: 0, known: sent.length };
  const receptions = receiveVersions(
    sent.map(({ version }) => version),
    held,
    terms,
    true,
  );
  const kept = receptions.flatMap((reception) => ("kept" in reception ? [reception.kept] : []));
  for (const [i, reception] of receptions.entries())
    if ("refused" in reception)
      findings.push({ severity: "warning", file: table.file, line: sent[i]?.line ?? 0, ...reception.refused });
  await keepVersions(files, lake.folder, batch, kept);
  return { kept: kept.length, known: receptions.filter((reception) => "known" in reception).length };
}
