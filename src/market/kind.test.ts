import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { isKindName, kindNames } from "./kind.ts";

test("a market is plain unless it is asked to be unruly", () => {
  assert.deepEqual(kindNames.map(isKindName), [true, true]);
  assert.equal(isKindName("wild"), false);
  assert.equal(makeMarket({ size: "tiny", seed: 7, years: [2023] }).kind, "plain");
  assert.ok(makeMarket({ size: "tiny", seed: 7, years: [2023] }).providers.every(({ unrest }) => unrest === undefined));
});
