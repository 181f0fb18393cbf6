import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { apportion, makeCells, makeInsurers, makeRegions } from "./place.ts";
import { nationalRates } from "./national-rate.ts";
import { sizes } from "./size.ts";

test("parts add up and differ less than one from their exact share, on running totals", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e7 }), weights, (total, shares) => {
      fc.pre(shares.some((share) => share > 0));
      const parts = apportion(total, shares);
      assert.equal(
        parts.reduce((sum, part) => sum + part, 0),
        total,
      );
      const sum = shares.reduce((all, share) => all + share, 0);
      for (const [i, part] of parts.entries())
        assert.ok(part >= 0 && Math.abs(part - (total * shares[i]!) / sum) <= 1 + 1e-6);
    }),
  );
});

test("the cells hold all insured once, numbered through", () => {
  for (const size of [sizes.tiny, sizes.region]) {
    const cells = makeCells(size, makeRegions(size, 7));
    assert.equal(cells.length, size.regions * size.insurers * 3 * nationalRates.length);
    let next = 0;
    for (const cell of cells) {
      assert.equal(cell.first, next);
      next += cell.persons;
    }
    assert.equal(next, size.insured);
  }
});

test("regions differ, and the buyer is the largest insurer or nearly so", () => {
  const regions = makeRegions(sizes.country, 1);
  assert.equal(new Set(regions.map((region) => region.need)).size > 20, true);
  for (const region of regions) {
    assert.equal(
      region.insurers.reduce((sum, share) => sum + share, 0),
      1000,
    );
    assert.equal(
      region.status.reduce((sum, share) => sum + share, 0),
      1000,
    );
    assert.ok(region.insurers[0]! >= 350);
  }
  const postcodes = regions.map((region) => region.postcode);
  assert.ok(Math.max(...postcodes) < 9999);
  assert.equal(new Set(makeInsurers(sizes.country).map((insurer) => insurer.id)).size, sizes.country.insurers);
});
