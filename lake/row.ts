/**
 * Rows as they leave the lake: integers as bigint, days and decimals as text. A float never leaves: sums in the lake are exact.
 */
import type { Row } from "../acts/effects.ts";

/** A row of DuckDB as the house knows it. A float is a mistake in the query, and fails. */
export function toRow(row: Record<string, unknown>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, toValue(name, value)]));
}

function toValue(name: string, value: unknown): bigint | string | boolean | null {
  if (value === null || typeof value === "bigint" || typeof value === "string" || typeof value === "boolean")
    return value;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "number") throw new Error(`Cannot take column ${name} out of the lake: it is a float, ${value}`);
  return (value as { toString(): string }).toString();
}
