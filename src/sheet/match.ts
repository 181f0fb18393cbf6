/**
 * Matching a sheet: per column, which rules' cells the value satisfies, as a bitmask. A column whose bounds are all known becomes a
 * table over the stretches between its bounds; one that waits for an open parameter is asked cell by cell. A decision is then
 * the *and* of its columns' masks, and those masks are the trace: text is made from them only when somebody asks.
 */
import type { Datum } from "../datum.ts";
import { compile } from "../formula.ts";
import type { Evaluate, Frame, Layout } from "../formula.ts";
import type { HitPolicy, Sheet } from "../sheet.ts";
import type { Cell } from "./cell.ts";

type Ordered = bigint | number | string;

/** Which rules hit. `undecided` means that another rule could still hit, for lack of a fact. */
export interface Match {
  readonly hit: readonly number[];
  readonly undecided: boolean;
}

export interface CompiledSheet {
  /** Words of 32 rules per mask. */
  readonly words: number;
  /** Per column first the mask of cells that hold, then the mask of cells that may hold: the length of a trace. */
  readonly traceLength: number;
  /** Fills a trace for a frame. */
  trace(frame: Frame, into: Int32Array): void;
  /** The one rule hit under `unique` or `first`: its index; -1 none, -2 undecided, -3 more than one. */
  single(trace: Int32Array): number;
  /** All rules hit, for `collect-*` and for explaining. */
  match(trace: Int32Array): Match;
}

interface CompiledColumn {
  readonly read: Evaluate;
  fill(value: Ordered | boolean | undefined, frame: Frame, into: Int32Array, at: number): void;
}

export function compileSheet(sheet: Sheet, layout: Layout): CompiledSheet {
  const words = Math.max(1, Math.ceil(sheet.rules.length / 32));
  const columns = sheet.inputs.map(({ name }, i): CompiledColumn => {
    const cells = sheet.rules.map((rule) => rule.when[i]!);
    const read = compile({ op: "name", type: name.type, name }, sheet.subject, layout);
    const tests = cells.map((cell) => compileCell(cell, sheet.subject, layout));
    const constants = cells.map((cell) => constantsOf(cell, layout));
    const fill = constants.every((list) => list !== undefined)
      ? tabulated(tests, cells, constants.flat() as Ordered[], words)
      : oneByOne(tests, cells, words);
    return { read, fill };
  });
  const all = Int32Array.from({ length: words }, (_, word) => maskOf(sheet.rules.length - word * 32));
  const meet = (trace: Int32Array, word: number, maybe: 0 | 1): number => {
    let mask = all[word]!;
    for (let i = 0; i < columns.length; i++) mask &= trace[(2 * i + maybe) * words + word]!;
    return mask;
  };
  return {
    words,
    traceLength: columns.length * 2 * words,
    trace(frame, into) {
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]!;
        column.fill(column.read(frame) as Ordered | undefined, frame, into, 2 * i * words);
      }
    },
    single: (trace) => (words === 1 ? oneOf(meet(trace, 0, 0), meet(trace, 0, 1), sheet.hit) : oneOfMany(trace)),
    match(trace) {
      const [hit, maybe] = ([0, 1] as const).map((kind) =>
        sheet.rules.flatMap((_, rule) => ((meet(trace, rule >> 5, kind) >>> (rule & 31)) & 1 ? [rule] : [])),
      );
      return settle(hit!, maybe!, sheet.hit);
    },
  };

  function oneOfMany(trace: Int32Array): number {
    const hits = Array.from({ length: words }, (_, word) => meet(trace, word, 0));
    const maybes = Array.from({ length: words }, (_, word) => meet(trace, word, 1));
    const used = maybes.flatMap((mask, word) => (mask === 0 ? [] : [word]));
    if (used.length === 0) return -1;
    if (sheet.hit === "unique" && used.length > 1) return hits.some((mask, word) => mask !== maybes[word]) ? -2 : -3;
    const word = used[0]!;
    const index = oneOf(hits[word]!, maybes[word]!, sheet.hit);
    return index < 0 ? index : index + 32 * word;
  }
}

function maskOf(rules: number): number {
  return rules >= 32 ? -1 : (1 << Math.max(0, rules)) - 1;
}

/** One word's verdict: under `unique` exactly one rule may hit, under `first` the first that may hit must. */
function oneOf(hit: number, maybe: number, policy: HitPolicy): number {
  if (maybe === 0) return -1;
  const first = maybe & -maybe;
  if (policy === "unique" && maybe !== first) return hit === maybe ? -3 : -2;
  return (hit & first) === 0 ? -2 : 31 - Math.clz32(first);
}

function settle(hit: readonly number[], maybe: readonly number[], policy: HitPolicy): Match {
  const open = maybe.some((rule) => !hit.includes(rule));
  if (policy !== "first") return { hit, undecided: open };
  const [first] = maybe;
  return first === undefined || hit.includes(first)
    ? { hit: first === undefined ? [] : [first], undecided: false }
    : { hit: [], undecided: true };
}

type CellTest = (value: Ordered | boolean, frame: Frame) => boolean | undefined;

