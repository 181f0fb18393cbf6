import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  binomialQuantile,
  binomialShare,
  normalQuantile,
  normalShare,
  poissonLimits,
  poissonQuantile,
  poissonShare,
  shareLimits,
} from "./distribution.ts";

const fixed = (numbers: readonly number[], decimals: number): string[] => numbers.map((n) => n.toFixed(decimals));

test("the normal curve: values of R's qnorm and pnorm", () => {
  assert.deepEqual(fixed([0.5, 0.8, 0.975, 0.999].map(normalQuantile), 9), [
    "0.000000000",
    "0.841621234",
    "1.959963985",
    "3.090232306",
  ]);
  assert.deepEqual(fixed([-1.96, 0, 1, 3].map(normalShare), 9), [
    "0.024997895",
    "0.500000000",
    "0.841344746",
    "0.998650102",
  ]);
});

test("counts: the limits of Garwood (Biometrika 1936), and the quantiles of R's qgamma for large ones", () => {
  const limits = (count: number) => fixed(poissonLimits(count), 4);
  assert.deepEqual(limits(0), ["0.0000", "3.6889"]);
  assert.deepEqual(limits(1), ["0.0253", "5.5716"]);
  assert.deepEqual(limits(10), ["4.7954", "18.3904"]);
  assert.deepEqual(limits(15), ["8.3954", "24.7402"]);
  assert.deepEqual(limits(16), ["9.1454", "25.9830"]);
  assert.deepEqual(limits(100), ["81.3640", "121.6268"]);
  assert.deepEqual(limits(5500), ["5355.5946", "5647.3129"]);
  assert.deepEqual(limits(1_000_000), ["998040.9833", "1001961.9119"]);
  for (let count = 1; count < 1e7; count = Math.ceil(count * 1.07)) assert.ok(poissonLimits(count)[0] < count);
});

test("limits of large counts leave out what they say, also those that Cephes does not find", () => {
  for (const events of [7484, 8005, 59_879, 59_880, 400_000]) {
    const [low, high] = poissonLimits(events);
    const left = [1 - poissonShare(events - 1, low), poissonShare(events, high)];
    assert.deepEqual(fixed(left, 9), ["0.025000000", "0.025000000"], String(events));
  }
});

test("shares: Clopper and Pearson's limits, as in Newcombe (Statistics in Medicine 1998, table I, method 5)", () => {
  assert.deepEqual(fixed(shareLimits(81, 263), 4), ["0.2527", "0.3676"]);
  assert.deepEqual(fixed(shareLimits(15, 148), 4), ["0.0578", "0.1617"]);
  assert.deepEqual(fixed(shareLimits(0, 20), 4), ["0.0000", "0.1684"]);
  assert.deepEqual(fixed(shareLimits(1, 29), 4), ["0.0009", "0.1776"]);
});

/** Sums of the terms themselves, which stay right while the counts are small. */
function poissonBySum(count: number, mean: number): number {
  let [term, sum] = [Math.exp(-mean), 0];
  for (let k = 0; k <= count; k++, term *= mean / k) sum += term;
  return sum;
}
function binomialBySum(count: number, of: number, share: number): number {
  let [term, sum] = [(1 - share) ** of, 0];
  for (let k = 0; k <= count; k++, term *= ((of - k + 1) * share) / (k * (1 - share))) sum += term;
  return sum;
}

test("property: shares are what their terms add up to", () => {
  const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  fc.assert(
    fc.property(fc.nat(80), fc.nat(60), share, (of, count, p) => {
      assert.ok(Math.abs(poissonShare(count, 50 * p) - poissonBySum(count, 50 * p)) < 1e-12);
      if (count < of) assert.ok(Math.abs(binomialShare(count, of, p) - binomialBySum(count, of, p)) < 1e-10);
    }),
  );
});

test("far from the mean nothing is left, and no fault is made of it", () => {
  assert.equal(poissonShare(10_000, 100), 1);
  assert.equal(poissonShare(100, 10_000), 0);
  assert.equal(binomialShare(5, 1_000_000, 0.5), 0);
  assert.equal(poissonShare(-1, 4), 0);
});

test("property: a quantile has its share below it, to the part of one count", () => {
  const share = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(share, fc.double({ min: 0.5, max: 5000, noNaN: true }), (p, mean) => {
      const at = poissonQuantile(p, mean);
      assert.ok(poissonShare(Math.ceil(at) - 1, mean) <= p + 1e-9 && p - 1e-9 <= poissonShare(Math.ceil(at), mean));
      const count = binomialQuantile(p, 200, mean / 5001);
      assert.ok(binomialShare(Math.ceil(count), 200, mean / 5001) >= p - 1e-9);
    }),
  );
});
