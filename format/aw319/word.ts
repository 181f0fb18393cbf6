/** Codes and days that come back line after line, made once and remembered. */
import { numberIn, signature } from "./content.ts";
import type { Field } from "./layout.ts";
import { textAt } from "./finding.ts";

/** The texts of a code field: at most six characters, or eight digits. */
export class Words {
  readonly #field: Field;
  readonly #known = new Map<number, string>();
  #lastKey = -1;
  #last = "";

  constructor(field: Field) {
    this.#field = field;
  }

  /** The text in the field of the record at `at`, without its filling. */
  in(bytes: Uint8Array, at: number): string {
    const { numeric, start, end } = this.#field;
    const key = numeric ? numberIn(this.#field, bytes, at) : signature(bytes, at + start, at + end);
    if (key === this.#lastKey) return this.#last;
    this.#lastKey = key;
    this.#last = this.#known.get(key) ?? this.#learn(key, textAt(bytes, at + start, at + end).trimEnd());
    return this.#last;
  }

  #learn(key: number, word: string): string {
    this.#known.set(key, word);
    return word;
  }
}

const knownDays = new Map<number, number>();

/** YYYYMMDD, a day that exists, as days since 1970-01-01. */
export function daysIn(date: number): number {
  const known = knownDays.get(date);
  if (known !== undefined) return known;
  const days = Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / 86_400_000;
  knownDays.set(date, days);
  return days;
}
