/**
 * The verdict on a receipt: whether its bytes are well formed, whether every step follows, and whether its proof holds. This is
 * what a person who questions a figure asks first; the checker in `verifier/` gives the same answer.
 */
import { child, childText, describe, findingAt, itemsOf, readDocument } from "../document.ts";
import type { Finding } from "../finding.ts";
import { parseProof, parseReceipt } from "./parse.ts";
import { checkProof } from "./proof.ts";
import type { Proof, Receipt } from "./record.ts";
import { replay } from "./replay.ts";
import type { Difference } from "./replay.ts";

/** Bytes with the name of the file that they came from. */
export interface FileBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface Verdict {
  readonly file: string;
  /** True when every step follows and the proof, if there is one, holds. */
  readonly holds: boolean;
  /** Absent when the bytes are no receipt. */
  readonly receipt?: Receipt;
  /** The first step or outcome that is not what it should be. */
  readonly difference?: Difference;
  /** Absent when there is none, or none that can be read. */
  readonly proof?: Proof;
  /** Whether the key that signed is among the published ones. */
  readonly published: boolean;
  /** Everything that is wrong, one finding per cause. */
  readonly findings: readonly Finding[];
}

/**
 * Judges a receipt and the proof beside it. Without a proof the steps can be right, but nothing shows that these bytes were issued.
 * With `published` keys, a proof by any other key does not hold.
 */
export function judge({ file, bytes }: FileBytes, proof?: FileBytes, published?: ReadonlySet<string>): Verdict {
  const parsed = parseReceipt(bytes, file);
  const proven = proof && parseProof(proof.bytes, proof.file);
  const difference = "value" in parsed ? replay(parsed.value) : undefined;
  const findings = [
    ...("findings" in parsed ? parsed.findings : []),
    ...(difference ? [toFinding(difference, file)] : []),
    ...(proven && "findings" in proven ? proven.findings : []),
    ...(proof && proven && "value" in proven ? proofFindings(bytes, proven.value, proof.file, published) : []),
  ];
  return {
    file,
    holds: findings.length === 0,
    ...("value" in parsed && { receipt: parsed.value }),
    ...(difference && { difference }),
    ...(proven && "value" in proven && { proof: proven.value }),
    published: proven !== undefined && "value" in proven && published?.has(proven.value.key) === true,
    findings,
  };
}

function toFinding({ field, decision, op, found, expected }: Difference, file: string): Finding {
  const place = `${field} (${decision}${op === undefined ? "" : `, ${op}`})`;
  return { code: "receipt-differs", severity: "file", file, line: 1, field: place, found, expected };
}

function proofFindings(
  receipt: Uint8Array,
  proof: Proof,
  file: string,
  published: ReadonlySet<string> | undefined,
): Finding[] {
  const findings = checkProof(receipt, proof, file);
  if (published === undefined || published.has(proof.key)) return findings;
  const expected = "a key that is published in keys.yaml";
  const finding: Finding = {
    code: "receipt-key",
    severity: "file",
    file,
    line: 1,
    field: "key",
    found: proof.key,
    expected,
  };
  return [...findings, finding];
}

/** The published keys of a buyer: `keys:` and below it `- {key: "<64 hex digits>", from: <day>}`, one line each. */
export function parseKeys(file: string, text: string): { keys: ReadonlySet<string>; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const document = readDocument(file, text, findings);
  const keys = new Set<string>();
  const listed = document && child(document, "keys");
  if (document !== undefined && listed === undefined)
    findings.push(findingAt(document, "keys-absent", describe(document), "`keys:` with a list"));
  for (const item of itemsOf(listed, "keys", findings)) {
    const key = childText(item, "key") ?? "";
    if (/^[0-9a-f]{64}$/.test(key)) keys.add(key);
    else findings.push(findingAt(item, "keys-bad-key", describe(item), "a `key` of 64 lower-case hex digits"));
  }
  return { keys, findings };
}
