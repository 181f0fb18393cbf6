/**
 * Settling a contract: what is paid over a year, by which term and why, where its edges lie, and, when asked, how another form would
 * have paid, and with which prices a lump sum is filled. Reads a contract and a year; writes nothing but the drawing that is asked.
 */
import {
  compareContracts,
  countedFacts,
  explain,
  marginalEuro,
  payCurve,
  readContract,
  readRealised,
  realisedSheet,
  settle as reckon,
  cliffs,
  tryExamples,
} from "../src/contract.ts";
import type { Comparison, Contract, Futures, PayCurve, Realised, RealisedRow } from "../src/contract.ts";
import type { Datum } from "../src/datum.ts";
import { fill, variationOf } from "../src/filling.ts";
import type { Filling, Observed, Variation } from "../src/filling.ts";
import { isError } from "../src/finding.ts";
import type { Finding } from "../src/finding.ts";
import { centsCell, countCell, matchHeader, readRows, required, textCell } from "../src/table.ts";
import type { Columns, Values } from "../src/table.ts";
import { payPlot } from "../text/contract.ts";
import type { ToldSettlement, YearSource } from "../text/contract.ts";
import type { Language } from "../text/text.ts";
import type { ExitCode, Files, Lake, Tables } from "./effects.ts";
import { rowsFromClaims } from "./settle/claims.ts";
import { noLake } from "./value.ts";

export interface SettleEffects {
  readonly files: Files;
  readonly tables: Tables;
  openLake(folder: string): Promise<Lake>;
}

export interface SettleInput {
  /** The folder of a contract, or its `contract.yaml`. */
  readonly path: string;
  /** The year as it went; without it `realised.csv` beside the contract, and without that its plan. */
  readonly realised?: string;
  /** A lake whose claims tell what the contract counts from claims; the sheet tells the rest. */
  readonly lake?: string;
  /** Whose claims, where the contract does not say so itself. */
  readonly provider?: string;
  readonly insurers?: readonly string[];
  /** Where to draw the pay-off. */
  readonly plot?: string;
  /** Another form to hold this one against. */
  readonly compare?: string;
  readonly futures: Futures;
  /** Fills the lump sum with prices. */
  readonly fill?: boolean;
  /** Prices as they were found in several contracts. */
  readonly observed?: string;
  readonly lang: Language;
}

export interface Filled {
  readonly sum: bigint;
  readonly filling: Filling;
}

export interface SettleAnswer {
  /** 0 settled · 1 an example of the contract does not come out, or its sum cannot be filled · 2 unusable · 4 open or incomplete. */
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  /** Absent when there is no contract to settle. */
  readonly told?: ToldSettlement;
  readonly comparison?: Comparison;
  readonly filled?: Filled;
  readonly variation?: Variation;
}

export async function settle(effects: SettleEffects, input: SettleInput): Promise<SettleAnswer> {
  const findings: Finding[] = [];
  const contract = await readAt(effects.files, input.path, findings);
  const other = input.compare === undefined ? undefined : await readAt(effects.files, input.compare, findings);
  if (contract === undefined || (input.compare !== undefined && other === undefined)) return { exit: 2, findings };
  const year = await readYear(effects, contract, input, findings);
  if (year === undefined) return { exit: 2, findings };
  findings.push(...tryExamples(contract));
  const { realised, sources } = year;
  const settlement = reckon(contract, realised);
  const curve = knownCurve(contract, realised);
  const marginal = marginalEuro(curve);
  if (input.plot !== undefined) await effects.files.write(input.plot, payPlot(contract, curve, input.lang));
  const filled = input.fill === true ? fillOf(contract, realised, findings) : undefined;
  const observed = input.observed === undefined ? undefined : await readObserved(effects, input.observed, findings);
  const variation = observed && variationOf(observed);
  const explanation = explain(contract, realised);
  const edges = cliffs(curve);
  const told = { contract, realised, settlement, explanation, edges, curve, sources };
  return {
    exit: exitOf(settlement.status, findings),
    findings,
    told: { ...told, ...(marginal && { marginal }) },
    ...(other && { comparison: compareContracts([contract, other], realised, input.futures) }),
    ...(filled && { filled }),
    ...(variation && { variation }),
  };
}

/** The pay curve around the year, or around the plan where the year does not tell enough: what is unknown is not drawn as nothing. */
function knownCurve(contract: Contract, realised: Realised): PayCurve {
  const curve = payCurve(contract, realised);
  return curve.missing.length === 0 ? curve : payCurve(contract);
}

function exitOf(status: string, findings: readonly Finding[]): ExitCode {
  if (findings.some(({ code }) => code === "example-fails" || code === "not-filled")) return 1;
  if (findings.some(({ severity }) => severity === "file")) return 2;
  return status === "settled" && !findings.some(isError) ? 0 : 4;
}

/** A contract by its folder or its file; its faults are findings. */
async function readAt(files: Files, path: string, findings: Finding[]): Promise<Contract | undefined> {
  const file = fileOf(path);
  const bytes = await files.read(file);
  if (bytes === undefined) {
    findings.push(absent("no-contract", file, "a folder with a contract.yaml, or that file"));
    return undefined;
  }
  const read = readContract(file, new TextDecoder().decode(bytes));
  findings.push(...read.findings);
  return read.contract;
}

function fileOf(path: string): string {
  return path.endsWith(".yaml") ? path : `${path.replace(/\/+$/, "")}/contract.yaml`;
}

function absent(code: string, file: string, expected: string): Finding {
  return { code, severity: "file", file, line: 0, found: "no file", expected };
}

