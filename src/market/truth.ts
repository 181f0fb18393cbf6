/**
 * The truth of a market, written down for whoever wants to know how near a value model comes: what is true of each provider and
 * region, and what people of each sex and age class are expected to cost. Shares and factors are in thousandths, money in cents.
 */
import type { Market } from "../market.ts";
import { targetGroups } from "./care.ts";
import { expectedByClass, expectedByProvider, type ProviderCost } from "./expectation.ts";
import { mergerMonth } from "./merger.ts";
import { nationalRates, rateYear } from "./national-rate.ts";
import { needByStatus } from "./place.ts";
import { qualityOf } from "./quality.ts";
import { type Stories, storyTexts } from "./story.ts";
import { teamsOf } from "./unrest.ts";

/** A document of the truth: what it is called, and what it says. */
export type Truth = Readonly<Record<string, unknown>>;

export function writeTruth(market: Market, stories: Stories): Truth {
  return {
    providers: providerTruth(market),
    regions: regionTruth(market),
    classes: classTruth(market),
    stories: [...stories].map(([i, story]) => ({
      story,
      provider: market.providers[i]!.id,
      name: market.providers[i]!.name,
      ...storyTexts[story],
    })),
  };
}

function providerTruth(market: Market): unknown[] {
  const costs = expectedByProvider(market, market.startRates, rateYear);
  const means = groupMeans(costs);
  return market.providers.map((provider, i) => {
    const cost = costs[i]!;
    const months = cost.months.reduce((sum, n) => sum + n, 0);
    const { id, name, funding, efficiency, quality, outliers, growth, tariff } = provider;
    return {
      id,
      name,
      funding,
      regions: provider.places.map((place) => market.regions[place.region]!.name),
      efficiency,
      tariff,
      outliers,
      growth,
      quality,
      ...qualityOf(provider, market.seed),
      cost_ratio: costRatio(cost, means),
      case_mix: Object.fromEntries(
        targetGroups.map((group, g) => [group.id, months === 0 ? 0 : Math.round((cost.months[g]! * 1000) / months)]),
      ),
      expected_cents: Math.round(cost.cents),
      expected_buyer_cents: Math.round(cost.buyerCents),
      ...unrestTruth(market, i),
    };
  });
}

/** What is true of a provider of an unruly market alone. */
function unrestTruth({ providers, mergers }: Market, i: number): Truth {
  const { unrest } = providers[i]!;
  if (unrest === undefined) return {};
  const { school, severity, drift, willing } = unrest;
  const into = mergers.get(i);
  return {
    school,
    teams: teamsOf(providers[i]!),
    severity,
    drift: Object.fromEntries(targetGroups.map((group, g) => [group.id, drift[g]])),
    willing,
    ...(into !== undefined && { merged_into: providers[into]!.id, merged_from: toMonthText(mergerMonth) }),
  };
}

function toMonthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** What a month of care costs on average over all providers, by target group, each weighed by the months that it delivers. */
function groupMeans(costs: readonly ProviderCost[]): number[] {
  return targetGroups.map((_, group) => {
    const cents = costs.reduce((sum, { groupCents }) => sum + groupCents[group]!, 0);
    const months = costs.reduce((sum, cost) => sum + cost.months[group]!, 0);
    return months === 0 ? 0 : cents / months;
  });
}

/** A provider's expected cost over what the same months would cost with the average provider, in thousandths. */
function costRatio({ months, cents: own }: ProviderCost, means: readonly number[]): number {
  const average = months.reduce((sum, n, group) => sum + n * means[group]!, 0);
  return average === 0 ? 1000 : Math.round((own * 1000) / average);
}

function regionTruth(market: Market): unknown[] {
  const insured = market.regions.map(() => 0);
  for (const cell of market.cells) insured[cell.region]! += cell.persons;
  return market.regions.map(({ name, need, status }, i) => ({
    name,
    insured: insured[i],
    need,
    status: { low: status[0], middle: status[1], high: status[2] },
    need_by_status: { low: needByStatus[0], middle: needByStatus[1], high: needByStatus[2] },
  }));
}

function classTruth(market: Market): unknown[] {
  const expected = expectedByClass(market, market.startRates, rateYear);
  return nationalRates.map(({ sex, ageFrom, centsPerYear }) => {
    const { persons, cents } = expected.find((cost) => cost.sex === sex && cost.ageFrom === ageFrom)!;
    return {
      sex,
      age_from: ageFrom,
      persons,
      national_cents_per_year: centsPerYear,
      expected_cents_per_year: persons === 0 ? 0 : Math.round(cents / persons),
    };
  });
}
