import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  add,
  compare,
  divide,
  multiply,
  parseNumber,
  rational,
  round,
  roundingModes,
  subtract,
  toDecimal,
} from "./rational.ts";
import type { Rational } from "./rational.ts";

const number = (text: string): Rational => parseNumber(text) ?? assert.fail(text);

test("parseNumber() reads one way of writing a number, and no other", () => {
  assert.deepEqual(number("-12.50"), { n: -25n, d: 2n });
  assert.deepEqual(number("0.00"), { n: 0n, d: 1n });
  for (const text of ["", "-", "+1", "01", ".5", "1.", "1e3", "1,5", " 1", "-0", "-0.00", "١", "9".repeat(1001)])
    assert.equal(parseNumber(text), undefined, text);
});

test("round() is the table of RECEIPT.md, negative halves included", () => {
  const values = ["2.5", "1.5", "1.4", "0.5", "-0.4", "-0.5", "-1.5", "-2.5", "-2.6"];
  const expected = {
    half_up: ["3", "2", "1", "1", "0", "-1", "-2", "-3", "-3"],
    half_even: ["2", "2", "1", "0", "0", "0", "-2", "-2", "-3"],
    up: ["3", "2", "2", "1", "-1", "-1", "-2", "-3", "-3"],
    down: ["2", "1", "1", "0", "0", "0", "-1", "-2", "-2"],
    floor: ["2", "1", "1", "0", "-1", "-1", "-2", "-3", "-3"],
    ceiling: ["3", "2", "2", "1", "0", "0", "-1", "-2", "-2"],
  };
  for (const mode of roundingModes)
    assert.deepEqual(
      values.map((value) => round(mode, 0, number(value))),
      expected[mode],
      mode,
    );
});

test("round() writes exactly as many decimals as asked, and never minus zero", () => {
  assert.equal(round("half_up", 2, rational(1n, 8n)), "0.13");
  assert.equal(round("half_up", 4, number("3")), "3.0000");
  assert.equal(round("ceiling", 2, rational(-1n, 300n)), "0.00");
  assert.equal(round("down", 1, number("-0.09")), "0.0");
});

test("a rounded number lies within one unit of the number, on the side that its mode says", () => {
  const fraction = fc.tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.bigInt(1n, 10n ** 6n));
  fc.assert(
    fc.property(fraction, fc.constantFrom(...roundingModes), fc.nat(4), ([n, d], mode, scale) => {
      const value = rational(n, d);
      const error = subtract(number(round(mode, scale, value)), value);
      const unit = rational(1n, 10n ** BigInt(scale));
      const size = compare(error, rational(0n)) < 0 ? subtract(rational(0n), error) : error;
      assert.ok(compare(size, unit) < 0);
      if (mode === "floor") assert.ok(error.n <= 0n);
      if (mode === "ceiling") assert.ok(error.n >= 0n);
      if (mode === "up") assert.ok(error.n === 0n || error.n < 0n === n < 0n);
      if (mode === "down") assert.ok(error.n === 0n || error.n < 0n !== n < 0n);
      if (mode.startsWith("half")) assert.ok(compare(multiply(size, rational(2n)), unit) <= 0);
    }),
  );
});

test("arithmetic is exact, and division by zero has no answer", () => {
  assert.deepEqual(add(number("0.1"), number("0.2")), number("0.3"));
  assert.deepEqual(multiply(number("1.1"), number("1.1")), number("1.21"));
  assert.deepEqual(divide(number("-7"), number("21")), { n: -1n, d: 3n });
  assert.equal(divide(number("1"), number("0.0")), undefined);
});

test("toDecimal() writes a number that has an end, and only that", () => {
  assert.equal(toDecimal(number("-0.0625")), "-0.0625");
  assert.equal(toDecimal(number("1500")), "1500");
  assert.equal(toDecimal(rational(1n, 3n)), undefined);
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.nat(8), (digits, scale) => {
      const value = rational(digits, 10n ** BigInt(scale));
      assert.deepEqual(parseNumber(toDecimal(value)!), value);
    }),
  );
});
