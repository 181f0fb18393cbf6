import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { floorRoot, roundRoot } from "./root.ts";

test("floorRoot() of squares, cubes and their neighbours", () => {
  assert.deepEqual(
    [0n, 1n, 3n, 4n, 24n, 25n, 26n].map((n) => floorRoot(n, 2)),
    [0n, 1n, 1n, 2n, 4n, 5n, 5n],
  );
  assert.equal(floorRoot(10n ** 60n, 3), 10n ** 20n);
  assert.equal(floorRoot(10n ** 60n - 1n, 3), 10n ** 20n - 1n);
  assert.equal(floorRoot(7n, 1), 7n);
});

test("property: a root is the last whole number whose power fits", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 80n }), fc.integer({ min: 1, max: 9 }), (n, degree) => {
      const root = floorRoot(n, degree);
      assert.ok(root ** BigInt(degree) <= n && (root + 1n) ** BigInt(degree) > n);
    }),
  );
});

test("roundRoot() rounds as it is told; a root that comes out is not moved", () => {
  const two = { n: 2n, d: 1n };
  assert.equal(roundRoot("floor", 6, two), 1414213n);
  assert.equal(roundRoot("ceiling", 6, two), 1414214n);
  assert.equal(roundRoot("half_up", 6, two), 1414214n);
  const quarter = { n: 9n, d: 4n };
  for (const mode of ["floor", "ceiling", "half_up"] as const) assert.equal(roundRoot(mode, 2, quarter), 150n);
  assert.equal(roundRoot("half_up", 0, quarter), 2n);
});
