/**
 * A few providers of every market live through something that a purchaser must be able to handle. They are chosen among the
 * providers that are paid by the hour; who they are, and what happens to them, is told in the truth of the market.
 */
import type { Market } from "../market.ts";
import { expectedByProvider } from "./expectation.ts";
import { rateYear } from "./national-rate.ts";

export const storyKinds = [
  "agreement_at_threshold",
  "agreement_above_threshold",
  "requirement_failed",
  "fact_missing",
  "correction_too_late",
] as const;
export type StoryKind = (typeof storyKinds)[number];

/** What happens, in the words of the buyer. */
export const storyTexts: Readonly<Record<StoryKind, { readonly nl: string; readonly en: string }>> = {
  agreement_at_threshold: {
    nl: "De productieafspraak is precies € 100.000,00.",
    en: "The production agreement is exactly € 100,000.00.",
  },
  agreement_above_threshold: {
    nl: "De productieafspraak is € 100.000,01, een cent boven de drempel.",
    en: "The production agreement is € 100,000.01, a cent above the threshold.",
  },
  requirement_failed: {
    nl: "Onderaannemers leveren 62,50 % van de zorg; de minimumeis is ten hoogste de helft.",
    en: "Subcontractors deliver 62.50 % of the care; the minimum requirement is at most half.",
  },
  fact_missing: {
    nl: "Het aantal fte van niveau 5 is niet opgegeven.",
    en: "The number of fte of level 5 was not given.",
  },
  correction_too_late: {
    nl: "Op 1 juni om 00.00 uur kwam een wijziging van de kwaliteitsgegevens van 20 mei.",
    en: "On 1 June at 00:00 a change came in of the quality data of 20 May.",
  },
};

/** The provider of each story, by its place in the market. */
export type Stories = ReadonlyMap<number, StoryKind>;

const threshold = 100_000_00;

/** The agreements that a story sets, in cents. */
export const storyAmounts: ReadonlyMap<StoryKind | undefined, number> = new Map([
  ["agreement_at_threshold", threshold],
  ["agreement_above_threshold", threshold + 1],
]);

/** Two providers near the threshold, and three well above it. */
export function tellStories(market: Market): Stories {
  const costs = expectedByProvider(market, market.startRates, rateYear);
  const hourly = [...market.providers.keys()].filter(
    (i) => market.providers[i]!.funding === "hourly" && !market.mergers.has(i),
  );
  const distance = (i: number) => Math.abs(costs[i]!.buyerCents - threshold);
  const [at, above, ...others] = hourly.toSorted((a, b) => distance(a) - distance(b)) as [number, number, ...number[]];
  const large = others.toSorted((a, b) => costs[b]!.buyerCents - costs[a]!.buyerCents);
  const [missing, failed, late] = [1, 2, 3].map((rank) => large[Math.floor((rank * large.length) / 8)]!) as Three;
  return new Map<number, StoryKind>([
    [at, "agreement_at_threshold"],
    [above, "agreement_above_threshold"],
    [failed, "requirement_failed"],
    [missing, "fact_missing"],
    [late, "correction_too_late"],
  ]);
}

type Three = [number, number, number];
