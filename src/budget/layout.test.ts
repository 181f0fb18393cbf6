import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../budget.ts";
import type { Budget, Claimant } from "../budget.ts";
import { ratio } from "../ratio.ts";

const basis = { assumption: "t" };
const share = (percent: bigint) => ratio(percent, 100n);

const budget: Budget = {
  proposal: "ceiling",
  distance: { by: "squares", basis },
  whole: { budget: { share: share(103n), of: "realised" }, basis },
  each: { budget: { share: share(104n), of: "agreement" }, basis, newcomers: { keep: { share: share(2n) }, basis } },
  regions: new Map([["West", { budget: { cents: 50_000_00n }, basis }]]),
  floor: { share: share(95n), of: "agreement", basis },
  weights: [
    { decision: "class", is: ["A"], weight: ratio(2n), basis },
    { is: ["West"], weight: ratio(3n, 2n), basis },
  ],
  apart: { decision: "ceiling_change", is: ["separate_talks"], reserve: "agreement", basis },
  unproposed: { basis },
};

/** Amounts in whole euros. */
function claimant(provider: string, amounts: Record<string, number>, words: Record<string, string> = {}): Claimant {
  const { proposed, agreement, realised, ...regions } = Object.fromEntries(
    Object.entries(amounts).map(([key, euros]) => [key, BigInt(euros) * 100n]),
  );
  return {
    provider,
    ...(proposed !== undefined && { proposed }),
    ...(agreement !== undefined && { agreement }),
    ...(realised !== undefined && { realised }),
    delivered: new Map(Object.entries(regions)),
    decided: (decision) => words[decision],
  };
}

test("a provider's amounts are divided over its regions by where its care was granted, without losing a cent", () => {
  const { portions } = layOut(budget, [
    claimant("A", { proposed: 1000, agreement: 1000, realised: 900, Oost: 2, West: 1 }, { class: "A" }),
  ]);
  assert.deepEqual(portions, [
    { provider: "A", region: "Oost", proposed: 66_667n, floor: 63_333n, weight: ratio(2n) },
    { provider: "A", region: "West", proposed: 33_333n, floor: 31_667n, weight: ratio(3n) },
  ]);
});

test("ceilings of € 1,000,000 and € 400,000 that merge go their own way: not fitted, not added up, both kept in reserve (S2.7)", () => {
  const merging = { ceiling_change: "separate_talks" };
  const { portions, asides, rooms } = layOut(budget, [
    claimant("A", { proposed: 1_040_000, agreement: 1_000_000, realised: 1_000_000, Oost: 1 }, merging),
    claimant("B", { proposed: 416_000, agreement: 400_000, realised: 400_000, Oost: 1 }, merging),
    claimant("C", { proposed: 104_000, agreement: 100_000, realised: 100_000, Oost: 1 }),
  ]);
  assert.deepEqual(
    portions.map(({ provider }) => provider),
    ["C"],
  );
  assert.deepEqual(
    asides.map(({ provider, cause, word, reserved }) => [provider, cause, word, reserved]),
    [
      ["A", "apart", "separate_talks", 1_000_000_00n],
      ["B", "apart", "separate_talks", 400_000_00n],
    ],
  );
  const [oost, whole] = rooms;
  assert.deepEqual(oost, {
    region: "Oost",
    budget: 1_560_000_00n,
    newcomers: 31_200_00n,
    reserved: 1_400_000_00n,
  });
  // Newcomers in a region are newcomers of the whole.
  assert.deepEqual(whole, { budget: 1_545_000_00n, newcomers: 31_200_00n, reserved: 1_400_000_00n });
});

test("who has no proposal is not fitted; where a rule keeps nothing, nothing is kept", () => {
  const { portions, asides } = layOut(budget, [claimant("A", { agreement: 10, realised: 10, Oost: 1 })]);
  assert.deepEqual(portions, []);
  assert.deepEqual(asides, [{ provider: "A", cause: "unproposed", reserved: 0n }]);
});

test("an unknown agreement is no floor of zero, and is told", () => {
  const { portions, gaps } = layOut(budget, [claimant("A", { proposed: 10, realised: 10, West: 1 })]);
  assert.deepEqual(portions, [{ provider: "A", region: "West", proposed: 1_000n, weight: ratio(3n, 2n) }]);
  assert.deepEqual(gaps, [{ provider: "A", unknown: "agreement" }]);
});

test("care of which the region is not known counts in the whole alone; a region may have an amount of its own", () => {
  const { portions, rooms } = layOut(budget, [
    claimant("A", { proposed: 10, agreement: 10, realised: 10 }),
    claimant("B", { proposed: 20, agreement: 20, realised: 20, West: 5 }),
  ]);
  assert.deepEqual(
    portions.map(({ provider, region }) => [provider, region]),
    [
      ["A", undefined],
      ["B", "West"],
    ],
  );
  assert.deepEqual(
    rooms.map(({ region, budget: amount }) => [region, amount]),
    [
      ["West", 50_000_00n],
      [undefined, 30_90n],
    ],
  );
});
