import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, dossierOf, programOf } from "../house/scenario.ts";
import type { Datum } from "./datum.ts";
import type { Decision } from "./decision.ts";
import { cone, decideAll, missingRuleOf, recompile, run, valueOf } from "./program.ts";

const growth = programOf(`
--- facts
amount: {type: money, period: year}
clients: {type: int, period: month}
asked: {type: day}
--- growth.formula.yaml
- {id: growth, for: provider, type: money, is: fact.amount - fact.amount@2023, assumption: a}
- {id: intake, for: provider, type: int, is: sum(fact.clients@2024-07..2024-09), assumption: a}
- {id: late, for: provider, type: bool, is: "on > add_weeks(fact.asked, 6)", assumption: a}
`);

test("a yearly fact is read at the year of the policy unless another is named, a monthly one over its months", () => {
  for (const [decision, facts, outcome] of [
    ["growth", "{amount: 7.00, amount@2023: 5.00}", "2.00"],
    ["growth", "{amount@2024: 7.00, amount@2023: 5.00}", "2.00"],
    ["growth", "{amount@2024: 7.00}", "incomplete: fact.amount@2023"],
    ["intake", "{clients@2024-07: 1, clients@2024-08: 2, clients@2024-09: 3, clients@2024-10: 9}", "6"],
    ["intake", "{clients@2024-07: 1, clients@2024-09: 3}", "incomplete: fact.clients@2024-08"],
  ] as const)
    assert.equal(ask(growth, decision, facts), outcome, facts);
});

test("time is the day of the decision, and nothing else", () => {
  for (const [on, outcome] of [
    ["2024-10-22", "false"],
    ["2024-10-23", "true"],
  ] as const)
    assert.equal(ask(growth, "late", "{asked: 2024-09-10}", { on }), outcome, on);
});

/** Measures that the policy lists, each with its own weight; groups that the dossier brings along. */
const parts = programOf(`
--- facts
rate: {type: percent, subject: provider.measure}
clients: {type: int, subject: provider.group}
staff: {type: int}
--- policy.yaml
subjects: {provider.measure: [nps, register]}
parameters:
  weight: {for: provider.measure, type: percent, values: {nps: 40, register: 60}, assumption: a}
  floor: {for: provider.measure, type: percent, open: not published, source: "003 §2.2.1"}
  cutoff: {for: provider.measure, type: percent, values: {nps: 50, register: 75}, assumption: a}
--- score.formula.yaml
- {id: score, for: provider.measure, type: percent, is: "round_half_up(fact.rate * parameter.weight, 4)", assumption: a}
- {id: total, for: provider, type: percent, is: sum(decision.score), assumption: a}
- {id: per_client, for: provider.group, type: int, is: fact.clients * fact.staff, assumption: a}
- {id: above, for: provider.measure, type: bool, is: fact.rate >= parameter.floor, assumption: a}
--- grade.sheet.yaml
id: grade
for: provider.measure
hit: unique
inputs: [{ref: fact.rate, type: percent}]
outputs: [{id: grade, type: enum, values: [good, poor]}]
rules:
- {id: good, when: [">= parameter.cutoff"], then: [good], assumption: a}
- {id: poor, when: ["< parameter.cutoff"], then: [poor], assumption: a}
`);

test("a part is decided with its own facts and parameters, and those of the provider", () => {
  const facts =
    "{provider.measure: {nps: {rate: 60}, register: {rate: 60}}, staff: 3, provider.group: {x: {clients: 4}}}";
  for (const [decision, member, outcome] of [
    ["score", "nps", "24.00"],
    ["score", "register", "36.00"],
    ["total", undefined, "60.00"],
    ["grade", "nps", "good"],
    ["grade", "register", "poor"],
    ["per_client", "x", "12"],
    ["above", "nps", "incomplete: parameter.floor[nps]"],
  ] as const)
    assert.equal(ask(parts, decision, facts, member === undefined ? {} : { member }), outcome, `${decision} ${member}`);
});

test("what a part lacks is missing of that part", () => {
  assert.equal(ask(parts, "total", "{provider.measure: {nps: {rate: 60}}}"), "incomplete: fact.rate[register]");
  assert.equal(
    ask(parts, "per_client", "{provider.group: {x: {}}}", { member: "x" }),
    "incomplete: fact.clients[x], fact.staff",
  );
});

test("a dossier says what facts are worth, never what parameters are", () => {
  const program = programOf(`
--- policy.yaml
parameters: {open: {type: int, open: not published, source: "003 §2.2.1"}}
--- x.formula.yaml
{id: x, for: provider, type: int, is: parameter.open, assumption: a}
`);
  const dossier = dossierOf(program, "{}");
  const bold = { ...dossier, values: new Map([["parameter.open", { value: 5n, origin: "provider" }]]) };
  assert.equal(valueOf(program, decideAll(program, bold), "decision.x"), undefined);
});

const missing = programOf(`
--- facts
share: {type: percent, period: year}
hired: {type: bool}
--- policy.yaml
missing:
  fact.share@2023: {value: 10, assumption: last year counts when nobody answers}
  fact.hired: {value: "false", assumption: who does not answer hires nobody}
--- shares.formula.yaml
- {id: hires, for: provider, type: bool, is: fact.hired, assumption: a}
- {id: shares, for: provider, type: percent, is: fact.share + fact.share@2023, assumption: a}
`);

