/**
 * How sure a decision is. A class rests on figures that also contain chance. Here the decision is taken again and again, each time
 * with the figures as they might have come out instead, and the outcomes are counted.
 *
 *     certainty(program, { dossier, figures, indicators }, "class")
 *     // { draws: 400, outcomes: { B: 329, C: 71 }, incomplete: 0 }
 *
 * The method, to be told wherever the outcome is shown: each figure with an interval is drawn from a normal curve around it, on either
 * side as wide as its interval is there. Figures are drawn apart from each other, and for every provider alike: each takes
 * four hundred equally likely places once, in an order of its own (Latin hypercube sampling, McKay, Beckman and Conover 1979). What
 * was submitted stands, and so do the mean and the deviation of the peers. A share is right to about three in a hundred. The decision
 * itself stays what the policy says.
 */
import type { Frame } from "./formula.ts";
import { whole } from "./formula.ts";
import type { Indicator } from "./indicator.ts";
import { cone, fill, run, valueOf } from "./program.ts";
import type { Dossier, Program } from "./program.ts";
import { withFigures } from "./value.ts";
import type { Ends, Figure, ProviderFigures } from "./value.ts";

export interface Certainty {
  readonly draws: number;
  /** How often each outcome came out. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How often nothing could be decided. */
  readonly incomplete: number;
}

/** A provider as it is decided on. */
export interface Decided {
  readonly dossier: Dossier;
  readonly figures: ProviderFigures;
  readonly indicators: readonly Indicator[];
}

const draws = 400;

/** An end of an interval is so many standard deviations away. */
const deviations = 1.959964;

/** How often each outcome of a decision about the provider comes out; undefined when no figure has an interval. */
export function certainty(program: Program, decided: Decided, decision: string): Certainty | undefined {
  const frame = fill(program, withFigures(decided.dossier, decided.figures));
  const places = placesOf(program, decided, frame);
  if (places.length === 0) return undefined;
  const wanted = cone(program.policy, [decision], "needs");
  const outcomes: Record<string, number> = {};
  let incomplete = 0;
  for (let draw = 0; draw < draws; draw++) {
    for (const place of places) place.frame.values[place.slot] = place.values[draw];
    run(program, frame, wanted);
    const outcome = valueOf(program, frame, `decision.${decision}`);
    if (outcome === undefined) incomplete++;
    else outcomes[String(outcome)] = (outcomes[String(outcome)] ?? 0) + 1;
  }
  return { draws, outcomes, incomplete };
}

/** Where a drawn figure is put: a slot of a frame, with the value of each draw. */
interface Place {
  readonly frame: Frame;
  readonly slot: number;
  readonly values: readonly bigint[];
}

function placesOf({ slots }: Program, { figures, indicators }: Decided, frame: Frame): Place[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const place = (at: Frame, subject: string, id: string, figure: Figure): Place[] => {
    const slot = slots.get(subject)?.get(`indicator.${id}`);
    if (slot === undefined || figure.value === undefined || figure.interval === undefined) return [];
    const { scale } = byId.get(id)!.type;
    const order = orderOf(sourceOf(byId.get(id)!, at.member));
    return [{ frame: at, slot, values: order.map((i) => drawn(figure.value!, figure.interval!, normals[i]!, scale)) }];
  };
  const own = [...figures.own].flatMap(([id, figure]) => place(frame, whole, id, figure));
  const parts = [...figures.parts].flatMap(([kind, members]) =>
    (frame.parts.get(kind) ?? []).flatMap((part) =>
      [...(members.get(part.member) ?? [])].flatMap(([id, figure]) => place(part, kind, id, figure)),
    ),
  );
  return [...own, ...parts];
}

/** What is drawn: a figure that stands for an indicator is drawn as that indicator. */
function sourceOf({ id, method }: Indicator, member: string): string {
  if (method.kind === "of-part") return method.from.get(member) ?? id;
  return member === "" ? id : `${id}/${member}`;
}

/** A figure moved by so many standard deviations. Without an upper end, the lower one tells how wide it is. */
function drawn(value: bigint, { method, low, high = 2n * value - low }: Ends, normal: number, scale: number): bigint {
  const width = Number(normal < 0 ? value - low : high - value) / deviations;
  const moved = value + BigInt(Math.round(width * normal));
  if (method === "net-share") return moved;
  const most = method === "share" ? 10n ** BigInt(scale) : moved;
  return moved < 0n ? 0n : moved > most ? most : moved;
}

/** The middles of four hundred equally likely slices of the normal curve, rising. */
const normals: readonly number[] = Array.from({ length: draws }, (_, i) => normalAt((i + 0.5) / draws));

/** The point below which a share of the normal curve lies. */
function normalAt(share: number): number {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (shareBelow(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of the normal curve below a point, by Marsaglia's series (Journal of Statistical Software 2004). */
function shareBelow(x: number): number {
  let [sum, term] = [x, x];
  for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  // Half: the constant of the formula.
  return 0.5 + sum * Math.exp((-x * x) / 2 - Math.log(2 * Math.PI) / 2);
}

/** The order in which a figure of this name takes its places: always the same, and unlike that of another name. */
function orderOf(name: string): number[] {
  const order = Array.from({ length: draws }, (_, i) => i);
  let state =
    Array.from(name).reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5) | 1;
  for (let last = draws - 1; last > 0; last--) {
    for (const shift of [13, -17, 5]) state ^= shift > 0 ? state << shift : state >>> -shift;
    const other = (state >>> 0) % (last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
