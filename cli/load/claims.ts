/** `driehoek load claims FILE… --lake DIR`: claim messages and extracts of granted claims. */
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Lake } from "../../acts/effects.ts";
import { loadClaims } from "../../acts/load-claims.ts";
import { messageReader } from "../../format/aw319.ts";
import { extractReader } from "../../format/claim-extract.ts";
import { openTable } from "../../format/table.ts";
import type { ClaimMapping } from "../../src/claim-extract.ts";
import { tellClaims } from "../../text/load.ts";
import { refuse, textOf } from "../argument.ts";
import type { Answer, Call, Flag } from "../command.ts";

const targetGroups = fileURLToPath(new URL("../../policy/codes/target-group.yaml", import.meta.url));

/** The flags of this load, besides those of `load` itself. */
export const claimFlags: Readonly<Record<string, Flag>> = {
  source: {
    type: "string",
    nl: "van wie de uittreksels zijn; de namen van de kolommen worden onthouden",
    en: "whose extracts these are; the names of their columns are remembered",
  },
  map: {
    type: "string",
    nl: "hoe kolommen heten: ref=Regelnummer,insurer==9001,amounts=cents",
    en: "what columns are called: ref=Regelnummer,insurer==9001,amounts=cents",
  },
};

/** Loads all files together: a credit may take back a line of another file. */
export async function loadClaimFiles(
  paths: readonly string[],
  lake: Lake,
  { world, flags, lang }: Call,
): Promise<Answer> {
  const threads = typeof flags["threads"] === "string" ? Number(flags["threads"]) : availableParallelism();
  const [source, map, sheet] = [textOf(flags, "source"), textOf(flags, "map"), textOf(flags, "sheet")];
  if (source !== undefined && !/^[\w.-]+$/.test(source)) return unusable(source);
  const query = (sql: string) => lake.query(sql);
  const tables = { open: (path: string) => openTable(path, { query, ...(sheet !== undefined && { sheet }) }) };
  const extracts = (mapping: ClaimMapping) => extractReader(tables, mapping);
  const effects = { ...world, lake, messages: messageReader, extracts };
  const input = { paths, targetGroups, threads, source, map };
  const { loads, findings, missing, exit } = await loadClaims(effects, input);
  return { exit, result: { loads, missing }, findings, text: tellClaims(loads, findings, missing, lang) };
}

function unusable(source: string): Answer {
  const finding = refuse("flag-value", `--source ${source}`, "a name of letters, digits, dots and dashes");
  return { exit: 2, result: {}, findings: [finding], text: "" };
}
