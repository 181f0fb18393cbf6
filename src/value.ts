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
import type { Indicator } from "./indicator.ts";
import type { Asking } from "./value/asking.ts";
import { forEach } from "./value/amount.ts";
import { reckonCertainty } from "./value/chance.ts";
import { Context } from "./value/context.ts";
import type { Figures, Question, Rows } from "./value/context.ts";
import { reckonCost } from "./value/cost.ts";
import { note } from "./value/figure.ts";
import { passed } from "./value/gate.ts";
import type { Verdicts } from "./value/gate.ts";
import type { Figure, Note } from "./value/figure.ts";
import { reckonOutliers } from "./value/outlier.ts";
import { restedOn } from "./value/least.ts";
import { reckonOfPart, reckonPeers } from "./value/peer.ts";
import { reckonCostPart } from "./value/price.ts";
import { byRegion, figuresOf } from "./value/provider.ts";
import type { ProviderFigures } from "./value/provider.ts";
import { reckonRateRatio } from "./value/rate.ts";
import { reckonAdmission, reckonRegionRate, reckonWeightedMean } from "./value/region.ts";
import { ofOwner } from "./value/submitted.ts";

export { nameOf, wholeOf } from "./value/asking.ts";
export type { Ask, Asking, SumRow } from "./value/asking.ts";
export { certainty, chanceUnknownIn, outcomesDrawn, populationsOf } from "./value/certainty.ts";
export type { Certainty, Decided, Populations } from "./value/certainty.ts";
export { resolveExclusion } from "./value/context.ts";
export { known as knownFigure } from "./value/figure.ts";
export { yearsOf } from "./value/year.ts";
export { blockedIn, uncheckedClaims } from "./value/gate.ts";
export type { Question } from "./value/context.ts";
export type { Verdicts } from "./value/gate.ts";
export type { Ends, Figure, Note } from "./value/figure.ts";
export { behindOf, wholly, apart } from "./value/behind.ts";
export type { Behind, Counted } from "./value/behind.ts";
export { disclosureOf, hiddenFrom, tellsTo } from "./value/disclosure.ts";
export type { Disclosure, Hidden } from "./value/disclosure.ts";
export { figuresOfPeers, partsToldToItself, toldToItself, withheldIn } from "./value/withheld.ts";
export { Redraw } from "./value/again.ts";
export { restsOn, stepsAfter } from "./value/resting.ts";
export { withFigures } from "./value/provider.ts";
export { isUncertain, measuredIn, truthsOf } from "./value/truth.ts";
export type { Uncertain } from "./value/truth.ts";
export type { ProviderFigures } from "./value/provider.ts";

/** All figures of a reckoning. */
export interface Reckoning {
  readonly indicators: readonly Indicator[];
  /** By provider, sorted. The regions where it has clients are among its parts. */
  readonly providers: ReadonlyMap<string, ProviderFigures>;
  /** By region, sorted, then by indicator. */
  readonly regions: ReadonlyMap<string, ReadonlyMap<string, Figure>>;
  /** By rank, the amounts of the peers among whom it places. */
  readonly rows: ReadonlyMap<string, Rows>;
  /** What is to know of all figures of an indicator. */
  readonly notes: ReadonlyMap<string, readonly Note[]>;
  /** By provider, what the checks of its claims say; absent where the policy declares none. */
  readonly verdicts?: Verdicts;
  /** By counted year, the months in which nobody has a claim; absent where claims are not checked. */
  readonly emptyMonths?: ReadonlyMap<number, readonly number[]>;
}

/** Reckons all indicators, asking the lake as it goes. */
export function* reckon(question: Question): Asking<Reckoning> {
  const context = new Context(question);
  yield* context.open();
  for (const indicator of question.indicators)
    context.done.set(
      indicator.id,
      restedOn(indicator, passed(indicator, yield* reckonOne(indicator, context), context), context),
    );
  const regions = byRegion(context);
  const providers = context.providers.map((provider) => [provider, figuresOf(provider, context, regions)] as const);
  const notes = question.indicators.map((indicator) => [indicator.id, notesOf(indicator, context)] as const);
  return {
    indicators: question.indicators,
    providers: new Map(providers),
    regions,
    rows: context.rows,
    notes: new Map(notes),
    ...(question.quality && { verdicts: context.verdicts, emptyMonths: context.emptyMonths }),
  };
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
    case "price-part":
    case "use-part":
      return yield* reckonCostPart(indicator, method, context);
    case "rate-against-peers":
      return reckonRateRatio(indicator, method, context);
    case "outlier-share":
      return yield* reckonOutliers(indicator, method, context);
    case "observed-expected":
      return yield* reckonAdmission(indicator, method, context);
    case "weighted-mean":
      return yield* reckonWeightedMean(indicator, method, context);
    case "proportion":
    case "rate":
      if (indicator.subject === "region") return yield* reckonRegionRate(indicator, method, context);
      return forEach(indicator, context, (owner) => ofOwner(indicator, method, owner, context));
    case "difference":
    case "position":
    case "nps":
    case "fact":
      return forEach(indicator, context, (owner) => ofOwner(indicator, method, owner, context));
    case "of-part":
      return reckonOfPart(indicator, method, context);
    case "peer-mean":
    case "peer-deviation":
    case "peer-sum":
    case "peer-quantile":
    case "peer-rank":
      return reckonPeers(indicator, method, context);
    case "certainty":
      return reckonCertainty(indicator, method, context);
  }
}

/** Whether every figure is known, of regions as well. */
export function isComplete(reckoning: Reckoning): boolean {
  return unknownFigures(reckoning).size === 0;
}

/**
 * By indicator, the providers and regions of which it is not known, each once; of nobody in particular where it could not be
 * reckoned at all.
 */
export function unknownFigures({ providers, regions, notes }: Reckoning): ReadonlyMap<string, readonly string[]> {
  const unknown = new Map<string, Set<string>>();
  const whose = (indicator: string): Set<string> => unknown.getOrInsertComputed(indicator, () => new Set<string>());
  const look = (who: string, figures: ReadonlyMap<string, Figure>): void => {
    for (const [indicator, { value }] of figures) if (value === undefined) whose(indicator).add(who);
  };
  for (const [indicator, told] of notes) if (told.some(({ code }) => code === "not_reckoned")) whose(indicator);
  for (const [provider, { own, parts }] of providers)
    for (const figures of [own, ...[...parts.values()].flatMap((members) => [...members.values()])])
      look(provider, figures);
  for (const [region, figures] of regions) look(region, figures);
  return new Map([...unknown].map(([indicator, who]) => [indicator, [...who]]));
}
