import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy as policy } from "../house/small-round.ts";
import type { Reason } from "../src/outcome.ts";
import { engineSentences, nameOf, toGround, toOrigin, toSentence } from "./reason.ts";

const reason = (code: string, args: Reason["args"] = {}): Reason => ({ code, args, rule: code });

test("a condition speaks in the words of its policy, with the values that were found", () => {
  const late = reason("admission.in_time", {
    "fact.received_at": "2023-06-01T00:00:00+02:00",
    "deliverable.data.closes": "2023-06-01T00:00:00+02:00",
  });
  assert.equal(toSentence(late, policy, "nl"), "Binnen vóór 1 juni 2023 00:00 (binnen op: 1 juni 2023 00:00).");
  assert.equal(toSentence(late, policy, "en"), "In before 1 June 2023 00:00 (came in: 1 June 2023 00:00).");
});

test("a value that nobody supplied is told as unknown", () => {
  assert.equal(toSentence(reason("admission.in_time"), policy, "nl"), "Binnen vóór onbekend (binnen op: onbekend).");
});

test("what is missing is called by its name, with its period and its part", () => {
  const missing = (ref: string): string => toSentence(reason("missing_fact", { ref }), policy, "nl");
  assert.equal(missing("fact.staff@2022"), "Verzorgenden (2022) is niet bekend.");
  assert.equal(missing("on"), "De dag van het besluit is niet bekend.");
  assert.equal(missing("fact.stranger"), "‘fact.stranger’ is niet bekend.");
  const ofPart = { ...reason("missing_indicator", { ref: "indicator.register_share" }), part: "provider.group/wounds" };
  assert.equal(toSentence(ofPart, policy, "en"), "wounds: In the register has not been computed yet.");
  const ofIndicator = { ...ofPart, part: "provider.indicator/register_share" };
  assert.match(toSentence(ofIndicator, policy, "nl"), /^In het register: In het register is nog niet berekend\.$/);
});

test("what a buyer leaves open is told with why", () => {
  const open = reason("missing_parameter", { ref: "parameter.growth", why: "niet gepubliceerd" });
  assert.equal(toSentence(open, policy, "nl"), "De inkoper laat Groei open: niet gepubliceerd.");
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
  assert.equal(toGround({ source: "003 §2.2.1" }, "nl"), "003 §2.2.1");
  assert.equal(toGround({ assumption: "ruim" }, "nl"), "aanname: ruim");
  assert.equal(toGround({ assumption: "ruim" }, "en"), "assumption: ruim");
  assert.equal(toGround({}, "en"), "");
});

test("origins of the engine are translated, a supplier's own words are not", () => {
  assert.deepEqual([toOrigin("nobody", "nl"), toOrigin("nobody", "en")], ["niet aangeleverd", "not supplied"]);
  assert.equal(toOrigin("contracts.csv", "en"), "contracts.csv");
});

test("names of every root", () => {
  assert.equal(nameOf("decision.admission", policy, "en"), "Admission");
  assert.equal(nameOf("parameter.cutoff", policy, "nl"), "Grens van A");
  assert.equal(nameOf("deliverable.data.closes", policy, "nl"), "Gegevens van mei: sluiting");
});
