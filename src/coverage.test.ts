import assert from "node:assert/strict";
import { test } from "node:test";
import { readCoverage } from "./coverage.ts";
import { toLine } from "./finding.ts";
import type { Finding } from "./finding.ts";
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
  least: {type: money, value: "5.00", source: "003 §1"}
  more: {type: money, value: "6.00", assumption: t}
`;

const answer = `
- {id: answer, for: provider, type: money, is: parameter.least, source: "003 §2"}
- {id: own, for: provider, type: money, is: parameter.more, assumption: t}
`;

function read(coverage: string) {
  const files = new Map([
    ["policy.yaml", header],
    ["answer.formula.yaml", answer],
    ["coverage.yaml", coverage],
  ]);
  const { policy } = readPolicy({ chain: [{ path: "p", files }], facts: { path: "f", files: new Map() } });
  const findings: Finding[] = [];
  const statements = readCoverage(policy ?? assert.fail(), findings);
  return { statements, told: findings.map(toLine) };
}

const least = '- {id: a, source: "003 §1", nl: n, en: e, as: rule, rules: [parameter.least]}';
const six = '- {id: b, source: "003 §2", nl: n, en: e, as: rule, rules: [answer]}';

test("every statement has its place, and every rule that cites the text its statement", () => {
  const others = [
    '- {id: c, source: "003 §3", nl: n, en: e, as: commitment, who: buyer}',
    '- {id: d, source: "003 §3", nl: n, en: e, as: person, who: buyer, why: it says so}',
    '- {id: e, source: "003 §3", nl: n, en: e, as: out-of-scope, why: a description}',
  ];
  const { statements, told } = read(`statements:\n${[least, six, ...others].join("\n")}\n`);
  assert.deepEqual(told, []);
  assert.deepEqual(
    statements?.map(({ as, rules, who, why }) => [as, ...rules, who, why]),
    [
      ["rule", "parameter.least", undefined, undefined],
      ["rule", "answer", undefined, undefined],
      ["commitment", "buyer", undefined],
      ["person", "buyer", "it says so"],
      ["out-of-scope", undefined, "a description"],
    ],
  );
});

test("what does not exist, what stands twice and what nobody accounts for is told", () => {
  const { told } = read(
    `statements:\n${least}\n${least}\n- {id: c, source: "003 §3", nl: n, en: e, as: rule, rules: [anwser]}\n- {id: d, source: "003 §3", nl: n, en: e, as: done}\n- {id: e, source: "003 §3", nl: n, en: e, as: person, who: buyer}\n`,
  );
  assert.deepEqual(told, [
    "p/coverage.yaml:3:3: declared-twice: found `a`, expected one statement of this id",
    "p/coverage.yaml:4:61: unknown-rule: rules: found `anwser`, expected did you mean `answer`?",
    "p/coverage.yaml:5:47: unknown-word: as: found `done`, expected one of rule, commitment, person, out-of-scope",
    "p/coverage.yaml:6:3: missing-key: found no `why`, expected the key `why`",
    "p/answer.formula.yaml:2:3: uncovered: found `answer`, expected a statement in coverage.yaml that names it",
  ]);
});
