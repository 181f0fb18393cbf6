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
export const storyTexts: Readonly<Record<StoryKind, string>> = {
  agreement_at_threshold: "De productieafspraak is precies € 100.000,00.",
  agreement_above_threshold: "De productieafspraak is € 100.000,01, een cent boven de drempel.",
  requirement_failed: "Onderaannemers leveren 62,50 % van de zorg; de minimumeis is ten hoogste de helft.",
  fact_missing: "Het aantal fte van niveau 5 is niet opgegeven.",
  correction_too_late: "Op 1 juni om 00.00 uur komt een wijziging van de kwaliteitsgegevens van 20 mei.",
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
  const hourly = [...market.providers.keys()].filter((i) => market.providers[i]!.funding === "hourly");
  const distance = (i: number) => Math.abs(costs[i]!.buyerCents - threshold);
  const [at, above, ...others] = [...hourly].sort((a, b) => distance(a) - distance(b)) as [number, number, ...number[]];
  const large = others.sort((a, b) => costs[b]!.buyerCents - costs[a]!.buyerCents);
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
