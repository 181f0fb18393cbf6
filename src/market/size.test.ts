import assert from "node:assert/strict";
import { test } from "node:test";
import { isSizeName, sizeNames, sizes } from "./size.ts";

test("each size is larger than the one before, in everything but the cut of the lines", () => {
  const [tiny, region, country] = sizeNames.map((name) => sizes[name]) as [
    typeof sizes.tiny,
    typeof sizes.tiny,
    typeof sizes.tiny,
  ];
  for (const key of ["insured", "regions", "insurers", "providers"] as const)
    assert.ok(tiny[key] < region[key] && region[key] < country[key], key);
});

test("batches fit in periods, and periods in years", () => {
  for (const { batchMonths, periodMonths } of sizeNames.map((name) => sizes[name])) {
    assert.equal(periodMonths % batchMonths, 0);
    assert.equal(12 % periodMonths, 0);
  }
});

test("a size is known by its name", () => {
  assert.ok(isSizeName("tiny"));
  assert.ok(!isSizeName("huge"));
});
