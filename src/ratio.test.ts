import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  add,
  compare,
  divide,
  divideWhole,
  greater,
  lesser,
  multiply,
  negate,
  one,
  ratio,
  round,
  same,
  sign,
  subtract,
  zero,
} from "./ratio.ts";

const quotients = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 60n }))
  .map(([n, d]) => ratio(n, d));

test("quotients are in lowest terms with a positive denominator", () => {
  assert.deepEqual(ratio(6n, -4n), { n: -3n, d: 2n });
  assert.deepEqual(ratio(0n, 7n), zero);
  assert.throws(() => ratio(1n, 0n), /denominator is zero/);
});

test("arithmetic on quotients follows its laws", () => {
  fc.assert(
    fc.property(quotients, quotients, quotients, (a, b, c) => {
      assert.deepEqual(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
      assert.deepEqual(add(subtract(a, b), b), a);
      assert.equal(sign(subtract(a, b)), compare(a, b));
      assert.deepEqual(add(lesser(a, b), greater(a, b)), add(a, b));
      assert.deepEqual(add(a, negate(a)), zero);
      if (sign(b) !== 0) assert.deepEqual(multiply(divide(a, b), b), a);
      assert.equal(same(a, multiply(a, one)), true);
    }),
  );
});

test("round() rounds to whole numbers by name", () => {
  assert.equal(round("half_up", ratio(5n, 2n)), 3n);
  assert.equal(round("down", ratio(-5n, 2n)), -2n);
  assert.equal(round("half_even", ratio(5n, 2n)), 2n);
});

test("divideWhole() loses nothing, and gives what is left to whom most was cut off", () => {
  //          total  weights              parts
  const rows: [bigint, bigint[], bigint[]][] = [
    [100n, [1n, 1n, 1n], [34n, 33n, 33n]],
    [425n, [583n, 301n, 116n], [248n, 128n, 49n]],
    [1n, [0n, 5n], [0n, 1n]],
    [0n, [3n, 4n], [0n, 0n]],
    [-100n, [1n, 1n, 1n], [-33n, -33n, -34n]],
  ];
  for (const [total, weights, parts] of rows) assert.deepEqual(divideWhole(total, weights), parts);
});

test("divideWhole() stays within one of the exact share", () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 99n }), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n }), weights, (total, some) => {
      const sum = some.reduce((all, weight) => all + weight, 0n);
      fc.pre(sum > 0n);
      const parts = divideWhole(total, some);
      assert.equal(
        parts.reduce((all, part) => all + part, 0n),
        total,
      );
      for (const [i, part] of parts.entries())
        assert.ok(compare(subtract(ratio(part), ratio(total * some[i]!, sum)), one) < 0);
    }),
  );
});
