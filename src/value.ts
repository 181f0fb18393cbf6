/**
 * The value model: from what was declared and what the claims add up to, to a figure for each indicator and provider, part or
 * region. The lake hands over whole numbers; quotients are exact and rounded once, half up, to the declared scale. What is not
 * known stays unknown and names what is missing. Beside a figure stands its interval: how much of it may be chance.
 *
 *     const asking = reckon({ policy, indicators, dossiers, tables });
 *     let step = asking.next();
 *     while (!step.done) step = asking.next(await answer(step.value));
 *     step.value.providers.get("41000001")?.own.get("cost_ratio")     // 1.060000, between 0.99 and 1.14
 *
 * The figures say nothing about class: that is for the policy, which may also decide that a provider gets none.
 */
import { query } from "./indicator.ts";
import type { Indicator } from "./indicator.ts";
import type { Dossier, Supplied } from "./program.ts";
import { nameOf } from "./value/asking.ts";
import type { Asking } from "./value/asking.ts";
import { Context, yearsOf } from "./value/context.ts";
import type { Figures, Question } from "./value/context.ts";
import { reckonCost } from "./value/cost.ts";
import { note } from "./value/figure.ts";
import type { Figure, Note } from "./value/figure.ts";
import { reckonOutliers } from "./value/outlier.ts";
import { reckonOfPart, reckonPeers } from "./value/peer.ts";
import { reckonAdmission, reckonRegionRate, reckonWeightedMean } from "./value/region.ts";
import { forEach, netPromoterFigure, quotientFigure, submittedFigure } from "./value/submitted.ts";

export type { Ask, Asking, SumRow } from "./value/asking.ts";
export type { Question } from "./value/context.ts";
export type { Ends, Figure, Note } from "./value/figure.ts";

/** The figures of one provider by indicator: its own, and those of its parts by kind and member. */
export interface ProviderFigures {
  readonly own: ReadonlyMap<string, Figure>;
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Figure>>>;
}

/** All figures of a reckoning. */
export interface Reckoning {
  readonly indicators: readonly Indicator[];
  /** By provider, sorted. The regions where it has clients are among its parts. */
  readonly providers: ReadonlyMap<string, ProviderFigures>;
  /** By region, sorted, then by indicator. */
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
  /** What is to know of all figures of an indicator. */
  readonly notes: ReadonlyMap<string, readonly Note[]>;
}

/** Reckons all indicators, asking the lake as it goes. */
export function* reckon(question: Question): Asking<Reckoning> {
  const context = new Context(question);
  yield* context.open();
  for (const indicator of question.indicators) context.done.set(indicator.id, yield* reckonOne(indicator, context));
  const regionsOf = yield* readRegions(context);
  const regions = byRegion(context);
  const providers = context.providers.map(
    (provider) => [provider, figuresOf(provider, context, regions, regionsOf.get(provider) ?? [])] as const,
  );
  const notes = question.indicators.map((indicator) => [indicator.id, notesOf(indicator, context)] as const);
  return { indicators: question.indicators, providers: new Map(providers), regions, notes: new Map(notes) };
}

function notesOf({ id, better }: Indicator, { done }: Context): readonly Note[] {
  const own = done.get(id)?.notes ?? [];
  return better === "unstated" ? [...own, note("direction_not_stated")] : own;
}

function* reckonOne(indicator: Indicator, context: Context): Asking<Figures> {
  const { method } = indicator;
  switch (method.kind) {
    case "mean-per-person-against-peers":
      return yield* reckonCost(indicator, method, context);
    case "outlier-share":
      return yield* reckonOutliers(indicator, method, context);
    case "observed-expected":
      return yield* reckonAdmission(indicator, method, context);
    case "weighted-mean":
      return yield* reckonWeightedMean(indicator, method, context);
    case "proportion":
    case "rate":
      if (indicator.subject === "region") return yield* reckonRegionRate(indicator, method, context);
      return forEach(indicator, context, (owner) => quotientFigure(indicator, method, owner, context));
    case "nps":
      return forEach(indicator, context, (owner) => netPromoterFigure(indicator, method, owner, context));
    case "fact":
      return forEach(indicator, context, (owner) => submittedFigure(indicator, method, owner, context));
    case "of-part":
      return reckonOfPart(indicator, method, context);
    case "peer-mean":
    case "peer-deviation":
      return reckonPeers(indicator, method, context);
  }
}

/** The regions in which each provider has clients, in any year that a figure of regions is about. */
function* readRegions(context: Context): Asking<ReadonlyMap<string, readonly string[]>> {
  const regions = new Map<string, Set<string>>();
  const { indicators, tables } = context.question;
  const years = indicators.filter(({ subject }) => subject === "region").flatMap(yearsOf);
  for (const year of tables.has("claims") ? new Set(years) : [])
    for (const row of yield* context.lake.rows(query.clientsByRegion({ year, targetGroups: [] }))) {
      const [provider = "", region = ""] = [nameOf(row, "provider"), nameOf(row, "region")];
      regions.set(provider, (regions.get(provider) ?? new Set()).add(region));
    }
  return new Map([...regions].map(([provider, own]) => [provider, [...own].toSorted()]));
}

function byRegion({ question, done }: Context): Reckoning["regions"] {
  const regions = new Map<string, Map<string, Figure>>();
  for (const { id, subject } of question.indicators) {
    const figures = done.get(id);
    if (subject !== "region" || figures?.of !== "whole") continue;
    for (const [region, figure] of figures.figures)
      regions.set(region, (regions.get(region) ?? new Map<string, Figure>()).set(id, figure));
  }
  return new Map([...regions].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function figuresOf(
  provider: string,
  { question, done }: Context,
  regions: Reckoning["regions"],
  ownRegions: readonly string[],
): ProviderFigures {
  const own = new Map<string, Figure>();
  const parts = new Map<string, Map<string, Map<string, Figure>>>();
  for (const { id, subject } of question.indicators) {
    const figures = done.get(id);
    if (subject === "region" || figures === undefined) continue;
    if (figures.of === "whole") own.set(id, figures.figures.get(provider)!);
    else
      for (const [member, figure] of figures.figures.get(provider) ?? []) {
        const members = parts.get(subject) ?? parts.set(subject, new Map()).get(subject)!;
        (members.get(member) ?? members.set(member, new Map()).get(member)!).set(id, figure);
      }
  }
  const known = ownRegions.flatMap((region) => {
    const figures = regions.get(region);
    return figures === undefined ? [] : [[region, new Map(figures)] as const];
  });
  if (known.length > 0) parts.set("region", new Map(known));
  return { own, parts };
}

/** Whether every figure is known, of regions as well. */
export function isComplete({ providers, regions, notes }: Reckoning): boolean {
  const parts = [...providers.values()].flatMap(({ own, parts: kinds }) => [
    own,
    ...[...kinds.values()].flatMap((members) => [...members.values()]),
  ]);
  const refused = [...notes.values()].flat().some(({ code }) => code === "not_reckoned");
  return !refused && [...parts, ...regions.values()].every(isKnown);
}

function isKnown(figures: ReadonlyMap<string, Figure>): boolean {
  return [...figures.values()].every(({ value }) => value !== undefined);
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
