import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, expectFaults, findingsOf, policyOf, programOf } from "../../house/scenario.ts";

/** A buyer that publishes that there are points and cut-offs, and not which; and one that extends it. */
const base = `
--- facts
score: {type: int}
--- base/policy.yaml
parameters:
  cutoff: {type: int, open: not published, source: "003 §2.2.1"}
  index: {type: percent, value: 2, source: "003 §2.2.3"}
--- base/points.formula.yaml
{id: points, for: provider, type: int, open: not published, source: "003 §2.2.1"}
--- base/class.sheet.yaml
id: class
for: provider
hit: unique
inputs: [{ref: decision.points, type: int}]
outputs: [{id: class, type: enum, values: [A, B]}]
rules:
- {id: high, when: [">= parameter.cutoff"], then: [A], source: "003 §2.2.1"}
- {id: low, when: ["< parameter.cutoff"], then: [B], source: "003 §2.2.1"}
`;

const extension = `
--- policy.yaml
parameters:
  cutoff: {value: 60, assumption: six out of ten}
  extra: {type: int, value: 1, assumption: a}
--- points.formula.yaml
{id: points, is: fact.score + parameter.extra, assumption: a point for trying}
--- talk.formula.yaml
{id: talk, for: provider, type: bool, is: decision.class = "B", assumption: a}
`;

test("as published the class is incomplete, and says what is not published", () => {
  const published = programOf(base.replaceAll("base/", ""));
  assert.equal(ask(published, "class", "{score: 70}"), "incomplete: decision.points, parameter.cutoff");
  assert.equal(ask(published, "points"), "incomplete: decision.points");
});

test("an extension fills what is open, adds names of its own, and leaves the rest as it was", () => {
  const program = programOf(base + extension);
  for (const [facts, points, outcome, talk] of [
    ["{score: 59}", "60", "A", "false"],
    ["{score: 58}", "59", "B", "true"],
  ] as const)
    assert.deepEqual(
      ["points", "class", "talk"].map((id) => ask(program, id, facts)),
      [points, outcome, talk],
    );
  const { parameters, decisions } = policyOf(base + extension);
  const { basis } = parameters.get("cutoff")!;
  assert.deepEqual(basis, { assumption: "six out of ten" });
  const filled = decisions.get("points")!;
  assert.ok(filled.kind === "formula");
  assert.deepEqual(filled.basis, { assumption: "a point for trying" });
});

test("an extension changes nothing that is said, and fills what is open once", () => {
  const told = (text: string): string[] => findingsOf(base + extension + text);
  const twice = (place: string, what: string, expected: string) => [
    `${place}: declared-twice: found \`${what}\`, expected ${expected}`,
  ];
  const filled = "a new name: an extending policy fills what is open and changes nothing";
  for (const [text, expected] of [
    [
      `--- class.formula.yaml\n{id: class, for: provider, type: bool, is: "true", assumption: a}\n`,
      twice("policy/class.formula.yaml:1:6", "class", "a new name; base/class.sheet.yaml:1 has this one"),
    ],
    [
      `--- again.formula.yaml\n{id: points, is: fact.score, assumption: a}\n`,
      twice("policy/again.formula.yaml:1:6", "points", "a new name; policy/points.formula.yaml:1 has this one"),
    ],
  ] as const)
    assert.deepEqual(told(text), expected);
  const changed = extension.replace("cutoff: {value: 60", "index: {value: 3");
  assert.deepEqual(findingsOf(base + changed), twice("policy/policy.yaml:2:10", "index", filled));
});

const sound = `
--- facts
score: {type: int}
asked: {type: day}
fte: {type: decimal, scale: 1, unit: fte}
rate: {type: percent, subject: provider.group}
--- answer.formula.yaml
id: answer
for: provider
type: day
is: "add_weeks(fact.asked, 6)"
source: "003 §2.2.5"
--- reader.formula.yaml
{id: reader, for: provider, type: bool, is: decision.answer > fact.asked, assumption: a}
`;

test("a fault of a formula is told once, where it stands, and not where others read it", () => {
  expectFaults(sound, "policy/answer.formula.yaml", [
    [
      "add_weeks(fact.asked, 6)",
      "add_weeks(fact.asked, 6",
      "4:29: formula-syntax: is: found the end of the formula, expected `)`",
    ],
    [
      "add_weeks(fact.asked, 6)",
      "add_week(fact.asked, 6)",
      "4:6: unknown-function: is: found `add_week`, expected did you mean `add_weeks`?",
    ],
    [
      "add_weeks(fact.asked, 6)",
      "add_weeks(fact.asked, fact.fte)",
      "4:28: type-mismatch: is: found `fact.fte`, expected a whole number of days, weeks or months",
    ],
    [
      "add_weeks(fact.asked, 6)",
      "add_weeks(fact.ask, 6)",
      "4:16: unknown-name: is: found `fact.ask`, expected did you mean `fact.asked`?",
    ],
    ["add_weeks(fact.asked, 6)", "fact.score + 1", "4:17: type-mismatch: is: found int, expected day"],
    [
      'type: day\nis: "add_weeks(fact.asked, 6)"',
      "type: day\nis: fact.rate",
      "4:5: not-in-view: is: found `fact.rate` of provider.group, expected a name of provider; parts are read inside an aggregate",
    ],
    ["type: day\nis", "type: dag\nis", "3:7: unknown-type: type: found `dag`, expected did you mean `day`?"],
    [
      "for: provider\ntype",
      "for: povider\ntype",
      "2:6: unknown-subject: found `povider`, expected did you mean `provider`?",
    ],
    ["for: provider\ntype", "type", "1:1: missing-key: found no `for`, expected the key `for`"],
    [
      'source: "003 §2.2.5"\n',
      'sources: "003 §2.2.5"\n',
      "5:1: unknown-key: found `sources`, expected did you mean `source`?",
    ],
    [
      'source: "003 §2.2.5"\n',
      'source: "003"\n',
      '5:10: bad-source: source: found `003`, expected a document and a paragraph, as "003 §2.2.1"',
    ],
    [
      'source: "003 §2.2.5"\n',
      "",
      '1:1: no-source: found neither `source` nor `assumption`, expected `source: "<document> §<n>"` or `assumption: "<reason>"`',
    ],
    ['is: "add_weeks(fact.asked, 6)"\n', "", "1:1: missing-key: found no `is`, expected the key `is`"],
  ]);
  expectFaults(sound, "policy/reader.formula.yaml", [
    ["id: reader", "id: re-ader", "1:6: bad-id: found `re-ader`, expected a name of a-z, 0-9, `_` and `.`"],
    [
      "id: reader",
      "id: answer",
      "1:6: declared-twice: found `answer`, expected a new name; policy/answer.formula.yaml:1 has this one",
    ],
  ]);
});

test("a sheet or a list of conditions has a file of its own, named after it", () => {
  const named = "--- intake-stop.conditions.yaml\n{id: intake_stop, for: provider, holds: all, conditions: []}\n";
  assert.deepEqual(findingsOf(`\n${named}`), []);
  assert.deepEqual(findingsOf(`\n${named.replace("id: intake_stop", "id: stop")}`), [
    "policy/intake-stop.conditions.yaml:1:6: file-name: found `stop`, expected the file's own name, `intake_stop`",
  ]);
});
