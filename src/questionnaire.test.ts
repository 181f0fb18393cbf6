import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "./document.ts";
import { readVocabulary } from "./fact.ts";
import type { Finding } from "./finding.ts";
import { isPeriodOf, readQuestionnaire } from "./questionnaire.ts";
import { readUnits } from "./unit.ts";

const units = readUnits(
  readDocument("u", "units: [{ id: person, nl: p, en: p }, { id: hour, nl: u, en: h }]", [])!,
  [],
);
const facts = `
- { id: staff, subject: provider, period: year, type: int, unit: person, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: new_clients, subject: provider, period: month, type: int, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: funding, subject: provider, period: year, type: enum, values: [hourly, monthly], nl: n, en: e, supplier: buyer, source: "003 §1" }
`;
const vocabulary = readVocabulary([readDocument("f", facts, [])!], units, []);

function read(questions: string) {
  const findings: Finding[] = [];
  const text = `questionnaire: Uitvraag\nprovider: AGB-code\nquestions:\n${questions}`;
  const questionnaire = readQuestionnaire(readDocument("q.yaml", text, findings)!, { vocabulary, units }, findings);
  return { questionnaire, findings: findings.map(({ code, line, expected }) => `${line} ${code}: ${expected}`) };
}

test("questions are mapped onto facts, with what their answers mean", () => {
  const { questionnaire, findings } = read(`
  - { question: Aantal medewerkers?, fact: staff, period: "2022", unit: person }
  - { question: Bekostiging, fact: funding, answers: { Per uur: hourly, Per maand: monthly } }`);
  assert.deepEqual(findings, []);
  assert.deepEqual([questionnaire?.provider, questionnaire?.origin], ["AGB-code", "Uitvraag"]);
  const [staff, funding] = questionnaire?.questions ?? [];
  assert.deepEqual(
    [staff?.label, staff?.fact.id, staff?.period, staff?.unit],
    ["Aantal medewerkers?", "staff", "2022", "person"],
  );
  assert.deepEqual(
    [...(funding?.answers ?? [])],
    [
      ["per uur", "hourly"],
      ["per maand", "monthly"],
    ],
  );
});

test("a faulty question is told where it stands", () => {
  const { questionnaire, findings } = read(`
  - { question: A, fact: staf }
  - { question: B, fact: staff, period: 2022-01 }
  - { question: C, fact: staff, unit: hour }
  - { question: D, fact: funding, answers: { x: quarterly } }
  - { question: "d ", fact: staff }
  - { question: E }`);
  assert.deepEqual(findings, [
    "5 unknown-fact: did you mean `staff`?",
    "6 bad-period: no period, or one that fits a fact per year",
    "7 bad-unit: a unit of staff",
    "8 bad-value: one of hourly, monthly",
    "9 asked-twice: each question once",
    "10 missing-key: the key `fact`",
  ]);
  assert.deepEqual(
    questionnaire?.questions.map(({ label }) => label),
    ["B", "C", "D"],
  );
});

test("a period fits the fact or not", () => {
  const [staff, clients] = [vocabulary.get("staff")!, vocabulary.get("new_clients")!];
  assert.deepEqual(
    [
      isPeriodOf(staff, "2022"),
      isPeriodOf(staff, "2022-01"),
      isPeriodOf(clients, "2022-01"),
      isPeriodOf(clients, "2022-13"),
    ],
    [true, false, true, false],
  );
});
