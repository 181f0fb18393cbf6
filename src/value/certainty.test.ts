import assert from "node:assert/strict";
import { test } from "node:test";
import { certainty, populationsOf } from "./certainty.ts";
import type { Certainty, Populations } from "./certainty.ts";
import { policyOf } from "../../house/scenario.ts";
import { readIndicators } from "../indicator.ts";
import { readPolicy } from "../policy.ts";
import { compilePolicy } from "../program.ts";
import type { Ends, Figure } from "./figure.ts";

const text = {
  "policy.yaml": `
format: driehoek/1
id: try-2024
buyer: Inkoper
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
`,
  "value-model.yaml": `
indicators:
  - {id: one, for: provider, type: decimal, scale: 6, nl: een, en: one, kind: fact, of: fact.a, assumption: a try}
  - {id: two, for: provider, type: decimal, scale: 6, nl: twee, en: two, kind: fact, of: fact.b, assumption: a try}
`,
  "class.formula.yaml": `
id: class
for: provider
type: bool
is: indicator.one + indicator.two > 2.000000
assumption: a try
`,
  "facts/try.yaml": `
facts:
  - {id: a, subject: provider, period: instant, type: decimal, scale: 6, nl: a, en: a, supplier: provider, assumption: a try}
  - {id: b, subject: provider, period: instant, type: decimal, scale: 6, nl: b, en: b, supplier: provider, assumption: a try}
`,
};

const { policy, findings } = readPolicy({
  chain: [{ path: "try", files: new Map(Object.entries(text)) }],
  facts: { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) },
});
assert.ok(policy, JSON.stringify(findings));
const program = compilePolicy(policy);
const { indicators } = readIndicators(policy);

/** A figure in millionths with so many of them on either side. */
function figure(value: number, below: number, above: number | undefined = below): Figure {
  const interval: Ends = { method: "scaled", low: BigInt(value - below), high: BigInt(value + above) };
  return { value: BigInt(value), missing: [], interval, made: {}, notes: [] };
}

function sure(
  one: Figure,
  two?: Figure,
  populations: Populations = { truths: new Map(), rows: new Map() },
): Certainty | undefined {
  const own = new Map([["one", one], ...(two ? [["two", two] as const] : [])]);
  const dossier = { provider: "p", on: 0, values: new Map(), parts: new Map() };
  return certainty(program, { dossier, figures: { own, parts: new Map() }, indicators, populations }, "class");
}

const plain = (value: number): Figure => ({ value: BigInt(value), missing: [], made: {}, notes: [] });
const shareOf = (told: Certainty | undefined): number => (told?.outcomes["true"] ?? 0) / (told?.draws ?? 1);

test("one figure: its share above the bound is that of the normal curve, to half a draw", () => {
  // Standard deviation 0.1; 0.1 above the bound is one deviation: 84.1 %; two: 97.7 %.
  assert.equal(shareOf(sure(figure(1_100_000, 195_996), plain(1_000_000))), 0.8425);
  assert.equal(shareOf(sure(figure(1_200_000, 195_996), plain(1_000_000))), 0.9775);
  assert.equal(shareOf(sure(figure(1_000_000, 195_996), plain(1_000_000))), 0.5);
  assert.deepEqual(sure(figure(2_000_000, 195_996), plain(1_000_000))!.outcomes, { true: 400 });
});

test("two figures: their deviations add up as squares, to three in a hundred", () => {
  // 0.3 and 0.4 make 0.5, so that 0.5 above the bound is again one deviation.
  const told = sure(figure(1_300_000, 587_989), figure(1_200_000, 783_986));
  assert.ok(Math.abs(shareOf(told) - 0.841) < 0.03, String(shareOf(told)));
});

test("either side of an interval is as wide as it is told", () => {
  // Below, 0.1 is one deviation; above there is hardly any room, which moves nobody over the bound.
  assert.equal(shareOf(sure(figure(1_100_000, 195_996, 10), plain(1_000_000))), 0.8425);
  assert.equal(shareOf(sure(figure(900_000, 195_996, 10), plain(1_000_000))), 0);
});

test("what is missing is counted as such, and without an interval there is nothing to draw", () => {
  assert.deepEqual(sure(figure(1_100_000, 195_996)), { draws: 400, outcomes: {}, incomplete: 400 });
  assert.equal(sure(plain(1_100_000), plain(1_000_000)), undefined);
});

test("a figure of which half is chance is believed by half", () => {
  // At the mean chance moves a figure by 0.1, so that its low end is 1.1 over 1 + 1.96 × 0.1 / 0.9. It is drawn halfway to the mean, to 1.0,
  // which is the bound; what chance leaves lies evenly on both sides.
  const truths = new Map([["one", { mean: 900_000, between: 100_000, unit: 1_000_000 }]]);
  assert.equal(shareOf(sure(figure(1_100_000, 196_711, 305_000), plain(1_000_000), { truths, rows: new Map() })), 0.5);
});

test("how truths lie is told of ten figures or more, and of a region once", () => {
  const many = (count: number) => {
    const own = (i: number) => new Map([["one", figure(1_000_000 + 100_000 * (i % 2), 1000)]]);
    const region = new Map([["one", figure(1_000_000, 1000)]]);
    const parts = new Map([["region", new Map([["south", region]])]]);
    const providers = new Map(Array.from({ length: count }, (_, i) => [String(i), { own: own(i), parts }]));
    return populationsOf({ indicators, providers, regions: new Map([["south", region]]), rows: new Map() });
  };
  assert.deepEqual([...many(9).truths.keys()], []);
  assert.deepEqual([...many(10).truths.keys()], ["one"]);
});

test("the use part of a cost is drawn as the cost it is a part of; two costs of their own are drawn apart", () => {
  const typed = "type: decimal, scale: 6, nl: a, en: a, assumption: a";
  const ofCost = `kind: mean-per-person-against-peers, of: granted_cost, per: target_group, ${typed}`;
  const split = policyOf(`
--- value-model.yaml
indicators:
  - {id: cost, year: 2022, ${ofCost}}
  - {id: before, year: 2021, ${ofCost}}
  - {id: use, kind: use-part, of: indicator.cost, prices: mean, ${typed}}
--- all.formula.yaml
- {id: with_use, for: provider, type: bool, is: indicator.use = indicator.cost, assumption: a}
- {id: with_before, for: provider, type: bool, is: indicator.before >= indicator.cost, assumption: a}
`);
  const own = new Map(["cost", "before", "use"].map((id) => [id, figure(1_000_000, 195_996)]));
  const dossier = { provider: "p", on: 0, values: new Map(), parts: new Map() };
  const populations = { truths: new Map(), rows: new Map() };
  const decided = {
    dossier,
    figures: { own, parts: new Map() },
    indicators: readIndicators(split).indicators,
    populations,
  };
  assert.equal(shareOf(certainty(compilePolicy(split), decided, "with_use")), 1);
  const apart = shareOf(certainty(compilePolicy(split), decided, "with_before"));
  assert.ok(Math.abs(apart - 0.5) < 0.05, String(apart));
});
