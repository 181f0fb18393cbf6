import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy as policy } from "../house/small-round.ts";
import type { Change, Counterfactual } from "../src/counterfactual.ts";
import type { Outcome } from "../src/outcome.ts";
import { chooseTurning, tellMore, tellStuck } from "./turning.ts";

/** `a 5` or `a 3, b 4`: which facts change, and to what. */
function way(text: string): Counterfactual {
  const changes = text.split(", ").map((change): Change => {
    const [ref = "", to = ""] = change.split(" ");
    return { ref, type: { kind: "text" }, from: "", to, steps: 1 };
  });
  return { changes, value: true };
}

const written = (ways: readonly Counterfactual[]): string[] =>
  ways.map(({ changes }) => changes.map(({ ref, to }) => `${ref} ${String(to)}`).join(", "));

test("one fact stands before two, and of each pair of facts the way in the middle is shown", () => {
  const ways = ["a 1, b 9", "a 5, b 5", "a 9, b 1", "c 7", "a 2, d 2"].map(way);
  assert.deepEqual(written(chooseTurning(ways)), ["c 7", "a 5, b 5", "a 2, d 2"]);
  assert.equal(tellMore(ways, "x.json", "nl"), "Er zijn nog 2 andere manieren; ze staan in x.json.");
});

test("no more than three are shown, and nothing is said of more where there are none", () => {
  const ways = ["a 1", "b 1", "c 1", "d 1"].map(way);
  assert.deepEqual(written(chooseTurning(ways)), ["a 1", "b 1", "c 1"]);
  assert.equal(tellMore(ways, "x.json", "en"), "There is one other way; it is in x.json.");
  assert.equal(tellMore(ways.slice(0, 3), "x.json", "en"), undefined);
});

const refused = (code: string): Outcome => ({ status: "refused", reasons: [{ code, args: {}, rule: code }] });

test("what decided and has no lever is named; where all have one, it would have taken more than two", () => {
  assert.equal(
    tellStuck(refused("admission.in_time"), [], "admission", policy, "nl"),
    "Wat de doorslag gaf, is geen gegeven dat een aanbieder zelf nog kan veranderen: Binnen op.",
  );
  assert.equal(
    tellStuck(refused("admission.council"), [], "admission", policy, "en"),
    "No one or two changes in what a provider controls itself would have made this different.",
  );
  assert.equal(tellStuck(refused("admission.council"), [way("a 1")], "admission", policy, "en"), undefined);
});

test("nothing is said of the best class, of an amount, or of what is not decided", () => {
  const decided = (value: string): Outcome => ({ status: "decided", value });
  assert.equal(tellStuck(decided("A"), [], "class", policy, "nl"), undefined);
  assert.ok(tellStuck(decided("B"), [], "class", policy, "nl")!.startsWith("Met één of twee wijzigingen"));
  assert.equal(tellStuck(decided("5"), [], "in_short", policy, "nl"), undefined);
  assert.equal(tellStuck({ status: "incomplete", missing: [], reasons: [] }, [], "class", policy, "nl"), undefined);
});
