/** `driehoek load population|regions|contracts|dossier|signals FILE… --lake DIR`: the loads that read tables and dossiers. */
import type { ExitCode, Lake } from "../../acts/effects.ts";
import { loadContracts } from "../../acts/load-contracts.ts";
import { loadDossier } from "../../acts/load-dossier.ts";
import type { DossierTold } from "../../acts/load-dossier.ts";
import { loadPopulation } from "../../acts/load-population.ts";
import { loadRegions } from "../../acts/load-regions.ts";
import { loadSignals } from "../../acts/load-signals.ts";
import { openDossier } from "../../format/dossier.ts";
import { openTable } from "../../format/table.ts";
import { openVektis } from "../../format/vektis.ts";
import { parseInstant } from "../../src/day.ts";
import type { Terms } from "../../src/fact-version.ts";
import type { Finding } from "../../src/finding.ts";
import { insurerCell, yearCell } from "../../src/table.ts";
import { tellLoad } from "../../text/load.ts";
import type { ToldLoad } from "../../text/load.ts";
import { refuse, textOf } from "../argument.ts";
import type { Answer, Call, Flag } from "../command.ts";

export const tableKinds = ["population", "regions", "contracts", "dossier", "signals"] as const;
export type TableKind = (typeof tableKinds)[number];

export function isTableKind(word: string | undefined): word is TableKind {
  return tableKinds.some((kind) => kind === word);
}

/** The flags of these loads, besides those of `load` itself. */
export const tableFlags: Readonly<Record<string, Flag>> = {
  year: { type: "string", nl: "het jaar, als het bestand het niet zegt", en: "the year, where the file does not tell" },
  insurer: {
    type: "string",
    nl: "de UZOVI-code, als het bestand haar niet noemt",
    en: "the UZOVI code, where the file has none",
  },
  care: {
    type: "string",
    nl: "van welke zorg de kosten uit een Vektis-bestand zijn (verpleging_en_verzorging)",
    en: "of which care the cost of a Vektis file is taken (verpleging_en_verzorging)",
  },
  region: { type: "string", nl: "de kolom met de regio", en: "the column with the region" },
  sheet: { type: "string", nl: "het werkblad van een werkmap", en: "the sheet of a workbook" },
  replace: {
    type: "boolean",
    nl: "komt in de plaats van wat er al was over dezelfde jaren of overeenkomsten",
    en: "takes the place of what was there about the same years or agreements",
  },
  "known-at": { type: "string", nl: "sinds wanneer dit bekend is", en: "since when this is known" },
  origin: { type: "string", nl: "waar de feiten vandaan komen", en: "where the facts come from" },
  period: { type: "string", nl: "het jaar of de maand van de feiten", en: "the year or month of the facts" },
  questions: {
    type: "string",
    nl: "de vertaling van een vragenlijst naar feiten",
    en: "the mapping of a questionnaire onto facts",
  },
  policy: { type: "string", nl: "het beleid dat de feiten gaat lezen", en: "the policy that will read the facts" },
};

/** Loads each file by itself and tells them one after the other. */
export async function loadTables(kind: TableKind, paths: readonly string[], lake: Lake, call: Call): Promise<Answer> {
  const { lang } = call;
  const faults = checkFlags(call);
  if (faults.length > 0) return { exit: 2, result: {}, findings: faults, text: "" };
  const loads: ToldLoad[] = [];
  const findings: Finding[] = [];
  const exits: ExitCode[] = [];
  for (const path of paths) {
    const load = await loadOne(kind, path, lake, call);
    findings.push(...load.findings);
    exits.push(load.exit);
    if (load.result !== undefined) loads.push(load.result);
  }
  const text = loads.map((load) => tellLoad(load, lang)).join("\n\n");
  return { exit: exitOf(exits), result: { loads }, findings, text };
}

interface Loaded {
  readonly result?: ToldLoad;
  readonly findings: readonly Finding[];
  readonly exit: ExitCode;
}

function loadOne(kind: TableKind, path: string, lake: Lake, { world, flags }: Call): Promise<Loaded> {
  const sheet = textOf(flags, "sheet");
  const reading = { query: (sql: string) => lake.query(sql), ...(sheet !== undefined && { sheet }) };
  const effects = {
    ...world,
    lake,
    tables: { open: (file: string) => openTable(file, reading) },
    dialects: [openVektis],
    openFacts: (file: string, terms: Terms, told: DossierTold) => openDossier(file, terms, { ...reading, ...told }),
  };
  const year = textOf(flags, "year") === undefined ? undefined : Number(textOf(flags, "year"));
  const [insurer, knownAt, policy] = [textOf(flags, "insurer"), textOf(flags, "known-at"), textOf(flags, "policy")];
  const replace = flags["replace"] === true;
  switch (kind) {
    case "population":
      return loadPopulation(effects, { path, year, insurer, care: textOf(flags, "care"), replace });
    case "regions":
      return loadRegions(effects, { path, region: textOf(flags, "region") });
    case "contracts":
      return loadContracts(effects, { path, year, insurer, knownAt, replace, policy });
    case "signals":
      return loadSignals(effects, { path, knownAt });
    case "dossier": {
      const told = {
        origin: textOf(flags, "origin"),
        period: textOf(flags, "period"),
        questions: textOf(flags, "questions"),
      };
      return loadDossier(effects, { path, knownAt, policy, ...told });
    }
  }
}

/** What a flag must look like, and how to say so. */
const forms: Readonly<Record<string, { fits: (text: string) => boolean; expected: string }>> = {
  year: { fits: (text) => yearCell.read(text, undefined) !== undefined, expected: "a year such as 2023" },
  insurer: { fits: (text) => insurerCell.read(text, undefined) !== undefined, expected: insurerCell.expected },
  "known-at": {
    fits: (text) => parseInstant(text) !== undefined,
    expected: "an instant with its offset, as 2023-05-20T14:00:00+02:00",
  },
};

function checkFlags({ flags }: Call): Finding[] {
  return Object.entries(forms).flatMap(([name, { fits, expected }]) => {
    const text = flags[name];
    return typeof text !== "string" || fits(text) ? [] : [refuse("bad-flag", `--${name} ${text}`, expected)];
  });
}

/** All is well, some files or rows were refused, or nothing could be used. */
function exitOf(exits: readonly ExitCode[]): ExitCode {
  if (exits.every((exit) => exit === 0)) return 0;
  return exits.every((exit) => exit === 2) ? 2 : 4;
}
