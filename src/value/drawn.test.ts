import assert from "node:assert/strict";
import { test } from "node:test";
import type { NumberType } from "../datum.ts";
import { netShareInterval, scaledInterval, shareInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import { drawn, draws } from "./drawn.ts";
import { known } from "./figure.ts";
import { isUncertain } from "./truth.ts";
import type { Uncertain } from "./truth.ts";

const type: NumberType = { kind: "number", form: "decimal", scale: 4, unit: "" };

function figure(n: bigint, d: bigint, interval: Interval | undefined, of = type): Uncertain {
  const made = known(of, { n, d }, { interval });
  assert.ok(isUncertain(made));
  return made;
}

const middle = (rising: readonly bigint[]): bigint => rising[draws / 2]!;
const belowOf = (rising: readonly bigint[], bound: bigint): number => rising.filter((digits) => digits < bound).length;

test("without an upper end the truth is the figure over an expectation that varies: of two clients hardly anything is sure", () => {
  // 0.3041 of an expectation that varies by 0.58 of itself. Below 0.8 lies what an expectation of 0.38 of itself or more explains:
  // (1 - 0.38) / 0.58 = 1.07 deviations, 85.7 %.
  const chance = 58n;
  const two = figure(3041n, 10_000n, scaledInterval(3041n, { n: 10_000n, d: 1n }, { n: (chance * 100n) ** 2n, d: 1n }));
  assert.equal(two.interval.high, undefined);
  const rising = drawn(two, type, undefined);
  assert.ok(Math.abs(belowOf(rising, 8000n) / draws - 0.857) < 0.006, String(belowOf(rising, 8000n)));
  assert.ok(Math.abs(Number(middle(rising)) - 3041) < 10);
  // The low end is where the interval has it.
  assert.ok(Math.abs(belowOf(rising, two.interval.low) / draws - 0.025) < 0.003);
  // What the expectation itself may not be explained by lies beyond every bound.
  assert.ok(rising.at(-1)! > 1_000_000n);
  assert.deepEqual(
    rising,
    rising.toSorted((a, b) => Number(a - b)),
  );
});

test("a score of for and against stays within a hundred on either side, as a percentage within one", () => {
  const percent: NumberType = { ...type, form: "percent" };
  // Everybody is a critic but one.
  const { method, low, high } = netShareInterval(0n, 3n, 4n);
  const times = (factor: bigint) => ({
    method,
    low: { n: low.n * factor, d: low.d },
    ...(high && { high: { n: high.n * factor, d: high.d } }),
  });
  const truths = { mean: -950_000, between: 300_000, unit: 10_000, perPerson: 900_000 };
  const score = drawn(figure(-75n, 1n, times(100n)), type, truths);
  assert.equal(score[0], -1_000_000n);
  const asShare = drawn(figure(-3n, 4n, times(1n), percent), percent, {
    ...truths,
    mean: -9500,
    between: 3000,
    perPerson: 9000,
  });
  assert.equal(asShare[0], -10_000n);
});

test("a share is drawn between nothing and all", () => {
  const rising = drawn(figure(1n, 3n, shareInterval(1n, 3n)), type, undefined);
  assert.equal(rising[0], 0n);
  assert.ok(rising.at(-1)! <= 10_000n);
  assert.ok(rising.every((digits) => digits >= 0n));
});
