/**
 * Reading canonical files. A receipt is its bytes, so one that says the same in other bytes is refused: another order of keys,
 * a space, a key twice, a float, a byte that is no UTF-8.
 */
import type { Finding } from "../finding.ts";
import { canonical } from "./canonical.ts";
import type { Json } from "./record.ts";
import { brief } from "./shape.ts";

const deepest = 64;

/** The value of a canonical file, or the one finding that says why it is none. */
export function readCanonical(bytes: Uint8Array, file: string): { value: Json } | { finding: Finding } {
  const refuse = (code: string, found: string, expected: string, place: Partial<Finding> = {}) => ({
    finding: { code, severity: "file", file, line: 1, ...place, found, expected } satisfies Finding,
  });
  const text = decode(bytes);
  if (text === undefined) return refuse("receipt-json", "bytes that are no UTF-8", "JSON in UTF-8");
  const parsed = parse(text);
  if ("error" in parsed) return refuse("receipt-json", parsed.error, "one JSON object");
  const foreign = findForeign(parsed.value, "", 0);
  if (foreign !== undefined) return refuse("receipt-json", foreign.found, foreign.expected, { field: foreign.field });
  const expected = `${canonical(parsed.value)}\n`;
  if (text === expected) return { value: parsed.value as Json };
  const duplicate = findDuplicate(text);
  if (duplicate !== undefined)
    return refuse("receipt-duplicate-key", `"${duplicate.key}" twice`, "every key once", { column: duplicate.column });
  const at = firstDifference(text, expected);
  return refuse("receipt-canonical", glimpse(text, at), `${glimpse(expected, at)} (RFC 8785 and one line feed)`, {
    column: at + 1,
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): { value: unknown } | { error: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** The first key that an object of a JSON text has twice, as it is written there. */
function findDuplicate(text: string): { key: string; column: number } | undefined {
  const open: Set<string>[] = [];
  for (const match of text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g)) {
    const [token, key = "", colon] = match;
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (colon !== undefined) {
      if (open.at(-1)?.has(key)) return { key, column: match.index + 1 };
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}

interface Foreign {
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** The first thing that has no place in a receipt, though JSON knows it. */
function findForeign(value: unknown, field: string, depth: number): Foreign | undefined {
  const foreign = (found: string, expected: string): Foreign => ({ field, found, expected });
  if (depth > deepest) return foreign("more of them", `at most ${deepest} levels of lists and objects`);
  if (typeof value === "string") return value.isWellFormed() ? undefined : foreign("half a surrogate pair", "a text");
  if (typeof value === "number")
    return Number.isSafeInteger(value) ? undefined : foreign(String(value), "a whole number, or a decimal in quotes");
  if (value === null) return foreign("null", "an absent key for what is unknown");
  if (typeof value !== "object") return undefined;
  for (const [key, member] of Object.entries(value)) {
    // Beyond U+D7FF, sorting by UTF-16 code units and sorting by code points part ways.
    if (/[\u{d800}-\u{10ffff}]/u.test(key)) return foreign(`the key ${brief(key)}`, "keys of characters below U+D800");
    const at = Array.isArray(value) ? `${field}[${key}]` : `${field}${field && "."}${key}`;
    const found = findForeign(member, at, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function glimpse(text: string, at: number): string {
  return at >= text.length ? "the end" : JSON.stringify(text.slice(at, at + 20));
}
