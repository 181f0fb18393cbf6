/** How much of the differences in each indicator is real, and how large a provider must be to tell (Adams, RAND TR-653 2009). */
import { deviationFor, figuresLeast, reliabilityOf } from "../reliability.ts";
import type { Examined } from "../scrutiny.ts";
import { figureAt, restingPlacesOf } from "./place.ts";
import { isUncertain, measuredIn, truthsOf } from "../value.ts";
import type { Uncertain } from "../value.ts";

export interface Reliabilities {
  readonly name: string;
  /** Providers of whom the figure contains chance that is known. */
  readonly providers: number;
  /** Half of them are at least so reliable; 0 is all chance, 1 all truth. */
  readonly median: number;
  /** The share of them below 0.70. */
  readonly below: number;
  /** From so many people on a figure is reliable for 0.70; absent when no number is enough, or nobody says how many there are. */
  readonly peopleLeast?: number;
}

/** What the literature calls enough to tell providers apart (Adams et al., New England Journal of Medicine 2010). */
const enough = 0.7;

export function reliabilities(examined: Examined): readonly Reliabilities[] {
  const { indicators, providers } = examined.reckoning;
  // A figure of regions is as sure as its regions, however many clients the provider has there.
  const regional = new Set(indicators.flatMap(({ id, method }) => (method.kind === "weighted-mean" ? [id] : [])));
  return restingPlacesOf(examined).flatMap((place) => {
    const figures = examined.judged.flatMap(({ provider }) => {
      const figure = figureAt(place, providers.get(provider)!);
      if (figure === undefined || !isUncertain(figure) || figure.interval.low === figure.interval.high) return [];
      return [figure];
    });
    if (figures.length < figuresLeast) return [];
    const { scale } = indicators.find(({ id }) => `indicator.${id}` === place.key)!.type;
    const { peopleLeast, ...told } = tell(figures, 10 ** scale);
    const isRegional = regional.has(place.name);
    return [
      { name: place.name, providers: figures.length, ...told, ...(!isRegional && peopleLeast && { peopleLeast }) },
    ];
  });
}

function tell(figures: readonly Uncertain[], unit: number): Pick<Reliabilities, "median" | "below" | "peopleLeast"> {
  const truths = truthsOf(figures, unit);
  const chances = figures.map((figure) => measuredIn(figure, truths).deviation);
  const all = chances.map((chance) => reliabilityOf(chance, truths));
  const narrow = deviationFor(enough, truths);
  const perPerson = figures.flatMap(({ people }, i) =>
    people === undefined ? [] : [chances[i]! * Math.sqrt(Number(people))],
  );
  const least = narrow !== undefined && perPerson.length > 0 ? Math.ceil((middle(perPerson) / narrow) ** 2) : undefined;
  return {
    median: middle(all),
    below: all.filter((reliability) => reliability < enough).length / all.length,
    ...(least !== undefined && { peopleLeast: least }),
  };
}

/** The median, the lower one of two. */
function middle(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)]!;
}
