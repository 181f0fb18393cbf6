import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { noteSentences, noteText, tableName } from "./note.ts";

const room = new URL("../src/value/", import.meta.url);
const sources = readdirSync(room).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
const code = [...sources.map((name) => new URL(name, room)), new URL("../src/value.ts", import.meta.url)]
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test("every note that the value model makes has its sentence, and every sentence its note", () => {
  const made = new Set([...code.matchAll(/\b(?:note|refuse)\("(\w+)"/g)].map(([, name = ""]) => name));
  assert.deepEqual(Object.keys(noteSentences).toSorted(), [...made].toSorted());
});

test("a sentence uses the arguments that its note has, in both languages", () => {
  for (const [name, { nl, en }] of Object.entries(noteSentences)) {
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, argument = ""]) => argument).toSorted();
    assert.deepEqual(names(nl), names(en), name);
  }
});

test("amounts and counts are written for the reader, years and ages as they are", () => {
  const note = { code: "too_young", args: { clients: "1234", cents: "5000000", age: "18", year: "2022" } };
  assert.match(
    noteText(note, "nl"),
    /1\.234 jonger dan 18 \(jaar van zorg 2022 min geboortejaar\), samen € 50\.000,00\./,
  );
  assert.match(
    noteText(note, "en"),
    /1,234 under 18 \(year of care 2022 less year of birth\), together € 50,000\.00\./,
  );
});

test("what is missing of the lake is told in words", () => {
  const note = { code: "not_reckoned", args: { missing: "lake.claims@2022, parameter.adult_from" } };
  assert.equal(noteText(note, "en"), "Not reckoned; this is missing: claims of 2022 that count, parameter.adult_from.");
  assert.equal(tableName("lake.population@2023", "nl"), "verzekerden in 2023 van dezelfde verzekeraar");
  assert.equal(tableName("fact.nps@2022", "nl"), undefined);
});
