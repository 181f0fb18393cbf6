/**
 * Canonical bytes, RFC 8785 (JCS), for the part of JSON that a receipt uses: strings, booleans, safe integers, lists and
 * objects. Equal values have equal bytes, so that a hash says what a receipt says.
 */
import { assert } from "../assert.ts";
import type { Json, Receipt } from "./record.ts";

/**
 * The canonical text of a value. A float, null, undefined or half a surrogate pair is a mistake of the caller.
 *
 * @source RFC 8785 §3.2: keys sorted by UTF-16 code units, strings escaped as ECMAScript does.
 */
export function canonical(value: unknown): string {
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    assert(Number.isSafeInteger(value), `Cannot write canonical JSON: ${value} is not a safe integer`);
    return String(value);
  }
  if (typeof value === "string") {
    assert(value.isWellFormed(), "Cannot write canonical JSON: a string with half a surrogate pair");
    return JSON.stringify(value);
  }
  assert(
    typeof value === "object" && value !== null,
    `Cannot write canonical JSON: ${typeof value} has no place in it`,
  );
  return Array.isArray(value) ? `[${value.map(canonical).join(",")}]` : canonicalObject(value);
}

function canonicalObject(object: object): string {
  // The default order of sort() is that of UTF-16 code units, which is what RFC 8785 asks.
  const members = Object.entries(object)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${canonical(key)}:${canonical(member)}`);
  return `{${members.join(",")}}`;
}

/** The bytes of a receipt as they are filed, hashed and handed over: the canonical text and one line feed. */
export function receiptBytes(receipt: Receipt): Uint8Array {
  return fileBytes(receipt as unknown as Json);
}

/** The bytes of any canonical file: a proof, a head, a lock. */
export function fileBytes(value: Json): Uint8Array {
  return new TextEncoder().encode(`${canonical(value)}\n`);
}
