/**
 * From the bytes of a file to a receipt or a proof that is well formed, or to findings that say what is not. The file's line is
 * always the first: a receipt is one line, and `field` says where in it.
 */
import type { Finding } from "../finding.ts";
import { readCanonical } from "./read.ts";
import type { Proof, Receipt } from "./record.ts";
import { proofForm, receiptForm } from "./form.ts";
import { checkReferences } from "./reference.ts";
import type { Say, Shape } from "./shape.ts";

export type Parsed<T> = { readonly value: T } | { readonly findings: readonly Finding[] };

/** A receipt whose form and references are right; whether its steps are, `replay` says. */
export function parseReceipt(bytes: Uint8Array, file: string): Parsed<Receipt> {
  const parsed = parseFile<Receipt>(bytes, file, receiptForm);
  if ("findings" in parsed) return parsed;
  const { findings, say } = collect(file, "receipt-reference");
  checkReferences(parsed.value, say);
  return findings.length > 0 ? { findings } : parsed;
}

export function parseProof(bytes: Uint8Array, file: string): Parsed<Proof> {
  return parseFile<Proof>(bytes, file, proofForm);
}

function parseFile<T>(bytes: Uint8Array, file: string, form: Shape): Parsed<T> {
  const read = readCanonical(bytes, file);
  if ("finding" in read) return { findings: [read.finding] };
  const { findings, say } = collect(file, "receipt-form");
  form(read.value, "", say);
  return findings.length > 0 ? { findings } : { value: read.value as T };
}

function collect(file: string, code: string): { findings: Finding[]; say: Say } {
  const findings: Finding[] = [];
  const say: Say = (field, found, expected) =>
    void findings.push({ code, severity: "file", file, line: 1, ...(field !== "" && { field }), found, expected });
  return { findings, say };
}
