import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound, smallPolicy as policy } from "../house/small-round.ts";
import { countOutcomes, shortOutcome } from "./short-outcome.ts";

test("an outcome in a few words", () => {
  const short = (value: boolean | string, decision: string) =>
    shortOutcome({ status: "decided", value }, decision, policy, "nl");
  assert.equal(short(true, "admission"), "ja");
  assert.equal(short("A", "class"), "de beste");
  assert.equal(short("62.5000", "in_short"), "62,5 %");
  assert.equal(shortOutcome({ status: "refused", reasons: [] }, "admission", policy, "en"), "refused");
});

test("outcomes are counted in the order of the policy, then yes, refused and what is still open", () => {
  const { proposals } = holdSmallRound();
  const told = (decision: string) =>
    countOutcomes(decision, proposals, policy, "nl").map(({ word, text, count }) => `${word} ${text} ${count}`);
  assert.deepEqual(told("admission"), ["true ja 1", "refused geweigerd 1", "incomplete nog niet te beslissen 1"]);
  assert.deepEqual(told("class"), ["A de beste 1", "B de andere 1", "incomplete nog niet te beslissen 1"]);
  assert.deepEqual(told("no_decision"), []);
});
