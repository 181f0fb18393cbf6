/**
 * Rows as they leave the lake: integers as bigint, days and decimals as text. A float never leaves: sums in the lake are exact.
 */
import type { Row } from "../acts/effects.ts";

/** A column of DuckDB: its values in the order of the rows. */
export interface Column {
  readonly name: string;
  readonly values: readonly unknown[];
}

type Value = Row[string];

/** Columns as rows as the house knows them. A float is a mistake in the query, and fails. */
export function toRows(columns: readonly Column[]): Row[] {
  const converted = columns.map(({ name, values }) => [name, values.map((value) => toValue(name, value))] as const);
  return Array.from({ length: converted[0]?.[1].length ?? 0 }, (_, i) => {
    const row: Record<string, Value> = {};
    for (const [name, values] of converted) row[name] = values[i]!;
    return row;
  });
}

function toValue(name: string, value: unknown): Value {
  if (value === null || typeof value === "bigint" || typeof value === "string" || typeof value === "boolean")
    return value;
  if (typeof value === "number" && Number.isInteger(value)) return BigInt(value);
  if (typeof value === "number") throw new Error(`Cannot take column ${name} out of the lake: it is a float, ${value}`);
  return (value as { toString(): string }).toString();
}
