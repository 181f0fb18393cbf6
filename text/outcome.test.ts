import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound, smallPolicy as policy } from "../house/small-round.ts";
import type { Language } from "./text.ts";
import { tellOutcome } from "./outcome.ts";

const { proposals } = holdSmallRound();

/** The lines about a decision of one of the three providers. */
function lines(provider: number, decision: string, lang: Language): string[] {
  const told = proposals[provider]!.told.find((each) => each.decision === decision)!;
  return tellOutcome(told.outcome, decision, policy, lang);
}

test("conditions that hold, with a preference that is not met", () => {
  assert.deepEqual(lines(0, "admission", "nl"), [
    "Uitkomst: ja, aan alle voorwaarden is voldaan",
    "Voorkeuren (die nooit tot weigering leiden):",
    "  – De aanbieder is groot: niet voldaan [aanname: een voorkeur]",
  ]);
});

test("a refusal with all its reasons, and a preference of which nothing is known", () => {
  assert.deepEqual(lines(1, "admission", "en"), [
    "Refused; this is not met:",
    "  – Asked: in before 1 June 2023 00:00; found: 1 June 2023 00:00. [003 §2.2.1]",
    "  – Asked: the client council was heard; found: no. [003 §2.2.1]",
    "Preferences (which never refuse):",
    "  – The provider is large: unknown [assumption: een voorkeur (the policy's own words, in Dutch)]",
  ]);
});

test("what is missing, each thing once", () => {
  assert.deepEqual(lines(2, "admission", "nl").slice(0, 3), [
    "Nog niet te beslissen; dit ontbreekt:",
    "  – Niet bekend: Binnen op.",
    "  – Niet bekend: Cliëntenraad gehoord.",
  ]);
  assert.deepEqual(lines(2, "ceiling", "nl"), [
    "Nog niet te beslissen; dit ontbreekt:",
    "  – De inkoper laat Groei open: niet gepubliceerd. [003 §2.2.4]",
  ]);
});

test("a choice by its name, a number as a figure", () => {
  assert.deepEqual(lines(1, "class", "nl"), ["Uitkomst: de beste"]);
  assert.deepEqual(lines(1, "in_short", "en"), ["Outcome: 90 %"]);
});
