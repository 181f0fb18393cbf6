import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { figuresOf } from "../../house/scenario.ts";

const facts = `
--- facts
score: {type: decimal, scale: 1, unit: point}
volume: {type: money}
funding: {type: enum, values: [hourly, monthly]}
`;

const scheme = `${facts}
--- policy.yaml
parameters:
  top: {type: percent, value: "90", assumption: a}
--- value-model.yaml
indicators:
  - {id: score, type: decimal, scale: 1, unit: point, nl: a, en: a, kind: fact, of: fact.score, assumption: a}
  - {id: mean, type: decimal, scale: 6, unit: point, nl: a, en: a, kind: peer-mean, of: fact.score, among: {fact.funding: hourly}, assumption: a}
  - {id: deviation, type: decimal, scale: 6, unit: point, nl: a, en: a, kind: peer-deviation, of: fact.score, among: {fact.funding: hourly}, assumption: a}
  - {id: paid, type: money, nl: a, en: a, kind: peer-sum, of: fact.volume, assumption: a}
  - {id: median, type: decimal, scale: 1, unit: point, nl: a, en: a, kind: peer-quantile, of: fact.score, at: "50%", among: {fact.funding: hourly}, assumption: a}
  - {id: ninetieth, type: decimal, scale: 1, unit: point, nl: a, en: a, kind: peer-quantile, of: indicator.score, at: parameter.top, assumption: a}
  - {id: best, type: decimal, scale: 6, unit: point, nl: a, en: a, kind: peer-mean, of: fact.score, between: ["50%", "100%"], assumption: a}
  - {id: rank, type: percent, scale: 2, nl: a, en: a, kind: peer-rank, of: fact.score, ties: half, assumption: a}
`;

/** Five scores, two of them alike; the fifth provider is paid by the month and only counts where everybody does. */
const providers = {
  a: `{score: "40.0", funding: hourly, volume: "1000.10"}`,
  b: `{score: "55.5", funding: hourly, volume: "2000.20"}`,
  c: `{score: "55.5", funding: hourly}`,
  d: `{score: "80.0", funding: hourly, volume: "0.70"}`,
  e: `{score: "95.0", funding: monthly, volume: "5.00"}`,
  f: `{funding: hourly}`,
};

test("mean, deviation, total, median and the best half over the peers, as by hand", () => {
  const figures = figuresOf(scheme, providers);
  for (const own of Object.values(figures)) {
    assert.equal(own["mean"], "57.750000"); // (40 + 55.5 + 55.5 + 80) / 4
    // √((17.75² + 2.25² + 2.25² + 22.25²) / 3) = √(820.25 / 3)
    assert.equal(own["deviation"], Math.sqrt(820.25 / 3).toFixed(6));
    assert.equal(own["paid"], "3006.00");
    assert.equal(own["median"], "55.5");
    assert.equal(own["ninetieth"], "95.0");
    assert.equal(own["best"], "76.833333"); // of five the first two are wholly within half: 55.5, 80 and 95 are left
  }
});

test("a rank counts who is below, and half of those who are equal", () => {
  const figures = figuresOf(scheme, providers);
  const ranks = ["a", "b", "c", "d", "e", "f"].map((provider) => figures[provider]!["rank"]);
  // One of five stands alone at 40: (0 + ½) / 5. Two share 55.5: (1 + 1) / 5.
  assert.deepEqual(ranks, ["10.00", "40.00", "40.00", "70.00", "90.00", "unknown: fact.score"]);
  const told = (ties: string) => figuresOf(scheme.replace("ties: half", `ties: ${ties}`), providers)["b"]!["rank"];
  assert.deepEqual([told("none"), told("all")], ["20.00", "60.00"]);
});

test("property: a quantile is the first of the sorted amounts with enough of them at it or below it", () => {
  const scores = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 0, max: 100 }), (of, share) => {
      const known = Object.fromEntries(of.map((score, i) => [`p${i}`, `{score: "${score}.0", funding: hourly}`]));
      const told = figuresOf(scheme.replace('"50%"', `"${share}%"`), known)["p0"]!["median"];
      const enough = of
        .toSorted((a, b) => a - b)
        .find((score) => of.filter((own) => own <= score).length * 100 >= share * of.length);
      assert.equal(told, `${enough}.0`);
    }),
    { numRuns: 40 },
  );
});

/** Class by quantile and a z-score: the rank of a decision among the peers, and its place in deviations from their mean. */
const ranked = `${facts}
--- policy.yaml
parameters:
  top_from: {type: percent, value: "75", assumption: a}
  bottom_below: {type: percent, value: "25", assumption: a}
--- total.formula.yaml
{id: total, for: provider, type: decimal, scale: 1, unit: point, is: "min(90 point, fact.score)", assumption: a}
--- value-model.yaml
indicators:
  - {id: mean, type: decimal, scale: 6, unit: point, nl: a, en: a, kind: peer-mean, of: decision.total, assumption: a}
  - {id: deviation, type: decimal, scale: 6, unit: point, nl: a, en: a, kind: peer-deviation, of: decision.total, assumption: a}
  - {id: rank, type: percent, scale: 2, nl: a, en: a, kind: peer-rank, of: decision.total, ties: half, assumption: a}
  - {id: mean_z, type: decimal, scale: 2, nl: a, en: a, kind: peer-mean, of: decision.z, assumption: a}
  - {id: above, type: decimal, scale: 2, nl: a, en: a, kind: peer-mean, of: decision.z, among: {decision.class: top}, assumption: a}
--- z.formula.yaml
{id: z, for: provider, type: decimal, scale: 2, is: "round_half_up((decision.total - indicator.mean) / indicator.deviation, 2)", assumption: a}
--- class.sheet.yaml
id: class
for: provider
hit: unique
inputs: [{ref: indicator.rank, type: percent}]
outputs: [{id: class, type: enum, values: [top, middle, bottom]}]
rules:
  - {id: top, when: [">= parameter.top_from"], then: [top], assumption: a}
  - {id: middle, when: ["[parameter.bottom_below..parameter.top_from)"], then: [middle], assumption: a}
  - {id: bottom, when: ["< parameter.bottom_below"], then: [bottom], assumption: a}
`;

test("what the peers make of a decision: classes by quantile and z-scores, on figures that come before", () => {
  const scores = [40, 50, 60, 70];
  const known = Object.fromEntries(scores.map((score, i) => [`p${i}`, `{score: "${score}.0"}`]));
  const figures = figuresOf(ranked, known);
  assert.deepEqual(
    scores.map((_, i) => figures[`p${i}`]!["rank"]),
    ["12.50", "37.50", "62.50", "87.50"],
  );
  // Deviations of 40, 50, 60 and 70 from 55: √(500 / 3) = 12.909944. The z-scores −1.16, −0.39, 0.39, 1.16 have the mean 0.
  assert.equal(figures["p0"]!["deviation"], "12.909944");
  assert.equal(figures["p0"]!["mean_z"], "0.00");
  // Only the last is in the top quarter.
  assert.equal(figures["p0"]!["above"], "1.16");
});
