/** Codes and days that come back line after line, made once and remembered. */
import { numberIn } from "./content.ts";
import type { Field } from "./layout.ts";
import { textAt } from "./finding.ts";

/** Texts of code fields. */
export class Words {
  readonly #known = new Map<Field, Map<number, string>>();

  /** The text in a field of at most six characters, or eight digits, without its filling. */
  of(field: Field, bytes: Uint8Array, at: number): string {
    const ofField = this.#known.get(field) ?? new Map<number, string>();
    if (ofField.size === 0) this.#known.set(field, ofField);
    const key = field.numeric ? numberIn(field, bytes, at) : signature(field, bytes, at);
    const known = ofField.get(key);
    if (known !== undefined) return known;
    const word = textAt(bytes, at + field.start, at + field.end).trimEnd();
    ofField.set(key, word);
    return word;
  }
}

/** The bytes of a field as one number; exact up to six of them. */
function signature({ start, end }: Field, bytes: Uint8Array, at: number): number {
  let number = 0;
  for (let i = at + start; i < at + end; i++) number = number * 256 + bytes[i]!;
  return number;
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
