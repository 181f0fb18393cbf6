import assert from "node:assert/strict";
import { test } from "node:test";
import { shuffled } from "./sample.ts";

test("every place once, in an order of the name", () => {
  const [one, again, other] = [shuffled(400, "one"), shuffled(400, "one"), shuffled(400, "other")];
  assert.deepEqual(
    one.toSorted((a, b) => a - b),
    Array.from({ length: 400 }, (_, i) => i),
  );
  assert.deepEqual(one, again);
  assert.notDeepEqual(one, other);
});

test("two orders have little to do with each other", () => {
  const [one, other] = [shuffled(1000, "cost_ratio"), shuffled(1000, "nps")];
  const middle = 499.5;
  const together = one.reduce((sum, place, i) => sum + (place - middle) * (other[i]! - middle), 0);
  const alone = one.reduce((sum, place) => sum + (place - middle) ** 2, 0);
  assert.ok(Math.abs(together / alone) < 0.1, String(together / alone));
});
