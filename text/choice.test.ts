import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import type { Outcome } from "../src/outcome.ts";
import { tellChoice } from "./choice.ts";
import type { Chosen } from "./choice.ts";

const open: Outcome = {
  status: "incomplete",
  missing: ["indicator.register_share"],
  reasons: [
    { code: "missing_indicator", args: { ref: "indicator.register_share" }, rule: "class.a", source: "003 §2.2.1" },
  ],
};
const providers: Chosen[] = [
  {
    provider: "41000001",
    outcome: { status: "decided", value: "B" },
    certainty: { draws: 400, outcomes: { A: 100, B: 300 }, incomplete: 0 },
  },
  { provider: "41000002", outcome: { status: "decided", value: "A" } },
  { provider: "41000003", outcome: open },
  { provider: "41000004", outcome: open },
];

test("every provider with its outcome, the likeliest first, and how it was found", () => {
  const told = tellChoice({ decision: "class", providers }, smallPolicy, "nl").replaceAll(/ +/g, " ");
  assert.match(told, /^Categorie\n/);
  assert.match(told, /41000001 de andere de andere 75 %, de beste 25 %/);
  assert.match(told, /41000002 de beste zonder toeval/);
  assert.match(told, /over 400 trekkingen/);
});

test("of whom it cannot be decided stands below with what is missing; who lacks the same stands together", () => {
  const told = tellChoice({ decision: "class", providers }, smallPolicy, "nl").split("\n").slice(-3);
  assert.deepEqual(told, [
    "  41000003, 41000004",
    "    Nog niet te beslissen; dit ontbreekt:",
    "      – Nog niet berekend: In het register. [003 §2.2.1]",
  ]);
  const nobody = tellChoice({ decision: "class", providers: providers.slice(2) }, smallPolicy, "en");
  assert.match(nobody, /^Class\n {2}41000003, 41000004\n {4}Not decided yet; this is missing:/);
});

test("one provider alone", () => {
  const alone = tellChoice({ decision: "class", providers }, smallPolicy, "en", "41000002");
  assert.doesNotMatch(alone, /41000001|41000003|400/);
});

test("where the chance is not known neither is how sure the outcome is, and the indicator is named", () => {
  const unknown: Chosen[] = [{ ...providers[1]!, chanceUnknown: ["register_share"] }];
  const told = tellChoice({ decision: "class", providers: unknown }, smallPolicy, "en").replaceAll(/ +/g, " ");
  assert.match(told, /41000002 the best not known\n.*how much chance there is in: .+\.$/);
});
