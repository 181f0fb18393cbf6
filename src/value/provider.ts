/** All figures of one provider, and a dossier that has them among what is known. */
import type { Dossier, Supplied } from "../program.ts";
import type { Context } from "./context.ts";
import type { Figure } from "./figure.ts";

/** The figures of one provider by indicator: its own, and those of its parts by kind and member. */
export interface ProviderFigures {
  readonly own: ReadonlyMap<string, Figure>;
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Figure>>>;
}

/** The figures that are reckoned so far of a provider, its parts, and the regions in which it has clients. */
export function figuresOf(provider: string, context: Context, regions = byRegion(context)): ProviderFigures {
  const own = new Map<string, Figure>();
  const parts = new Map<string, Map<string, Map<string, Figure>>>();
  for (const { id, subject } of context.question.indicators) {
    const figures = context.done.get(id);
    if (subject === "region" || figures === undefined) continue;
    if (figures.of === "whole") own.set(id, figures.figures.get(provider)!);
    else
      for (const [member, figure] of figures.figures.get(provider) ?? []) {
        const members = parts.get(subject) ?? parts.set(subject, new Map()).get(subject)!;
        (members.get(member) ?? members.set(member, new Map()).get(member)!).set(id, figure);
      }
  }
  const known = context.regionsOf(provider).flatMap((region) => {
    const figures = regions.get(region);
    return figures === undefined ? [] : [[region, new Map(figures)] as const];
  });
  if (known.length > 0) parts.set("region", new Map(known));
  return { own, parts };
}

/** The figures of every region that are reckoned so far: by region, sorted, then by indicator. */
export function byRegion({ question, done }: Context): ReadonlyMap<string, ReadonlyMap<string, Figure>> {
  const regions = new Map<string, Map<string, Figure>>();
  for (const { id, subject } of question.indicators) {
    const figures = done.get(id);
    if (subject !== "region" || figures?.of !== "whole") continue;
    for (const [region, figure] of figures.figures)
      regions.set(region, (regions.get(region) ?? new Map<string, Figure>()).set(id, figure));
  }
  return new Map([...regions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A dossier with the figures of its provider added, known ones only, as `indicator.<id>`. They take the place of what it said. */
export function withFigures(dossier: Dossier, figures: ProviderFigures, knownAt?: string): Dossier {
  const values = new Map([...dossier.values, ...supplied(figures.own, knownAt)]);
  const parts = new Map([...dossier.parts].map(([kind, members]) => [kind, new Map(members)]));
  for (const [kind, members] of figures.parts) {
    const into = parts.get(kind) ?? parts.set(kind, new Map()).get(kind)!;
    for (const [member, own] of members)
      into.set(member, new Map([...(into.get(member) ?? []), ...supplied(own, knownAt)]));
  }
  return { ...dossier, values, parts };
}

function supplied(figures: ReadonlyMap<string, Figure>, knownAt: string | undefined): [string, Supplied][] {
  return [...figures].flatMap(([id, { value }]) =>
    value === undefined ? [] : [[`indicator.${id}`, { value, origin: "lake", ...(knownAt && { knownAt }) }]],
  );
}
