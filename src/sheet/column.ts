/**
 * One column of a sheet, compiled: for a value, which rules' cells hold. A column whose bounds are all given becomes a table that is
 * looked up; one that waits for an open parameter, or for one that differs per part, is asked cell by cell.
 */
import type { Datum } from "../datum.ts";
import { compile, sameValue } from "../formula.ts";
import type { Evaluate, Frame, Layout, Term } from "../formula.ts";
import type { Sheet } from "../sheet.ts";
import type { Cell, Operand } from "./cell.ts";

/**
 * Writes two masks of one bit per rule: from `at` on the cells that hold, after that the cells that may hold, which are those and
 * the ones that wait for something unknown.
 */
export type Fill = (frame: Frame, into: Int32Array, at: number) => void;

/** Whether a known value satisfies a cell; undefined when an operand of the cell is not known. */
type CellTest = (value: Datum, frame: Frame) => boolean | undefined;

export function compileColumn(sheet: Sheet, column: number, words: number, layout: Layout): Fill {
  const { name } = sheet.inputs[column]!;
  const cells = sheet.rules.map(({ when }) => when[column]!);
  const input: Term = { op: "name", type: name.type, name };
  const read = compile(input, sheet.subject, layout);
  const tests = cells.map((cell) => compileCell(cell, sheet.subject, layout));
  const unknown = masksOf(
    cells.map((cell) => (cell.kind === "any" ? true : undefined)),
    words,
  );
  const stretches = stretchesOf(cells, layout);
  if (stretches === undefined) return askingCells(read, tests, unknown, words);
  const table = Int32Array.from(stretches.samples.flatMap((value) => holding(tests, value, words)));
  if (words === 1 && name.subject === sheet.subject && layout.constantOf(input) === undefined)
    return lookingUpOneWord(layout.slotOf(name.subject, name.key), stretches, table, unknown);
  return lookingUp(read, stretches, table, unknown, words);
}

function askingCells(read: Evaluate, tests: readonly CellTest[], unknown: readonly number[], words: number): Fill {
  return (frame, into, at) => {
    const value = read(frame) as Datum | undefined;
    const answers = tests.map((test) => (value === undefined ? undefined : test(value, frame)));
    into.set(value === undefined ? unknown : masksOf(answers, words), at);
  };
}

function lookingUp(
  read: Evaluate,
  stretches: Stretches,
  table: Int32Array,
  unknown: readonly number[],
  words: number,
): Fill {
  return (frame, into, at) => {
    const value = read(frame) as Datum | undefined;
    if (value === undefined) {
      for (let i = 0; i < 2 * words; i++) into[at + i] = unknown[i]!;
      return;
    }
    const place = locate(stretches, value) * words;
    for (let word = 0; word < words; word++) into[at + word] = into[at + words + word] = table[place + word]!;
  };
}

/** The same for at most 32 rules over a value of the sheet's own subject, as most are: this is what makes a sheet fast. */
function lookingUpOneWord(slot: number, stretches: Stretches, table: Int32Array, unknown: readonly number[]): Fill {
  const [holds, may] = unknown as [number, number];
  return (frame, into, at) => {
    const value = frame.values[slot];
    if (value === undefined) {
      into[at] = holds;
      into[at + 1] = may;
    } else into[at] = into[at + 1] = table[locate(stretches, value)]!;
  };
}

function compileCell(cell: Cell, subject: string, layout: Layout): CellTest {
  if (cell.kind === "any") return () => true;
  if (cell.kind === "in") {
    const operands = cell.values.map((operand) => compile(operand, subject, layout));
    return (value, frame) => {
      const values = operands.map((operand) => operand(frame));
      return values.includes(undefined) ? undefined : values.some((other) => sameValue(other!, value)) !== cell.negated;
    };
  }
  const { from, to } = cell;
  const lower = from && compile(from.value, subject, layout);
  const upper = to && compile(to.value, subject, layout);
  return (value, frame) => {
    const [low, high] = [lower?.(frame), upper?.(frame)];
    if ((lower && low === undefined) || (upper && high === undefined)) return undefined;
    const above = low === undefined || (from!.open ? value > low : value >= low);
    return above && (high === undefined || (to!.open ? value < high : value <= high));
  };
}

