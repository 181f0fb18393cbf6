import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { tellStories } from "./story.ts";
import { writeTruth } from "./truth.ts";

interface ProviderTruth {
  readonly funding: string;
  readonly efficiency: number;
  readonly tariff: number;
  readonly outliers: number;
  readonly cost_ratio: number;
  readonly case_mix: Record<string, number>;
  readonly expected_cents: number;
  readonly expected_buyer_cents: number;
}

const market = makeMarket({ size: "region", seed: 7, years: [2022, 2023] });
const truth = writeTruth(market, tellStories(market));
const providers = truth["providers"] as ProviderTruth[];

test("a provider's cost ratio is its efficiency, tariff and outliers, against those of its peers", () => {
  // An outlier takes some seventeen times a usual month, so that one in a thousand adds 1.6 %.
  const own = (p: ProviderTruth) => (p.efficiency * p.tariff * (10_000 + 16 * p.outliers)) / 1e10;
  const hourly = providers.filter((p) => p.funding === "hourly");
  const scale = hourly.reduce((sum, p) => sum + own(p) / (p.cost_ratio / 1000), 0) / hourly.length;
  for (const p of hourly) assert.ok(Math.abs((own(p) / scale) * 1000 - p.cost_ratio) < 60, JSON.stringify(p));
});

test("cost ratios lie around one, weighed by what is delivered", () => {
  const cents = providers.reduce((sum, p) => sum + p.expected_cents, 0);
  const average = providers.reduce((sum, p) => sum + (p.expected_cents * 1000) / p.cost_ratio, 0);
  assert.ok(Math.abs(cents / average - 1) < 0.002);
});

test("case mixes add up, and the buyer's part is a part", () => {
  for (const p of providers) {
    const sum = Object.values(p.case_mix).reduce((all, share) => all + share, 0);
    assert.ok(Math.abs(sum - 1000) <= 4);
    assert.ok(p.expected_buyer_cents < p.expected_cents);
  }
});

test("what people cost stands beside the national rate", () => {
  const classes = truth["classes"] as { national_cents_per_year: number; expected_cents_per_year: number }[];
  assert.equal(classes.length, 38);
  for (const { national_cents_per_year: rate, expected_cents_per_year: expected } of classes)
    assert.ok(Math.abs(expected / rate - 1) < 0.02);
});
