import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ratio, zero } from "./ratio.ts";
import { rearrange } from "./rearrangement.ts";
import type { Position } from "./rearrangement.ts";

function position(provider: string, agreed: bigint, gives: bigint, asks: bigint): Position {
  return { provider, agreed, gives, asks };
}

test("what comes free and what was never agreed goes to who asks; a share stays for newcomers", () => {
  const region = rearrange(
    1_000n,
    [position("a", 500n, 100n, 0n), position("b", 400n, 0n, 120n), position("c", 50n, 0n, 30n)],
    ratio(1n, 10n),
  );
  // Free: 1,000 - 950 + 100 = 150, of which 15 is kept.
  assert.deepEqual(
    [region.given, region.kept, region.asked, region.granted, region.left],
    [100n, 15n, 150n, 135n, 15n],
  );
  assert.deepEqual(
    region.providers.map(({ provider, gets, after }) => [provider, gets, after]),
    [
      ["a", 0n, 400n],
      ["b", 108n, 508n],
      ["c", 27n, 77n],
    ],
  );
});

test("where there is enough everybody gets what it asks, and the rest is left", () => {
  const region = rearrange(1_000n, [position("a", 500n, 100n, 0n), position("b", 100n, 0n, 120n)], zero);
  assert.deepEqual([region.granted, region.left, region.providers[1]?.after], [120n, 380n, 220n]);
});

test("a region that has agreed to more than it has gives nothing out, and its shortage is told", () => {
  const region = rearrange(900n, [position("a", 600n, 50n, 0n), position("b", 400n, 0n, 10n)], ratio(1n, 10n));
  assert.deepEqual([region.kept, region.granted, region.left], [0n, 0n, -50n]);
});

const cents = fc.bigInt({ min: 0n, max: 10n ** 9n });
const positions = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 999 }), cents, cents, cents), { selector: ([id]) => id, maxLength: 30 })
  .map((rows) =>
    rows.map(([id, agreed, part, asks]) => position(String(id), agreed, agreed === 0n ? 0n : part % agreed, asks)),
  );

test("no cent is made or lost, nobody gets more than it asks, and order does not matter", () => {
  fc.assert(
    fc.property(positions, fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.nat({ max: 100 }), (all, budget, percent) => {
      const region = rearrange(budget, all, ratio(BigInt(percent), 100n));
      const after = region.providers.reduce((sum, provider) => sum + provider.after, 0n);
      assert.equal(after + region.left, budget);
      assert.ok(region.left >= region.kept || region.granted === 0n);
      assert.ok(region.granted === region.asked || region.left === region.kept || region.left < 0n);
      for (const { gets, asks, after: own } of region.providers) assert.ok(gets >= 0n && gets <= asks && own >= 0n);
      assert.deepEqual(rearrange(budget, all.toReversed(), ratio(BigInt(percent), 100n)), region);
    }),
  );
});
