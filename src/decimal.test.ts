import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDecimal, rescale, roundQuotient, roundingModes, toDecimalText, toRatio } from "./decimal.ts";

test("parseDecimal() reads plain decimals and nothing else", () => {
  for (const [text, digits, scale] of [
    ["0", 0n, 0],
    ["12.50", 1250n, 2],
    ["-0.005", -5n, 3],
    ["9007199254740993", 9007199254740993n, 0],
  ] as const)
    assert.deepEqual(parseDecimal(text), { digits, scale });
  for (const text of ["", "1,5", "1.", ".5", "1e3", "+1", " 1", "1.000.000", "0x1", "NaN"])
    assert.equal(parseDecimal(text), undefined, text);
});

test("roundQuotient() follows each named rule", () => {
  // n/d at scale 0:        half_up half_even up down floor ceiling
  const table: [bigint, bigint, bigint[]][] = [
    [5n, 2n, [3n, 2n, 3n, 2n, 2n, 3n]],
    [7n, 2n, [4n, 4n, 4n, 3n, 3n, 4n]],
    [-5n, 2n, [-3n, -2n, -3n, -2n, -3n, -2n]],
    [1n, 3n, [0n, 0n, 1n, 0n, 0n, 1n]],
    [-2n, 3n, [-1n, -1n, -1n, 0n, -1n, 0n]],
    [4n, -2n, [-2n, -2n, -2n, -2n, -2n, -2n]],
  ];
  for (const [n, d, expected] of table)
    for (const [i, mode] of roundingModes.entries())
      assert.equal(roundQuotient(mode, 0, n, d), expected[i], `${mode} of ${n}/${d}`);
});

test("rounding is exact where floats are not", () => {
  assert.equal(toDecimalText(roundQuotient("half_up", 2, 1005n, 1000n), 2), "1.01");
  assert.equal(toDecimalText(roundQuotient("half_up", 0, 115n * 100n, 100n), 0), "115");
});

const scales = fc.integer({ min: 0, max: 12 });
const digits = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

test("writing and reading a decimal is the identity", () => {
  fc.assert(
    fc.property(digits, scales, (value, scale) => {
      assert.deepEqual(parseDecimal(toDecimalText(value, scale)), { digits: value, scale });
    }),
  );
});

test("a rounding is within one unit, and half a unit for the halves", () => {
  const divisor = fc.bigInt({ min: 1n, max: 10n ** 12n });
  fc.assert(
    fc.property(digits, divisor, scales, fc.constantFrom(...roundingModes), (n, d, scale, mode) => {
      const rounded = roundQuotient(mode, scale, n, d);
      const error = rounded * d - n * 10n ** BigInt(scale);
      const size = error < 0n ? -error : error;
      assert.ok(mode.startsWith("half") ? 2n * size <= d : size < d);
    }),
  );
});

test("rescale() refuses to lose digits; toRatio() is in lowest terms", () => {
  assert.equal(rescale({ digits: 1250n, scale: 2 }, 1), 125n);
  assert.equal(rescale({ digits: 1255n, scale: 2 }, 1), undefined);
  assert.equal(rescale({ digits: 5n, scale: 0 }, 2), 500n);
  assert.deepEqual(toRatio(6n, -8n), { n: -3n, d: 4n });
  assert.deepEqual(toRatio(0n, 7n), { n: 0n, d: 1n });
  assert.equal(toRatio(1n, 0n), undefined);
});
