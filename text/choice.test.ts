import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import type { Judged } from "../src/scrutiny.ts";
import { tellChoice } from "./choice.ts";

const dossier = { provider: "41000001", on: 0, values: new Map(), parts: new Map() };
const judged: Judged[] = [
  {
    provider: "41000001",
    dossier,
    outcome: "B",
    certainty: { draws: 400, outcomes: { A: 100, B: 300 }, incomplete: 0 },
  },
  { provider: "41000002", dossier, outcome: "none" },
];

test("every provider with its outcome, the likeliest first, and how it was found", () => {
  const told = tellChoice({ decision: "grade", judged }, smallPolicy, "nl").replaceAll(/ +/g, " ");
  assert.match(told, /^Grade\n/);
  assert.match(told, /41000001 B B 75 %, A 25 %/);
  assert.match(told, /41000002 none –/);
  assert.match(told, /over 400 trekkingen/);
});

test("one provider alone, and nobody at all", () => {
  assert.doesNotMatch(tellChoice({ decision: "grade", judged }, smallPolicy, "en", "41000002"), /41000001|400/);
  assert.match(tellChoice({ decision: "grade", judged: [] }, smallPolicy, "en"), /cannot be decided for anybody/);
});
