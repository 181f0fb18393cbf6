import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, programOf } from "../house/scenario.ts";
import type { Program } from "../src/program.ts";

/** A sheet of one column over a fact, whose rules are cells; each says the number under which it stands. */
function sheetOf(type: string, cells: readonly string[], hit = "collect-list"): Program {
  const rules = cells.map((cell, i) => `- {id: r${i}, when: [${quoted(cell)}], then: [r${i}], assumption: a}`);
  return programOf(`
--- facts
x: {${type}${/int|decimal|money|percent/.test(type) ? ", least: none" : ""}}
--- policy.yaml
parameters:
  given: {${type}, ${given(type)}, assumption: a}
  open: {${type}, open: not published, source: "003 §2.2.1"}
--- s.sheet.yaml
id: s
for: provider
hit: ${hit}
inputs: [{ref: fact.x, ${type}}]
outputs: [{id: rule, type: enum, values: [${cells.map((_, i) => `r${i}`).join(", ")}]}]
rules:
${rules.join("\n")}
`);
}

function quoted(cell: string): string {
  return cell.startsWith("{") ? `[${cell.slice(1, -1)}]` : `"${cell}"`;
}

/** A value for the parameter, of the same type as the column. */
function given(type: string): string {
  const [, name = ""] = /type: ([a-z<>]+)/.exec(type) ?? [];
  const values: Readonly<Record<string, string>> = {
    bool: "true",
    day: "2024-06-30",
    instant: "2024-06-30T00:00:00+02:00",
    enum: "B",
    "set<enum>": "[care]",
  };
  return `value: ${values[name] ?? '"10"'}`;
}

test("every form of cell, over every type of column, at its bounds", () => {
  for (const [type, cells, expected] of [
    [
      "type: int",
      ["-", "5", "5, 7", "not(5, 7)", "< 5", "<= 5", "> 5", ">= 5", "[5..7]", "(5..7]", "[5..7)", "(5..7)"],
      {
        4: "r0 r3 r4 r5",
        5: "r0 r1 r2 r5 r7 r8 r10",
        6: "r0 r3 r6 r7 r8 r9 r10 r11",
        7: "r0 r2 r6 r7 r8 r9",
        8: "r0 r3 r6 r7",
      },
    ],
    [
      "type: money",
      ["< 100000.00", "[100000.00..100000.01]", "-0.01"],
      { "99999.99": "r0", "100000.00": "r1", "100000.01": "r1", "100000.02": "", "-0.01": "r0 r2" },
    ],
    ["type: decimal, scale: 3, unit: fte", ["<= 0.125", "> 0.125"], { "0.125": "r0", "0.126": "r1" }],
    ["type: percent", [">= 62.5", "62.50"], { "62.5": "r0 r1", "62.49": "" }],
    [
      "type: day",
      ["< 2024-03-01", "[2024-02-29..2024-03-01]", "not(2024-02-29)"],
      { "2024-02-28": "r0 r2", "2024-02-29": "r0 r1", "2024-03-01": "r1 r2" },
    ],
    [
      "type: instant",
      ["< 2023-06-01T00:00:00+02:00", ">= 2023-05-31T22:00:00Z"],
      { "2023-05-31T21:59:59.999Z": "r0", "2023-06-01T00:00:00+02:00": "r1" },
    ],
    ["type: bool", ["true", "false", "not(true)", "-"], { true: "r0 r3", false: "r1 r2 r3" }],
    ["type: enum, values: [A, B, C]", ["A", "A, B", "not(A)", "not(A, B)"], { A: "r0 r1", B: "r1 r2", C: "r2 r3" }],
    [
      "type: set<enum>, values: [care, cure, home]",
      ["{care, cure}", "{}", "care", "not(care)"],
      { "[cure, care]": "r0 r3", "[]": "r1 r3", "[care]": "r2", "[home]": "r3" },
    ],
  ] as [string, string[], Record<string, string>][]) {
    const program = sheetOf(type, cells);
    for (const [value, rules] of Object.entries(expected)) {
      const hit = rules.split(" ").filter(Boolean).toSorted();
      assert.equal(ask(program, "s", `{x: ${value}}`), `[${hit.join(", ")}]`, `${type} ${value}`);
    }
  }
});

