/**
 * What would have changed the outcome: the smallest changes, of at most two facts that the provider itself controls, that turn a
 * decision. A fact says by its `lever` in which steps and between which bounds it can move; quality, evidence and time have
 * levers, whom to treat has none. Everything else is held fixed, the peers' figures too.
 *
 * One change is searched step by step, so what is found is the smallest. Two changes are searched along the border between
 * turning and not turning, on the premise that going further in a direction does not turn it back; each is proven by deciding
 * again, and none is shown of which a smaller one is known. A fact that turns the outcome alone is not asked for in pairs too.
 */
import { powerOfTen } from "./decimal.ts";
import type { Datum, Type } from "./datum.ts";
import { readsOf } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Lever } from "./fact.ts";
import { whole } from "./formula.ts";
import type { Frame, Name } from "./formula.ts";
import type { Policy } from "./policy.ts";
import { cone, decideAll, run, valueOf } from "./program.ts";
import type { Dossier, Program } from "./program.ts";

export interface Change {
  /** `fact.x@2023` */
  readonly ref: string;
  readonly part?: string;
  readonly type: Type;
  readonly from: Datum;
  readonly to: Datum;
  /** How many steps of its lever. */
  readonly steps: number;
}

export interface Counterfactual {
  readonly changes: readonly Change[];
  /** What the decision says then. */
  readonly value: Datum;
}

export interface Question {
  readonly decision: string;
  readonly member?: string;
  /** When the provider would be content; by default as `betterThan` says. */
  readonly wanted?: (value: Datum) => boolean;
}

/**
 * What would be better than a value: conditions that hold, or a choice nearer to the best of a ranked output. Undefined where
 * the policy does not say what is better.
 */
export function betterThan(decision: Decision, value: Datum): ((other: Datum) => boolean) | undefined {
  if (decision.kind === "conditions") return value === true ? undefined : (other) => other === true;
  const [output] = decision.kind === "sheet" ? decision.outputs : [];
  if (output?.ranked !== true || output.type.kind !== "enum") return undefined;
  const { values } = output.type;
  return (other) => values.indexOf(other as string) < values.indexOf(value as string);
}

/** A fact that can be moved, and the values it can move to: nearest first, in one direction. */
interface Direction {
  /** What moves, as it is told. */
  readonly ref: string;
  /** The name by which the decision reads it. */
  readonly key: string;
  readonly type: Type;
  readonly frame: Frame;
  readonly part: string | undefined;
  readonly slot: number;
  readonly from: Datum;
  readonly to: readonly Datum[];
}

/** Every smallest change of one or two facts that turns a decision; none when it is as wanted already, or not known. */
export function counterfactuals(program: Program, dossier: Dossier, question: Question): Counterfactual[] {
  const trial = new Trial(program, dossier, question);
  if (!trial.turnable) return [];
  const directions = directionsOf(program, dossier, trial);
  const singles = directions.flatMap((direction) => trial.one(direction));
  const alone = new Set(singles.map(({ changes }) => changes[0]!.ref + changes[0]!.part));
  const rest = directions.filter(({ ref, part }) => !alone.has(ref + part));
  const pairs = rest.flatMap((a, i) =>
    rest.slice(i + 1).flatMap((b) => (a.slot === b.slot && a.frame === b.frame ? [] : trial.two(a, b))),
  );
  return undominated([...singles, ...pairs]);
}

