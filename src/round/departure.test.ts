import assert from "node:assert/strict";
import { test } from "node:test";
import { departuresIn, lastOf, resultOf } from "../round.ts";
import type { TakenDecision } from "../round.ts";

/** Nothing done yet. */
const none = { decided: 0, changed: 0, fitted: 0, sentOn: 0, waiting: 0, moreCents: 0n, fittedCents: 0n };

/** `p1 ceiling change 120 waits`: what was done about an amount of € 1.00. */
function taken(text: string): TakenDecision[] {
  return text.split("\n").map((line, i): TakenDecision => {
    const [provider = "", decision = "", verdict, cents, waits] = line.trim().split(" ");
    return {
      provider,
      decision,
      verdict: verdict as TakenDecision["verdict"],
      proposed: { status: "decided", value: { cents: "100" } },
      ...(cents !== undefined && cents !== "-" && { value: { cents } }),
      mandate: "inkoper",
      at: `2024-01-0${i + 1}T00:00:00Z`,
      ...(waits && { waits: true }),
    };
  });
}

test("it is counted how often people depart, by the last thing done; what waits or was sent on does not stand", () => {
  const lines = taken(`p1 ceiling take
p2 ceiling change 120
p3 ceiling send-on
p3 ceiling change 90
p4 ceiling change 500 waits
p5 ceiling send-on
p1 class take`);
  assert.deepEqual(departuresIn(lines, "ceiling"), {
    ...none,
    decided: 3,
    changed: 2,
    sentOn: 1,
    waiting: 1,
    moreCents: 10n,
  });
  assert.equal(departuresIn(lines).decided, 4);
  const before = departuresIn(taken("p1 ceiling change 110\np1 ceiling change 500 waits"));
  assert.deepEqual([before.decided, before.waiting, before.moreCents], [1, 1, 10n]);
  assert.equal(lastOf(lines).length, 6);
  assert.deepEqual(departuresIn([]), none);
});

test("what was taken over is the proposal, or what it was fitted to; what was sent on is nothing yet", () => {
  const results = taken("p c take\np c take 95\np c change 120\np c send-on").map(resultOf);
  assert.deepEqual(results, [{ cents: "100" }, { cents: "95" }, { cents: "120" }, undefined]);
});
