import assert from "node:assert/strict";
import { test } from "node:test";
import { replay } from "../src/receipt.ts";
import { holdSmallRound } from "./small-round.ts";

test("three providers: admitted, refused twice and unknown", () => {
  const { proposals } = holdSmallRound();
  const told = proposals.map(({ provider, told: all }) => [
    provider,
    ...all.map(({ decision, outcome }) => `${decision} ${outcome.status}`),
  ]);
  assert.deepEqual(told, [
    ["42000001", "admission decided", "class decided", "ceiling incomplete"],
    ["42000002", "admission refused", "class decided", "ceiling incomplete", "in_short decided"],
    ["42000003", "admission incomplete", "class incomplete", "ceiling incomplete", "in_short incomplete"],
  ]);
  for (const { receipt } of proposals) assert.equal(replay(receipt), undefined);
});

test("the same round every time", () => assert.deepEqual(holdSmallRound().leaves, holdSmallRound().leaves));
