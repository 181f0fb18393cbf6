/**
 * How a source names its columns: the mapping of an extract of claims. What is guessed from the names of columns, or told once with
 * `--map`, is remembered per source, so that the next extract of that source needs no words.
 *
 *     amounts: euro                  # or cents; a column called …_cents is always cents
 *     dates: dmy                     # or mdy, for days written with slashes
 *     columns:
 *       ref: Regelnummer
 *       insurer: "=9001"             # the same for every row
 */
import { stringify } from "yaml";
import { checkKeys, child, childText, entriesOf, findingAt, readDocument } from "../document.ts";
import type { Finding } from "../finding.ts";

export interface ClaimMapping {
  readonly amounts: "euro" | "cents";
  readonly dates: "dmy" | "mdy";
  /** By the name of our column: the header that the source gives it, or `=` and a value for every row. */
  readonly columns: Readonly<Record<string, string>>;
}

export const emptyMapping: ClaimMapping = { amounts: "euro", dates: "dmy", columns: {} };

/** Reads a remembered mapping; `known` are the names that columns may have. */
export function readMapping(file: string, text: string, known: readonly string[], findings: Finding[]): ClaimMapping {
  const document = readDocument(file, text, findings);
  if (document === undefined || !checkKeys(document, ["columns"], ["amounts", "dates"], findings)) return emptyMapping;
  let mapping = emptyMapping;
  for (const name of ["amounts", "dates"] as const) {
    const node = child(document, name);
    const value = childText(document, name);
    const changed = node === undefined ? mapping : withWord(mapping, name, value ?? "");
    if (changed === undefined)
      findings.push(findingAt(node!, "unknown-word", value ?? "no word", words[name].join(" or ")));
    else mapping = changed;
  }
  const columns = child(document, "columns");
  if (columns !== undefined) checkKeys(columns, [], known, findings);
  for (const { key, value } of entriesOf(columns, "columns", findings))
    if (value.kind === "scalar") mapping = { ...mapping, columns: { ...mapping.columns, [key.text]: value.text } };
  return mapping;
}

const words = { amounts: ["euro", "cents"], dates: ["dmy", "mdy"] } as const;

function withWord(mapping: ClaimMapping, name: "amounts" | "dates", word: string): ClaimMapping | undefined {
  return words[name].some((known) => known === word) ? { ...mapping, [name]: word } : undefined;
}

/** A mapping changed by what is told: `ref=Regelnummer,insurer==9001,amounts=cents`. */
export function withTold(
  mapping: ClaimMapping,
  told: string,
  known: readonly string[],
): { mapping: ClaimMapping; refused: readonly string[] } {
  const refused: string[] = [];
  let changed = mapping;
  for (const pair of told.split(",")) {
    const [, name = "", value = ""] = /^\s*([a-z_]+)\s*=\s*(.+?)\s*$/.exec(pair) ?? [];
    if (known.includes(name)) changed = { ...changed, columns: { ...changed.columns, [name]: value } };
    else {
      const next = name === "amounts" || name === "dates" ? withWord(changed, name, value) : undefined;
      if (next === undefined) refused.push(pair.trim());
      changed = next ?? changed;
    }
  }
  return { mapping: changed, refused };
}

/** The mapping as it is remembered. */
export function toMappingText({ amounts, dates, columns }: ClaimMapping): string {
  return `# How this source names the columns of its extracts.\n${stringify({ amounts, dates, columns })}`;
}