test("a parameter is a bound or a value like any other; one left open makes what it touches unknown", () => {
  for (const [type, cells, expected] of [
    ["type: int", [">= parameter.given", "< parameter.given"], { 10: "[r0]", 9: "[r1]" }],
    ["type: decimal, scale: 2", ["[0..parameter.given)", "parameter.given"], { "9.99": "[r0]", 10: "[r1]" }],
    ["type: day", ["<= parameter.given", "not(parameter.given)"], { "2024-06-30": "[r0]", "2024-07-01": "[r1]" }],
    ["type: enum, values: [A, B, C]", ["A, parameter.given"], { A: "[r0]", B: "[r0]", C: "[]" }],
    ["type: set<enum>, values: [care, cure]", ["parameter.given"], { "[care]": "[r0]", "[cure]": "[]" }],
    ["type: bool", ["parameter.given"], { true: "[r0]", false: "[]" }],
    ["type: int", [">= parameter.open"], { 10: "incomplete: parameter.open" }],
    ["type: int", ["[0..parameter.open]"], { [-1]: "incomplete: parameter.open" }],
    ["type: enum, values: [A, B, C]", ["A, parameter.open"], { A: "incomplete: parameter.open" }],
  ] as [string, string[], Record<string, string>][]) {
    const program = sheetOf(type, cells);
    for (const [value, outcome] of Object.entries(expected))
      assert.equal(ask(program, "s", `{x: ${value}}`), outcome, `${type} ${cells.join()} ${value}`);
  }
});

/** Two columns; the third rule waits for a cut-off that is not published. */
const twoColumns = (hit: string, outputs: string, then: readonly string[]): Program =>
  programOf(`
--- facts
score: {type: int}
funding: {type: enum, values: [hourly, monthly]}
--- policy.yaml
parameters:
  cutoff: {type: int, open: not published, source: "003 §2.2.1"}
  fee: {type: int, value: 7, assumption: a}
--- s.sheet.yaml
id: s
for: provider
hit: ${hit}
inputs: [{ref: fact.score, type: int}, {ref: fact.funding, type: enum, values: [hourly, monthly]}]
outputs: [{id: out, ${outputs}}]
rules:
- {id: high, when: [">= 80", hourly], then: [${then[0]}], assumption: a}
- {id: middle, when: [">= 60", "-"], then: [${then[1]}], assumption: a}
- {id: rest, when: ["< 70", "-"], then: [${then[2]}], assumption: a}
`);

test("unique gives the one rule that fits, and says when none, two, or not yet one does", () => {
  const program = twoColumns("unique", "type: int", ["1", "2", "3"]);
  for (const [facts, outcome] of [
    ["{score: 75, funding: hourly}", "2"],
    ["{score: 75}", "2"],
    ["{score: 65}", "incomplete: two_rules"],
    ["{score: 85, funding: monthly}", "2"],
    ["{score: 85, funding: hourly}", "incomplete: two_rules"],
    ["{score: 85}", "incomplete: fact.funding"],
    ["{funding: monthly}", "incomplete: fact.score"],
    ["{}", "incomplete: fact.funding, fact.score"],
  ] as const)
    assert.equal(ask(program, "s", facts), outcome, facts);
});

test("first gives the first rule that fits, unless one above it still could", () => {
  const program = twoColumns("first", "type: int", ["1", "2", "3"]);
  for (const [facts, outcome] of [
    ["{score: 85, funding: hourly}", "1"],
    ["{score: 85, funding: monthly}", "2"],
    ["{score: 85}", "incomplete: fact.funding"],
    ["{score: 65}", "2"],
    ["{score: 10}", "3"],
  ] as const)
    assert.equal(ask(program, "s", facts), outcome, facts);
});

test("collect adds, compares, counts or lists what all rules say, once none of them waits", () => {
  for (const [hit, outputs, then, expected] of [
    ["collect-sum", "type: int", ["1", "2", "3"], ["2", "5", "3"]],
    ["collect-min", "type: int", ["1", "2", "3"], ["2", "2", "3"]],
    ["collect-max", "type: int", ["1", "2", "3"], ["2", "3", "3"]],
    [
      "collect-max",
      "type: day",
      ["2024-01-01", "2024-01-02", "2024-01-03"],
      ["2024-01-02", "2024-01-03", "2024-01-03"],
    ],
    ["collect-count", "type: text", ["a", "b", '"c, or not(d)"'], ["1", "2", "1"]],
    ["collect-list", "type: enum, values: [a, b, c]", ["c", "b", "a"], ["[b]", "[a, b]", "[a]"]],
  ] as [string, string, string[], string[]][]) {
    const program = twoColumns(hit, outputs, then);
    const of = (facts: string): string => ask(program, "s", facts);
    assert.deepEqual([of("{score: 75}"), of("{score: 65}"), of("{score: 10}")], expected, hit);
    assert.equal(of("{score: 85}"), "incomplete: fact.funding", hit);
  }
  const none = (hit: string): string => ask(sheetOf("type: int", ["1"], hit), "s", "{x: 2}");
  assert.equal(none("collect-list"), "[]");
  const sum = (hit: string): string =>
    ask(twoColumns(hit, "type: int", ["1", "2", "3"]), "s", "{score: 69, funding: monthly}");
  assert.deepEqual([sum("collect-sum"), sum("collect-count")], ["5", "2"]);
});

