import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf, policyOf } from "../house/scenario.ts";
import { decisionOf, operandsOf, outputsOf, readsOf } from "./decision.ts";

const chain = `
--- facts
n: {type: int}
cost: {type: money, subject: provider.group, period: year}
--- c.formula.yaml
{id: c, for: provider, type: int, is: decision.b + decision.a, assumption: a}
--- b.formula.yaml
{id: b, for: provider, type: int, is: decision.a + fact.n, assumption: a}
--- a.formula.yaml
- {id: a, for: provider, type: int, is: fact.n + 1, assumption: a}
- {id: total, for: provider, type: money, is: sum(decision.group_cost), assumption: a}
- {id: group_cost, for: provider.group, type: money, is: fact.cost - fact.cost@2023, assumption: a}
`;

test("decisions stand after all they read, in whatever order they are written", () => {
  const order = policyOf(chain).order.map(({ id }) => id);
  assert.deepEqual(order, ["a", "b", "c", "group_cost", "total"]);
});

test("readsOf() lists every name once, periods apart", () => {
  const { decisions } = policyOf(chain);
  assert.deepEqual(
    readsOf(decisions.get("group_cost")!).map(({ key, subject }) => [key, subject]),
    [
      ["fact.cost@2024", "provider.group"],
      ["fact.cost@2023", "provider.group"],
    ],
  );
});

test("decisions that wait for each other are a cycle, told once with its members", () => {
  const formula = (id: string, is: string): string =>
    `--- ${id}.formula.yaml\n{id: ${id}, for: provider, type: int, is: ${is}, assumption: a}\n`;
  const cycle = (members: string) =>
    `policy/${members[0]}.formula.yaml:1:1: cycle: found ${members}, expected decisions that do not wait for themselves`;
  for (const [scenario, expected] of [
    [formula("a", "decision.a"), [cycle("a → a")]],
    [formula("a", "decision.b") + formula("b", "decision.c") + formula("c", "decision.a"), [cycle("a → b → c → a")]],
    [formula("a", "1") + formula("b", "decision.a + decision.a"), []],
    [
      formula("a", "decision.b") + formula("b", "decision.a") + formula("c", "decision.d") + formula("d", "decision.c"),
      [cycle("a → b → a"), cycle("c → d → c")],
    ],
  ] as const)
    assert.deepEqual(findingsOf(`\n${scenario}`), expected);
});

const offer = policyOf(`
--- facts
score: {type: int}
--- policy.yaml
parameters:
  low: {type: int, value: 60, assumption: a}
--- offer.sheet.yaml
id: offer
for: provider
hit: unique
inputs: [{ref: fact.score, type: int}]
outputs: [{id: price, type: percent}, {id: talk, type: bool}]
rules:
- {id: good, when: ["[parameter.low..100]"], then: ["100", "false"], assumption: a}
- {id: poor, when: ["< parameter.low"], then: ["95", "true"], assumption: a}
--- letters.sheet.yaml
id: letters
for: provider
hit: collect-list
inputs: [{ref: decision.offer.talk, type: bool}]
outputs: [{id: letter, type: enum, values: [offer, invitation]}]
rules:
- {id: always, when: ["-"], then: [offer], assumption: a}
- {id: talk, when: ["true"], then: [invitation], assumption: a}
`);

test("outputsOf() names what others may read, decisionOf() finds it back", () => {
  const { decisions } = offer;
  const outputs = [...decisions.values()].flatMap(outputsOf);
  assert.deepEqual(
    outputs.map(({ ref, type }) => [ref, type.kind, decisionOf(ref, decisions)?.id]),
    [
      ["decision.offer.price", "number", "offer"],
      ["decision.offer.talk", "bool", "offer"],
      ["decision.letters", "set", "letters"],
    ],
  );
  assert.equal(decisionOf("fact.score", decisions), undefined);
  assert.equal(decisionOf("decision.none", decisions), undefined);
});

test("operandsOf() gives the bounds of a cell", () => {
  const sheet = offer.decisions.get("offer")!;
  assert.ok(sheet.kind === "sheet");
  const written = sheet.rules.map(({ when }) =>
    operandsOf(when[0]!).map((term) => (term.op === "name" ? term.name.ref : term.op === "literal" ? term.value : "?")),
  );
  assert.deepEqual(written, [["parameter.low", 100n], ["parameter.low"]]);
});
