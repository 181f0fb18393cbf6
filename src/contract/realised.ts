/**
 * What a year brought, as rows of a sheet: a fact, the part that it is about, and its value. Numbers of the same fact and part add up,
 * so that claims may come in any order and in any batches; anything else may be told only once.
 */
import type { Contract, ContractFact, Realised } from "../contract.ts";
import { expectationOf, parseDatum } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { quote } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { optional, required, textCell, toPlainNumber, truthCell } from "../table.ts";
import type { DecimalMark } from "../table.ts";

/** The columns of `realised.csv`, under the names in use. */
export const realisedSheet = {
  fact: required(textCell, "fact", "feit", "gegeven"),
  part: optional(textCell, "part", "deel", "onderdeel"),
  value: required(textCell, "value", "waarde"),
};

export interface RealisedRow {
  readonly file: string;
  readonly line: number;
  readonly fact: string;
  readonly part?: string | undefined;
  readonly value: string;
}

/** Rows as facts of a contract; what cannot be used is a finding and the rest is kept. */
export function readRealised(
  { facts }: Contract,
  rows: readonly RealisedRow[],
  mark?: DecimalMark,
): { readonly realised: Realised; readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const own = new Map<string, Datum>();
  const parts = new Map<string, Map<string, Map<string, Datum>>>();
  const refuse = (row: RealisedRow, code: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "line", file: row.file, line: row.line, field: row.fact, found, expected });
  for (const row of rows) {
    const fact = facts.get(row.fact);
    const datum = fact && parseCell(fact, row.value, mark);
    const partless = (row.part ?? "") === "";
    if (fact === undefined)
      refuse(row, "unknown-name", quote(row.fact), didYouMean(row.fact, facts.keys(), "a fact of the contract"));
    else if (datum === undefined) refuse(row, "bad-value", quote(row.value), expectationOf(fact.type));
    else if (partless !== (fact.kind === undefined))
      refuse(row, "bad-part", quote(row.part ?? ""), fact.kind === undefined ? "no part" : `a ${fact.kind}`);
    else {
      const into = fact.kind === undefined ? own : partOf(parts, fact.kind, row.part!);
      const before = into.get(fact.id);
      if (typeof before === "bigint" && fact.moves) into.set(fact.id, before + (datum as bigint));
      else if (before === undefined) into.set(fact.id, datum);
      else if (before !== datum) refuse(row, "told-twice", quote(row.value), "one value for what is counted once");
    }
  }
  return { realised: { own, parts }, findings };
}

function partOf(parts: Map<string, Map<string, Map<string, Datum>>>, kind: string, part: string): Map<string, Datum> {
  const ofKind = parts.getOrInsertComputed(kind, () => new Map<string, Map<string, Datum>>());
  return ofKind.getOrInsertComputed(part, () => new Map<string, Datum>());
}

function parseCell({ type }: ContractFact, text: string, mark: DecimalMark | undefined): Datum | undefined {
  if (type.kind === "number") return parseDatum(type, toPlainNumber(text.replace(/%$/, ""), mark) ?? text);
  return type.kind === "bool" ? truthCell.read(text, mark) : parseDatum(type, text);
}
