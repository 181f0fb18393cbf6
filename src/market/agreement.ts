/**
 * What the buyer agreed with each provider for the year of the rates: how it is paid, and for how much at most. The amount lies
 * near what the provider may expect to deliver to the buyer's insured, as last year's negotiation would have guessed it.
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

export function makeAgreements(market: Market, stories: Stories): readonly Agreement[] {
  return expectedByProvider(market, market.startRates, rateYear).map(({ buyerCents }, provider) => {
    const { id, funding } = market.providers[provider]!;
    const guess = (buyerCents * (970 + chance(market.seed, "agreement", id).below(60))) / 1000;
    const story = stories.get(provider);
    const cents = storyAmounts.get(story) ?? Math.max(round, Math.round(guess / round) * round);
    return { provider, year: rateYear, funding, cents };
  });
}
