import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy as policy } from "../house/small-round.ts";
import type { Reason } from "../src/outcome.ts";
import { nest, tellParent, tellPreference, tellRequirement } from "./requirement.ts";
import type { Nested } from "./requirement.ts";

const reason = (code: string, args: Reason["args"] = {}): Reason => ({ code, args, rule: code });

test("what is asked begins small, unless with an abbreviation; what was found stands beside it in its own form", () => {
  const council = reason("admission.council", { "fact.council_heard": false });
  assert.equal(tellRequirement(council, policy, "nl"), "Gevraagd: de cliëntenraad is gehoord; gevonden: nee.");
  assert.equal(tellRequirement(council, policy, "en"), "Asked: the client council was heard; found: no.");
});

test("of a test of more than one name each is called by its name, and what nobody supplied is unknown", () => {
  const enough = reason("agreement.enough", { "fact.large": false });
  assert.equal(
    tellRequirement(enough, policy, "nl"),
    "Gevraagd: NZa-norm voor omvang is gehaald; gevonden: Groot: nee; Verzorgenden (2022): onbekend.",
  );
});

test("what is no condition is no requirement", () => {
  assert.equal(tellRequirement(reason("missing_fact"), policy, "nl"), undefined);
});

test("a preference says whether it is met", () => {
  const note = (holds: string): Reason => reason("admission.large", { holds, "fact.large": holds === "true" });
  assert.equal(tellPreference(note("false"), policy, "nl"), "De aanbieder is groot: niet voldaan");
  assert.equal(tellPreference(note("unknown"), policy, "en"), "The provider is large: unknown");
});

test("the reasons of a list stand below the condition that asks for it, and nothing else does", () => {
  const codes = ["agreement.admitted", "admission.in_time", "admission.council", "agreement.enough"];
  const outline = (all: readonly Nested[]): unknown[] =>
    all.map((each) => (each.below.length === 0 ? each.reason.rule : [each.reason.rule, outline(each.below)]));
  assert.deepEqual(
    outline(
      nest(
        codes.map((code) => reason(code)),
        policy,
      ),
    ),
    [["agreement.admitted", ["admission.in_time", "admission.council"]], "agreement.enough"],
  );
  assert.equal(
    tellParent(reason("agreement.admitted"), policy, "nl"),
    "Gevraagd: de aanbieder is toegelaten; daaraan is niet voldaan, want:",
  );
});
