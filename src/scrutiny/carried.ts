/**
 * What an indicator really carries: give every provider the figure of another, and see how many classes change and how far the
 * score moves. What is made of that figure, such as a rank, moves with it. A weight on paper is no weight in fact, when everybody
 * has about the same figure or when another indicator always agrees. The moved squares of all indicators, brought to a sum of one,
 * are their total effects (Sobol 1993; Saltelli et al. 2010).
 */
import type { Datum } from "../datum.ts";
import type { Frame } from "../formula.ts";
import { cone, fill, run, valueOf } from "../program.ts";
import type { Examined } from "../scrutiny.ts";
import { Redraw, stepsAfter } from "../value.ts";
import { placesOf, slotAt } from "./place.ts";
import type { Place } from "./place.ts";

export interface Carried {
  /** The indicator, with its part where there is one. */
  readonly name: string;
  /** Of how many it is known; with the figure of another only they can be tried. */
  readonly known: number;
  /** The share of them that get another class, or an amount that is noticeably another, with the figure of another provider. */
  readonly changed: number;
  /** Its part of all that moves the score or the amount; absent when a choice rests on no single number. */
  readonly weight?: number;
}

/** With the figures of so many others each provider is tried: spread evenly over all of them. */
const others = 16;

export function carried(examined: Examined): readonly Carried[] {
  const effects = placesOf(examined).map((place) => ({ name: place.name, ...effectOf(place, examined) }));
  const moved = effects.reduce((sum, effect) => sum + effect.moved, 0);
  return effects.map(({ name, known, changed, moved: own }) => ({
    name,
    known,
    changed,
    ...(examined.score !== undefined && moved > 0 && { weight: own / moved }),
  }));
}

function effectOf(place: Place, examined: Examined): { known: number; changed: number; moved: number } {
  const { program, decision, score, judged, differs } = examined;
  const wanted = cone(program.policy, [decision], "needs");
  const frames = judged.map(({ dossier }) => fill(program, dossier));
  const found = frames.map((frame) => slotAt(program, frame, place));
  const figures = found.map((at) => at?.values[at.slot]);
  const known = [...figures.keys()].filter((i) => figures[i] !== undefined);
  const scores = frames.map((frame) => {
    run(program, frame, wanted);
    return numberOf(score && valueOf(program, frame, score));
  });
  const give = giverOf(place, examined, frames);
  let [tried, changed, moved] = [0, 0, 0];
  for (const [at, i] of known.entries())
    for (let step = 1; step <= Math.min(others, known.length - 1); step++) {
      const other = known[(at + Math.ceil((step * known.length) / (others + 1))) % known.length]!;
      give(i, figures[other]!);
      run(program, frames[i]!, wanted);
      tried++;
      if (differs(valueOf(program, frames[i]!, `decision.${decision}`), judged[i]!.outcome)) changed++;
      moved += (numberOf(score && valueOf(program, frames[i]!, score)) - scores[i]!) ** 2;
    }
  return { known: known.length, changed: tried === 0 ? 0 : changed / tried, moved };
}

/** Gives a provider another figure at a place and reckons what is made of it again; a fact as it is. */
function giverOf(
  place: Place,
  { program, decision, judged, reckoning }: Examined,
  frames: readonly Frame[],
): (i: number, figure: Datum) => void {
  const { indicators, providers, rows } = reckoning;
  const indicator = indicators.find(({ id }) => place.key === `indicator.${id}`);
  if (indicator === undefined)
    return (i, fact) => {
      const { values, slot } = slotAt(program, frames[i]!, place)!;
      values[slot] = fact;
    };
  const steps = stepsAfter([indicator.id], `decision.${decision}`, indicators, program.policy);
  const redraws = judged.map(({ provider, dossier }, i) => {
    return new Redraw(program, frames[i]!, { dossier, figures: providers.get(provider)!, indicators });
  });
  return (i, figure) => {
    redraws[i]!.put(indicator, place.member, figure as bigint);
    for (const step of steps) redraws[i]!.again(step, rows.get(step.indicator.id));
  };
}

function numberOf(value: Datum | undefined): number {
  return typeof value === "bigint" ? Number(value) : 0;
}
