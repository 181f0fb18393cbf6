import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { readPolicyFolder } from "../../acts/policy-folder.ts";
import { figuresOf } from "../../house/scenario.ts";
import { parseDay } from "../day.ts";
import { readIndicators } from "../indicator.ts";
import { compilePolicy, decideAll, valueOf } from "../program.ts";
import type { Dossier } from "../program.ts";
import { reckon, withFigures } from "../value.ts";

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
const scored = {
  a: `{score: "40.0", funding: hourly, volume: "1000.10"}`,
  b: `{score: "55.5", funding: hourly, volume: "2000.20"}`,
  c: `{score: "55.5", funding: hourly}`,
  d: `{score: "80.0", funding: hourly, volume: "0.70"}`,
  e: `{score: "95.0", funding: monthly, volume: "5.00"}`,
  f: `{funding: hourly}`,
};

test("mean, deviation, total, median and the best half over the peers, as by hand", () => {
  const figures = figuresOf(scheme, scored);
  for (const own of Object.values(figures)) {
    assert.equal(own["mean"], "57.750000"); // (40 + 55.5 + 55.5 + 80) / 4
    // √((17.75² + 2.25² + 2.25² + 22.25²) / 3) = √(820.25 / 3)
    assert.equal(own["deviation"], Math.sqrt(820.25 / 3).toFixed(6));
    assert.equal(own["paid"], "3006.00");
    assert.equal(own["median"], "55.5");
    assert.equal(own["ninetieth"], "95.0");
    assert.equal(own["best"], "76.833333"); // half of the third of five lies in the upper half: 55.5, 80 and 95
  }
});

test("a stretch counts whoever has any of its place in it, so the same number from either end, and never nobody", () => {
  const of = (kind: string, between: string, count: number) => {
    const known = Array.from({ length: count }, (_, i) => [`p${i}`, `{score: "${i + 1}.0"}`] as const);
    const told = `${facts}
--- policy.yaml
parameters:
  far: {type: percent, value: "5", assumption: a}
--- value-model.yaml
indicators:
  - {id: told, type: decimal, scale: 2, unit: point, nl: a, en: a, kind: ${kind}, of: fact.score, between: [${between}], assumption: a}
`;
    return figuresOf(told, Object.fromEntries(known))["p0"]!["told"];
  };
  for (const [kind, between, count, expected] of [
    ["peer-mean", "95%, 100%", 10, "10.00"],
    ["peer-mean", "0%, 5%", 10, "1.00"],
    ["peer-mean", "0%, parameter.far", 10, "1.00"],
    ["peer-sum", "0%, 5%", 10, "1.00"],
    ["peer-sum", "95%, 100%", 1, "1.00"],
    ["peer-sum", "90%, 100%", 4, "4.00"],
    ["peer-sum", "0%, 10%", 4, "1.00"],
    ["peer-sum", "20%, 80%", 10, "33.00"], // 3 to 8: where the shares fall between two places, nobody is cut
    ["peer-sum", "40%, 60%", 5, "3.00"],
  ] as const)
    assert.equal(of(kind, between, count), expected, `${kind} between ${between} of ${count}`);
});

