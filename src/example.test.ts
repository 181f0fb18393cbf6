import assert from "node:assert/strict";
import { test } from "node:test";
import { readExamples, runExample } from "./example.ts";
import { toLine } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readPolicy } from "./policy.ts";
import { compilePolicy } from "./program.ts";

const vocabulary = `
- {id: used, subject: provider, period: year, type: money, nl: n, en: e, supplier: provider, assumption: t}
- {id: kept, subject: provider, period: instant, type: bool, nl: n, en: e, supplier: provider, assumption: t}
- {id: good, subject: provider, period: instant, type: bool, nl: n, en: e, supplier: provider, assumption: t}
- {id: rate, subject: provider.measure, period: instant, type: percent, nl: n, en: e, supplier: provider, assumption: t}
`;

const header = `
format: driehoek/1
id: t
buyer: B
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: p
subjects: {provider.measure: [m1, m2]}
parameters:
  least: {type: money, value: "5.00", assumption: t}
`;

const request = `
id: request
for: provider
holds: all
conditions:
  - {id: enough, test: fact.used@2023 >= parameter.least, weight: required, nl: n, en: e, assumption: t}
  - {id: kept, test: fact.kept, weight: required, nl: n, en: e, assumption: t}
  - {id: good, test: fact.good, weight: preferred, nl: n, en: e, assumption: t}
`;

const twice = "id: twice\nfor: provider.measure\ntype: percent\nis: 2 * fact.rate\nassumption: t\n";

/** What running these examples tells; what they say of each other is read as well. */
function told(examples: string): string[] {
  const files = new Map([
    ["policy.yaml", header],
    ["request.conditions.yaml", request],
    ["twice.formula.yaml", twice],
    ["examples/a.yaml", examples],
  ]);
  const { policy, findings: faults } = readPolicy({
    chain: [{ path: "p", files }],
    facts: { path: "f", files: new Map([["f.yaml", vocabulary]]) },
  });
  if (policy === undefined) return assert.fail(faults.map(toLine).join("\n"));
  const findings: Finding[] = [];
  const read = readExamples(policy, findings);
  const program = compilePolicy(policy);
  return [...findings, ...read.flatMap((example) => runExample(program, example) ?? [])].map(toLine);
}

const good = `
- name: enough
  decision: request
  on: 2024-10-01
  facts: {used@2023: "5.00", kept: true, good: true}
  expect: {status: decided, value: true, notes: []}
`;

test("an example that comes out as expected is silent; one that is like another adds to it", () => {
  const others = `
- {name: all reasons, like: enough, facts: {used@2023: "4.99", kept: false}, expect: {status: refused, reasons: [request.kept, request.enough]}}
- {name: not known, like: enough, without: [kept], expect: {status: incomplete, missing: [fact.kept]}}
- {name: a note, like: all reasons, facts: {kept: true, used@2023: "9.00", good: false}, expect: {status: decided, value: true, notes: [request.good]}}
- {name: of a part, decision: twice, part: m2, on: 2024-10-01, facts: {provider.measure: {m2: {rate: "4"}}}, expect: {status: decided, value: "8"}}
- {name: of an unknown part, like: of a part, part: m1, expect: {status: incomplete, missing: ["fact.rate[m1]"]}}
`;
  assert.deepEqual(told(good + others), []);
});

test("a failing example tells what came out, at its `expect`", () => {
  const wrong = (expect: string, facts = "{}"): string | undefined =>
    told(`${good}- {name: x, like: enough, facts: ${facts}, expect: ${expect}}\n`)[0];
  assert.equal(
    wrong("{status: refused, reasons: [request.kept]}"),
    'p/examples/a.yaml:7:46: example-fails: "x": found decided, true, expected refused, request.kept',
  );
  assert.match(
    wrong("{status: decided, value: true}", "{kept: false}") ?? "",
    /found refused, request.kept, expected decided, true/,
  );
  assert.match(
    wrong("{status: refused, reasons: [request.kept]}", '{kept: false, used@2023: "1.00"}') ?? "",
    /found refused, request.enough, request.kept, expected refused, request.kept/,
  );
  assert.match(
    wrong("{status: decided, value: true, notes: [request.good]}") ?? "",
    /found notes, none named, expected notes, request.good/,
  );
});

test("every fault in an example is told with what was probably meant", () => {
  const fault = (example: string): string => told(`${good}- ${example}\n`)[0] ?? "";
  const expect = "expect: {status: decided, value: true}";
  for (const [example, wanted] of [
    [`{name: x, like: enouhg, ${expect}}`, /unknown-example: found `enouhg`, expected did you mean `enough`\?/],
    [
      `{name: x, like: enough, decision: reqeust, ${expect}}`,
      /unknown-decision: found `reqeust`, expected did you mean `request`\?/,
    ],
    [`{name: x, decision: request, ${expect}}`, /bad-value: on: found no `on`/],
    [
      `{name: x, like: enough, facts: {kpet: true}, ${expect}}`,
      /unknown-name: found `kpet`, expected did you mean `kept`\?/,
    ],
    [`{name: x, like: enough, facts: {used: "5.001"}, ${expect}}`, /bad-value: used: found `5.001`/],
    [`{name: x, like: enough, without: [rate], ${expect}}`, /unknown-name: found `rate`, expected/],
    [
      `{name: x, like: enough, decision: twice, ${expect}}`,
      /unknown-part: part: found no `part`, and `twice` is about a provider.measure/,
    ],
    [
      `{name: x, like: enough, decision: twice, part: m3, ${expect}}`,
      /unknown-part: part: found `m3`, expected one of m1, m2/,
    ],
    ["{name: x, like: enough, expect: {status: decided, value: yes}}", /bad-value: value: found `yes`/],
    ["{name: x, like: enough, expect: {status: done}}", /unknown-word: status: found `done`/],
    [`{name: x, like: x, ${expect}}`, /unknown-example: found `x`/],
  ] as const)
    assert.match(fault(example), wanted);
});