test("nothing hit is nothing added, and nothing to compare", () => {
  const over = (hit: string): string =>
    ask(
      programOf(`
--- facts
x: {type: int}
--- s.sheet.yaml
id: s
for: provider
hit: ${hit}
inputs: [{ref: fact.x, type: int}]
outputs: [{id: out, type: money}]
rules: [{id: only, when: ["1"], then: ["5.00"], assumption: a}]
`),
      "s",
      "{x: 2}",
    );
  assert.deepEqual(["collect-sum", "collect-count", "collect-min", "unique", "first"].map(over), [
    "0.00",
    "0",
    "incomplete: no_rule",
    "incomplete: no_rule",
    "incomplete: no_rule",
  ]);
});

test("a then cell says a literal, a parameter or what stands in a column; an open one is missing only where it is hit", () => {
  const program = twoColumns("unique", "type: int", ["parameter.cutoff", "fact.score", "parameter.fee"]);
  for (const [facts, outcome] of [
    ["{score: 75, funding: hourly}", "75"],
    ["{score: 10}", "7"],
    ["{score: 85, funding: monthly}", "85"],
  ] as const)
    assert.equal(ask(program, "s", facts), outcome, facts);
  const open = twoColumns("first", "type: int", ["parameter.cutoff", "fact.score", "parameter.fee"]);
  assert.equal(ask(open, "s", "{score: 85, funding: hourly}"), "incomplete: parameter.cutoff");
});

test("a sheet of more than 32 and of more than 64 rules hits the first, the last and the ones at the seams", () => {
  for (const rules of [32, 33, 64, 65, 100])
    for (const hit of ["unique", "first", "collect-list"]) {
      const cells = Array.from({ length: rules }, (_, i) => String(i));
      const program = sheetOf("type: int", cells, hit);
      for (const at of [0, 31, 32, 63, 64, rules - 1].filter((rule) => rule < rules)) {
        const rule = hit === "collect-list" ? `[r${at}]` : `r${at}`;
        assert.equal(ask(program, "s", `{x: ${at}}`), rule, `${hit} of ${rules}`);
      }
      assert.equal(ask(program, "s", `{x: ${rules}}`), hit === "collect-list" ? "[]" : "incomplete: no_rule");
      assert.equal(ask(program, "s"), "incomplete: fact.x");
    }
  const twice = sheetOf(
    "type: int",
    Array.from({ length: 70 }, (_, i) => (i === 3 || i === 66 ? "< 0" : String(i))),
    "unique",
  );
  assert.equal(ask(twice, "s", "{x: -1}"), "incomplete: two_rules");
  const above = sheetOf(
    "type: int",
    [...Array.from({ length: 40 }, (_, i) => (i === 2 ? ">= parameter.open" : String(i))), "-"],
    "first",
  );
  assert.deepEqual([ask(above, "s", "{x: 1}"), ask(above, "s", "{x: 3}")], ["r1", "incomplete: parameter.open"]);
});

test("a sheet with several outputs gives each by its own name", () => {
  const program = programOf(`
--- facts
score: {type: int}
--- offer.sheet.yaml
id: offer
for: provider
hit: unique
inputs: [{ref: fact.score, type: int}]
outputs: [{id: price, type: percent}, {id: talk, type: bool}]
rules:
- {id: good, when: [">= 60"], then: ["100", "false"], source: "003 §2.2.3"}
- {id: poor, when: ["< 60"], then: ["95.5", "true"], source: "003 §2.2.3"}
--- letter.formula.yaml
{id: letter, for: provider, type: bool, is: decision.offer.price < 100% and decision.offer.talk, source: "003 §2.2.3"}
`);
  const all = (facts: string) => ["offer.price", "offer.talk", "letter"].map((id) => ask(program, id, facts));
  assert.deepEqual(all("{score: 60}"), ["100.00", "false", "false"]);
  assert.deepEqual(all("{score: 59}"), ["95.50", "true", "true"]);
  assert.deepEqual(
    all("{}"),
    Array.from({ length: 3 }, () => "incomplete: fact.score"),
  );
});
