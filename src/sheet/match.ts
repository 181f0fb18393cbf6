/**
 * Matching a sheet: per column the rules whose cells the value satisfies, as a mask of one bit per rule (`column.ts`); then the *and*
 * of the columns' masks. Those masks are the trace of a decision: text is made from them only when somebody asks.
 */
import type { Frame, Layout } from "../formula.ts";
import type { HitPolicy, Sheet } from "../sheet.ts";
import { compileColumn } from "./column.ts";

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

export function compileSheet(sheet: Sheet, layout: Layout): CompiledSheet {
  const words = Math.max(1, Math.ceil(sheet.rules.length / 32));
  const columns = sheet.inputs.map((_, i) => compileColumn(sheet, i, words, layout));
  const all = Int32Array.from({ length: words }, (_, word) => maskOf(sheet.rules.length - word * 32));
  /** Of 32 rules those whose cells all hold (kind 0), or all may hold (kind 1). */
  const meet = (trace: Int32Array, word: number, kind: 0 | 1): number => {
    let mask = all[word]!;
    for (let at = kind * words + word; at < trace.length; at += 2 * words) mask &= trace[at]!;
    return mask;
  };
  return {
    words,
    traceLength: columns.length * 2 * words,
    trace(frame, into) {
      for (let i = 0; i < columns.length; i++) columns[i]!(frame, into, 2 * i * words);
    },
    single: (trace) => (words === 1 ? oneOfWord(trace) : oneOfMany(trace)),
    match(trace) {
      const [hit, maybe] = ([0, 1] as const).map((kind) =>
        sheet.rules.flatMap((_, rule) => ((meet(trace, rule >> 5, kind) >>> (rule & 31)) & 1 ? [rule] : [])),
      );
      return settle(hit!, maybe!, sheet.hit);
    },
  };

  /** A sheet of at most 32 rules, as most are. */
  function oneOfWord(trace: Int32Array): number {
    let [hit, maybe] = [all[0]!, all[0]!];
    for (let at = 0; at < trace.length; at += 2) {
      hit &= trace[at]!;
      maybe &= trace[at + 1]!;
    }
    return oneOf(hit, maybe, sheet.hit);
  }

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
