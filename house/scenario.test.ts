import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, findingsOf, programOf, textOf } from "./scenario.ts";

const scenario = `
--- facts
used: {type: money}
cost: {type: money, subject: provider.group}
--- enough.formula.yaml
{id: enough, for: provider, type: bool, is: fact.used >= 100.00 eur, assumption: a}
--- total.formula.yaml
{id: total, for: provider, type: money, is: sum(fact.cost), assumption: a}
`;

test("a scenario is split into files, with a header and whole facts", () => {
  const { chain, facts } = textOf(scenario);
  assert.deepEqual([...chain[0]!.files.keys()], ["enough.formula.yaml", "total.formula.yaml", "policy.yaml"]);
  assert.match(facts.files.get("facts.yaml")!, /^- \{id: used, type: money, subject: provider, period: instant,/);
  assert.deepEqual(findingsOf(scenario), []);
  assert.match(findingsOf(`${scenario}x: y\n`)[0]!, /^policy\/total.formula.yaml:2:1: yaml-syntax/);
});

test("files under base/ are of a policy that the other one extends", () => {
  const { chain } = textOf(`--- base/a.formula.yaml\n{}\n--- policy.yaml\nparameters: {}\n`);
  assert.deepEqual(
    chain.map(({ path, files }) => [path, [...files.keys()]]),
    [
      ["base", ["a.formula.yaml", "policy.yaml"]],
      ["policy", ["policy.yaml"]],
    ],
  );
});

test("ask() tells an outcome in a few words", () => {
  const program = programOf(scenario);
  assert.equal(ask(program, "enough", "{used: 100.00}"), "true");
  assert.equal(ask(program, "enough"), "incomplete: fact.used");
  assert.equal(ask(program, "total", "{provider.group: {x: {cost: 1.50}, y: {cost: 2.00}}}"), "3.50");
});
