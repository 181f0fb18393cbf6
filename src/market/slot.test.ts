import assert from "node:assert/strict";
import { test } from "node:test";
import { targetGroups } from "./care.ts";
import { makeRegions } from "./place.ts";
import { makeProviders } from "./provider.ts";
import { sizes } from "./size.ts";
import { makeSlots, slotCount } from "./slot.ts";

const regions = makeRegions(sizes.region, 7);
const providers = makeProviders(sizes.region, 7, regions);
const slots = makeSlots(regions, providers, [2022, 2023]);

test("in every region, target group and year all slots are given once, in order", () => {
  for (const region of regions.keys())
    for (const group of targetGroups.keys())
      for (const year of [2022, 2023]) {
        let next = 0;
        for (const range of slots.filter((s) => s.region === region && s.group === group && s.year === year)) {
          assert.equal(range.from, next);
          assert.ok(range.until > range.from);
          next = range.until;
        }
        assert.equal(next, slotCount);
      }
});

test("only who works in the region and serves the group gets slots", () => {
  for (const { region, group, provider } of slots) {
    const { places, tilt } = providers[provider]!;
    assert.ok(places.some((place) => place.region === region) && tilt[group]! > 0);
  }
});

test("a provider that grows gets more slots the next year", () => {
  const share = (provider: number, year: number) =>
    slots.filter((s) => s.provider === provider && s.year === year).reduce((sum, s) => sum + s.until - s.from, 0);
  const largest = [...providers.keys()].filter((i) => share(i, 2022) > 500);
  const grown = largest.filter((i) => providers[i]!.growth > 50);
  const shrunk = largest.filter((i) => providers[i]!.growth < -50);
  assert.ok(grown.length > 0 && shrunk.length > 0);
  for (const i of grown) assert.ok(share(i, 2023) > share(i, 2022), providers[i]!.name);
  for (const i of shrunk) assert.ok(share(i, 2023) < share(i, 2022), providers[i]!.name);
});
