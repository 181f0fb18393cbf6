/** A dossier as a table with a fact a row: the columns of the NDJSON form, under English or Dutch names. */
import type { FactSource, SentLine, Terms } from "../../src/fact-version.ts";
import type { Finding } from "../../src/finding.ts";
import { toColumnName } from "../../src/privacy.ts";
import { matchHeader, optional, readRows, required, textCell, unlessGiven } from "../../src/table.ts";
import type { Table } from "../../src/table.ts";
import type { DossierOptions } from "../dossier.ts";
import { toAnswer, toInstant } from "./answer.ts";

export function isLong(table: Table): boolean {
  const names = table.header.map(toColumnName);
  return (
    names.some((name) => name === "fact" || name === "feit") &&
    names.some((name) => name === "value" || name === "waarde")
  );
}

export function openLong(table: Table, { vocabulary }: Terms, options: DossierOptions): FactSource {
  const columns = {
    fact: required(textCell, "fact", "feit"),
    subject: required(textCell, "subject", "onderwerp", "agb", "agb_code"),
    period: optional(textCell, "period", "periode", "jaar"),
    value: required(textCell, "value", "waarde"),
    unit: optional(textCell, "unit", "eenheid"),
    origin: unlessGiven(required(textCell, "origin", "herkomst", "bron"), options.origin),
    evidence: optional(textCell, "evidence", "bewijs"),
    known_at: unlessGiven(required(textCell, "known_at", "bekend_op", "ingediend_op"), options.knownAt),
    replaces: optional(textCell, "replaces", "vervangt"),
  };
  const { places, findings } = matchHeader(table, columns);
  async function* lines(faults: Finding[]): AsyncGenerator<SentLine> {
    for await (const { line, values } of readRows(table, columns, places, faults)) {
      const type = vocabulary.get(values.fact)?.type;
      const value = type === undefined ? values.value : toAnswer(type, values.value, table.mark);
      const known_at = toInstant(values.known_at) ?? values.known_at;
      const replaces = values.replaces === undefined ? {} : { replaces: toInstant(values.replaces) ?? values.replaces };
      yield { line, sent: { ...values, value, known_at, ...replaces } };
    }
  }
  const { file, sha256, reading } = table;
  return { file, sha256, reading, correcting: places.replaces === undefined, findings, lines };
}
