/**
 * What may stand in a cell, and how it is read. Dutch tables write 1.250,50 where others write 1,250.50, and a lone "1.250" can
 * be either; so a table first shows which mark it uses, and a cell that stays ambiguous is refused rather than guessed.
 */
import { parseDay } from "../day.ts";
import type { Day } from "../day.ts";
import { parseDecimal, rescale } from "../decimal.ts";

export type DecimalMark = "." | ",";

export interface CellType<T> {
  /** What should stand there, for people. */
  readonly expected: string;
  /** The value of a filled cell; undefined when it is not one. */
  read(text: string, mark: DecimalMark | undefined): T | undefined;
}

/**
 * A number as people write it, as plain text that `parseDecimal` reads: `€ 1.250,-` becomes `1250`. Undefined when it is no
 * number, breaks the table's mark, or could mean two things.
 */
export function toPlainNumber(text: string, mark: DecimalMark | undefined): string | undefined {
  const bare = text.replaceAll(/[\s€]/gu, "").replace(/[.,]-+$/, "");
  const match = /^(-?)(\d+(?:[.,]\d+)*)$/.exec(bare);
  if (match === null) return undefined;
  const [, sign = "", body = ""] = match;
  const parts = body.split(/[.,]/);
  const marks = body.replaceAll(/\d/g, "");
  const last = marks.at(-1);
  if (last === undefined) return sign + body;
  const isDecimal = marks.slice(0, -1).includes(last) ? false : decides(parts, marks, mark);
  if (isDecimal === undefined || (isDecimal && mark !== undefined && last !== mark)) return undefined;
  const groups = isDecimal ? parts.slice(0, -1) : parts;
  const separators = new Set(isDecimal ? marks.slice(0, -1) : marks);
  if (separators.size > 1 || (mark !== undefined && separators.has(mark)) || !isGrouped(groups)) return undefined;
  return sign + groups.join("") + (isDecimal ? `.${parts.at(-1)}` : "");
}

/** Whether the last mark of a number is its decimal mark; undefined when nothing tells. */
function decides(parts: readonly string[], marks: string, mark: DecimalMark | undefined): boolean | undefined {
  if (marks.length > 1) return true;
  if (mark !== undefined) return marks === mark;
  const [whole = "", fraction = ""] = parts;
  return fraction.length === 3 && whole.length <= 3 && !whole.startsWith("0") ? undefined : true;
}

/** Groups of thousands: up to three digits, then three each; a number without groups is fine too. */
function isGrouped(groups: readonly string[]): boolean {
  return groups.length === 1 || ((groups[0]?.length ?? 0) <= 3 && groups.slice(1).every((group) => group.length === 3));
}

/** The mark that the numbers of a table use: known only when some number tells and none contradicts. */
export function detectMark(texts: Iterable<string>): DecimalMark | undefined {
  const seen = new Set<string>();
  for (const text of texts) {
    const last = text.match(/[.,](?=\d+%?\s*$)/)?.[0];
    if (last !== undefined && toPlainNumber(text.replace(/%\s*$/, ""), undefined)?.includes(".")) seen.add(last);
  }
  const [only] = seen;
  return seen.size === 1 ? (only as DecimalMark) : undefined;
}

/** A number with at most so many decimals, as digits at that scale. */
export function decimalCell(scale: number, expected = `a number with at most ${scale} decimals`): CellType<bigint> {
  return {
    expected,
    read(text, mark) {
      const decimal = parseDecimal(toPlainNumber(text, mark) ?? "");
      return decimal && rescale(decimal, scale);
    },
  };
}

/** A whole number of zero or more. */
export const countCell: CellType<bigint> = {
  expected: "a whole number, zero or more",
  read(text, mark) {
    const count = decimalCell(0).read(text, mark);
    return count !== undefined && count >= 0n ? count : undefined;
  },
};

/** Euros with at most two decimals, read as cents. */
export const centsCell = decimalCell(2, "an amount in euros with at most two decimals");

export const yearCell: CellType<number> = {
  expected: "a year of four digits",
  read: (text) => (/^(19|20)\d\d$/.test(text) ? Number(text) : undefined),
};

/** `2024-09-15`, or as the Dutch write it, `15-9-2024`. */
export const dayCell: CellType<Day> = {
  expected: "a day, 2024-09-15 or 15-09-2024",
  read(text) {
    const dutch = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text);
    if (dutch === null) return parseDay(text);
    const [, day = "", month = "", year = ""] = dutch;
    return parseDay(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
  },
};

/** Any text on one line. */
export const textCell: CellType<string> = {
  expected: "text on one line",
  read: (text) => (text.includes("\n") ? undefined : text),
};

/** An AGB code: eight digits, the last six not all zero (Vektis). Excel drops the leading zero; then it is refused, not mended. */
export const agbCell: CellType<string> = {
  expected: "an AGB code of eight digits (format the column as text, so that its leading zero stays)",
  read: (text) => (/^\d{2}(?!000000)\d{6}$/.test(text) ? text : undefined),
};

/** A UZOVI code of four digits, or `*` for all insurers together. */
export const insurerCell: CellType<string> = {
  expected: "a UZOVI code of four digits, or * for all insurers",
  read: (text) => (/^(\d{4}|\*)$/.test(text) ? text : undefined),
};

/** One of a few words, each with the ways in which it is written; letter case does not matter. */
export function wordCell<T>(words: ReadonlyMap<T, readonly string[]>): CellType<T> {
  const meaning = new Map([...words].flatMap(([value, spellings]) => spellings.map((word) => [word, value] as const)));
  return {
    expected: [...words.values()].map(([word]) => word).join(", "),
    read: (text) => meaning.get(text.toLowerCase()),
  };
}

export const truthCell = wordCell(
  new Map([
    [true, ["ja", "true", "yes", "waar", "j", "y", "1"]],
    [false, ["nee", "false", "no", "onwaar", "n", "0"]],
  ]),
);

export const sexCell = wordCell<"male" | "female">(
  new Map([
    ["male", ["m", "man", "mannen", "male"]],
    ["female", ["v", "vrouw", "vrouwen", "f", "female"]],
  ]),
);

/** The first year of an age class: `75`, `75-79`, `75 t/m 79 jaar`, ` 5 t/m  9 jaar`, `90+`. */
export const ageCell: CellType<number> = {
  expected: "an age or age class, 75 or 75 t/m 79 jaar or 90+",
  read(text) {
    const match = /^(\d{1,3})(?:\s*(?:-|t\/m|tot)\s*\d{1,3})?\s*\+?\s*(?:jaar(?: en ouder)?)?$/.exec(text);
    return match === null ? undefined : Number(match[1]);
  },
};
