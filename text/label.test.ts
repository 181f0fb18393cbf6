import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy as policy } from "../house/small-round.ts";
import { choiceText, deliverableLabel, indicatorLabel, labelOf, nameOf, parameterLabel, partLabel } from "./label.ts";

test("a policy's own names, in the reader's language", () => {
  assert.deepEqual(
    [labelOf("admission", policy, "nl"), labelOf("admission", policy, "en")],
    ["Toelating", "Admission"],
  );
  assert.equal(indicatorLabel("register_share", policy, "nl"), "In het register");
  assert.equal(parameterLabel("cutoff", policy, "en"), "Cut-off of A");
});

test("what has no name is told by its id in words", () => {
  assert.equal(labelOf("in_short", policy, "nl"), "In short");
  assert.equal(parameterLabel("no_such_parameter", policy, "en"), "No such parameter");
});

test("the window of a deliverable is its opening and its closing", () => {
  assert.equal(deliverableLabel("data.closes", policy, "nl"), "Gegevens van mei: sluiting");
  assert.equal(deliverableLabel("data.opens", policy, "en"), "Data of May: opening");
  assert.equal(deliverableLabel("data", policy, "en"), "Data of May");
});

test("a choice has the name that its sheet gives it", () => {
  assert.equal(choiceText("A", "class", policy, "nl"), "de beste");
  assert.equal(choiceText("A", "no_such_decision", policy, "nl"), "A");
});

test("names of every root", () => {
  assert.equal(nameOf("decision.admission", policy, "en"), "Admission");
  assert.equal(nameOf("parameter.cutoff", policy, "nl"), "Grens van A");
  assert.equal(nameOf("deliverable.data.closes", policy, "nl"), "Gegevens van mei: sluiting");
});

test("a part has the name that its policy gives it, or its own; what is an indicator has that one's name", () => {
  assert.equal(partLabel("provider.group/wounds", policy, "nl"), "wonden");
  assert.equal(partLabel("region/north", policy, "nl"), "north");
  assert.equal(partLabel("provider.indicator/register_share", policy, "en"), "In the register");
});
