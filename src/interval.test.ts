import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toRatio } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";
import { countInterval, netShareInterval, poissonLimits, scaledInterval, shareInterval } from "./interval.ts";
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

test("a share of nothing begins at nothing, and of all ends at all, exactly", () => {
  assert.deepEqual(shareInterval(0n, 7n).low, { n: 0n, d: 1n });
  assert.deepEqual(shareInterval(7n, 7n).high, { n: 1n, d: 1n });
});

test("counts: the limits of Garwood (Biometrika 1936), and the quantiles of R's qgamma for large ones", () => {
  const limits = (count: number) => poissonLimits(count).map((limit) => limit.toFixed(4));
  assert.deepEqual(limits(0), ["0.0000", "3.6889"]);
  assert.deepEqual(limits(1), ["0.0253", "5.5716"]);
  assert.deepEqual(limits(10), ["4.7954", "18.3904"]);
  assert.deepEqual(limits(15), ["8.3954", "24.7402"]);
  assert.deepEqual(limits(16), ["9.1454", "25.9830"]);
  assert.deepEqual(limits(100), ["81.3640", "121.6268"]);
  assert.deepEqual(limits(5500), ["5355.5946", "5647.3129"]);
  assert.deepEqual(limits(1_000_000), ["998040.9833", "1001961.9119"]);
});

test("5,500 clients where 5,000 were expected: 1.10, between 1.071 and 1.129", () => {
  assert.deepEqual(ends(countInterval(5500n, { n: 5000n, d: 1n }), 4), ["1.0711", "1.1295"]);
  assert.equal(countInterval(3n, { n: 0n, d: 1n }), undefined);
});

test("48 promoters and 10 critics of 80: 47.5 with 15.5 on either side", () => {
  assert.deepEqual(ends(netShareInterval(48n, 10n, 80n), 4), ["0.3201", "0.6299"]);
  assert.deepEqual(ends(netShareInterval(9n, 0n, 10n), 4), ["0.7141", "1.0000"]);
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
      assert.ok(within(scaledInterval(a, { n: of, d: 1n }, { n: b, d: 7n })!, toRatio(a, of)!));
    }),
    { numRuns: 300 },
  );
});
