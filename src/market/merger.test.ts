import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { expectedByProvider } from "./expectation.ts";
import { claimantsOf, mergerMonth } from "./merger.ts";
import { tellStories } from "./story.ts";

const market = makeMarket({ kind: "unruly", size: "region", seed: 1, years: [2022, 2023] });
const { mergers, providers } = market;

test("a few small providers go on under the largest of their region, and nobody is both", () => {
  assert.ok(mergers.size >= 3 && mergers.size <= 20, String(mergers.size));
  for (const [absorbed, into] of mergers) {
    assert.equal(providers[absorbed]!.places[0]!.region, providers[into]!.places[0]!.region);
    assert.ok(providers[absorbed]!.places[0]!.weight < providers[into]!.places[0]!.weight);
    assert.equal(mergers.has(into), false);
  }
  assert.equal(makeMarket({ size: "region", seed: 1, years: [2023] }).mergers.size, 0);
});

test("a year of an absorbed provider is cut in July 2023, without a gap", () => {
  const [[absorbed, into]] = [...mergers] as [[number, number]];
  const spans = (year: number) => claimantsOf(mergers, absorbed, year);
  assert.deepEqual(spans(2022), [{ provider: absorbed, from: 2022 * 12, until: 2023 * 12 }]);
  assert.deepEqual(spans(2023), [
    { provider: absorbed, from: 2023 * 12, until: mergerMonth },
    { provider: into, from: mergerMonth, until: 2024 * 12 },
  ]);
  assert.deepEqual(spans(2024), [{ provider: into, from: 2024 * 12, until: 2025 * 12 }]);
  assert.deepEqual(claimantsOf(mergers, into, 2023), [{ provider: into, from: 2023 * 12, until: 2024 * 12 }]);
});

test("an absorbed provider is expected to claim half a year, and nothing the year after", () => {
  const cents = (year: number) => expectedByProvider(market, market.startRates, year).map((cost) => cost.cents);
  const [whole, half, none] = [2022, 2023, 2024].map(cents) as [number[], number[], number[]];
  for (const absorbed of mergers.keys()) {
    assert.ok(half[absorbed]! > 0.25 * whole[absorbed]! && half[absorbed]! < 0.8 * whole[absorbed]!);
    assert.equal(none[absorbed], 0);
  }
});

test("no story is told of a provider that is absorbed", () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7]) {
    const other = makeMarket({ kind: "unruly", size: "tiny", seed, years: [2023] });
    for (const told of tellStories(other).keys()) assert.equal(other.mergers.has(told), false);
  }
});
