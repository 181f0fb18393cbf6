import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../src/finding.ts";
import { readPolicy } from "../src/policy.ts";
import { tellErrors, tellLint } from "./lint.ts";
import type { LintReport } from "./lint.ts";

const header = `
format: driehoek/1
id: p-2024
buyer: B
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: p
`;

const { policy = assert.fail() } = readPolicy({
  chain: [{ path: "p", files: new Map([["policy.yaml", header]]) }],
  facts: { path: "f", files: new Map() },
});

const finding = (code: string, severity: Finding["severity"] = "warning"): Finding => {
  return { code, severity, file: "p/a.yaml", line: 3, found: `what ${code} found`, expected: "better" };
};

const story: LintReport = {
  policy,
  sheets: 2,
  proven: ["a", "b"],
  examples: 1,
  mutants: { tried: 8, same: 1, survived: 1 },
  vague: [
    { file: "p/a.yaml", line: 4, words: "bij voorkeur", choice: "nooit een weigering" },
    { file: "p/a.yaml", line: 5, words: "evenredig" },
  ],
  open: [{ name: "parameter.weight", why: "niet gepubliceerd" }],
  coverage: [{ id: "one", source: "003 §1", nl: "n", en: "e", as: "rule", rules: ["a"] }],
  hash: "00ff",
  frozen: false,
  written: ["p/policy.lock"],
};

test("a clean policy is told in Dutch, its warnings by kind", () => {
  assert.equal(
    tellLint(story, [finding("cliff"), finding("survivor"), finding("uncovered")], "nl"),
    `p-2024: B, concept, geldig van 2024-01-01 tot 2025-01-01
0 beslissingen, 1 voorbeeld uitgevoerd
Bewezen: 2 tabellen volledig en zonder overlap
Kliffen (1)
  p/a.yaml:3  what cliff found
Beroept zich op de tekst, zonder uitspraak in coverage.yaml (1)
  p/a.yaml:3  what uncovered found
Zou geen voorbeeld opmerken (1)
  p/a.yaml:3  what survivor found
Vage woorden en de gemaakte keuze (2)
  p/a.yaml:4  “bij voorkeur” → nooit een weigering
  p/a.yaml:5  “evenredig”
Opengelaten door de inkoper (1)
  parameter.weight: niet gepubliceerd
Kleine fouten die een voorbeeld opmerkt: 7 van 8 (12,5 % blijft onopgemerkt)
Uitspraken van de tekst: 1 samen, 1 in een regel, 0 als toezegging, 0 aan een mens, 0 buiten bereik
Niet bevroren; de hash zou zijn 00ff
Geschreven: p/policy.lock
Geen fouten, 3 waarschuwingen`,
  );
});

test("English says the same, and less where there is less", () => {
  const { mutants: _, coverage: __, ...less } = story;
  const told = tellLint({ ...less, proven: ["a"], vague: [], open: [], written: [], frozen: true }, [], "en");
  assert.deepEqual(told.split("\n"), [
    "p-2024: B, draft, valid from 2024-01-01 until 2025-01-01",
    "0 decisions, 1 example run",
    "Proven: 1 of 2 sheets complete and free of overlap",
    "Frozen: 00ff",
    "No errors, 0 warnings",
  ]);
});

test("each kind of error is explained once; a warning of another kind still shows", () => {
  assert.deepEqual(tellErrors([finding("gap", "file"), finding("gap", "file"), finding("cliff")], "nl"), [
    "Wat de fouten betekenen",
    "  gap: Voor dit geval is er geen regel; voeg er een toe.",
    "2 fouten, 1 waarschuwing",
  ]);
  assert.match(
    tellLint(story, [finding("no-such-kind")], "en"),
    /\nWarnings \(1\)\n {2}p\/a.yaml:3 {2}what no-such-kind found\n/,
  );
});