/**
 * The values of a column in stretches that its cells do not tell apart, with a sample of each. Numbers, days and instants are whole
 * inside, so each stretch runs from one cut to the next, and the first lies below all cuts. Choices and truths stand each for
 * itself, and the first stretch is all those that no cell names.
 */
type Stretches = { readonly samples: readonly Datum[] } & (
  | { readonly kind: "numbers"; readonly cuts: readonly bigint[] }
  | { readonly kind: "days"; readonly cuts: readonly number[] }
  | { readonly kind: "words"; readonly places: ReadonlyMap<Datum, number> }
);

/** The stretch in which a value lies. */
function locate(stretches: Stretches, value: Datum): number {
  switch (stretches.kind) {
    case "numbers": {
      const { cuts } = stretches;
      let [low, high] = [0, cuts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((value as bigint) < cuts[middle]!) high = middle;
        else low = middle + 1;
      }
      return low;
    }
    case "days": {
      const { cuts } = stretches;
      let reached = 0;
      while (reached < cuts.length && cuts[reached]! <= (value as number)) reached++;
      return reached;
    }
    case "words":
      return stretches.places.get(value) ?? 0;
  }
}

/** The stretches of a column; undefined when a bound has to wait for a frame, or when its values are sets. */
function stretchesOf(cells: readonly Cell[], layout: Layout): Stretches | undefined {
  const marks = cells.flatMap(marksOf).map(({ operand, after }) => ({ value: layout.constantOf(operand), after }));
  if (marks.some(({ value }) => value === undefined || Array.isArray(value))) return undefined;
  const kind = typeof marks[0]?.value;
  if (kind === "bigint") {
    const cuts = inOrder(marks.map(({ value, after }) => (value as bigint) + (after ? 1n : 0n)));
    return { kind: "numbers", samples: [cuts[0]! - 1n, ...cuts], cuts };
  }
  if (kind === "number") {
    const cuts = inOrder(marks.map(({ value, after }) => (value as number) + (after ? 1 : 0)));
    return { kind: "days", samples: [cuts[0]! - 1, ...cuts], cuts };
  }
  const words = [...new Set(marks.map(({ value }) => value as Datum))];
  return { kind: "words", samples: [nothing, ...words], places: new Map(words.map((word, i) => [word, i + 1])) };
}

/** A choice that no policy can name. */
const nothing = "\u0000";

function inOrder<T extends bigint | number>(values: readonly T[]): T[] {
  return [...new Set(values)].toSorted((a, b) => (a < b ? -1 : 1));
}

/** Where a cell begins or ends to hold: at a bound, or right after it. */
function marksOf(cell: Cell): { readonly operand: Operand; readonly after: boolean }[] {
  if (cell.kind === "any") return [];
  if (cell.kind === "in") return cell.values.flatMap((operand) => [false, true].map((after) => ({ operand, after })));
  const { from, to } = cell;
  return [
    ...(from ? [{ operand: from.value, after: from.open }] : []),
    ...(to ? [{ operand: to.value, after: !to.open }] : []),
  ];
}

function holding(tests: readonly CellTest[], value: Datum, words: number): readonly number[] {
  return masksOf(
    tests.map((test) => test(value, noFrame)),
    words,
  ).slice(0, words);
}

const noFrame: Frame = { member: "", values: [], parts: new Map() };

/** Words of 32 rules: first the answers that are true, then those that are not false. */
function masksOf(answers: readonly (boolean | undefined)[], words: number): number[] {
  const masks = Array.from({ length: 2 * words }, () => 0);
  for (const [rule, answer] of answers.entries()) {
    if (answer === true) masks[rule >> 5]! |= 1 << (rule & 31);
    if (answer !== false) masks[words + (rule >> 5)]! |= 1 << (rule & 31);
  }
  return masks;
}
