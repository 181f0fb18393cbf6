import assert from "node:assert/strict";
import { test } from "node:test";
import { readIndicators } from "./indicator.ts";
import { readPolicy } from "./policy.ts";
import { compilePolicy } from "./program.ts";
import type { Dossier } from "./program.ts";
import { rankedChoices, scrutinise } from "./scrutiny.ts";
import type { Scrutiny } from "./scrutiny.ts";
import type { Figure, ProviderFigures } from "./value.ts";

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
parameters:
  bound: {nl: b, en: b, type: decimal, scale: 2, value: "1.00", assumption: a try}
  nought: {nl: n, en: n, type: decimal, scale: 2, value: "0.00", assumption: a try}
  fixed: {nl: f, en: f, type: decimal, scale: 2, value: "1.00", source: "003 §2.2.1"}
`,
  "value-model.yaml": `
indicators:
  - {id: cost, for: provider, type: decimal, scale: 6, nl: kosten, en: cost, kind: fact, of: fact.a, assumption: a try}
  - {id: idle, for: provider, type: decimal, scale: 6, nl: niets, en: nothing, kind: fact, of: fact.b, assumption: a try}
`,
  "score.formula.yaml": `
id: score
for: provider
type: decimal
scale: 6
is: round_half_up(indicator.cost * parameter.fixed + indicator.idle * parameter.nought, 6)
assumption: a try
`,
  "class.sheet.yaml": `
id: class
for: provider
hit: first
inputs:
  - { ref: decision.score, type: decimal, scale: 6 }
outputs:
  - { id: class, type: enum, values: [good, poor], ranked: true }
rules:
  - { id: good, when: ["< parameter.bound"], then: [good], assumption: a try }
  - { id: poor, when: ["-"], then: [poor], assumption: a try }
`,
  "effect.sheet.yaml": `
id: effect
for: provider
hit: unique
inputs: [{ ref: decision.class, type: enum, values: [good, poor] }]
outputs: [{ id: effect, type: percent }]
rules:
  - { id: good, when: [good], then: ["2.00"], assumption: a try }
  - { id: poor, when: [poor], then: ["-1.00"], assumption: a try }
`,
  "amount.formula.yaml": `
id: amount
for: provider
type: money
is: round_half_up(fact.turnover * (100% + decision.effect), 2)
assumption: a try
`,
  "facts/try.yaml": `
facts:
  - {id: a, subject: provider, period: instant, type: decimal, scale: 6, nl: a, en: a, supplier: provider, assumption: a try}
  - {id: b, subject: provider, period: instant, type: decimal, scale: 6, nl: b, en: b, supplier: provider, assumption: a try}
  - {id: turnover, subject: provider, period: instant, type: money, nl: o, en: t, supplier: provider, assumption: a try}
