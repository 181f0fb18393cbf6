import assert from "node:assert/strict";
import { test } from "node:test";
import { readExamples } from "./example.ts";
import { toLine } from "./finding.ts";
import { readPolicy } from "./policy.ts";
import { compilePolicy } from "./program.ts";
import { testMutants } from "./mutant.ts";

const facts = `
- {id: kind, subject: provider, period: instant, type: enum, values: [x, y, z], nl: n, en: e, supplier: provider, assumption: t}
- {id: yes, subject: provider, period: instant, type: bool, nl: n, en: e, supplier: provider, assumption: t}
- {id: size, subject: provider, period: instant, type: int, nl: n, en: e, supplier: provider, assumption: t}
- {id: amount, subject: provider, period: instant, type: money, nl: n, en: e, supplier: provider, assumption: t}
`;

const header =
  "format: driehoek/1\nid: t\nbuyer: B\nlaw: zvw\ncare: c\nstatus: draft\nvalid: [2024-01-01, 2025-01-01]\nprocedure: p\n";

interface Text {
  readonly [file: string]: string;
}

/** The mutants of a policy and which of them its examples do not notice; examples are written `facts -> value` of `d`. */
function mutate(body: Text, examples: readonly string[], parameters = "") {
  const list = examples.map((line, i) => {
    const [given = "", value = ""] = line.split(" -> ");
    const expect = value.startsWith("{") ? value : `{status: decided, value: ${JSON.stringify(value)}}`;
    return `- {name: e${i}, decision: d, on: 2024-10-01, facts: {${given}}, expect: ${expect}}\n`;
  });
  const files = new Map(
    Object.entries({ "policy.yaml": header + parameters, "examples/a.yaml": list.join("") || "[]", ...body }),
  );
  const { policy, findings } = readPolicy({
    chain: [{ path: "p", files }],
    facts: { path: "f", files: new Map([["f.yaml", facts]]) },
  });
  if (policy === undefined) return assert.fail(findings.map(toLine).join("\n"));
  const { tried, same, survivors } = testMutants(compilePolicy(policy), readExamples(policy, []), () => true);
  return { tried, same, survivors: survivors.map(({ line, found }) => `${line} ${found}`) };
}

const formula = (is: string, type = "money"): Text => ({
  "d.formula.yaml": `id: d\nfor: provider\ntype: ${type}\nis: ${JSON.stringify(is)}\nassumption: t\n`,
});

const sheet = (...rows: readonly (readonly [string, string])[]): Text => ({
  "d.sheet.yaml": `id: d
for: provider
hit: first
inputs: [{ref: fact.amount, type: money}]
outputs: [{id: d, type: enum, values: [a, b]}]
rules:
${rows.map(([when, then], i) => `  - {id: r${i}, when: [${JSON.stringify(when)}], then: [${then}], assumption: t}\n`).join("")}`,
});

test("without examples every mutant of a sheet survives: each rule, bound and outcome", () => {
  assert.deepEqual(mutate(sheet(["< 5.00", "a"], ["-", "b"]), []), {
    tried: 7,
    same: 0,
    survivors: [
      "7 `r0` is left out",
      "7 `r0`: `< 5.00` becomes `<= 5.00`",
      "7 `r0`: `< 5.00` becomes `< 5.01`",
      "7 `r0`: `< 5.00` becomes `< 4.99`",
      '7 `r0` gives "b", not "a"',
      "8 `r1` is left out",
      '8 `r1` gives "a", not "b"',
    ],
  });
});

test("an example on each side of a bound notices all of them", () => {
  const rules = sheet(["< 5.00", "a"], ["-", "b"]);
  assert.deepEqual(mutate(rules, ['amount: "4.99" -> a', 'amount: "5.00" -> b']).survivors, []);
  assert.deepEqual(mutate(rules, ['amount: "1.00" -> a', 'amount: "5.00" -> b']).survivors, [
    "7 `r0`: `< 5.00` becomes `< 4.99`",
  ]);
});

