/** What became of each file of claims: the lines it brought, the lines it lost, and why. */
import type { Finding } from "../../src/finding.ts";
import { quoteText } from "../../src/sql.ts";
import type { ClaimTotals } from "../../text/load.ts";
import type { ClaimReading, Lake, Row } from "../effects.ts";
import type { LoadResult, Missing } from "../incoming.ts";
import type { Clash } from "./comparison.ts";

export type ClaimLoad = LoadResult<"claims", ClaimTotals>;

/** A file that was read, and the batch that it is. */
export interface ReadFile {
  readonly file: string;
  readonly batch: string;
  readonly reading: ClaimReading;
}

/** What became of one file. */
export interface Outcome {
  readonly load: ClaimLoad;
  readonly findings: readonly Finding[];
}

/** Tells what became of each file; the tables `staged`, `left_out` and `decided` stand, unless nothing was staged. */
export async function tellOutcomes(
  lake: Lake,
  files: readonly ReadFile[],
  clashes: readonly Clash[] | undefined,
): Promise<Outcome[]> {
  const rows = clashes === undefined ? [] : await lake.query(sums);
  const decisions = clashes === undefined ? [] : await lake.query(decidedLines);
  const warnings = clashes === undefined ? [] : await lake.query(doubts);
  const ofBatch = (all: readonly Row[], batch: string): Row[] => all.filter((row) => row["batch"] === batch);
  return files.map((read) => {
    const own = (clashes ?? []).filter(({ batch }) => batch === read.batch);
    const lost = new Set(read.reading.refusedRefs);
    const silent = own.filter(({ corrects }) => corrects !== undefined && lost.has(corrects));
    const told = own.filter((clash) => !silent.includes(clash)).map((clash) => toFinding(read, clash));
    const doubted = ofBatch(warnings, read.batch).map((row) => toWarning(read, row));
    return {
      load: toLoad(read, ofBatch(rows, read.batch), ofBatch(decisions, read.batch), own.length, silent.length),
      findings: [...read.reading.findings, ...told, ...doubted].toSorted((a, b) => a.line - b.line),
    };
  });
}

const sums = `
  SELECT batch, status, count(*) AS lines, sum(claimed_cents)::BIGINT AS claimed, sum(granted_cents)::BIGINT AS granted
  FROM staged ANTI JOIN left_out USING (batch, line) GROUP BY batch, status ORDER BY ALL`;

const decidedLines = `
  SELECT batch, count(*) AS lines, sum(claimed_cents)::BIGINT AS claimed, sum(granted_cents)::BIGINT AS granted
  FROM decided GROUP BY batch ORDER BY ALL`;

/** Lines that are sound and yet say too little: of no known target group, or from no known region. */
const doubts = `
  SELECT batch, 'no-target-group' AS code, min(line) AS line, service AS found, count(*) AS lines
  FROM staged ANTI JOIN left_out USING (batch, line) WHERE target_group = 'none' GROUP BY batch, service
  UNION ALL
  SELECT batch, 'no-region', min(line), NULL, count(*)
  FROM staged ANTI JOIN left_out USING (batch, line) WHERE region = 'unknown' GROUP BY batch
  ORDER BY ALL`;

function toFinding({ file, reading }: ReadFile, { code, line, field, found, expected }: Clash): Finding {
  return { code, severity: "line", file, line, field: reading.fields[field], found, expected };
}

function toWarning({ file, reading }: ReadFile, row: Row): Finding {
  const [line, lines] = [Number(row["line"]), `${row["lines"]} lines, this one the first`];
  const warning = { severity: "warning", file, line } as const;
  if (row["code"] === "no-region")
    return { ...warning, code: "no-region", found: lines, expected: "postcodes that the regions of the lake cover" };
  const expected = "a service with a target group; without one it counts for none";
  return {
    ...warning,
    code: "no-target-group",
    field: reading.fields.service,
    found: `${row["found"]}, ${lines}`,
    expected,
  };
}

function toLoad(
  { file, batch, reading }: ReadFile,
  rows: readonly Row[],
  decisions: readonly Row[],
  clashed: number,
  silent: number,
): ClaimLoad {
  const lines = (status: string): number => Number(rows.find((row) => row["status"] === status)?.["lines"] ?? 0n);
  const cents = (of: readonly Row[], column: string): bigint =>
    of.reduce((sum, row) => sum + BigInt(row[column] ?? 0n), 0n);
  const [pending, granted, rejected] = [lines("pending"), lines("granted"), lines("rejected")];
  const decided = Number(decisions[0]?.["lines"] ?? 0n);
  const taken = pending + granted + rejected + decided;
  const isWaiting = (row: Row): boolean => row["status"] === "pending";
  const [waiting, judged] = [rows.filter(isWaiting), rows.filter((row) => !isWaiting(row))];
  return {
    what: "claims",
    file,
    sha256: reading.sha256,
    batch,
    reading: reading.reading,
    added: taken > 0,
    taken,
    refused: reading.refused + clashed,
    totals: {
      pending,
      granted,
      rejected,
      decided,
      pendingCents: cents(waiting, "claimed"),
      judgedCents: cents([...judged, ...decisions], "claimed"),
      grantedCents: cents([...rows, ...decisions], "granted"),
      silent: reading.silent + silent,
    },
    missing: [],
  };
}

/** What the acts that use claims would still miss; `hasRegions` tells whether the lake knew the region of any postcode. */
export async function missingFor(lake: Lake, hasRegions: boolean): Promise<Missing[]> {
  const missing: Missing[] = [];
  const [granted] = await lake.query(`SELECT count(*) AS n FROM claims WHERE status = ${quoteText("granted")}`);
  if (granted?.["n"] === 0n) missing.push({ act: "value", code: "no-granted", args: {} });
  if (!hasRegions) missing.push({ act: "value", code: "no-postcode-regions", args: {} });
  if (!lake.holds("population")) missing.push({ act: "value", code: "no-population", args: {} });
  if (!lake.holds("contracts")) missing.push({ act: "run", code: "no-contracts", args: {} });
  return missing;
}
