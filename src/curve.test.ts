import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  cliffsOf,
  compose,
  constant,
  gateOf,
  holds,
  inverse,
  lowerOf,
  multipleOf,
  proportional,
  stretchesOf,
  sumOf,
  upperOf,
  valueAt,
} from "./curve.ts";
import type { Curve, Piece, Relation } from "./curve.ts";
import { add, compare, greater, lesser, multiply, ratio, same, sign, subtract, zero } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

/** `0: 0 +2 | 10: 20 > 15 +1` is a curve that rises by 2, is 20 at 10, drops to 15 just behind and rises by 1. */
function curve(text: string): Curve {
  return text.split("|").map((piece) => {
    const [, from = "", at = "", start, slope = ""] =
      /^\s*([\d/]+): (-?[\d/]+)(?: > (-?[\d/]+))? ([+-][\d/]+)\s*$/.exec(piece) ?? assert.fail(piece);
    return { from: number(from), at: number(at), start: number(start ?? at), slope: number(slope) };
  });
}

function number(text: string): Ratio {
  const [n = "", d = "1"] = text.replace("+", "").split("/");
  return ratio(BigInt(n), BigInt(d));
}

const places = fc.tuple(fc.bigInt({ min: 0n, max: 90n }), fc.bigInt({ min: 1n, max: 3n })).map(([n, d]) => ratio(n, d));
const values = fc.bigInt({ min: -20n, max: 20n }).map((n) => ratio(n));
const positive = fc.bigInt({ min: 0n, max: 30n }).map((n) => ratio(n));

/** A curve of up to five pieces whose ends join or jump as it comes. */
function curves(value: fc.Arbitrary<Ratio>, slope = value): fc.Arbitrary<Curve> {
  const more = fc.array(fc.tuple(places, value, value, slope), { maxLength: 4 });
  return fc.tuple(value, value, slope, more).map(([at, start, first, rest]): Curve => {
    const later = rest.map(([from, ...own]): Piece => ({ from, at: own[0], start: own[1], slope: own[2] }));
    const inOrder = later
      .filter(({ from }) => sign(from) > 0)
      .toSorted((a, b) => compare(a.from, b.from))
      .filter((piece, i, all) => i === 0 || !same(piece.from, all[i - 1]!.from));
    return [{ from: zero, at, start, slope: first }, ...inOrder];
  });
}

/** Places to try two curves at: where they begin a piece, a little beside it, and one at random. */
function trials(x: Ratio, ...of: readonly Curve[]): Ratio[] {
  const little = ratio(1n, 1000n);
  const edges = of.flatMap((each) => each.map(({ from }) => from));
  const beside = edges.flatMap((edge) => [subtract(edge, little), edge, add(edge, little)]);
  return [x, ...beside].filter((place) => sign(place) >= 0);
}

test("the sum, multiple, lower, upper and gate of curves are those of their values at every place", () => {
  const relations = fc.constantFrom<Relation>("<", "<=", ">", ">=");
  fc.assert(
    fc.property(curves(values), curves(values), curves(values), relations, places, (a, b, c, relation, x) => {
      const gate = gateOf(c, a, relation, b);
      const [sum, low, high] = [sumOf(a, b), lowerOf(a, b), upperOf(a, b)];
      for (const at of trials(x, a, b, c, low)) {
        const [left, right] = [valueAt(a, at), valueAt(b, at)];
        assert.deepEqual(valueAt(sum, at), add(left, right));
        assert.deepEqual(valueAt(low, at), lesser(left, right));
        assert.deepEqual(valueAt(high, at), greater(left, right));
        assert.deepEqual(valueAt(gate, at), holds(compare(left, right), relation) ? valueAt(c, at) : zero);
        assert.deepEqual(valueAt(multipleOf(a, ratio(-3n, 2n)), at), multiply(left, ratio(-3n, 2n)));
      }
    }),
  );
});

