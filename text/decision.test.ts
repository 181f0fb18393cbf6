import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound, smallPolicy as policy } from "../house/small-round.ts";
import { tellCounterfactual, tellDecision } from "./decision.ts";

const told = holdSmallRound().proposals[0]!.told.find(({ decision }) => decision === "class")!;

test("from verdict to receipt, in Dutch and in English", () => {
  const decision = { policy, on: "2024-01-01", ...told, receipt: "out/42000001.json" };
  assert.deepEqual(tellDecision(decision, "nl").split("\n"), [
    "Zorg & Zekerheid: Categorie, op 1 januari 2024",
    "Uitkomst: de andere",
    "Wat dit had veranderd (elk afzonderlijk nagerekend, al het andere gelijk):",
    "  – In het register: 80 % in plaats van 62,5 % → de beste",
    "Rekenbon: out/42000001.json",
  ]);
  assert.deepEqual(tellDecision({ ...decision, counterfactuals: [] }, "en").split("\n"), [
    "Zorg & Zekerheid: Class, on 1 January 2024",
    "Outcome: the other",
    "No one or two changes in what a provider controls itself would have made this different.",
    "Receipt: out/42000001.json",
  ]);
});

test("two changes stand together, a part behind its name; a yes needs no arrow", () => {
  const bool = { kind: "bool" } as const;
  const heard = { ref: "fact.council_heard", type: bool, from: false, to: true, steps: 1 };
  const changes = [heard, { ...heard, ref: "fact.large", part: "provider.group/wounds" }];
  assert.equal(
    tellCounterfactual({ changes, value: true }, "admission", policy, "nl"),
    "Cliëntenraad gehoord: ja in plaats van nee én Groot [wonden]: ja in plaats van nee",
  );
});
