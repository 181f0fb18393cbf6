import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket, sizeNames, sizes } from "./market.ts";

test("the same settings make the same market, another seed another", () => {
  const settings = { size: "tiny", seed: 7, years: [2022, 2023] } as const;
  assert.deepEqual(makeMarket(settings), makeMarket(settings));
  assert.notDeepEqual(makeMarket({ ...settings, seed: 8 }).providers, makeMarket(settings).providers);
});

test("a market is as large as its size says, whatever the seed", () => {
  for (const size of sizeNames) {
    const market = makeMarket({ size, seed: 12, years: [2023] });
    assert.equal(market.providers.length, market.size.providers);
    assert.equal(market.regions.length, market.size.regions);
    assert.equal(market.startRates.length, market.cells.length);
  }
});

test("a market can be made to measure", () => {
  const market = makeMarket({ size: { ...sizes.tiny, providers: 20 }, seed: 12, years: [2023] });
  assert.equal(market.providers.length, 20);
  assert.equal(market.sizeName, "own");
});

test("care may have started long enough before the first year to reach it, and before the year of the rates", () => {
  assert.deepEqual(makeMarket({ size: "tiny", seed: 1, years: [2022, 2023] }).startYears, [2020, 2021, 2022, 2023]);
  assert.deepEqual(makeMarket({ size: "tiny", seed: 1, years: [2025] }).startYears, [2021, 2022, 2023, 2024, 2025]);
});
