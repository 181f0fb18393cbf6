import assert from "node:assert/strict";
import { test } from "node:test";
import { toLine } from "./finding.ts";
import { looseEndsOf } from "./loose-end.ts";
import { readPolicy } from "./policy.ts";

const header = `
format: driehoek/1
id: t
buyer: B
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: p
parameters:
  share: {type: percent, value: "5", vague: een deel, choice: five percent, assumption: t}
  counted: {type: int, value: "5", assumption: t}
  idle: {type: int, value: "5", assumption: t}
  weight: {type: percent, open: not published, assumption: t}
missing:
  fact.used: {value: "0", assumption: t}
  fact.kept: {value: "true", assumption: t}
`;

const formulas = `
- {id: part, for: provider, type: decimal, scale: 6, unit: eur, is: parameter.share * fact.used@2023, assumption: t}
- {id: rest, for: provider, type: percent, is: parameter.weight, vague: naar evenredigheid, assumption: t}
- {id: later, for: provider, type: bool, open: the text does not say, assumption: t}
`;

const facts = `
- {id: used, subject: provider, period: year, type: money, nl: n, en: e, supplier: provider, assumption: t}
- {id: kept, subject: provider, period: instant, type: bool, nl: n, en: e, supplier: provider, assumption: t}
`;

const questions = "questions: [{question: a, fact: used}, {question: b, fact: kept}]\n";
const valueModel = "indicators: []\nnote: counted from parameter.counted on\n";

test("what nobody reads, what is vague and what is open is told", () => {
  const files = new Map([
    ["policy.yaml", header],
    ["a.formula.yaml", formulas],
    ["questions.yaml", questions],
    ["value-model.yaml", valueModel],
  ]);
  const { policy } = readPolicy({
    chain: [{ path: "p", files }],
    facts: { path: "f", files: new Map([["f.yaml", facts]]) },
  });
  const { vague, open, findings } = looseEndsOf(policy ?? assert.fail());
  assert.deepEqual(vague, [
    { file: "p/a.formula.yaml", line: 3, words: "naar evenredigheid" },
    { file: "p/policy.yaml", line: 11, words: "een deel", choice: "five percent" },
  ]);
  assert.deepEqual(open, [
    { name: "parameter.weight", why: "not published" },
    { name: "later", why: "the text does not say" },
  ]);
  assert.deepEqual(findings.map(toLine), [
    "p/a.formula.yaml:3:73: vague-open: found `naar evenredigheid`, expected `choice:` with what they are taken to mean, or that a person decides",
    "p/policy.yaml:13:9: unused: found `parameter.idle`, expected something that reads it",
    "p/questions.yaml:1:40: unused: found `fact.kept`, expected something that reads it",
    "p/policy.yaml:17:14: unused: found `missing.fact.kept`, expected something that reads it",
  ]);
});