/** Whether a known value satisfies a cell; undefined as soon as an operand of the cell is not known. */
function compileCell(cell: Cell, subject: string, layout: Layout): CellTest {
  if (cell.kind === "any") return () => true;
  if (cell.kind === "in") {
    const values = cell.values.map((operand) => compile(operand, subject, layout));
    return (value, frame) => {
      const operands = values.map((operand) => operand(frame));
      if (operands.includes(undefined)) return undefined;
      return operands.some((operand) => equal(operand as Datum, value)) !== cell.negated;
    };
  }
  const { from, to } = cell;
  const lower = from && compile(from.value, subject, layout);
  const upper = to && compile(to.value, subject, layout);
  return (value, frame) => {
    const [low, high] = [lower?.(frame) as Ordered | undefined, upper?.(frame) as Ordered | undefined];
    if ((from !== undefined && low === undefined) || (to !== undefined && high === undefined)) return undefined;
    const above = low === undefined || (from!.open ? value > low : value >= low);
    return above && (high === undefined || (to!.open ? value < high : value <= high));
  };
}

function equal(a: Datum | undefined, b: Datum): boolean {
  return a === b || (Array.isArray(a) && Array.isArray(b) && a.join() === b.join());
}

/** The operands of a cell when all are known before anyone asks; undefined when one has to wait for a frame. */
function constantsOf(cell: Cell, layout: Layout): Ordered[] | undefined {
  const terms = cell.kind === "any" ? [] : cell.kind === "in" ? cell.values : [cell.from?.value, cell.to?.value];
  const values: Ordered[] = [];
  for (const term of terms) {
    if (term === undefined) continue;
    const value = layout.constantOf(term);
    if (value === undefined || Array.isArray(value)) return undefined;
    values.push(value as Ordered);
  }
  return values;
}

const noFrame: Frame = { member: "", values: [], parts: new Map() };

/** A column as a table: words of mask for each bound and for each stretch between bounds. */
function tabulated(tests: readonly CellTest[], cells: readonly Cell[], bounds: readonly Ordered[], words: number) {
  const unknown = masksOf(
    cells.map((cell) => (cell.kind === "any" ? true : undefined)),
    words,
  );
  const points = [...new Set(bounds)].sort((a, b) => (a < b ? -1 : 1));
  const masksAt = (value: Ordered | boolean) =>
    masksOf(
      tests.map((test) => test(value, noFrame)),
      words,
    ).holds;
  if (points.length > 0 && points.every((point) => typeof point === "string")) return ofWords(points as string[]);
  if (points.length === 0 || typeof points[0] === "boolean") return ofBooleans();
  const segments = points.flatMap((point) => [masksAt(justBelow(point)), masksAt(point)]);
  segments.push(masksAt(justAbove(points.at(-1)!)));
  return (value: Ordered | boolean | undefined, _: Frame, into: Int32Array, at: number): void => {
    if (value === undefined) return put(unknown, into, at, words);
    let [low, high] = [0, points.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (points[middle]! < value) low = middle + 1;
      else high = middle;
    }
    const segment = segments[2 * low + (low < points.length && points[low] === value ? 1 : 0)]!;
    putSame(segment, into, at, words);
  };

  function ofWords(known: readonly string[]) {
    const table = new Map(known.map((word) => [word, masksAt(word)]));
    const other = masksAt("\u0000");
    return (value: Ordered | boolean | undefined, _: Frame, into: Int32Array, at: number): void => {
      if (value === undefined) put(unknown, into, at, words);
      else putSame(table.get(value as string) ?? other, into, at, words);
    };
  }

  function ofBooleans() {
    const [yes, no] = [masksAt(true), masksAt(false)];
    return (value: Ordered | boolean | undefined, _: Frame, into: Int32Array, at: number): void => {
      if (value === undefined) put(unknown, into, at, words);
      else putSame(value === false ? no : yes, into, at, words);
    };
  }
}

function justBelow(point: Ordered): Ordered {
  return typeof point === "bigint" ? point - 1n : typeof point === "number" ? point - 1 : point;
}

function justAbove(point: Ordered): Ordered {
  return typeof point === "bigint" ? point + 1n : typeof point === "number" ? point + 1 : point;
}

function oneByOne(tests: readonly CellTest[], cells: readonly Cell[], words: number) {
  const unknown = masksOf(
    cells.map((cell) => (cell.kind === "any" ? true : undefined)),
    words,
  );
  return (value: Ordered | boolean | undefined, frame: Frame, into: Int32Array, at: number): void => {
    put(
      value === undefined
        ? unknown
        : masksOf(
            tests.map((test) => test(value, frame)),
            words,
          ),
      into,
      at,
      words,
    );
  };
}

interface Masks {
  readonly holds: Int32Array;
  readonly may: Int32Array;
}

function masksOf(answers: readonly (boolean | undefined)[], words: number): Masks {
  const [holds, may] = [new Int32Array(words), new Int32Array(words)];
  for (const [rule, answer] of answers.entries()) {
    if (answer === true) holds[rule >> 5]! |= 1 << (rule & 31);
    if (answer !== false) may[rule >> 5]! |= 1 << (rule & 31);
  }
  return { holds, may };
}

function put({ holds, may }: Masks, into: Int32Array, at: number, words: number): void {
  for (let word = 0; word < words; word++) {
    into[at + word] = holds[word]!;
    into[at + words + word] = may[word]!;
  }
}

function putSame(mask: Int32Array, into: Int32Array, at: number, words: number): void {
  for (let word = 0; word < words; word++) {
    into[at + word] = mask[word]!;
    into[at + words + word] = mask[word]!;
  }
}
