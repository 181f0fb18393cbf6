/**
 * The value model asks and the lake answers, without knowing each other: reckoning is a generator that gives query text and gets rows
 * back. An act drives it against a real lake; the same text is never asked twice.
 */

/** A row of sums: whole numbers, as bigint or (past 64 bits) as text, and names. */
export type SumRow = Readonly<Record<string, bigint | string | boolean | null>>;

/** Query text, and whether it gives rows or keeps a table for later questions. */
export interface Ask {
  readonly gives: "rows" | "table";
  readonly sql: string;
}

export type Asking<T> = Generator<Ask, T, readonly SumRow[]>;

/** What was asked already. */
export class Answers {
  readonly #answers = new Map<string, readonly SumRow[]>();

  *rows(sql: string): Asking<readonly SumRow[]> {
    const known = this.#answers.get(sql);
    if (known !== undefined) return known;
    const rows = yield { gives: "rows", sql };
    this.#answers.set(sql, rows);
    return rows;
  }

  *keep(sql: string): Asking<void> {
    if (this.#answers.has(sql)) return;
    this.#answers.set(sql, yield { gives: "table", sql });
  }
}

/** A whole number of a row; zero where the sum was over nothing. */
export function wholeOf(row: SumRow, name: string): bigint {
  const value = row[name];
  return typeof value === "bigint" ? value : typeof value === "string" ? BigInt(value) : 0n;
}

/** A name of a row; undefined where it is not known. */
export function nameOf(row: SumRow, name: string): string | undefined {
  const value = row[name];
  return typeof value === "string" ? value : undefined;
}