test("decisions of the provider are brought to parts through an indicator of each, and weighed there by one formula", () => {
  const domains = `
--- facts
outcome: {type: int}
safety: {type: int}
--- policy.yaml
subjects: {provider.domain: [outcome, safety]}
parameters:
  weight: {for: provider.domain, type: percent, least: 0, most: 100, values: {outcome: "75", safety: "25"}, sum: "100", assumption: a}
--- score.formula.yaml
- {id: outcome_score, for: provider, type: percent, scale: 2, is: "round_half_up(fact.outcome / 40, 4)", assumption: a}
- {id: safety_score, for: provider, type: percent, scale: 2, is: "round_half_up(fact.safety / 40, 4)", assumption: a}
- {id: total, for: provider, type: percent, scale: 2, is: "round_half_up(weighted_mean(indicator.score, parameter.weight where known(indicator.score)), 4)", assumption: a}
--- value-model.yaml
indicators:
  - {id: outcome, type: percent, scale: 2, nl: a, en: a, kind: difference, of: decision.outcome_score, less: 0, assumption: a}
  - {id: safety, type: percent, scale: 2, nl: a, en: a, kind: difference, of: decision.safety_score, less: 0, assumption: a}
  - {id: score, for: provider.domain, type: percent, scale: 2, nl: a, en: a, kind: of-part, from: {outcome: indicator.outcome, safety: indicator.safety}, assumption: a}
  - {id: told, type: percent, scale: 2, nl: a, en: a, kind: difference, of: decision.total, less: 0, assumption: a}
`;
  const { a, b } = figuresOf(domains, { a: "{outcome: 30, safety: 10}", b: "{outcome: 30}" });
  assert.equal(a!["told"], "62.50"); // 75 % of 75 and 25 % of 25
  assert.equal(b!["told"], "75.00"); // what was not scored leaves its weight to the other
});

