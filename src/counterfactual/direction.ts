/** What a provider can move, and how far: each fact with a lever, upwards and downwards, in every part that has it. */
import { powerOfTen } from "../decimal.ts";
import type { Datum, Type } from "../datum.ts";
import type { Lever } from "../fact.ts";
import { whole } from "../formula.ts";
import type { Frame, Name } from "../formula.ts";
import type { Policy } from "../policy.ts";
import type { Dossier, Program } from "../program.ts";

/** A fact that moves one way. */
export interface Direction {
  /** What moves, as it is told. */
  readonly ref: string;
  /** The name by which the decision reads it. */
  readonly key: string;
  readonly type: Type;
  readonly frame: Frame;
  readonly part: string | undefined;
  readonly slot: number;
  readonly from: Datum;
  /** How many steps it can go. */
  readonly steps: number;
  /** What it is worth after so many steps. */
  to(steps: number): Datum;
}

/** The directions in which the supplied values behind these names can move, in the frames of their subjects. */
export function directionsOf(
  program: Program,
  dossier: Dossier,
  names: readonly Name[],
  framesOf: (subject: string) => readonly Frame[],
): Direction[] {
  return names.flatMap((name) => {
    const { key, subject } = name;
    const slot = program.slots.get(subject)!.get(key)!;
    return framesOf(subject).flatMap((frame) => {
      const from = frame.values[slot];
      const given = subject === whole ? dossier.values : dossier.parts.get(subject)?.get(frame.member);
      const moved = leverOf(program.policy, name, frame.member);
      if (from === undefined || moved === undefined || given?.has(key) !== true) return [];
      const part = subject === whole || moved.ref !== key ? undefined : `${subject}/${frame.member}`;
      const of = { ref: moved.ref, key, type: moved.type, frame, part, slot, from };
      return ([1n, -1n] as const).map((sign) => ({ ...of, ...reach(from, moved.lever, sign) }));
    });
  });
}

/**
 * What a provider can move behind a name: a fact, an indicator, or the indicator for which a part stands. Its steps and bounds
 * come at the scale of the name.
 */
function leverOf(
  { vocabulary, indicators }: Policy,
  { ref, key, type }: Name,
  member: string,
): { readonly ref: string; readonly type: Type; readonly lever: Lever } | undefined {
  const id = ref.slice(ref.indexOf(".") + 1);
  if (ref.startsWith("fact.")) {
    const lever = vocabulary.get(id)?.lever;
    return lever && { ref: key, type, lever };
  }
  const indicator = ref.startsWith("indicator.") ? indicators.get(id) : undefined;
  const meant = indicator?.lever === undefined ? indicators.get(indicator?.from.get(member) ?? "") : indicator;
  if (meant?.lever === undefined || type.kind !== "number" || meant.type.kind !== "number") return undefined;
  const factor = powerOfTen(Math.max(0, type.scale - meant.type.scale));
  const { step, range } = meant.lever;
  const lever: Lever = { step: step * factor, range: [range[0] * factor, range[1] * factor] };
  return { ref: `indicator.${meant.id}`, type: { ...meant.type, scale: type.scale }, lever };
}

/**
 * How far a value can go one way, and what it then is: a bool from 0 to 1, a day by days, a number by its digits. A lever has marks, from
 * the least of its range on by whole steps, and a value moves from mark to mark: 62.5 % goes to 63 % and not to 63.5 %.
 */
function reach(from: Datum, { step, range: [least, most] }: Lever, sign: 1n | -1n): Pick<Direction, "steps" | "to"> {
  const start = BigInt(from as boolean | number | bigint);
  const marks = (most - least) / step;
  // The mark at which the value stands, or the one behind it, seen the way it goes.
  const behind = (start - least + (sign > 0n ? 0n : step - 1n)) / step;
  const first = behind + sign;
  const isInRange = start >= least && start <= most;
  const steps = isInRange ? Number(sign > 0n ? marks - behind : behind) : 0;
  return {
    steps,
    to: (count) => {
      const value = least + step * (first + sign * BigInt(count - 1));
      return typeof from === "boolean" ? value === 1n : typeof from === "number" ? Number(value) : value;
    },
  };
}