/** The year from its claims and its sheet; the plan where there is neither and none was named. */
async function readYear(
  effects: SettleEffects,
  contract: Contract,
  input: SettleInput,
  findings: Finding[],
): Promise<{ readonly realised: Realised; readonly sources: readonly YearSource[] } | undefined> {
  const file = input.realised ?? contract.file.replace(/[^/]*$/, "realised.csv");
  const isThere = (await effects.files.read(file)) !== undefined;
  if (!isThere && input.realised !== undefined) {
    findings.push(absent("no-file", file, "a sheet with the columns fact, part, value"));
    return undefined;
  }
  const claimed = await readClaimed(effects, contract, input, findings);
  if (claimed === "unusable") return undefined;
  if (!isThere && claimed === undefined) return { realised: contract.plan, sources: [] };
  const sheet = isThere
    ? await readSheet(effects.tables, file, realisedSheet, findings)
    : { rows: [], mark: undefined };
  if (sheet === undefined) return undefined;
  const counted = claimed === undefined ? new Set<string>() : countedFacts(contract);
  const rows = sheet.rows.map(({ line, values }) => ({ file, line, ...values }));
  findings.push(...rows.flatMap((row) => (counted.has(row.fact) ? [setAside(row)] : [])));
  const told = readRealised(
    contract,
    rows.filter(({ fact }) => !counted.has(fact)),
    sheet.mark,
  );
  // Claims speak of themselves with a point, whatever mark the sheet has.
  const fromClaims = readRealised(contract, claimed ?? [], ".");
  findings.push(...told.findings, ...fromClaims.findings);
  return {
    realised: together(told.realised, fromClaims.realised),
    sources: [
      ...(claimed === undefined ? [] : [{ file: input.lake!, facts: [...counted] }]),
      ...(isThere ? [{ file, facts: factsIn(told.realised) }] : []),
    ].filter(({ facts }, _, all) => all.length === 1 || facts.length > 0),
  };
}

/** The facts that are told, each once. */
function factsIn({ own, parts }: Realised): string[] {
  const ofParts = [...parts.values()].flatMap((members) => [...members.values()].flatMap((facts) => [...facts.keys()]));
  return [...new Set([...own.keys(), ...ofParts])];
}

async function readClaimed(
  effects: SettleEffects,
  contract: Contract,
  { lake: folder, provider, insurers }: SettleInput,
  findings: Finding[],
): Promise<readonly RealisedRow[] | "unusable" | undefined> {
  if (folder === undefined) return undefined;
  if ((await effects.files.read(`${folder}/lake.json`)) === undefined) {
    findings.push(noLake(folder));
    return "unusable";
  }
  const rows = await rowsFromClaims(await effects.openLake(folder), contract, { provider, insurers }, findings);
  return findings.some(({ code }) => code === "no-claim-source") ? "unusable" : rows;
}

function setAside({ file, line, fact }: RealisedRow): Finding {
  const expected = "the claims, which tell this themselves";
  return {
    code: "told-by-claims",
    severity: "warning",
    file,
    line,
    field: fact,
    found: "a row of the sheet",
    expected,
  };
}

/** What two tellers know of different facts. */
function together(one: Realised, other: Realised): Realised {
  const kinds = new Set([...one.parts.keys(), ...other.parts.keys()]);
  const parts = [...kinds].map((kind) => {
    const [a, b] = [one, other].map(({ parts: all }) => all.get(kind) ?? new Map<string, ReadonlyMap<string, Datum>>());
    const members = new Set([...a!.keys(), ...b!.keys()]);
    const merged = [...members].map(
      (part) => [part, new Map([...(a!.get(part) ?? []), ...(b!.get(part) ?? [])])] as const,
    );
    return [kind, new Map(merged)] as const;
  });
  return { own: new Map([...one.own, ...other.own]), parts: new Map(parts) };
}

async function readSheet<C extends Columns>(
  tables: Tables,
  path: string,
  columns: C,
  findings: Finding[],
): Promise<{ rows: { line: number; values: Values<C> }[]; mark: "." | "," | undefined } | undefined> {
  const { table, findings: opening } = await tables.open(path);
  findings.push(...opening);
  if (table === undefined) return undefined;
  const { places, findings: heading } = matchHeader(table, columns);
  findings.push(...heading);
  if (heading.some(isError)) return undefined;
  const rows: { line: number; values: Values<C> }[] = [];
  for await (const row of readRows(table, columns, places, findings)) rows.push(row);
  return { rows, mark: table.mark };
}

function fillOf(contract: Contract, realised: Realised, findings: Finding[]): Filled | undefined {
  const { filling: asked, file } = contract;
  const sum = asked && reckon({ ...contract, pays: new Map([["sum", asked.of]]) }, realised).payments[0]?.cents;
  if (asked === undefined || sum === undefined) {
    findings.push({ ...absent("no-filling", file, "`filling:` with a sum that is known"), found: "no sum to fill" });
    return undefined;
  }
  const filling = fill(sum, asked.products);
  if (filling.kind === "unfillable")
    for (const { code } of filling.reasons)
      findings.push({ ...absent("not-filled", file, "prices within their bounds"), found: code });
  return { sum, filling };
}

const observedSheet = {
  contract: required(textCell, "contract", "overeenkomst", "aanbieder"),
  product: required(textCell, "product", "prestatie"),
  price: required(centsCell, "price", "prijs"),
  volume: required(countCell, "volume", "aantal"),
};

async function readObserved(
  { tables }: SettleEffects,
  path: string,
  findings: Finding[],
): Promise<readonly Observed[] | undefined> {
  const sheet = await readSheet(tables, path, observedSheet, findings);
  return sheet?.rows.map(({ values }) => values);
}
