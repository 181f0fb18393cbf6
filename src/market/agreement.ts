/**
 * What the buyer agreed with each provider for a year: how it is paid, and for how much at most. The amount lies near what the
 * provider may expect to deliver to the buyer's insured, as a negotiation beforehand would have guessed it.
 */
import type { Market } from "../market.ts";
import { chance } from "./chance.ts";
import { expectedByProvider } from "./expectation.ts";
import { rateYear } from "./national-rate.ts";
import { type Stories, storyAmounts } from "./story.ts";

export interface Agreement {
  /** The provider's place in the market. */
  readonly provider: number;
  readonly year: number;
  readonly funding: "hourly" | "monthly";
  readonly cents: number;
}

/** Agreements are made in whole hundreds of euros. */
const round = 100_00;

/** Every provider's agreement for every year of the market; the stories set those of the year of the rates. */
export function makeAgreements(market: Market, stories: Stories): readonly Agreement[] {
  return market.years.flatMap((year) =>
    expectedByProvider(market, market.startRates, year).map(({ buyerCents }, provider) => {
      const { id, funding } = market.providers[provider]!;
      const guess = (buyerCents * (970 + chance(market.seed, "agreement", id, year).below(60))) / 1000;
      const told = year === rateYear ? storyAmounts.get(stories.get(provider)) : undefined;
      return { provider, year, funding, cents: told ?? Math.max(round, Math.round(guess / round) * round) };
    }),
  );
}
