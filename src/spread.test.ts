import assert from "node:assert/strict";
import { test } from "node:test";
import { compareRatios, quantile } from "./spread.ts";

const whole = (n: number) => ({ n: BigInt(n), d: 1n });

test("quartiles lie proportionally between figures", () => {
  const figures = [1, 2, 4, 8].map(whole);
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((part) => quantile(figures, part, 4)),
    [whole(1), { n: 7n, d: 4n }, whole(3), whole(5), whole(8)],
  );
});

test("one figure is all its quartiles, and none has none", () => {
  assert.deepEqual(quantile([whole(3)], 1, 4), whole(3));
  assert.equal(quantile([], 1, 2), undefined);
});

test("quotients are compared without dividing", () => {
  const sorted = [
    { n: 1n, d: 2n },
    { n: 1n, d: 3n },
    { n: -1n, d: 2n },
  ].toSorted(compareRatios);
  assert.deepEqual(sorted, [
    { n: -1n, d: 2n },
    { n: 1n, d: 3n },
    { n: 1n, d: 2n },
  ]);
});
