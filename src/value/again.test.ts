import assert from "node:assert/strict";
import { test } from "node:test";
import { dossierOf, policyOf } from "../../house/scenario.ts";
import { readIndicators } from "../indicator.ts";
import { compilePolicy } from "../program.ts";
import { certainty, chanceUnknownIn, populationsOf, reckon } from "../value.ts";
import type { Certainty, Reckoning } from "../value.ts";

const plain = "nl: a, en: a, assumption: a";
const share = `type: percent, scale: 4, ${plain}`;

/** Each decision by an indicator stands beside the same arithmetic as a formula over the drawn figure itself. */
const policy = policyOf(`
--- facts
count: {type: int}
before: {type: int}
people: {type: int}
--- policy.yaml
subjects: {provider.measure: [achieved, plain]}
parameters:
  threshold: {type: percent, scale: 4, value: "50.0000", ${plain}}
  benchmark: {type: percent, scale: 4, value: "70.0000", ${plain}}
--- value-model.yaml
indicators:
  - {id: share, kind: proportion, numerator: fact.count, denominator: fact.people, ${share}}
  - {id: share_before, kind: proportion, numerator: fact.before, denominator: fact.people, ${share}}
  - {id: change, kind: difference, of: indicator.share, less: indicator.share_before, ${share}}
  - {id: progress, kind: rate, numerator: indicator.share, denominator: indicator.share_before, type: decimal, scale: 6, ${plain}}
  - {id: achieved, kind: position, of: indicator.share, from: parameter.threshold, to: parameter.benchmark, type: percent, scale: 4, ${plain}}
  - {id: row, for: provider.measure, kind: of-part, from: {achieved: indicator.achieved, plain: indicator.share}, ${share}}
  - {id: of_points, kind: difference, of: decision.points, less: 0, type: decimal, scale: 2, ${plain}}
  - {id: rank, kind: peer-rank, of: decision.points, ties: half, type: percent, scale: 2, ${plain}}
  - {id: mean, kind: peer-mean, of: indicator.share, ${share}}
--- all.formula.yaml
- {id: points, for: provider, type: decimal, scale: 2, is: "round_half_up(100 * indicator.share, 2)", assumption: a}
- {id: by_position, for: provider, type: bool, is: "indicator.achieved >= 30%", assumption: a}
- {id: by_part, for: provider, type: bool, is: "max_of(indicator.row where true) >= 30%", assumption: a}
- {id: by_share, for: provider, type: bool, is: "indicator.share >= 56%", assumption: a}
- {id: by_change, for: provider, type: bool, is: "indicator.change >= 0%", assumption: a}
- {id: by_progress, for: provider, type: bool, is: "indicator.progress >= 1", assumption: a}
- {id: by_both, for: provider, type: bool, is: "indicator.share >= indicator.share_before", assumption: a}
- {id: by_points, for: provider, type: bool, is: "indicator.of_points >= 56", assumption: a}
- {id: by_rank, for: provider, type: bool, is: "indicator.rank >= 50%", assumption: a}
- {id: by_second, for: provider, type: bool, is: "indicator.share >= 50%", assumption: a}
- {id: by_mean, for: provider, type: bool, is: "indicator.mean >= 50%", assumption: a}
`);
const { indicators, findings } = readIndicators(policy);
assert.deepEqual(findings, []);
const program = compilePolicy(policy);

/** Of 50 people; in the row of points stand 20, 60, 50 and 90. */
const counts = { a: [10, 25], b: [30, 25], c: [25, 30], d: [45, 25] } as const;
const dossiers = new Map(
  Object.entries(counts).map(([provider, [count, before]]) => {
    const facts = `{count: ${count}, before: ${before}, people: 50}`;
    return [provider, { ...dossierOf(program, facts), provider }] as const;
  }),
);

function reckoned(): Reckoning {
  const step = reckon({ policy, indicators, dossiers, tables: new Set() }).next();
  return step.done ? step.value : assert.fail("the lake is asked");
}
const reckoning = reckoned();
const populations = populationsOf(reckoning);

function sure(provider: string, decision: string): Certainty | undefined {
  const figures = reckoning.providers.get(provider)!;
  return certainty(program, { dossier: dossiers.get(provider)!, figures, indicators, populations }, decision);
}

test("a decision by a figure that is made of figures is as sure as the same by a formula", () => {
  for (const provider of ["a", "b", "c"])
    for (const [derived, formula] of [
      ["by_position", "by_share"],
      ["by_points", "by_share"],
      ["by_change", "by_both"],
      ["by_progress", "by_both"],
    ] as const)
      assert.deepEqual(sure(provider, derived), sure(provider, formula), `${provider} ${derived}`);
  const mixed = sure("b", "by_position")!.outcomes;
  assert.ok(mixed["true"]! > 200 && mixed["false"]! > 40, JSON.stringify(mixed));
});

test("a part that has the figure of another indicator moves with it", () => {
  // The greater of the position and the share itself: that of 30 % or more is a share of 30 %, which the position never beats there.
  assert.ok(sure("a", "by_part")!.outcomes["true"]! < 100);
  assert.equal(sure("b", "by_part")!.outcomes["true"], 400);
});

test("of a rank the provider itself moves past the others, who stand as they were", () => {
  // Of a, b, c and d the half is reached by standing on the third place or higher: for b on 60 above 50, which stands still.
  const { outcomes } = sure("b", "by_rank")!;
  const past = sure("b", "by_second")!.outcomes;
  // Exactly 50 is a tie, which by the share is at it and by the rank half a place below.
  assert.ok(Math.abs(outcomes["true"]! - past["true"]!) <= 4, JSON.stringify([outcomes, past]));
  assert.ok(outcomes["false"]! > 10);
});

test("what the peers come to together is held fixed, so that it is no chance", () => {
  assert.equal(sure("b", "by_mean"), undefined);
  assert.deepEqual(chanceUnknownIn(program, { figures: reckoning.providers.get("b")!, indicators }, "by_mean"), []);
});