test("a curve of a curve is the value at the value", () => {
  fc.assert(
    fc.property(curves(values), curves(positive, values), places, (outer, bent, x) => {
      const inner = upperOf(bent, constant(zero));
      const composed = compose(outer, inner);
      for (const at of trials(x, inner, composed))
        assert.deepEqual(valueAt(composed, at), valueAt(outer, valueAt(inner, at)));
    }),
  );
});

/** A curve that never falls: each piece begins no lower than the one before it ended. */
function rising(bent: Curve): Curve {
  const pieces: Piece[] = [];
  let level = zero;
  for (const [i, piece] of bent.entries()) {
    const at = add(level, piece.at);
    const start = add(at, piece.start);
    pieces.push({ ...piece, at, start });
    const to = bent[i + 1]?.from;
    level = to === undefined ? start : add(start, multiply(piece.slope, subtract(to, piece.from)));
  }
  return pieces;
}

test("the inverse gives the smallest volume that brings an amount in", () => {
  fc.assert(
    fc.property(curves(positive), places, (bent, y) => {
      const forward = rising(bent);
      const back = inverse(forward);
      assert.ok(back !== undefined);
      for (const amount of trials(y, back.curve)) {
        if (back.highest !== undefined && compare(amount, back.highest) > 0) continue;
        const volume = valueAt(back.curve, amount);
        const little = ratio(1n, 1_000_000n);
        assert.ok(compare(valueAt(forward, add(volume, little)), amount) >= 0, "a little more brings it in");
        if (compare(volume, little) >= 0)
          assert.ok(compare(valueAt(forward, subtract(volume, little)), amount) < 0, "a little less does not");
      }
    }),
  );
  assert.equal(inverse(curve("0: 5 -1")), undefined);
});

test("the way along a price and back is where one came from", () => {
  const price = proportional(ratio(125n, 2n));
  const back = inverse(price)?.curve ?? assert.fail();
  assert.deepEqual(compose(back, price), proportional(ratio(1n)));
});

test("a cliff is told with both its sides", () => {
  const repay = curve("0: 0 +1 | 180: 200 +0");
  assert.deepEqual(cliffsOf(repay), [
    { place: number("180"), before: number("180"), at: number("200"), behind: number("200") },
  ]);
  assert.deepEqual(cliffsOf(curve("0: 0 +1 | 10: 10 +2")), []);
  assert.deepEqual(
    cliffsOf(curve("0: 0 > 5 +0 | 3: 9 > 5 +0")).map(({ place }) => place),
    [zero, number("3")],
  );
});

test("stretches in which delivering less pays more", () => {
  //  curve                                  stretches: from-to (most)
  const rows: [string, string][] = [
    ["0: 0 +1", ""],
    ["0: 0 +1 | 10: 10 +0", ""],
    ["0: 0 +1 | 10: 10 -1 | 15: 5 +1", "10-20 (5)"],
    ["0: 0 +1 | 10: 10 > 4 +2", "10-13 (6)"],
    ["0: 0 +1 | 10: 4 +0", "10-∞ (6)"],
    ["0: 9 -1", "0-∞ (∞)"],
    ["0: 0 +1 | 5: 3 > 5 +1", "5-5 (2)"],
    ["0: 0 +1 | 4: 4 -1 | 6: 2 +1 | 7: 3 -1 | 8: 2 +1", "4-10 (2)"],
    ["0: 0 +1 | 4: 4 -1 | 6: 2 +1 | 20: 16 -1 | 22: 14 +1", "4-8 (2), 20-24 (2)"],
  ];
  const write = (value: Ratio | undefined): string =>
    value === undefined ? "∞" : `${value.n}${value.d === 1n ? "" : `/${value.d}`}`;
  for (const [text, expected] of rows) {
    const told = stretchesOf(curve(text)).map(({ from, to, most }) => `${write(from)}-${write(to)} (${write(most)})`);
    assert.equal(told.join(", "), expected, text);
  }
});