test("an example that fails without any change notices nothing", () => {
  assert.equal(mutate(sheet(["< 5.00", "a"], ["-", "b"]), ['amount: "4.99" -> b']).survivors.length, 7);
});

test("a mutant that means the same is left out, because that is proven", () => {
  const covered = mutate(sheet(["<= 5.00", "a"], ["[5.00..9.00]", "b"], ["-", "b"]), []);
  assert.equal(covered.same, 7, "whatever happens to the second rule, the third gives the same");
  const between = mutate(formula("fact.size > 2.5", "bool"), ["size: 2 -> false", "size: 3 -> true"]);
  assert.deepEqual(between, { tried: 0, same: 3, survivors: [] }, "no whole number lies between 2.4 and 2.6");
  const meeting = mutate(formula("if fact.amount <= 5.00 eur then fact.amount else 5.00 eur"), [
    'amount: "4.99" -> 4.99',
    'amount: "5.01" -> 5.00',
    'amount: "9.00" -> 5.00',
  ]);
  assert.deepEqual([meeting.same, meeting.survivors], [2, []], "at 5.00 both branches give 5.00");
});

test("what waits for an open parameter cannot be noticed yet, and is not counted", () => {
  const open = "parameters:\n  open: {type: percent, open: not published, assumption: t}\n";
  const { survivors, same } = mutate(formula("round_half_up(parameter.open * fact.amount + 1.00 eur, 2)"), [], open);
  assert.deepEqual([survivors, same], [[], 3]);
});

test("formulas change sign, order, connective and literal; parameters move by a step", () => {
  const { survivors } = mutate(
    formula("if fact.yes and not fact.size >= 3 then min(fact.amount, parameter.most) else fact.amount - 1.00 eur"),
    [],
    'parameters:\n  most: {type: money, value: "7.00", assumption: t}\n',
  );
  assert.deepEqual(
    survivors.map((line) => line.replace(/^\d+ /, "")),
    [
      "`fact.yes and not fact.size >= 3` becomes `fact.yes or not fact.size >= 3`",
      "`not fact.size >= 3` becomes `fact.size >= 3`",
      "`fact.size >= 3` becomes `fact.size > 3`",
      "`fact.size >= 3` becomes `fact.size >= 4`",
      "`fact.size >= 3` becomes `fact.size >= 2`",
      "`min(fact.amount, parameter.most)` becomes `max(fact.amount, parameter.most)`",
      "`fact.amount - 1.00 eur` becomes `fact.amount + 1.00 eur`",
      "`fact.amount - 1.00 eur` becomes `fact.amount - 1.01 eur`",
      "`fact.amount - 1.00 eur` becomes `fact.amount - 0.99 eur`",
      "`parameter.most` is 7.01, not 7.00",
      "`parameter.most` is 6.99, not 7.00",
    ],
  );
});

test("a list of conditions is noticed by its reasons and its notes", () => {
  const conditions = {
    "d.conditions.yaml": `id: d
for: provider
holds: all
conditions:
  - {id: yes, test: fact.yes, weight: required, nl: n, en: e, assumption: t}
  - {id: kind, test: 'fact.kind = "x"', weight: required, nl: n, en: e, assumption: t}
  - {id: big, test: fact.size > 3, weight: preferred, nl: n, en: e, assumption: t}
`,
  };
  const refused = "yes: false, kind: y, size: 3 -> {status: refused, reasons: [d.yes, d.kind], notes: [d.big]}";
  const decided = "yes: true, kind: x, size: 4 -> {status: decided, value: true, notes: []}";
  assert.deepEqual(mutate(conditions, [refused, decided]).survivors, ["3 `holds: all` becomes `holds: any`"]);
  const one = "yes: true, kind: y, size: 4 -> {status: refused, reasons: [d.kind]}";
  assert.deepEqual(mutate(conditions, [refused, decided, one]).survivors, []);
});
