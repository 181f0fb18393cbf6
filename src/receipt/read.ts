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
  const { duplicate, depth } = scan(text);
  if (depth > deepest) return refuse("receipt-json", `${depth} levels of nesting`, `at most ${deepest}`);
  if (duplicate !== undefined)
    return refuse("receipt-duplicate-key", `${brief(duplicate.key)} twice`, "every key once", {
      column: duplicate.column,
    });
  const foreign = findForeign(parsed.value, "");
  if (foreign !== undefined)
    return refuse("receipt-json", foreign.found, "text, true, false, whole numbers, lists and objects", {
      field: foreign.field,
    });
  const expected = `${canonical(parsed.value)}\n`;
  if (text === expected) return { value: parsed.value as Json };
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

/** How deep a JSON text nests, and the first key that an object has twice. */
function scan(text: string): { duplicate: { key: string; column: number } | undefined; depth: number } {
  const open: Set<string>[] = [];
  let depth = 0;
  let duplicate: { key: string; column: number } | undefined;
  for (const match of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/g)) {
    const [token, colon] = match;
    if (token === "{" || token === "[") depth = Math.max(depth, open.push(new Set()));
    else if (token === "}" || token === "]") open.pop();
    else if (colon !== undefined) {
      const key = token.slice(0, -colon.length);
      if (open.at(-1)?.has(key)) duplicate ??= { key: key.slice(1, -1), column: match.index + 1 };
      open.at(-1)?.add(key);
    }
  }
  return { duplicate, depth };
}

/** The first thing that has no place in a receipt, though JSON knows it. */
function findForeign(value: unknown, field: string): { field: string; found: string } | undefined {
  if (typeof value === "string") return value.isWellFormed() ? undefined : { field, found: "half a surrogate pair" };
  if (typeof value === "number") return Number.isSafeInteger(value) ? undefined : { field, found: brief(value) };
  if (value === null) return { field, found: "null" };
  if (typeof value !== "object") return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) return { field, found: "half a surrogate pair in a key" };
    const foreign = findForeign(member, Array.isArray(value) ? `${field}[${key}]` : `${field}${field && "."}${key}`);
    if (foreign !== undefined) return foreign;
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
