import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { deviationFence, quartileFence } from "./outlier.ts";

test("property: a fence is the last amount that the rule lets pass, by whole powers", () => {
  const cost = fc.bigInt(1n, 10n ** 8n);
  fc.assert(
    fc.property(cost, cost, fc.bigInt(0n, 12n), fc.bigInt(1n, 4n), (one, other, a, b) => {
      const [first, third] = one < other ? [one, other] : [other, one];
      const isExtreme = (cents: bigint) => cents ** b * first ** a > third ** (a + b);
      const fence = quartileFence(first, third, { n: a, d: b });
      assert.ok(!isExtreme(fence) && isExtreme(fence + 1n));
    }),
  );
});

test("a fence of deviations: mean 30 and deviation 10 put it at 60 for three of them", () => {
  const sums = { clients: 3n, cents: 90n, squares: 20n ** 2n + 30n ** 2n + 40n ** 2n };
  assert.equal(deviationFence(sums, { n: 3n, d: 1n }), 60n);
  assert.equal(deviationFence(sums, { n: 5n, d: 2n }), 55n);
  assert.equal(deviationFence({ clients: 1n, cents: 30n, squares: 900n }, { n: 3n, d: 1n }), undefined);
});
