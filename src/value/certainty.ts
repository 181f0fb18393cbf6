/**
 * How sure a decision is. A class rests on figures that also contain chance. Here the decision is taken again and again, each time
 * with figures as the truth may be instead, and the outcomes are counted.
 *
 *     const populations = populationsOf(reckoning);
 *     certainty(program, { dossier, figures, indicators, populations }, "class")
 *     // { draws: 400, outcomes: { B: 329, C: 71 }, incomplete: 0 }
 *
 * The method, to be told wherever the outcome is shown: each figure that has an interval is drawn as its truth may be (`drawn.ts`),
 * and what is made of such figures is reckoned again (`again.ts`): a difference, a position, a rank of the provider among the
 * others as they stand. Truths are drawn apart from each other and for every provider alike: each takes four hundred equally likely
 * places once, in an order of its own (Latin hypercube sampling, McKay, Beckman and Conover 1979); only the use part of a cost
 * ratio follows that ratio. So figures that rest on the same clients in other ways, such as costs of two years or of a whole and
 * its groups, are drawn as if they did not. What was submitted stands, and so do the mean and the deviation of the peers. A share
 * is right to about three in a hundred. Where of some figure the chance is not known, nothing is told (`resting.ts`). The decision
 * itself stays what the policy says.
 */
import type { Datum } from "../datum.ts";
import { decisionOf } from "../decision.ts";
import { whole } from "../formula.ts";
import type { Indicator } from "../indicator.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Dossier, Program } from "../program.ts";
import { shuffled } from "../sample.ts";
import type { Reckoning } from "../value.ts";
import { placeName, Redraw } from "./again.ts";
import type { Rows } from "./context.ts";
import { drawn, draws } from "./drawn.ts";
import type { Figure } from "./figure.ts";
import { withFigures } from "./provider.ts";
import type { ProviderFigures } from "./provider.ts";
import { chancesOf } from "./resting.ts";
import type { Chances } from "./resting.ts";
import { isUncertain, truthsOf } from "./truth.ts";
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

/** What a draw holds a provider against. */
export interface Populations {
  /** How the truths of a figure lie over all whom it is about, by the name of the figure. */
  readonly truths: ReadonlyMap<string, Truths>;
  /** By rank, the others among whom it places. */
  readonly rows: ReadonlyMap<string, Rows>;
}

/** With fewer figures, how the truths lie is itself mostly chance. */
const figuresLeast = 10;

/**
 * How often each outcome of a decision about the provider comes out; undefined when it rests on no chance, or on chance that is not
 * known.
 */
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

/** The indicators on which a decision about the provider rests and of which the chance is not known. */
export function chanceUnknownIn(
  { policy }: Program,
  { figures, indicators }: Pick<Decided, "figures" | "indicators">,
  ref: string,
): readonly string[] {
  return chancesOf(ref, figures, indicators, policy).unknown;
}

/** What a decision comes out as in each draw, by part as above; of nobody when it rests on no chance, or on chance that is not known. */
export function outcomesDrawn(
  program: Program,
  decided: Decided,
  ref: string,
  subject: string = whole,
): ReadonlyMap<string, readonly (Datum | undefined)[]> {
  const { policy } = program;
  const chances = chancesOf(ref, decided.figures, decided.indicators, policy);
  if (chances.moving.size === 0 || chances.unknown.length > 0) return new Map();
  const frame = fill(program, withFigures(decided.dossier, decided.figures));
  const redraw = new Redraw(program, frame, decided);
  const places = placesOf(decided, chances);
  const wanted = cone(policy, [decisionOf(ref, policy.decisions)!.id], "needs");
  const frames = subject === whole ? [frame] : (frame.parts.get(subject) ?? []);
  const outcomes = frames.map((): (Datum | undefined)[] => []);
  for (let draw = 0; draw < draws; draw++) {
    for (const { indicator, member, values } of places) redraw.put(indicator, member, values[draw]);
    for (const step of chances.again) redraw.again(step, decided.populations.rows.get(step.indicator.id));
    run(program, frame, wanted);
    for (const [i, own] of frames.entries()) outcomes[i]!.push(valueOf(program, own, ref, subject));
  }
  return new Map(frames.map(({ member }, i) => [member, outcomes[i]!]));
}

/** A drawn figure, with the value of each draw. */
interface Place {
  readonly indicator: Indicator;
  readonly member: string;
  readonly values: readonly bigint[];
}

function placesOf({ figures, indicators, populations }: Decided, { moving }: Chances): Place[] {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const place = (id: string, member: string, figure: Figure): Place[] => {
    if (!moving.has(id) || !isUncertain(figure)) return [];
    const indicator = byId.get(id)!;
    const truths = populations.truths.get(populationName(indicator.subject, id, member));
    const rising = drawn(figure, indicator.type, truths);
    const order = shuffled(draws, sourceOf(indicator, member, byId));
    return [{ indicator, member, values: order.map((i) => rising[i]!) }];
  };
  const own = [...figures.own].flatMap(([id, figure]) => place(id, "", figure));
  const parts = [...figures.parts.values()].flatMap((members) =>
    [...members].flatMap(([member, all]) => [...all].flatMap(([id, figure]) => place(id, member, figure))),
  );
  return [...own, ...parts];
}

/** What is drawn: a figure that stands for an indicator is drawn as that indicator, the use part of a cost as that cost. */
function sourceOf({ id, method }: Indicator, member: string, byId: ReadonlyMap<string, Indicator>): string {
  const source =
    method.kind === "of-part" ? method.from.get(member) : method.kind === "use-part" ? method.of : undefined;
  const indicator = byId.get(source ?? "");
  return indicator === undefined ? placeName(id, member) : sourceOf(indicator, "", byId);
}

/** All regions are of one population; every other part is of its own. */
function populationName(subject: string, id: string, member: string): string {
  return subject === "region" ? `region/${id}` : placeName(id, member);
}

/** How the truths of each figure lie; a region counts once, however many providers work there. */
export function populationsOf({
  indicators,
  providers,
  regions,
  rows,
}: Pick<Reckoning, "indicators" | "providers" | "regions" | "rows">): Populations {
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
  return { truths: new Map(enough.map(([name, { figures, unit }]) => [name, truthsOf(figures, unit)])), rows };
}