/** For each lever the values above and the values below, in each frame that has a supplied value. */
function directionsOf(program: Program, dossier: Dossier, trial: Trial): Direction[] {
  return trial.names().flatMap((name) => {
    const { key, subject } = name;
    const slot = program.slots.get(subject)!.get(key)!;
    return trial.framesOf(subject).flatMap((frame) => {
      const from = frame.values[slot];
      const given = subject === whole ? dossier.values : dossier.parts.get(subject)?.get(frame.member);
      const moved = leverOf(program.policy, name, frame.member);
      if (from === undefined || moved === undefined || given?.has(key) !== true) return [];
      const part = subject === whole || moved.ref !== key ? undefined : `${subject}/${frame.member}`;
      const of = { ref: moved.ref, key, type: moved.type, frame, part, slot, from };
      return [1n, -1n]
        .map((sign) => ({ ...of, to: reachable(from, moved.lever, sign) }))
        .filter(({ to }) => to.length > 0);
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

function reachable(from: Datum, { step, range: [least, most] }: Lever, sign: bigint): Datum[] {
  const start = typeof from === "boolean" ? BigInt(from) : typeof from === "number" ? BigInt(from) : (from as bigint);
  const back = (value: bigint): Datum =>
    typeof from === "boolean" ? value === 1n : typeof from === "number" ? Number(value) : value;
  const values: Datum[] = [];
  for (let value = start + sign * step; value >= least && value <= most; value += sign * step) values.push(back(value));
  return values;
}

/** At how many places a direction is tried when two facts move at once, before the border is closed in upon. */
const places = 64;

class Trial {
  /** Whether the decision is known and there is something better to be had. */
  readonly turnable: boolean;
  readonly #program: Program;
  readonly #root: Frame;
  readonly #target: Frame;
  readonly #question: Question;
  readonly #needs: ReadonlySet<string>;
  readonly #affected = new Map<string, ReadonlySet<string>>();
  readonly #wanted: (value: Datum) => boolean;

  constructor(program: Program, dossier: Dossier, question: Question) {
    this.#program = program;
    this.#question = question;
    this.#root = decideAll(program, dossier);
    const subject = program.policy.decisions.get(question.decision)?.subject ?? whole;
    const parts = this.framesOf(subject);
    this.#target = parts.find(({ member }) => member === (question.member ?? "")) ?? this.#root;
    this.#needs = cone(program.policy, [question.decision], "needs");
    const [decision, value] = [program.policy.decisions.get(question.decision), this.#value()];
    const better = decision === undefined || value === undefined ? undefined : betterThan(decision, value);
    this.#wanted = question.wanted ?? better ?? (() => false);
    this.turnable = value !== undefined && !this.#wanted(value) && (question.wanted ?? better) !== undefined;
  }

  framesOf(subject: string): readonly Frame[] {
    return subject === whole ? [this.#root] : (this.#root.parts.get(subject) ?? []);
  }

  /** Every name that the decision rests on. */
  names(): Name[] {
    const { decisions } = this.#program.policy;
    const read = [...this.#needs].flatMap((id) => readsOf(decisions.get(id)!));
    return [...new Map(read.map((name) => [`${name.subject} ${name.key}`, name])).values()];
  }

  /** The nearest value of one fact that turns the decision. */
  one(direction: Direction): Counterfactual[] {
    const at = direction.to.findIndex((_, i) => this.#turns([direction, i]));
    return at < 0 ? [] : [this.#found([direction, at])];
  }

  /** Along the border on a grid: the less of one fact, the more of the other; then each closed in upon. */
  two(a: Direction, b: Direction): Counterfactual[] {
    if (!this.#turns([a, a.to.length - 1], [b, b.to.length - 1])) return [];
    const [across, up] = [grid(a.to.length), grid(b.to.length)];
    const found: Counterfactual[] = [];
    let j = up.length - 1;
    for (const i of across) {
      if (j < 0) break;
      if (!this.#turns([a, i], [b, up[j]!])) continue;
      while (j >= 0 && this.#turns([a, i], [b, up[j]!])) j--;
      const least = this.#least(j < 0 ? 0 : up[j]! + 1, up[j + 1]!, (at) => this.#turns([a, i], [b, at]));
      const nearest = this.#least(0, i, (at) => this.#turns([a, at], [b, least]));
      found.push(this.#found([a, nearest], [b, least]));
    }
    return found;
  }

  /** The least place between two at which a test holds, given that it holds at the last. */
  #least(low: number, high: number, holds: (at: number) => boolean): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(middle)) high = middle;
      else low = middle + 1;
    }
    return high;
  }

  #turns(...moves: readonly (readonly [Direction, number])[]): boolean {
    const value = this.#tryOut(moves);
    return value !== undefined && this.#wanted(value);
  }

  #found(...moves: readonly (readonly [Direction, number])[]): Counterfactual {
    const changes = moves.map(([{ ref, part, type, from, to }, at]) => ({
      ref,
      ...(part && { part }),
      type,
      from,
      to: to[at]!,
      steps: at + 1,
    }));
    return { changes, value: this.#tryOut(moves)! };
  }

  #tryOut(moves: readonly (readonly [Direction, number])[]): Datum | undefined {
    for (const [{ frame, slot, to }, at] of moves) frame.values[slot] = to[at];
    const affected = this.#affectedBy(moves.map(([{ key }]) => key));
    run(this.#program, this.#root, affected);
    const value = this.#value();
    for (const [{ frame, slot, from }] of moves) frame.values[slot] = from;
    run(this.#program, this.#root, affected);
    return value;
  }

  #affectedBy(refs: readonly string[]): ReadonlySet<string> {
    const key = refs.join();
    const known = this.#affected.get(key);
    if (known !== undefined) return known;
    const { policy } = this.#program;
    const readers = policy.order.filter((decision) => readsOf(decision).some((name) => refs.includes(name.key)));
    const reached = cone(
      policy,
      readers.map(({ id }) => id),
      "needed-by",
    );
    const affected = new Set([...reached].filter((id) => this.#needs.has(id)));
    this.#affected.set(key, affected);
    return affected;
  }

  #value(): Datum | undefined {
    const { decision } = this.#question;
    const subject = this.#program.policy.decisions.get(decision)?.subject ?? whole;
    return valueOf(this.#program, this.#target, `decision.${decision}`, subject);
  }
}

/** Places spread evenly over a direction, its end included. */
function grid(length: number): number[] {
  if (length <= places) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: places }, (_, i) => Math.floor(((i + 1) * length) / places) - 1);
}

/** Without those that ask the same facts to move in the same direction at least as far, and one of them further. */
function undominated(all: readonly Counterfactual[]): Counterfactual[] {
  const stepsBy = ({ changes }: Counterfactual): Map<string, number> =>
    new Map(changes.map(({ ref, part, steps, from, to }) => [`${ref} ${part} ${to > from ? "up" : "down"}`, steps]));
  const maps = all.map(stepsBy);
  return all.filter((_, i) =>
    maps.every((other, k) => {
      if (k === i) return true;
      const mine = maps[i]!;
      const within = [...other].every(([key, steps]) => steps <= (mine.get(key) ?? -1));
      const equal = other.size === mine.size && [...other].every(([key, steps]) => mine.get(key) === steps);
      return !within || (equal && k > i);
    }),
  );
}
