import assert from "node:assert/strict";
import { test } from "node:test";
import { dossierOf, policyOf, programOf } from "../../house/scenario.ts";
import { toLine } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { readIndicators } from "../indicator.ts";
import type { Figure, ProviderFigures } from "../value.ts";
import { amountsOf, examineAmounts } from "./amount.ts";
import type { AmountScrutiny } from "./amount.ts";
import { readNoticed } from "./noticed.ts";

const head = `
--- facts
a: {type: decimal, scale: 2}
late: {type: bool}
--- policy.yaml
parameters:
  rate: {type: money, value: "100.00", assumption: a}
  noticed: {type: money, value: "10.00", assumption: a}
  share: {type: percent, value: "10", assumption: a}
`;
const scheme = `${head}
--- pay.formula.yaml
- {id: pay, for: provider, type: money, is: "round_half_up(parameter.rate * indicator.score + parameter.rate * 0 * indicator.idle, 2)", assumption: a}
- {id: label, for: provider, type: bool, is: "indicator.score > 0", assumption: a}
--- value-model.yaml
noticed: {decision.pay: parameter.noticed}
indicators:
  - {id: score, type: decimal, scale: 2, kind: fact, of: fact.a, nl: a, en: a, assumption: a}
  - {id: idle, type: decimal, scale: 2, kind: fact, of: fact.a, nl: a, en: a, assumption: a}
`;

/** Providers with a score in hundredths, so many either way. */
function examined(text: string, ...scores: readonly (readonly [score: number, half: number])[]): AmountScrutiny[] {
  const program = programOf(text);
  const { indicators } = readIndicators(program.policy);
  const figure = (value: number, half: number): Figure => ({
    value: BigInt(value),
    missing: [],
    made: {},
    notes: [],
    people: 50n,
    ...(half > 0 && { interval: { method: "scaled", low: BigInt(value - half), high: BigInt(value + half) } }),
  });
  const figures = scores.map(([score, half], i): [string, ProviderFigures] => {
    const own = new Map([
      ["score", figure(score, half)],
      ["idle", figure(score, 0)],
    ]);
    return [`p${i}`, { own, parts: new Map() }];
  });
  const dossiers = new Map(figures.map(([provider]) => [provider, { ...dossierOf(program, "{}"), provider }]));
  const reckoning = { indicators, providers: new Map(figures), regions: new Map(), rows: new Map(), notes: new Map() };
  return [...examineAmounts(program, reckoning, dossiers)];
}

test("chance moves an amount as far as its figure: a deviation of a tenth is ten euros, and a third of the draws lie beyond", () => {
  // 0.20 either way is 1.96 deviations: the middle of the distances is 0.6745 of one, nineteen in twenty within 1.96.
  const [told] = examined(scheme, [100, 20], [200, 20]);
  const { moved, noticed, decided } = told!;
  assert.deepEqual([decided, noticed, moved!.providers], [2, 1000n, 2]);
  assert.ok(Math.abs(Number(moved!.median) - 688) <= 100, String(moved!.median));
  assert.ok(Math.abs(Number(moved!.most) - 2000) <= 100, String(moved!.most));
  // More than 0.10, in steps of 0.01: beyond 0.105, which is 1.03 deviations.
  assert.ok(Math.abs(moved!.share - 0.303) < 0.01, String(moved!.share));
});

test("what moves nothing carries nothing, and a change counts from where it is noticed", () => {
  const [told] = examined(scheme, [100, 5], [105, 5], [300, 5]);
  assert.deepEqual(
    told!.carried.map(({ name, weight }) => [name, weight]),
    [
      ["score", 1],
      ["idle", 0],
    ],
  );
  // Of the six pairs the two between 1.00 and 1.05 differ by five euros.
  assert.ok(Math.abs(told!.carried[0]!.changed - 4 / 6) < 0.01, String(told!.carried[0]!.changed));
  // Three figures leave open how far apart their truths lie.
  assert.deepEqual(told!.reliabilities, []);
  const [rate] = told!.redrawn.assumed;
  assert.equal(rate!.parameter, "rate");
  // Between 80 and 125 for a score of about 1: noticed below 90 and above 110; for a score of 3 almost always.
  assert.ok(rate!.changed > 0.6 && rate!.changed < 0.8, String(rate!.changed));
});

test("where no figure says how much chance it contains, that is not made up", () => {
  assert.equal(examined(scheme, [100, 0], [200, 0])[0]!.moved, undefined);
});

test("a scheme on facts alone is examined on its facts, a yes or no among them", () => {
  const program = programOf(`${head}
--- pay.formula.yaml
{id: pay, for: provider, type: money, assumption: a, is: "if fact.late then 0.00 eur else round_half_up(parameter.rate * fact.a, 2)"}
`);
  const dossiers = new Map(
    ["{a: 1, late: false}", "{a: 2, late: false}", "{a: 2, late: true}"].map((facts, i) => [
      `p${i}`,
      { ...dossierOf(program, facts), provider: `p${i}` },
    ]),
  );
  const nothing = new Map([...dossiers.keys()].map((provider) => [provider, { own: new Map(), parts: new Map() }]));
  const reckoning = { indicators: [], providers: nothing, regions: new Map(), rows: new Map(), notes: new Map() };
  const [told] = examineAmounts(program, reckoning, dossiers);
  assert.equal(told!.decided, 3);
  const carried = told!.carried.map(({ name, changed }) => [name, changed > 0]);
  assert.deepEqual(
    carried.toSorted(([a], [b]) => (a! < b! ? -1 : 1)),
    [
      ["fact.a", true],
      ["fact.late", true],
    ],
  );
});

test("the amounts are those of the round, or what no other decision reads; money before other numbers", () => {
  const more = (is: string, type: string): string =>
    `--- more.formula.yaml\n{id: more, for: provider, type: ${type}, is: "${is}", assumption: a}\n`;
  const named = (text: string) => amountsOf(policyOf(text)).map(({ decision }) => decision);
  assert.deepEqual(named(scheme + more("10%", "percent")), ["pay"]);
  assert.deepEqual(named(scheme + more("2 * decision.pay", "money")), ["more"]);
  const round = scheme.replace("parameters:", "round: [more, label]\nparameters:");
  assert.deepEqual(named(round + more("10%", "percent")), ["more"]);
});

test("what is noticed is of an amount of the provider, in the same kind of number", () => {
  const told = (declared: string): string => {
    const findings: Finding[] = [];
    readNoticed(policyOf(scheme.replace(/^noticed:.*$/m, `noticed: {${declared}}`)), findings);
    return findings.map(toLine).join("\n");
  };
  assert.equal(told("decision.pay: parameter.noticed"), "");
  assert.match(told("decision.pya: parameter.noticed"), /unknown-name: .*did you mean `decision.pay`/);
  assert.match(told("decision.label: parameter.noticed"), /unknown-name/);
  assert.match(told("decision.pay: parameter.share"), /type-mismatch/);
});
