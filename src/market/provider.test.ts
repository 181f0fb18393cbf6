import assert from "node:assert/strict";
import { test } from "node:test";
import { targetGroups } from "./care.ts";
import { makeRegions } from "./place.ts";
import { makeProviders, weightIn } from "./provider.ts";
import { sizes } from "./size.ts";

const regions = makeRegions(sizes.region, 7);
const providers = makeProviders(sizes.region, 7, regions);

test("a market has as many providers as its size says, each with an AGB code of its own", () => {
  assert.equal(providers.length, sizes.region.providers);
  assert.equal(new Set(providers.map((provider) => provider.id)).size, providers.length);
  for (const provider of providers) assert.match(provider.id, /^\d{8}$/);
});

test("someone serves every target group in every region", () => {
  for (const region of regions.keys())
    for (const group of targetGroups.keys())
      assert.ok(providers.some((provider) => weightIn(provider, region, group, 0) > 0));
});

test("few are large and many are small", () => {
  const weights = providers.map((provider) => provider.places[0]!.weight).toSorted((a, b) => a - b);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const largest = weights.slice(-12).reduce((sum, weight) => sum + weight, 0);
  assert.ok(largest / total > 0.35, "a tenth of the providers has over a third of the clients");
  assert.ok(weights[weights.length / 2]! < (total / weights.length) * 0.6, "half is far below the average");
});

test("a provider that grows weighs more each year, and nothing where it does not work", () => {
  const growing = providers.find((provider) => provider.growth > 50)!;
  const { region } = growing.places[0]!;
  const by = (years: number) => weightIn(growing, region, 0, years);
  assert.ok(by(-1) < by(0) && by(0) < by(1));
  const elsewhere = [...regions.keys()].find((r) => growing.places.every((place) => place.region !== r))!;
  assert.equal(weightIn(growing, elsewhere, 0, 0), 0);
});
