import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { makeAgreements } from "./agreement.ts";
import { expectedByProvider } from "./expectation.ts";
import { storyAmounts, tellStories } from "./story.ts";

const market = makeMarket({ size: "region", seed: 7, years: [2022, 2023] });
const stories = tellStories(market);
const all = makeAgreements(market, stories);
const agreements = all.filter(({ year }) => year === 2023);

test("every provider has one agreement, near what it may expect to deliver", () => {
  const costs = expectedByProvider(market, market.startRates, 2023);
  assert.equal(agreements.length, market.providers.length);
  assert.equal(all.length, 2 * market.providers.length);
  for (const { provider, cents } of agreements) {
    if (stories.has(provider)) continue;
    assert.ok(Math.abs(cents - costs[provider]!.buyerCents) <= 0.03 * costs[provider]!.buyerCents + 10_000);
    assert.equal(cents % 10_000, 0);
  }
});

test("the stories at the threshold are exact to the cent", () => {
  for (const [provider, story] of stories) {
    const amount = storyAmounts.get(story);
    if (amount !== undefined) assert.equal(agreements[provider]!.cents, amount);
  }
  assert.deepEqual([...storyAmounts.values()], [10_000_000, 10_000_001]);
});

test("both sides of the threshold are well filled, and some are paid by the month", () => {
  const large = agreements.filter(({ cents }) => cents > 10_000_000).length;
  assert.ok(large > 40 && large < 100, String(large));
  assert.ok(agreements.some(({ funding }) => funding === "monthly"));
});
