import assert from "node:assert/strict";
import { test } from "node:test";
import { chance, exponential, steps } from "./chance.ts";

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

test("the same seed and subject give the same draws, another subject others", () => {
  const three = (draw: ReturnType<typeof chance>) => [draw.below(1e6), draw.below(1e6), draw.below(1e6)];
  assert.deepEqual(three(chance(7, "provider", 1)), three(chance(7, "provider", 1)));
  assert.notDeepEqual(three(chance(7, "provider", 1)), three(chance(7, "provider", 2)));
  assert.notDeepEqual(three(chance(7, "provider", 1)), three(chance(8, "provider", 1)));
  assert.deepEqual(three(chance(7, "provider", 1)), [283995, 760167, 522737], "a change here changes every market");
});

test("even draws fill their range evenly", () => {
  const draw = chance(1, "dice");
  const counts = Array.from({ length: 6 }, () => 0);
  for (let i = 0; i < 60_000; i++) counts[draw.below(6)]! += 1;
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 400, String(counts));
});

test("the exponential agrees with the real one to a thousandth", () => {
  for (const x of [-5000, -1200, -1, 0, 1, 700, 2500, 4000])
    assert.ok(Math.abs(exponential(x) - Math.exp(x / 1000) * 1000) <= 1 + 1e-4 * Math.exp(x / 1000) * 1000, String(x));
});

test("normal and log-normal draws have the mean and spread that they promise", () => {
  const draw = chance(3, "curve");
  const normal = Array.from({ length: 20_000 }, () => draw.normal());
  assert.ok(Math.abs(mean(normal)) < 25);
  assert.ok(Math.abs(Math.sqrt(mean(normal.map((z) => z * z))) - 1000) < 20);
  const factors = Array.from({ length: 20_000 }, () => draw.logNormal(300));
  assert.ok(Math.abs(mean(factors) - 1000) < 8);
  assert.ok(Math.abs(Math.sqrt(mean(factors.map((f) => Math.log(f / 1000) ** 2))) - 0.303) < 0.01);
});

test("successes are counted one by one", () => {
  assert.equal(chance(1, "none").successes(500, 0), 0);
  assert.equal(chance(1, "all").successes(500, 1000), 500);
  assert.ok(Math.abs(chance(1, "some").successes(20_000, 250) - 5000) < 200);
});

test("steps rise and have mean one", () => {
  const draw = chance(5, "steps");
  const curve = steps(1000, () => draw.logNormal(600));
  assert.ok(Math.abs(mean(curve) - 1000) < 1);
  assert.deepEqual(
    [...curve],
    curve.toSorted((a, b) => a - b),
  );
});
