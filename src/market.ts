/**
 * A care market that does not exist: insured people, insurers, regions and providers of district nursing, with everything known
 * that real data hide. It is made from a seed and from nothing else. What is random about a single client is drawn by the lake,
 * from the tables that this room hands over; what is true of a provider or a region is drawn here.
 *
 *     const market = makeMarket({ size: "tiny", seed: 7, years: [2022, 2023] });
 *     market.providers[0].efficiency;      // 1043: it takes 4.3 % more hours than average for the same client
 *
 * Invariant: the expected cost per sex and age class in the year of the rates equals the national rate. Everything else in it, from
 * tariffs to the spread of efficiency, is one big assumption: it is made up to be likely, and no policy rests on it.
 *
 * There are two kinds. A plain market is what a statistician assumes; an unruly one is not, and shows what becomes of a value model when
 * it meets the world. The expectation of an unruly market is right but for what `market/unrest.ts` says.
 */
import { warmUpYears } from "./market/care.ts";
import { solveStartRates } from "./market/expectation.ts";
import type { KindName } from "./market/kind.ts";
import { makeMergers, type Mergers } from "./market/merger.ts";
import { rateYear } from "./market/national-rate.ts";
import { type Cell, type Insurer, makeCells, makeInsurers, makeRegions, type Region } from "./market/place.ts";
import { makeProviders, type Provider } from "./market/provider.ts";
import { type Size, type SizeName, sizes } from "./market/size.ts";
import { makeSlots, type Slots } from "./market/slot.ts";
import { unsettle } from "./market/unrest.ts";

export { type Agreement, makeAgreements } from "./market/agreement.ts";
export { batchSelect, lineSelect, monthsOf, monthTable, type Period, periodsOf } from "./market/claim-query.ts";
export { makeDossier, qualityYear } from "./market/dossier.ts";
export { clientCountSelect, episodeTable } from "./market/episode-query.ts";
export { expectedByClass } from "./market/expectation.ts";
export { faultKinds, plant, type PlaceOf, type Planted } from "./market/fault.ts";
export { grantHeader, toGrants } from "./market/grant.ts";
export { isKindName, type KindName, kindNames } from "./market/kind.ts";
export { type Fields, type Message, messageSelect, personsMost, toMessages } from "./market/message.ts";
export { rateOf, rateYear } from "./market/national-rate.ts";
export { postcodesPerRegion } from "./market/place.ts";
export { isSizeName, type Size, type SizeName, sizeNames, sizes } from "./market/size.ts";
export { type Stories, storyTexts, tellStories } from "./market/story.ts";
export { populationSelect, truthTables } from "./market/truth-query.ts";
export { writeTruth } from "./market/truth.ts";

export interface Market {
  readonly kind: KindName;
  /** What the size is called; `own` for one that was made to measure. */
  readonly sizeName: SizeName | "own";
  readonly size: Size;
  readonly seed: number;
  /** The beginning of what is chance about a client or an answer, apart from what is true of providers and regions. */
  readonly draw: number;
  /** The years of care that claims are made of, rising. */
  readonly years: readonly number[];
  /** The years in which an episode may start that reaches those years. */
  readonly startYears: readonly number[];
  readonly regions: readonly Region[];
  /** The buyer first. */
  readonly insurers: readonly Insurer[];
  readonly providers: readonly Provider[];
  readonly cells: readonly Cell[];
  /** Per cell: of a billion people, how many start an episode in a year. */
  readonly startRates: readonly number[];
  readonly slots: readonly Slots[];
  /** Empty in a plain market. */
  readonly mergers: Mergers;
}

export interface MarketSettings {
  /** Plain when absent. */
  readonly kind?: KindName;
  /** One that has a name, or one's own. */
  readonly size: SizeName | Size;
  readonly seed: number;
  /** The seed when absent. */
  readonly draw?: number;
  readonly years: readonly number[];
}

export function makeMarket({ kind = "plain", size: wanted, seed, draw = seed, years }: MarketSettings): Market {
  const [sizeName, size] = typeof wanted === "string" ? [wanted, sizes[wanted]] : (["own", wanted] as const);
  const regions = makeRegions(size, seed);
  const settled = makeProviders(size, seed, regions);
  const providers = kind === "plain" ? settled : settled.map((provider) => unsettle(provider, seed));
  const mergers: Mergers = kind === "plain" ? new Map() : makeMergers(providers, seed);
  const cells = makeCells(size, regions);
  const startYears = span(Math.min(...years, rateYear) - warmUpYears, Math.max(...years, rateYear));
  const slots = makeSlots(regions, providers, startYears);
  const startRates = solveStartRates({ kind, regions, cells, providers, slots, mergers });
  const insurers = makeInsurers(size);
  return {
    kind,
    sizeName,
    size,
    seed,
    draw,
    years,
    startYears,
    regions,
    insurers,
    providers,
    cells,
    startRates,
    slots,
    mergers,
  };
}

function span(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
