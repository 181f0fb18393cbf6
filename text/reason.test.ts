import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy as policy } from "../house/small-round.ts";
import type { Reason } from "../src/outcome.ts";
import { engineSentences, tellLack, toGround, toOrigin, toSentence } from "./reason.ts";

const reason = (code: string, args: Reason["args"] = {}): Reason => ({ code, args, rule: code });

test("a condition is told as what its policy asks and what was found", () => {
  const late = reason("admission.in_time", {
    "fact.received_at": "2023-06-01T00:00:00+02:00",
    "deliverable.data.closes": "2023-06-01T00:00:00+02:00",
  });
  assert.equal(toSentence(late, policy, "nl"), "Gevraagd: binnen vóór 1 juni 2023 00:00; gevonden: 1 juni 2023 00:00.");
  assert.equal(toSentence(late, policy, "en"), "Asked: in before 1 June 2023 00:00; found: 1 June 2023 00:00.");
});

test("a value that nobody supplied is told as unknown", () => {
  assert.equal(
    toSentence(reason("admission.in_time"), policy, "nl"),
    "Gevraagd: binnen vóór onbekend; gevonden: onbekend.",
  );
});

test("what is missing is called by its name, with its period and its part", () => {
  const missing = (ref: string): string => toSentence(reason("missing_fact", { ref }), policy, "nl");
  assert.equal(missing("fact.staff@2022"), "Niet bekend: Verzorgenden (2022).");
  assert.equal(missing("on"), "Niet bekend: De dag van het besluit.");
  assert.equal(missing("fact.stranger"), "Niet bekend: ‘fact.stranger’.");
  const ofPart = { ...reason("missing_indicator", { ref: "indicator.register_share" }), part: "provider.group/wounds" };
  assert.equal(toSentence(ofPart, policy, "en"), "wounds: Not computed yet: In the register.");
  const ofIndicator = { ...ofPart, part: "provider.indicator/register_share" };
  assert.match(toSentence(ofIndicator, policy, "nl"), /^In het register: Nog niet berekend: In het register\.$/);
});

test("what a buyer leaves open is told with why", () => {
  const open = reason("missing_parameter", { ref: "parameter.growth", why: "niet gepubliceerd" });
  assert.equal(toSentence(open, policy, "nl"), "De inkoper laat Groei open: niet gepubliceerd.");
});

test("what is missing of several parts is told once, behind their names", () => {
  const open = reason("missing_parameter", { ref: "parameter.growth", why: "niet gepubliceerd" });
  const parts = ["provider.group/wounds", "provider.group/frail"].map((part) => ({ ...open, part }));
  assert.deepEqual(
    tellLack([...parts, reason("no_rule")], policy, "nl").map(({ text }) => text),
    ["wonden; frail: De inkoper laat Groei open: niet gepubliceerd.", "Geen enkele regel past."],
  );
});

test("every sentence of the engine is there in both languages, with the same braces", () => {
  for (const [code, { nl, en }] of Object.entries(engineSentences)) {
    const braces = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).toSorted();
    assert.deepEqual(braces(nl), braces(en), code);
    assert.ok(nl !== en && nl.endsWith("."), code);
  }
});

test("a code that has no sentence stands as it is", () => {
  assert.equal(toSentence(reason("never_heard"), policy, "nl"), "never_heard");
});

test("a ground is a paragraph, or an assumption and why", () => {
  assert.equal(toGround({ source: "003 §2.2.1" }, policy, "nl"), "003 §2.2.1");
  assert.equal(toGround({ assumption: "ruim" }, policy, "nl"), "aanname: ruim");
  assert.equal(toGround({}, policy, "en"), "");
});

test("an assumption is told in English where the policy has it, and otherwise is said to be in Dutch", () => {
  const english = new Map([["ruim", "ample"]]);
  assert.equal(toGround({ assumption: "ruim" }, { ...policy, english }, "en"), "assumption: ample");
  assert.equal(toGround({ assumption: "krap", english: "tight" }, undefined, "en"), "assumption: tight");
  assert.equal(
    toGround({ assumption: "krap" }, { ...policy, english }, "en"),
    "assumption: krap (the policy's own words, in Dutch)",
  );
});

test("origins of the engine are translated, a supplier's own words are not", () => {
  assert.deepEqual([toOrigin("nobody", "nl"), toOrigin("nobody", "en")], ["niet aangeleverd", "not supplied"]);
  assert.equal(toOrigin("contracts.csv", "en"), "contracts.csv");
});
