/**
 * How sure a decision is. A class rests on figures that also contain chance. Here the decision is taken again and again, each time
 * with figures as the truth may be instead, and the outcomes are counted.
 *
 *     const populations = populationsOf(reckoning);
 *     certainty(program, { dossier, figures, indicators, populations }, "class")
 *     // { draws: 400, outcomes: { B: 329, C: 71 }, incomplete: 0 }
 *
 * The method, to be told wherever the outcome is shown: what is believed of a figure's truth is the figure drawn towards the mean of all
 * providers by as much of it as is chance (truth.ts), with what chance then still leaves; where there are too few figures to tell how the
 * truths lie, the figure itself with its interval, on either side as wide as that is there. Truths are drawn from a normal curve, apart
 * from each other and for every provider alike: each takes four hundred equally likely places once, in an order of its own (Latin hypercube sampling, McKay, Beckman and Conover 1979). What was submitted stands, and so do the mean and the
 * deviation of the peers. A share is right to about three in a hundred. The decision itself stays what the policy says.
 */
import type { Datum } from "../datum.ts";
import { decisionOf } from "../decision.ts";
import { normalQuantile } from "../distribution.ts";
import type { Frame } from "../formula.ts";
import { whole } from "../formula.ts";
import type { Indicator } from "../indicator.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { shuffled } from "../sample.ts";
import type { Reckoning } from "../value.ts";
import type { Figure } from "./figure.ts";
import { withFigures } from "./provider.ts";
import type { ProviderFigures } from "./provider.ts";
import { believedOf, isUncertain, truthsOf, widthOf } from "./truth.ts";
import type { Truths, Uncertain } from "./truth.ts";

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
  readonly populations: Populations;
}

/** How the truths of a figure lie over all whom it is about, by the name of the figure. */
export type Populations = ReadonlyMap<string, Truths>;

const draws = 400;

/** With fewer figures, how the truths lie is itself mostly chance. */
const figuresLeast = 10;

/** How often each outcome of a decision about the provider comes out; undefined when no figure has an interval. */
export function certainty(program: Program, decided: Decided, decision: string): Certainty | undefined {
  return certainties(program, decided, `decision.${decision}`).get("");
}

/** The same of a decision by its name, of each part that it is about; of the provider itself under no name. */
export function certainties(
  program: Program,
  decided: Decided,
  ref: string,
  subject: string = whole,
): ReadonlyMap<string, Certainty> {
  const byPart = outcomesDrawn(program, decided, ref, subject);
  return new Map([...byPart].map(([member, outcomes]) => [member, count(outcomes)]));
}

function count(all: readonly (Datum | undefined)[]): Certainty {
  const outcomes: Record<string, number> = {};
  for (const outcome of all)
    if (outcome !== undefined) outcomes[String(outcome)] = (outcomes[String(outcome)] ?? 0) + 1;
  return { draws: all.length, outcomes, incomplete: all.filter((outcome) => outcome === undefined).length };
}

/** What a decision comes out as in each draw, by part as above; of nobody when no figure has an interval. */
export function outcomesDrawn(
  program: Program,
  decided: Decided,
  ref: string,
  subject: string = whole,
): ReadonlyMap<string, readonly (Datum | undefined)[]> {
  const frame = fill(program, withFigures(decided.dossier, decided.figures));
  const places = placesOf(program, decided, frame);
  if (places.length === 0) return new Map();
  const { policy } = program;
  const wanted = cone(policy, [decisionOf(ref, policy.decisions)!.id], "needs");
  const frames = subject === whole ? [frame] : (frame.parts.get(subject) ?? []);
  const outcomes = frames.map((): (Datum | undefined)[] => []);
  for (let draw = 0; draw < draws; draw++) {
    for (const place of places) place.frame.values[place.slot] = place.values[draw];
    run(program, frame, wanted);
    for (const [i, own] of frames.entries()) outcomes[i]!.push(valueOf(program, own, ref, subject));
  }
  return new Map(frames.map(({ member }, i) => [member, outcomes[i]!]));
}

/** Where a drawn figure is put: a slot of a frame, with the value of each draw. */
interface Place {
  readonly frame: Frame;
  readonly slot: number;
  readonly values: readonly bigint[];
}

function placesOf({ slots }: Program, { figures, indicators, populations }: Decided, frame: Frame): Place[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const place = (at: Frame, subject: string, id: string, figure: Figure): Place[] => {
    const slot = slots.get(subject)?.get(`indicator.${id}`);
    if (slot === undefined || !isUncertain(figure)) return [];
    const { scale } = byId.get(id)!.type;
    const truth = believed(figure, populations.get(populationName(subject, id, at.member)));
    const order = shuffled(draws, sourceOf(byId.get(id)!, at.member));
    return [{ frame: at, slot, values: order.map((i) => drawn(truth, figure, normals[i]!, scale)) }];
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
  return method.kind === "of-part" ? (method.from.get(member) ?? id) : nameOf(id, member);
}

function nameOf(id: string, member: string): string {
  return member === "" ? id : `${id}/${member}`;
}

/** All regions are of one population; every other part is of its own. */
function populationName(subject: string, id: string, member: string): string {
  return subject === "region" ? `region/${id}` : nameOf(id, member);
}

/** How the truths of each figure lie; a region counts once, however many providers work there. */
export function populationsOf({
  indicators,
  providers,
  regions,
}: Pick<Reckoning, "indicators" | "providers" | "regions">): Populations {
  const units = new Map(indicators.map(({ id, type }) => [id, 10 ** type.scale]));
  const found = new Map<string, { readonly unit: number; readonly figures: Uncertain[] }>();
  const add = (figures: ReadonlyMap<string, Figure>, kind: string, member = ""): void => {
    for (const [id, figure] of figures) {
      if (!isUncertain(figure) || figure.interval.low === figure.interval.high) continue;
      const all = found.getOrInsertComputed(populationName(kind, id, member), () => ({
        unit: units.get(id)!,
        figures: [],
      }));
      all.figures.push(figure);
    }
  };
  for (const { own, parts } of providers.values()) {
    add(own, whole);
    for (const [kind, members] of parts)
      if (kind !== "region") for (const [member, figures] of members) add(figures, kind, member);
  }
  for (const figures of regions.values()) add(figures, "region");
  const enough = [...found].filter(([, { figures }]) => figures.length >= figuresLeast);
  return new Map(enough.map(([name, { figures, unit }]) => [name, truthsOf(figures, unit)]));
}

/** A figure of truth: where it is believed to lie, and how far on either side, as one standard deviation. */
interface Truth {
  readonly mean: number;
  readonly below: number;
  readonly above: number;
}

function believed(figure: Uncertain, truths: Truths | undefined): Truth {
  const [below, above] = [widthOf(figure, false), widthOf(figure, true)];
  if (truths === undefined || below + above === 0) return { mean: Number(figure.value), below, above };
  const { mean, deviation } = believedOf(figure, truths);
  return { mean, below: deviation, above: deviation };
}

/** A truth moved by so many standard deviations, within what the figure can be. */
function drawn({ mean, below, above }: Truth, { interval }: Uncertain, normal: number, scale: number): bigint {
  const moved = BigInt(Math.round(mean + (normal > 0 ? above : below) * normal));
  const { method } = interval;
  if (method === "net-share") return moved;
  const most = method === "share" ? 10n ** BigInt(scale) : moved;
  return moved < 0n ? 0n : moved > most ? most : moved;
}

/** The middles of four hundred equally likely slices of the normal curve, rising. */
const normals: readonly number[] = Array.from({ length: draws }, (_, i) => normalQuantile((i + 0.5) / draws));
