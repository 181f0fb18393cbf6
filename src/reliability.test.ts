import assert from "node:assert/strict";
import { test } from "node:test";
import { normalQuantile } from "./distribution.ts";
import type { Measured } from "./funnel.ts";
import { believe, deviationFor, populationOf, reliabilityOf, twoTiers } from "./reliability.ts";

/** As many values as `count`, evenly likely places of a normal curve. */
const spread = (count: number, mean: number, deviation: number): number[] =>
  Array.from({ length: count }, (_, i) => mean + deviation * normalQuantile((i + 0.5) / count));

test("with chance and truth as wide as each other, half of a difference is believed", () => {
  const population = { mean: 1, between: 0.1 };
  assert.deepEqual(believe({ value: 1.2, deviation: 0.1 }, population), {
    mean: 1.1,
    deviation: 0.1 * Math.sqrt(0.5),
    reliability: 0.5,
  });
  assert.equal(reliabilityOf(0.1, { mean: 1, between: 0 }), 0);
});

test("how wide the truths lie: what the spread of the figures has left when chance is taken off", () => {
  // 0.05 of truth and 0.03 of chance make 0.0583.
  const figures: Measured[] = spread(1000, 1, Math.hypot(0.05, 0.03)).map((value) => ({ value, deviation: 0.03 }));
  const { mean, between } = populationOf(figures);
  assert.equal(mean.toFixed(4), "1.0000");
  assert.ok(Math.abs(between - 0.05) < 0.0005, String(between));
});

test("the eight schools of Rubin (1981): mean 8.168 and log variance 4.768, as the R package Rgbp tells (Tak, Kelly and Morris 2017)", () => {
  const effects = [28, 8, -3, 7, -1, 1, 18, 12];
  const errors = [15, 10, 16, 11, 9, 11, 10, 18];
  const { mean, between } = populationOf(effects.map((value, i) => ({ value, deviation: errors[i]! })));
  assert.equal((2 * Math.log(between)).toFixed(3), "4.768");
  assert.equal(mean.toFixed(3), "8.168");
});

test("figures that are all the same have truths that are, and a few leave open how far apart theirs lie", () => {
  assert.deepEqual(populationOf([1, 1, 1, 1].map((value) => ({ value, deviation: 0.1 }))), { mean: 1, between: 0 });
  assert.ok(populationOf([1, 2, 3].map((value) => ({ value, deviation: 0.1 }))).between > 2);
});

test("a reliability of 0.70 asks for chance no wider than 0.65 of the truth", () => {
  assert.equal(deviationFor(0.7, { mean: 0, between: 1 })?.toFixed(4), "0.6547");
  assert.equal(deviationFor(0.7, { mean: 0, between: 0 }), undefined);
});

test("two classes cut at the median: Sheppard's arccosine (1899)", () => {
  for (const reliability of [0.05, 0.25, 0.5, 0.7, 0.9, 0.99]) {
    const { misplaced, wronglyIn, wronglyOut } = twoTiers([reliability], 0.5);
    assert.ok(Math.abs(misplaced - Math.acos(Math.sqrt(reliability)) / Math.PI) < 1e-4, String(reliability));
    assert.ok(Math.abs(wronglyIn - wronglyOut) < 1e-9);
  }
});

/** Both below the quantile, by Plackett's identity (1954): the density at the corner, summed over every smaller correlation. */
function bothBelow(share: number, correlation: number): number {
  const [z, count] = [normalQuantile(share), 20_000];
  let sum = share ** 2;
  for (let i = 0; i < count; i++) {
    const r = ((i + 0.5) / count) * correlation;
    sum += ((correlation / count) * Math.exp(-(z ** 2) / (1 + r))) / (2 * Math.PI * Math.sqrt(1 - r ** 2));
  }
  return sum;
}

test("two classes cut anywhere: the bivariate normal curve by another integral", () => {
  for (const share of [0.1, 0.25, 0.8])
    for (const reliability of [0.05, 0.3, 0.61, 0.9]) {
      const both = bothBelow(share, Math.sqrt(reliability));
      assert.ok(Math.abs(twoTiers([reliability], share).misplaced - 2 * (share - both)) < 1e-4);
    }
});

test("Adams (2010): with a reliability of 0.61 one in six is misplaced, and a vascular surgeon's class is a guess", () => {
  assert.equal(twoTiers([0.61], 0.25).misplaced.toFixed(2), "0.17");
  assert.equal(twoTiers([0.05], 0.25).wronglyOut.toFixed(2), "0.22");
  assert.ok(Math.abs(twoTiers([0.05], 0.25).wronglyIn - 0.67) < 0.02);
  assert.ok(twoTiers([1], 0.25).misplaced < 1e-3, "who is measured without chance is placed without fault");
});

test("unequal reliabilities crowd the class with those who are mostly chance", () => {
  const apart = (twoTiers([0.1], 0.25).misplaced + twoTiers([0.9], 0.25).misplaced) / 2;
  assert.ok(twoTiers([0.1, 0.9], 0.25).misplaced > apart + 0.02);
});

test("two tiers of scores without chance misplace nobody, and of scores without truth as many as a draw of lots", () => {
  assert.equal(twoTiers([1 - 1e-12], 0.25).misplaced, 0);
  // A quarter is called lowest, a quarter is, and each in four by chance: 2 × (0.25 − 0.0625).
  assert.ok(Math.abs(twoTiers([1e-12], 0.25).misplaced - 0.375) < 1e-3);
});
