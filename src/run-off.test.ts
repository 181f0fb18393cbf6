import assert from "node:assert/strict";
import { test } from "node:test";
import { claimedBy, patternsAt, shareAfter, triangles } from "./run-off.ts";
import type { Claimed } from "./run-off.ts";

/** Months of 100 each, of which so many are claimed after one month and the rest after three. */
function steady(provider: string, inTime: number, months: number): Claimed[] {
  return Array.from({ length: months }, (_, care) => [
    { provider, care, received: care + 1, cents: inTime },
    { provider, care, received: care + 3, cents: 100 - inTime },
  ]).flat();
}

test("a triangle adds up what came in about a month of care, by how much later", () => {
  const claims = [...steady("p", 90, 2), { provider: "p", care: 1, received: 0, cents: 7 }];
  const own = triangles(claims).get("p")!;
  assert.deepEqual([...own], [[0, [0, 90, 0, 10]], [1, [7, 90, 0, 10]]]); // prettier-ignore
  assert.deepEqual(
    [claimedBy(own, 0, 0), claimedBy(own, 0, 1), claimedBy(own, 0, 9), claimedBy(own, 5, 9)],
    [0, 90, 100, 0],
  );
});

test("how much of a month is claimed by now follows from the months before it", () => {
  const { peers, own } = patternsAt(triangles([...steady("p", 90, 12), ...steady("q", 90, 12)]), 11);
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((delay) => Number(shareAfter(peers, delay).toFixed(9))),
    [0, 0.9, 0.9, 1, 1],
  );
  assert.deepEqual(own.get("p"), peers);
  assert.equal(shareAfter(peers, -1), 0);
});

test("who is steadily later than the others keeps its own pattern; who has few months is drawn towards the others", () => {
  const noise = (care: number): number => (care % 3 === 0 ? 12 : -6);
  const late = steady("late", 60, 24).map((c, i) => ({ ...c, cents: c.cents + noise(i) }));
  const others = ["a", "b", "c", "d"].flatMap((p) =>
    steady(p, 90, 24).map((c, i) => ({ ...c, cents: c.cents + noise(i) })),
  );
  const fresh = steady("fresh", 60, 24)
    .filter(({ care }) => care > 19)
    .map((c) => ({ ...c, cents: c.cents / 10 }));
  const { own } = patternsAt(triangles([...late, ...others, ...fresh]), 23);
  const share = (provider: string): number => own.get(provider)![1]!;
  assert.ok(Math.abs(share("late") - 0.6) < 0.05, String(share("late")));
  assert.ok(Math.abs(share("a") - 0.9) < 0.05, String(share("a")));
  assert.ok(share("fresh") > share("late"), "one month of its own says less than two years");
});

test("credits make a month smaller again", () => {
  const credits = Array.from({ length: 9 }, (_, care) => ({ provider: "p", care, received: care + 5, cents: -20 }));
  const { peers } = patternsAt(triangles([...steady("p", 90, 12), ...credits]), 13);
  assert.equal(Number(shareAfter(peers, 3).toFixed(6)), 1.25);
});

test("of nobody nothing is known", () => {
  assert.deepEqual(patternsAt(new Map(), 5), { peers: [1], own: new Map() });
});