`,
};

const { policy, findings } = readPolicy({
  chain: [{ path: "try", files: new Map(Object.entries(text)) }],
  facts: { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) },
});
assert.ok(policy, JSON.stringify(findings));
const program = compilePolicy(policy);
const { indicators } = readIndicators(policy);

/** Providers `cost ± half interval, people, turnover`; costs in hundredths, each with the other indicator at one. */
function scrutiny(
  ...rows: readonly (readonly [cost: number, half: number, people: number, euros: number])[]
): Scrutiny {
  const plain: Figure = { value: 1_000_000n, missing: [], made: {}, notes: [] };
  const figureOf = (cost: number, half: number, people: number): Figure => ({
    value: BigInt(cost * 10_000),
    missing: [],
    made: {},
    notes: [],
    people: BigInt(people),
    interval: { method: "share-of-all", low: BigInt((cost - half) * 10_000), high: BigInt((cost + half) * 10_000) },
  });
  const providers = new Map<string, ProviderFigures>();
  const dossiers = new Map<string, Dossier>();
  for (const [i, [cost, half, people, euros]] of rows.entries()) {
    const own = new Map([
      ["cost", figureOf(cost, half, people)],
      ["idle", plain],
    ]);
    providers.set(String(i), { own, parts: new Map() });
    const values = new Map([["fact.turnover", { value: BigInt(euros * 100), origin: "test" }]]);
    dossiers.set(String(i), { provider: String(i), on: policy!.valid.from, values, parts: new Map() });
  }
  const reckoning = { indicators, providers, regions: new Map(), rows: new Map(), notes: new Map() };
  return scrutinise(program, reckoning, dossiers)[0]!;
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

test("a ranked choice is found with its classes, best first", () => {
  assert.deepEqual(rankedChoices(policy), [{ decision: "class", ranking: ["good", "poor"] }]);
});

test("misplaced: one deviation from the boundary is 16 %, on the boundary's bad side half", () => {
  // Fewer than ten figures: each is believed as it is. 0.196 is two deviations of 0.1.
  const { misplacement, outcomes } = scrutiny(
    [90, 19.6, 10, 1],
    [110, 19.6, 20, 1],
    [100, 19.6, 30, 1],
    [60, 19.6, 40, 1],
  );
  assert.deepEqual(outcomes, [
    ["good", 2],
    ["poor", 2],
  ]);
  assert.equal(percent(misplacement.misplaced), "20 %");
  const [boundary] = misplacement.boundaries;
  assert.deepEqual([boundary!.better, boundary!.worse], ["good", "poor"]);
  // Placed good and truly poor: 16 % of one of four. Placed poor and truly good: 16 % and 50 % of two of four.
  assert.deepEqual([percent(boundary!.tooHigh), percent(boundary!.tooLow)], ["4 %", "16 %"]);
  // Four providers tell nothing of size.
  assert.deepEqual(misplacement.sizes, []);
});

test("misplaced by size: as many bands as hold five providers each, four at most", () => {
  const bands = (count: number): string[] => {
    const rows = Array.from({ length: count }, (_, i) => [i % 2 === 0 ? 90 : 110, 19.6, 10 * (i + 1), 1] as const);
    return scrutiny(...rows).misplacement.sizes.map(({ from, until, providers }) => `${from}-${until}: ${providers}`);
  };
  assert.deepEqual(bands(9), []);
  assert.deepEqual(bands(11), ["10-50: 5", "60-110: 6"]);
  assert.deepEqual(bands(24), ["10-60: 6", "70-120: 6", "130-180: 6", "190-240: 6"]);
});

test("an indicator that changes nothing carries nothing", () => {
  const { carried } = scrutiny([80, 5, 10, 1], [98, 5, 10, 1], [102, 5, 10, 1], [120, 5, 10, 1]);
  assert.deepEqual(
    carried.map(({ name, changed, weight }) => [name, changed > 0, weight]),
    [
      ["cost", true, 1],
      ["idle", false, 0],
    ],
  );
});

test("the cliff: three percent of the turnover lies between the classes", () => {
  const { cliffs } = scrutiny([99, 5, 10, 1000], [101, 5, 10, 3000], [100, 5, 10, 20_000]);
  assert.deepEqual(cliffs, [
    { amount: "amount", better: "good", worse: "poor", providers: 3, medianCents: 9000n, mostCents: 60_000n },
  ]);
});

test("reliability: with as much truth as chance it is a half, and 0.70 asks for 2.33 times as many people", () => {
  const spread = Array.from({ length: 40 }, (_, i) =>
    Math.round(100 + 14.14 * Math.sin((i * Math.PI) / 20) * Math.SQRT2),
  );
  const { reliabilities } = scrutiny(...spread.map((cost) => [cost, 19.6, 50, 1] as const));
  assert.equal(reliabilities.length, 1);
  const [{ median, below, peopleLeast }] = reliabilities as [(typeof reliabilities)[0]];
  // A little more, as forty providers leave room for truths that lie further apart.
  assert.ok(Math.abs(median - 0.5) < 0.06, String(median));
  assert.equal(below, 1);
  assert.ok(Math.abs(peopleLeast! - 50 * (0.7 / 0.3)) < 25, String(peopleLeast));
});

test("assumptions drawn again: a bound between 0.80 and 1.25 turns who is within it, and no other number is moved", () => {
  const { redrawn } = scrutiny([70, 50, 10, 1], [90, 50, 10, 1], [130, 50, 10, 1], [113, 50, 10, 1]);
  assert.equal(redrawn.draws, 200);
  assert.deepEqual(
    redrawn.assumed.map(({ parameter }) => parameter),
    ["bound"],
  );
  // 0.90 is beyond the bound in 10 of 45 parts, 1.13 within it in 12 of 45: together 22 of 45, over four providers.
  assert.ok(Math.abs(redrawn.changed - 22 / 45 / 4) < 0.01, String(redrawn.changed));
  assert.equal(redrawn.unsettled, 0.5);
});

test("where figures decide for nobody there is nothing at stake", () => {
  const told = scrutiny([50, 1, 10, 1], [150, 1, 10, 1]);
  assert.equal(told.atStake, 0);
  assert.deepEqual(told.cliffs, []);
  assert.equal(told.misplacement.misplaced, 0);
});

test("where chance explains every difference, whoever is not in the likely class is misplaced more often than not", () => {
  // Twelve that differ less than their chance: all are believed to be near the mean, 0.985, which is good; six are called poor.
  const rows = Array.from({ length: 12 }, (_, i) => [i % 2 === 0 ? 95 : 102, 40, 10, 1] as const);
  const { misplacement, atStake } = scrutiny(...rows);
  assert.equal(atStake, 12);
  const [{ tooLow, tooHigh }] = misplacement.boundaries as [(typeof misplacement.boundaries)[0]];
  assert.ok(tooLow > 0.25 && tooLow < 0.35, String(tooLow));
  assert.ok(tooHigh > 0.1 && tooHigh < 0.25, String(tooHigh));
});
