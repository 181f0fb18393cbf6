/**
 * Whether two versions of a sheet say the same in every case, one with an input unknown included. The question is put to the
 * compiled sheets, stretch by stretch.
 */
import { toPolicyText } from "../datum.ts";
import type { Datum } from "../datum.ts";
import { operandsOf } from "../decision.ts";
import type { Frame, Layout } from "../formula.ts";
import { toFormulaText } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import { compileSheet } from "../sheet.ts";
import type { CompiledSheet, Sheet } from "../sheet.ts";
import { bindingsOf } from "./binding.ts";
import type { Binding } from "./binding.ts";
import { neverKnown } from "./known.ts";
import { pieced } from "./stretch.ts";

/** A sheet under the policy whose parameters it reads. */
export interface Version {
  readonly policy: Policy;
  readonly sheet: Sheet;
}

/** Beyond so many different sets of rules it is not said that two sheets are the same. */
const most = 20_000;

/** True when it is certain that both give the same in every case. Both have the same columns. */
export function sameRows(before: Version, after: Version): boolean {
  const never = neverKnown(before.policy);
  const bindings = bindingsOf(before.policy, before.sheet);
  return bindings?.every((binding) => sameUnder(before, after, binding, never)) ?? false;
}

function sameUnder(before: Version, after: Version, binding: Binding, never: ReadonlySet<string>): boolean {
  const sides = [new Side(before, binding, never), new Side(after, binding, never)] as const;
  let sets = new Map<string, readonly Masks[]>([["", sides.map((side) => side.everything())]]);
  for (const [column, { name }] of before.sheet.inputs.entries()) {
    const bounds = sides.flatMap((side) => side.boundsOf(column));
    const known = never.has(name.ref) ? [] : pieced(name.type, bounds).map(({ sample }) => sample);
    const masks = [...known, undefined].map((sample) => sides.map((side) => side.masks(column, sample)));
    const next = new Map<string, readonly Masks[]>();
    for (const set of sets.values())
      for (const mask of masks) {
        const met = set.map((side, i) => meet(side, mask[i]!));
        next.set(met.flatMap(({ hit, may }) => [hit, may]).join(), met);
      }
    if (next.size > most) return false;
    sets = next;
  }
  return [...sets.values()].every((set) => sides[0].says(set[0]!) === sides[1].says(set[1]!));
}

/** The rules that hit and those that may hit, as bits. */
interface Masks {
  readonly hit: bigint;
  readonly may: bigint;
}

function meet(a: Masks, b: Masks): Masks {
  return { hit: a.hit & b.hit, may: a.may & b.may };
}

class Side {
  readonly #version: Version;
  readonly #compiled: CompiledSheet;
  readonly #frame: Frame;
  readonly #slots = new Map<string, number>();
  readonly #trace: Int32Array;

  constructor(version: Version, binding: Binding, never: ReadonlySet<string>) {
    this.#version = version;
    const { policy, sheet } = version;
    const slotOf = (_: string, key: string): number =>
      this.#slots.get(key) ?? this.#slots.set(key, this.#slots.size).get(key)!;
    const layout: Layout = { slotOf, constantOf: (term) => constantOf(policy, term) };
    this.#compiled = compileSheet(sheet, layout);
    const values: (Datum | undefined)[] = [];
    for (const [key, slot] of this.#slots) values[slot] = never.has(key) ? undefined : binding.get(key);
    this.#frame = { member: "", values, parts: new Map() };
    this.#trace = new Int32Array(this.#compiled.traceLength);
  }

  everything(): Masks {
    const all = (1n << BigInt(this.#version.sheet.rules.length)) - 1n;
    return { hit: all, may: all };
  }

  /** What the bounds of a column are worth, where that is the same for everybody or bound. */
  boundsOf(column: number): Datum[] {
    const { policy, sheet } = this.#version;
    return sheet.rules.flatMap(({ when }) =>
      operandsOf(when[column]!).flatMap((term) => {
        const value = constantOf(policy, term) ?? this.#frame.values[this.#slots.get(toFormulaText(term)) ?? -1];
        return value === undefined ? [] : [value];
      }),
    );
  }

  /** The rules whose cell in a column holds, or may hold, for a value. */
  masks(column: number, value: Datum | undefined): Masks {
    const { words } = this.#compiled;
    const slot = this.#slots.get(this.#version.sheet.inputs[column]!.name.key)!;
    const before = this.#frame.values[slot];
    this.#frame.values[slot] = value;
    this.#compiled.trace(this.#frame, this.#trace);
    this.#frame.values[slot] = before;
    const read = (at: number): bigint => toBits(this.#trace.subarray(at * words, (at + 1) * words));
    return { hit: read(2 * column), may: read(2 * column + 1) };
  }

  /** What the sheet gives when these rules hit and those may. */
  says({ hit, may }: Masks): string {
    const { sheet } = this.#version;
    const rules = [...sheet.rules.keys()];
    const [hits, mays] = [hit, may].map((mask) => rules.filter((rule) => ((mask >> BigInt(rule)) & 1n) === 1n));
    if (sheet.hit.startsWith("collect-"))
      return hits!.length < mays!.length
        ? "unknown"
        : hits!
            .map((rule) => this.#gives(rule))
            .toSorted()
            .join(" and ");
    const [first] = mays!;
    const decided =
      sheet.hit === "first" ? first !== undefined && hits!.includes(first) : mays!.length === 1 && hits!.length === 1;
    return decided ? this.#gives(first!) : "unknown";
  }

  #gives(rule: number): string {
    const { policy, sheet } = this.#version;
    const values = sheet.rules[rule]!.then.map((term, i) => {
      const value = constantOf(policy, term);
      return value === undefined ? toFormulaText(term) : toPolicyText(sheet.outputs[i]!.type, value);
    });
    return values.join(", ");
  }
}

function toBits(words: Int32Array): bigint {
  return words.reduceRight((bits, word) => (bits << 32n) | BigInt(word >>> 0), 0n);
}