test("missing: says what a name is taken to be, for one period or for all; what is supplied goes before it", () => {
  for (const [decision, facts, outcome] of [
    ["hires", "{}", "false"],
    ["hires", "{hired: true}", "true"],
    ["shares", "{share: 5}", "15.00"],
    ["shares", "{share: 5, share@2023: 1}", "6.00"],
    ["shares", "{}", "incomplete: fact.share@2024"],
  ] as const)
    assert.equal(ask(missing, decision, facts), outcome, facts);
  assert.equal(missingRuleOf(missing.policy, "fact.hired")?.value, false);
});

const bands = programOf(`
--- facts
score: {type: int}
--- class.sheet.yaml
id: class
for: provider
hit: unique
inputs: [{ref: fact.score, type: int}]
outputs: [{id: class, type: enum, values: [A, B]}]
rules:
- {id: high, when: [">= 60"], then: [A], assumption: a}
- {id: low, when: ["< 60"], then: [B], assumption: a}
--- talk.formula.yaml
- {id: talk, for: provider, type: bool, is: decision.class = "B", assumption: a}
- {id: apart, for: provider, type: int, is: fact.score, assumption: a}
`);

test("recompile() takes over one changed decision; running its cone decides again what rests on it, and only that", () => {
  const { policy } = bands;
  const sheet = policy.decisions.get("class")!;
  assert.ok(sheet.kind === "sheet");
  const [high, low] = sheet.rules;
  const swapped: Decision = {
    ...sheet,
    rules: [
      { ...high!, then: low!.then },
      { ...low!, then: high!.then },
    ],
  };
  const changed = {
    ...policy,
    decisions: new Map(policy.decisions).set("class", swapped),
    order: policy.order.map((decision) => (decision.id === "class" ? swapped : decision)),
  };
  const program = recompile(bands, changed, new Set(["class"]));
  const frame = decideAll(bands, dossierOf(bands, "{score: 60}"));
  const read = (): (Datum | undefined)[] =>
    ["class", "talk", "apart"].map((id) => valueOf(program, frame, `decision.${id}`));
  assert.deepEqual(read(), ["A", false, 60n]);
  const again = cone(changed, ["class"], "needed-by");
  assert.deepEqual([...again], ["class", "talk"]);
  run(program, frame, again);
  assert.deepEqual(read(), ["B", true, 60n]);
});

test("cone() follows what a decision needs, and what needs it, through outputs too", () => {
  assert.deepEqual([...cone(bands.policy, ["talk"], "needs")], ["talk", "class"]);
  assert.deepEqual([...cone(parts.policy, ["score"], "needed-by")], ["score", "total"]);
});

test("scores over what was scored: re-weighted, the lowest, bands, and money by steps or along a line", () => {
  const scheme = programOf(`
--- facts
score: {type: decimal, scale: 1, unit: point, subject: provider.domain}
amount: {type: money}
--- policy.yaml
subjects: {provider.domain: [outcome, experience, safety, cost]}
parameters:
  weight: {for: provider.domain, type: percent, values: {outcome: "40", experience: "30", safety: "20", cost: "10"}, assumption: a}
--- score.formula.yaml
- {id: scored, for: provider, type: int, is: count(known(fact.score)), assumption: a}
- {id: total, for: provider, type: decimal, scale: 1, unit: point, assumption: a,
   is: "round_half_up(weighted_mean(fact.score, parameter.weight where known(fact.score)), 1)"}
- {id: lowest, for: provider, type: decimal, scale: 1, unit: point, is: min_of(fact.score where known(fact.score)), assumption: a}
- {id: mean, for: provider, type: decimal, scale: 1, unit: point, assumption: a,
   is: "round_half_even(mean(if known(fact.score) then fact.score else 0 point), 1)"}
- {id: along_a_line, for: provider, type: money, is: "round_half_up(fact.amount * (decision.total - 50 point) / 100 point * 5%, 2)", assumption: a}
- {id: by_steps, for: provider, type: money, is: "round_half_up(fact.amount * decision.step, 2)", assumption: a}
--- step.sheet.yaml
id: step
for: provider
hit: unique
inputs: [{ref: decision.total, type: decimal, scale: 1, unit: point}]
outputs: [{id: step, type: percent}]
rules:
  - {id: low, when: ["< 40"], then: ["-1"], assumption: a}
  - {id: middle, when: ["[40..60)"], then: ["0"], assumption: a}
  - {id: high, when: [">= 60"], then: ["2"], assumption: a}
`);
  const told = (scores: string) => {
    const facts = `{amount: "1000.00", provider.domain: {${scores}}}`;
    return ["scored", "total", "lowest", "mean", "along_a_line", "by_steps"].map((id) => ask(scheme, id, facts));
  };
  // (40 × 80 + 30 × 60 + 20 × 50 + 10 × 20) / 100 = 62; five percent of 12/100 of the amount, or two percent of it.
  assert.deepEqual(
    told('outcome: {score: "80"}, experience: {score: "60"}, safety: {score: "50"}, cost: {score: "20"}'),
    ["4", "62.0", "20.0", "52.5", "6.00", "20.00"],
  );
  // Without outcome the others have 60 to divide: (1800 + 1000 + 190) / 60 = 49.833…; the mean of 0, 60, 50, 19 is 32.25, to even.
  assert.deepEqual(told('experience: {score: "60"}, safety: {score: "50"}, cost: {score: "19"}'), [
    "3",
    "49.8",
    "19.0",
    "32.2",
    "-0.10",
    "0.00",
  ]);
  assert.deepEqual(told('safety: {score: "39.9"}').slice(0, 4), ["1", "39.9", "39.9", "10.0"]);
  assert.match(told("")[1]!, /^incomplete: /);
});
