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

test("a batch covers a part of a year that fits in it", () => {
  for (const name of sizeNames) assert.equal(12 % sizes[name].batchMonths, 0);
});

test("a size is known by its name", () => {
  assert.ok(isSizeName("tiny"));
  assert.ok(!isSizeName("huge"));
});
