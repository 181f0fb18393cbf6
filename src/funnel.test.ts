import assert from "node:assert/strict";
import { test } from "node:test";
import { countLimits, overdispersion, shareLimitsAt, widenedLimits } from "./funnel.ts";
import type { Limits, Measured } from "./funnel.ts";

const fixed = (limits: Limits, decimals: number): string => limits.map((n) => n.toFixed(decimals)).join(" to ");

test("limits of counts: the least count with its share, less what is not needed of it", () => {
  // Of 10 expected, 16 is the least count with 97.5 % at or below it: P(X ≤ 16) = 0.97296, P(X ≤ 17) = 0.98572.
  // 17 − (0.98572 − 0.975) / 0.01276 = 16.16, of 10.
  // Of 10, 4 is the least with 2.5 % at or below it: P(X ≤ 3) = 0.01034, P(X ≤ 4) = 0.02925; 4 − 0.00425 / 0.01891 = 3.78.
  assert.equal(fixed(countLimits(10, 0.025), 3), "0.378 to 1.616");
  assert.equal(fixed(countLimits(1000, 0.001), 3), "0.903 to 1.099");
});

test("limits of shares narrow with the root of the people", () => {
  // P(X ≤ 4) = 0.02371, P(X ≤ 5) = 0.05758: 5 − 0.03258 / 0.03387 = 4.04; P(X ≤ 15) = 0.96011, P(X ≤ 16) = 0.97940.
  assert.equal(fixed(shareLimitsAt(100, 0.025, 0.1), 3), "0.040 to 0.158");
  assert.equal(fixed(shareLimitsAt(10_000, 0.025, 0.1), 4), "0.0941 to 0.1059");
});

/** Figures whose scores are these, each with a deviation of 0.1 around 1. */
const scored = (...scores: number[]): Measured[] => scores.map((score) => ({ value: 1 + score / 10, deviation: 0.1 }));

test("scores that chance explains leave nothing between providers", () => {
  const { ratio, between } = overdispersion(scored(-1, 1, -0.5, 0.5), 1);
  assert.equal(ratio.toFixed(6), "0.625000");
  assert.equal(between, 0);
});

test("scores of ± 2 are four times what chance explains: the rest lies between providers", () => {
  // I φ − (I − 1) = 40 − 9 = 31, over Σw − Σw²/Σw = 1000 − 100 = 900; its root.
  const { ratio, between } = overdispersion(scored(2, -2, 2, -2, 2, -2, 2, -2, 2, -2), 1);
  assert.equal(ratio.toFixed(6), "4.000000");
  assert.equal(between.toFixed(6), Math.sqrt(31 / 900).toFixed(6));
});

test("one provider far out does not widen the funnel that is to find it", () => {
  const calm = [1, -1, 1, -1, 1, -1, 1, -1, 1, -1];
  assert.deepEqual(overdispersion(scored(...calm.slice(1), 40), 1), overdispersion(scored(...calm), 1));
});

test("widened limits: chance and the spread between providers as the sides of a right angle", () => {
  assert.equal(fixed(widenedLimits(0.03, 0.04, 0.025, 1), 4), "0.9020 to 1.0980");
});
