import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toRatio } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";
import {
  countInterval,
  meanInterval,
  netShareInterval,
  scaledInterval,
  shareInterval,
  shareOfAllInterval,
} from "./interval.ts";
import type { Interval } from "./interval.ts";
import { compareRatios } from "./spread.ts";

const ends = (interval: Interval | undefined, decimals: number): string[] =>
  [interval?.low, interval?.high].map((end) => (end ? (Number(end.n) / Number(end.d)).toFixed(decimals) : "none"));

test("shares: the examples of Newcombe (Statistics in Medicine 1998, table I, method 3)", () => {
  assert.deepEqual(ends(shareInterval(81n, 263n), 4), ["0.2553", "0.3662"]);
  assert.deepEqual(ends(shareInterval(15n, 148n), 4), ["0.0624", "0.1605"]);
  assert.deepEqual(ends(shareInterval(0n, 20n), 4), ["0.0000", "0.1611"]);
  assert.deepEqual(ends(shareInterval(1n, 29n), 4), ["0.0061", "0.1718"]);
});

test("a count that varies twice as much as people drawn one by one has the interval of half as many", () => {
  assert.deepEqual(ends(shareInterval(30n, 296n, { n: 2n, d: 1n }), 4), ["0.0624", "0.1605"]);
  assert.deepEqual(ends(shareInterval(30n, 296n, { n: 0n, d: 1n }), 6), ["0.101351", "0.101351"]);
});

test("a share of nothing begins at nothing, and of all ends at all, exactly", () => {
  const [least, most] = [shareInterval(0n, 7n).low, shareInterval(7n, 7n).high!];
  assert.equal(least.n, 0n);
  assert.equal(most.n, most.d);
});

test("5,500 clients where 5,000 were expected: 1.10, between 1.071 and 1.129", () => {
  assert.deepEqual(ends(countInterval(5500n, { n: 5000n, d: 1n }), 4), ["1.0711", "1.1295"]);
  assert.equal(countInterval(3n, { n: 0n, d: 1n }), undefined);
});

test("5,500 of 10,000 clients where half were expected: 1.10, between 1.080 and 1.119, as they make the half themselves", () => {
  const five = { n: 5000n, d: 1n };
  const of = (all: bigint, variance: bigint) => ends(shareOfAllInterval(5500n, five, all, { n: variance, d: 1n }), 4);
  assert.deepEqual(of(10_000n, 2500n), ["1.0805", "1.1195"]);
  // Where two in five of all insured come into care, nobody comes twice and chance moves less.
  assert.deepEqual(of(10_000n, 1500n), ["1.0849", "1.1151"]);
  // Of many more it is nearly a count of its own, and Wilson's interval nearly Garwood's.
  assert.deepEqual(of(10_000_000n, 4998n), ["1.0713", "1.1295"]);
});

test("who is all there is comes to what is expected, whatever chance does", () => {
  assert.deepEqual(ends(shareOfAllInterval(7n, { n: 7n, d: 1n }, 7n, { n: 0n, d: 1n }), 6), ["1.000000", "1.000000"]);
  assert.equal(shareOfAllInterval(0n, { n: 0n, d: 1n }, 7n, { n: 0n, d: 1n }), undefined);
});

test("a mean of figures: the distances to their ends add up as squares, on either side apart", () => {
  const figure = (weight: bigint, value: bigint, low: bigint, high?: bigint) => ({
    weight,
    value: { n: value, d: 1n },
    interval: {
      method: "count" as const,
      low: { n: low, d: 1n },
      ...(high !== undefined && { high: { n: high, d: 1n } }),
    },
  });
  assert.deepEqual(ends(meanInterval([figure(5n, 10n, 7n, 14n)]), 4), ["7.0000", "14.0000"]);
  // Halves of 10 and 20: 15, less √(1.5² + 2²) and more √(2² + 1.5²).
  assert.deepEqual(ends(meanInterval([figure(1n, 10n, 7n, 14n), figure(1n, 20n, 16n, 23n)]), 4), [
    "12.5000",
    "17.5000",
  ]);
  assert.deepEqual(ends(meanInterval([figure(3n, 10n, 6n, 14n), figure(1n, 20n, 16n)]), 4), ["9.3377", "none"]);
});

test("48 promoters and 10 critics of 80: 47.5, and with three more to answer 45.8 with 15.3 on either side", () => {
  assert.deepEqual(ends(netShareInterval(48n, 10n, 80n), 4), ["0.3046", "0.6111"]);
  assert.deepEqual(ends(netShareInterval(9n, 0n, 10n), 4), ["0.3808", "1.0000"]);
});

test("a total against its expectation: the ends are where the total would begin to surprise", () => {
  const interval = scaledInterval(31_800_000n, { n: 30_000_000n, d: 1n }, { n: 10n ** 12n, d: 1n });
  assert.deepEqual(ends(interval, 6), ["0.994995", "1.134093"]);
  assert.deepEqual(ends(scaledInterval(100n, { n: 100n, d: 1n }, { n: 3600n, d: 1n }), 3), ["0.460", "none"]);
  assert.equal(scaledInterval(100n, { n: 0n, d: 1n }, { n: 1n, d: 1n }), undefined);
});

const within = ({ low, high }: Interval, figure: Ratio): boolean =>
  compareRatios(low, figure) <= 0 && (high === undefined || compareRatios(figure, high) <= 0);

test("property: a figure lies within its own interval", () => {
  const counts = fc.tuple(fc.bigInt(0n, 5000n), fc.bigInt(0n, 5000n), fc.bigInt(0n, 5000n));
  fc.assert(
    fc.property(counts, ([a, b, c]) => {
      const of = a + b + c + 1n;
      assert.ok(within(shareInterval(a, of), toRatio(a, of)!));
      assert.ok(within(netShareInterval(a, b, of), toRatio(a - b, of)!));
      assert.ok(within(countInterval(a, { n: of, d: 3n })!, toRatio(3n * a, of)!));
      assert.ok(within(shareOfAllInterval(a, { n: of, d: 3n }, of, { n: b, d: 7n })!, toRatio(3n * a, of)!));
      assert.ok(within(scaledInterval(a, { n: of, d: 1n }, { n: b, d: 7n })!, toRatio(a, of)!));
    }),
    { numRuns: 300 },
  );
});
