import assert from "node:assert/strict";
import { test } from "node:test";
import type { Statement } from "../src/coverage.ts";
import { countTreatments, coveragePage } from "./coverage.ts";

const said = { source: "003 §1", nl: "Wie vraagt, krijgt antwoord.", en: "Whoever asks is answered." };
const statements: readonly Statement[] = [
  { id: "a", ...said, as: "rule", rules: ["answer_due", "parameter.answer_within"] },
  { id: "b", ...said, nl: "a | b", as: "person", rules: [], who: "buyer", why: "de tekst laat het open" },
];

test("every statement is one row, with where it went", () => {
  const page = coveragePage("p-2024", statements);
  assert.deepEqual(page.split("\n").slice(-4), [
    "|---|---|---|---|---|",
    "| 003 §1 | Wie vraagt, krijgt antwoord. | Whoever asks is answered. | uitgevoerd door een regel | `answer_due`, `parameter.answer_within` |",
    "| 003 §1 | a \\| b | Whoever asks is answered. | overgelaten aan een mens | buyer; de tekst laat het open |",
    "",
  ]);
  assert.match(page, /\| samen \| together \| 2 \|\n/);
});

test("what did not happen is counted as nought", () => {
  assert.deepEqual(countTreatments(statements), [
    ["rule", 1],
    ["commitment", 0],
    ["person", 1],
    ["out-of-scope", 0],
  ]);
});
