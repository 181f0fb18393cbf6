import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf } from "../../house/scenario.ts";
import { readIndicators } from "../indicator.ts";
import type { Ends, Figure } from "./figure.ts";
import { chancesOf, restsOn, stepsAfter } from "./resting.ts";

const plain = "type: decimal, scale: 2, nl: a, en: a, assumption: a";
const cost = `kind: mean-per-person-against-peers, of: granted_cost, per: target_group, ${plain}`;
const policy = policyOf(`
--- facts
hours: {type: decimal, scale: 2, subject: provider.team}
worked: {type: decimal, scale: 2}
--- policy.yaml
subjects: {provider.team: [one, two]}
--- value-model.yaml
indicators:
  - {id: cost, year: 2022, ${cost}}
  - {id: cost_before, year: 2021, ${cost}}
  - {id: change, kind: difference, of: indicator.cost, less: indicator.cost_before, ${plain}}
  - {id: staff, kind: fact, of: fact.worked, ${plain}}
  - {id: rank, kind: peer-rank, of: decision.points, ties: half, ${plain}}
  - {id: mean, kind: peer-mean, of: indicator.cost, ${plain}}
  - {id: team, for: provider.team, kind: of-part, from: {one: indicator.cost, two: indicator.cost}, ${plain}}
  - {id: pace, kind: rate-against-peers, numerator: indicator.team, denominator: fact.hours, per: provider.team, ${plain}}
--- all.formula.yaml
- {id: points, for: provider, type: decimal, scale: 2, is: indicator.change + indicator.staff, assumption: a}
- {id: by_rank, for: provider, type: bool, is: indicator.rank > 1, assumption: a}
- {id: by_mean, for: provider, type: bool, is: indicator.mean > 1, assumption: a}
- {id: by_staff, for: provider, type: bool, is: indicator.staff > 1, assumption: a}
- {id: by_pace, for: provider, type: bool, is: indicator.pace > 1, assumption: a}
`);
const { indicators, findings } = readIndicators(policy);
assert.deepEqual(findings, []);

const figure = (interval?: Ends): Figure => ({
  value: 100n,
  missing: [],
  made: {},
  notes: [],
  ...(interval && { interval }),
});
const scaled: Ends = { method: "scaled", low: 80n, high: 130n };

/** Everything known, without chance but for the costs as given. */
function chances(decision: string, costs: Readonly<Record<string, Figure>>): ReturnType<typeof chancesOf> {
  const own = new Map(indicators.map(({ id }) => [id, costs[id] ?? figure()]));
  return chancesOf(`decision.${decision}`, { own, parts: new Map() }, indicators, policy);
}

test("a decision rests on figures through decisions and other figures, and not through what the peers come to", () => {
  const on = (decision: string) => [...restsOn([`decision.${decision}`], indicators, policy)].toSorted();
  assert.deepEqual(on("by_rank"), ["change", "cost", "cost_before", "rank", "staff"]);
  assert.deepEqual(on("by_mean"), ["mean"]);
});

test("what moves with a drawn figure is reckoned again, in order, after the decisions between them", () => {
  const { moving, again, unknown } = chances("by_rank", { cost: figure(scaled), cost_before: figure(scaled) });
  assert.deepEqual([...moving], ["cost", "cost_before", "change", "rank"]);
  assert.deepEqual(
    again.map(({ indicator, needs }) => [indicator.id, ...needs]),
    [["change"], ["rank", "points"]],
  );
  assert.deepEqual(unknown, []);
});

test("a cost without an interval contains chance that is not known; what was submitted contains none", () => {
  assert.deepEqual(chances("by_rank", { cost: figure(scaled) }).unknown, ["cost_before"]);
  const submitted = chances("by_staff", {});
  assert.deepEqual([submitted.unknown, [...submitted.moving]], [[], []]);
  const unknown: Figure = { missing: ["lake.claims@2021"], made: {}, notes: [] };
  assert.deepEqual(chances("by_rank", { cost: figure(scaled), cost_before: unknown }).unknown, []);
});

test("an interval that starts at nothing and has no end says nothing of the chance", () => {
  const open = figure({ method: "scaled", low: 0n });
  assert.deepEqual(chances("by_rank", { cost: open, cost_before: figure(scaled) }).unknown, ["cost"]);
});

test("what moves and cannot be reckoned of the provider alone is not known", () => {
  assert.deepEqual(chances("by_pace", { cost: figure(scaled) }).unknown, ["pace"]);
});

test("after another figure comes what is made of it, on the way to a decision and no further", () => {
  const after = (decision: string) =>
    stepsAfter(["cost"], `decision.${decision}`, indicators, policy).map(({ indicator }) => indicator.id);
  assert.deepEqual(after("by_rank"), ["change", "rank"]);
  assert.deepEqual(after("by_staff"), []);
});
