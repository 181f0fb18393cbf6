/**
 * What would have changed the outcome: the smallest changes, of at most two facts that the provider itself controls, that turn a
 * decision. A fact says by its `lever` in which steps and between which bounds it can move; quality, evidence and time have
 * levers, whom to treat has none. Everything else is held fixed, the peers' figures too.
 *
 * One change is searched step by step, so what is found is the smallest. Two changes are searched along the border between
 * turning and not turning, on the premise that going further in a direction does not turn it back. Each is proven by deciding
 * again, and none is shown of which a smaller one is known.
 */
import { toJson } from "./datum.ts";
import type { Datum, Json, Type } from "./datum.ts";
import type { Decision } from "./decision.ts";
import { directionsOf } from "./counterfactual/direction.ts";
import type { Direction } from "./counterfactual/direction.ts";
import { Trial } from "./counterfactual/trial.ts";
import type { Move } from "./counterfactual/trial.ts";
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

/** A counterfactual as data: `{changes: [{ref, part?, from, to}], value}`. */
export function counterfactualJson({ changes, value }: Counterfactual): Json {
  const told = changes.map(({ ref, part, type, from, to }) => ({
    ref,
    ...(part && { part }),
    from: toJson(type, from),
    to: toJson(type, to),
  }));
  return { changes: told, value: typeof value === "bigint" ? String(value) : (value as Json) };
}

export interface Question {
  /** A decision, or one output of a sheet that has several: `offer.price`. */
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
  if (output?.ranked !== true || output.result.kind !== "enum") return undefined;
  const { values } = output.result;
  return (other) => values.indexOf(other as string) < values.indexOf(value as string);
}

/** Every smallest change of one or two facts that turns a decision; none when it is as wanted already, or not known. */
export function counterfactuals(program: Program, dossier: Dossier, question: Question): Counterfactual[] {
  const trial = new Trial(program, dossier, question.decision, question.member);
  const value = trial.value();
  const wanted = question.wanted ?? (value === undefined ? undefined : betterThan(trial.decision, value));
  if (value === undefined || wanted === undefined || wanted(value)) return [];
  const search = new Search(trial, wanted);
  const directions = directionsOf(program, dossier, trial.names(), trial.framesOf).map((direction) => ({
    direction,
    alone: search.alone(direction),
  }));
  const singles = directions.flatMap(({ direction, alone }) =>
    alone === undefined ? [] : [search.told({ direction, steps: alone })],
  );
  const pairs = directions.flatMap((a, i) => directions.slice(i + 1).flatMap((b) => search.together(a, b)));
  return [...singles, ...pairs];
}

/** Up to so many steps one direction is searched step by step; beyond that on a grid, which is then closed in upon. */
const manySteps = 4096;

/** Up to so many steps each, all pairs on the border are found; beyond that as many examples of them as a reader can use. */
const [fewSteps, examples] = [64, 8];

/** A direction, and how many steps of it turn the decision without anything else. */
interface Tried {
  readonly direction: Direction;
  readonly alone: number | undefined;
}

class Search {
  readonly #trial: Trial;
  readonly #wanted: (value: Datum) => boolean;

  constructor(trial: Trial, wanted: (value: Datum) => boolean) {
    this.#trial = trial;
    this.#wanted = wanted;
  }

  /** The fewest steps of one direction that turn the decision. */
  alone(direction: Direction): number | undefined {
    const places = grid(direction.steps, manySteps, manySteps);
    const at = places.findIndex((steps) => this.#turns({ direction, steps }));
    if (at < 0) return undefined;
    return least((places[at - 1] ?? 0) + 1, places[at]!, (steps) => this.#turns({ direction, steps }));
  }

  /**
   * Along the border: the further in one direction, the less far in the other; neither so far that it would do alone. From each
   * place of the grid the border is closed in upon, first in the second direction, then in the first.
   */
  together(a: Tried, b: Tried): Counterfactual[] {
    if (a.direction.slot === b.direction.slot && a.direction.frame === b.direction.frame) return [];
    const [across, up] = [a, b].map(({ direction, alone }) =>
      grid(alone === undefined ? direction.steps : alone - 1, fewSteps, examples),
    ) as [number[], number[]];
    const turns = (i: number, j: number): boolean =>
      this.#turns({ direction: a.direction, steps: i }, { direction: b.direction, steps: j });
    if (across.length === 0 || up.length === 0 || !turns(across.at(-1)!, up.at(-1)!)) return [];
    const found: Counterfactual[] = [];
    let j = up.length - 1;
    for (const i of across) {
      if (j < 0 || !turns(i, up[j]!)) continue;
      while (j >= 0 && turns(i, up[j]!)) j--;
      const second = least((up[j] ?? 0) + 1, up[j + 1]!, (steps) => turns(i, steps));
      const first = least(1, i, (steps) => turns(steps, second));
      found.push(this.told({ direction: a.direction, steps: first }, { direction: b.direction, steps: second }));
    }
    return found;
  }

  told(...moves: readonly Move[]): Counterfactual {
    const changes = moves.map(({ direction, steps }) => {
      const { ref, part, type, from } = direction;
      return { ref, ...(part && { part }), type, from, to: direction.to(steps), steps };
    });
    return { changes, value: this.#trial.value(...moves)! };
  }

  #turns(...moves: readonly Move[]): boolean {
    const value = this.#trial.value(...moves);
    return value !== undefined && this.#wanted(value);
  }
}

/** Counts of steps up to `length`: each of them while there are at most `few`, else so many spread evenly, the last included. */
function grid(length: number, few: number, many: number): number[] {
  const places = length <= few ? length : many;
  return Array.from({ length: places }, (_, i) => Math.floor(((i + 1) * length) / places));
}

/** The least number between two for which a test holds, given that it holds for the last. */
function least(low: number, high: number, holds: (number: number) => boolean): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return to;
}