test("a rank counts who is below, and half of those who are equal", () => {
  const figures = figuresOf(scheme, scored);
  const ranks = ["a", "b", "c", "d", "e", "f"].map((provider) => figures[provider]!["rank"]);
  // One of five stands alone at 40: (0 + ½) / 5. Two share 55.5: (1 + 1) / 5.
  assert.deepEqual(ranks, ["10.00", "40.00", "40.00", "70.00", "90.00", "unknown: fact.score"]);
  const told = (ties: string) => figuresOf(scheme.replace("ties: half", `ties: ${ties}`), scored)["b"]!["rank"];
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

const files = {
  read: async (path: string) => readFile(path).catch(() => undefined),
  list: async (folder: string) => (await readdir(folder, { recursive: true }).catch((): string[] => [])).toSorted(),
  write: () => assert.fail("nothing is written"),
  append: () => assert.fail("nothing is written"),
};
const incentive = (await readPolicyFolder(files, "examples/hospital-incentive/2026", "policy/facts")).policy!;
const measures = incentive.subjects.get("provider.measure")!;

/** Of a measure: patients, and for how many of them it holds; now and in the baseline year. */
type Counts = readonly [patients: number, count: number, patientsThen: number, countThen: number];

interface Hospital {
  readonly name: string;
  readonly cents: number;
  readonly counts: readonly Counts[];
}

/** Thirty hospitals, the same every time. Some measures are over too few patients, and every seventh hospital has few at all. */
function makeHospitals(): Hospital[] {
  let state = 2026;
  const below = (n: number): number => {
    for (const shift of [13, -17, 5]) state ^= shift > 0 ? state << shift : state >>> -shift;
    return (state >>> 0) % n;
  };
  return Array.from({ length: 30 }, (_, i) => ({
    name: `h${String(i).padStart(2, "0")}`,
    cents: 100_000_000 + below(2_000_000_000),
    counts: measures.map(() => {
      const [patients, then] = [1 + below(i % 7 === 0 ? 40 : 300), 1 + below(200)];
      return [patients, below(patients + 1), then, below(then + 1)] as const;
    }),
  }));
}

/** As on a calculator: half goes up, away from zero. */
function rounded(x: number, decimals = 0): number {
  const scaled = Math.abs(x) * 10 ** decimals;
  return (Math.sign(x) * Math.floor(scaled + 0.5 + 1e-9)) / 10 ** decimals;
}

/** The points of a measure, in percentages as a person writes them; nothing when it is over too few patients. */
function pointsByHand(measure: string, [patients, count, patientsThen, countThen]: Counts): number[] {
  const given = (id: string): number => Number(incentive.parameters.get(id)!.values!.get(measure)!) / 100;
  const [threshold, benchmark] = [given("threshold"), given("benchmark")];
  const [rate, baseline] = [rounded((100 * count) / patients, 2), rounded((100 * countThen) / patientsThen, 2)];
  const achieved = rounded((9 * (rate - threshold)) / (benchmark - threshold) + 0.5);
  const canImprove = patientsThen >= 25 && (benchmark > threshold ? baseline < benchmark : baseline > benchmark);
  const improved = canImprove ? rounded((10 * (rate - baseline)) / (benchmark - baseline) - 0.5) : 0;
  return patients < 25 ? [] : [Math.max(0, Math.min(10, achieved), Math.min(9, improved))];
}

function incentiveByHand({ name, cents, counts }: Hospital) {
  const weights = { outcome: 35, experience: 25, safety: 25, efficiency: 15 };
  const domains = Object.entries(weights).flatMap(([domain, weight]) => {
    const own = measures.filter((measure) => incentive.parameters.get("domain")!.values!.get(measure) === domain);
    const points = own.flatMap((measure) => pointsByHand(measure, counts[measures.indexOf(measure)]!));
    return points.length < 2 ? [] : [{ weight, score: rounded(total(points) / (10 * points.length), 4) }];
  });
  const score = total(domains.map((own) => own.weight * own.score)) / total(domains.map(({ weight }) => weight));
  return { name, takesPart: domains.length >= 3, withheld: rounded(cents * 0.02), score: rounded(score, 4) };
}

const total = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0);

function toDossier({ name, cents, counts }: Hospital): Dossier {
  const known = (value: number) => ({ value: BigInt(value), origin: "test" });
  const keys = ["measure_patients@2024", "measure_count@2024", "measure_patients@2022", "measure_count@2022"];
  const parts = counts.map(
    (own, i) => [measures[i]!, new Map(own.map((count, n) => [`fact.${keys[n]}`, known(count)]))] as const,
  );
  const values = new Map([["fact.hospital_amount@2026", known(cents)]]);
  return {
    provider: name,
    on: parseDay("2026-02-02")!,
    values,
    parts: new Map([["provider.measure", new Map(parts)]]),
  };
}

test("a shipped scheme pays out what it withholds: points, domains, totals and slope as with a calculator", () => {
  const hospitals = makeHospitals();
  const byHand = hospitals.map(incentiveByHand);
  const taking = byHand.filter(({ takesPart }) => takesPart);
  assert.ok(taking.length > 20 && taking.length < hospitals.length, `${taking.length} take part`);
  const withheldTotal = total(taking.map(({ withheld }) => withheld));
  const unscaledTotal = total(taking.map(({ withheld, score }) => rounded(withheld * score)));

  const dossiers = new Map(hospitals.map((hospital) => [hospital.name, toDossier(hospital)]));
  const { indicators } = readIndicators(incentive);
  const step = reckon({ policy: incentive, indicators, dossiers, tables: new Set() }).next();
  const { providers } = step.done ? step.value : assert.fail("the lake is asked");
  const program = compilePolicy(incentive);
  let paid = 0n;
  for (const { name, takesPart, score, withheld } of byHand) {
    const figures = providers.get(name)!;
    assert.equal(figures.own.get("withheld_total")!.value, BigInt(withheldTotal));
    assert.equal(figures.own.get("unscaled_total")!.value, BigInt(unscaledTotal));
    const frame = decideAll(program, withFigures(dossiers.get(name)!, figures));
    assert.equal(valueOf(program, frame, "decision.takes_part"), takesPart, name);
    if (takesPart) assert.equal(valueOf(program, frame, "decision.total_score"), BigInt(Math.round(score * 1e4)), name);
    assert.equal(valueOf(program, frame, "decision.withheld"), BigInt(withheld));
    paid += valueOf(program, frame, "decision.adjustment") as bigint;
  }
  // Slope and amounts are rounded down: what stays behind is at most a millionth of the unscaled total, and a cent of each.
  const most = BigInt(Math.ceil(unscaledTotal / 1e6) + taking.length);
  assert.ok(paid <= 0n && -paid <= most, `${paid} cents on ${withheldTotal}`);
});
