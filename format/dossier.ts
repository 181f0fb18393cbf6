/**
 * Opens a dossier in whatever form it was sent: lines of JSON, a table with a fact a row (long), or a table with a provider a row
 * (wide), which may be the export of a questionnaire. All become the same lines (INTERFACES, DOSSIER); whether a line is any
 * good is judged in `src/fact-version.ts`.
 */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { FactSource, Terms } from "../src/fact-version.ts";
import type { Finding } from "../src/finding.ts";
import type { Questionnaire } from "../src/questionnaire.ts";
import { isLong, openLong } from "./dossier/long.ts";
import { openLines } from "./dossier/ndjson.ts";
import { openWide } from "./dossier/wide.ts";
import { openTable, sniffFile } from "./table.ts";
import type { TableOptions } from "./table.ts";

/** What the sender tells of the whole file, where no column does. A table without these is known from when it is loaded. */
export interface DossierOptions extends TableOptions {
  readonly origin?: string | undefined;
  readonly knownAt?: string | undefined;
  readonly period?: string | undefined;
  readonly questionnaire?: Questionnaire | undefined;
}

export interface OpenedDossier {
  readonly source?: FactSource;
  readonly findings: readonly Finding[];
}

export async function openDossier(path: string, terms: Terms, options: DossierOptions = {}): Promise<OpenedDossier> {
  const isFile = await stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
  if (isFile) {
    const sniffed = await sniffFile(path);
    const start = new TextDecoder("latin1").decode(sniffed.head.slice(0, 200));
    if (/^(\u00ef\u00bb\u00bf)?\s*\{/.test(start))
      return { source: openLines(path, basename(path), sniffed), findings: [] };
  }
  const { table, findings } = await openTable(path, options);
  if (table === undefined) return { findings };
  const isQuestionnaire = options.questionnaire !== undefined;
  const open = isLong(table) && !isQuestionnaire ? openLong : openWide;
  return { source: open(table, terms, options), findings };
}
