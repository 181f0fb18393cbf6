import assert from "node:assert/strict";
import { test } from "node:test";
import { figuresOf } from "../../house/scenario.ts";

const scheme = `
--- facts
good: {type: int, subject: provider.measure}
cases: {type: int, subject: provider.measure}
hours: {type: decimal, scale: 1}
promoters: {type: int}
critics: {type: int}
--- policy.yaml
subjects: {provider.measure: [falls, wounds]}
parameters:
  cases_least: {for: provider.measure, type: int, values: {falls: "25", wounds: "10"}, assumption: a}
  open_least: {type: int, open: not said, assumption: a}
missing: {indicator.nps: {value: "-10.0", assumption: the lowest that was seen}}
--- value-model.yaml
indicators:
  - {id: share, for: provider.measure, type: percent, scale: 2, nl: a, en: a, kind: proportion, numerator: fact.good, denominator: fact.cases,
     least: {people: parameter.cases_least}, assumption: a}
  - {id: mean, for: provider.measure, type: percent, scale: 2, nl: a, en: a, kind: peer-mean, of: indicator.share, least: {peers: 2}, assumption: a}
  - {id: nps, type: decimal, scale: 1, nl: a, en: a, kind: nps, promoters: fact.promoters, passives: fact.critics, critics: fact.critics,
     least: {people: 30, fact.hours: "12.5"}, assumption: a}
  - {id: nps_mean, type: decimal, scale: 1, nl: a, en: a, kind: peer-mean, of: indicator.nps, assumption: a}
  - {id: hours, type: decimal, scale: 1, nl: a, en: a, kind: fact, of: fact.hours, least: {fact.promoters: parameter.open_least}, assumption: a}
`;

const measures = (falls: string, wounds: string) =>
  `provider.measure: {falls: {good: 5, cases: ${falls}}, wounds: {good: 5, cases: ${wounds}}}`;

test("a figure that rests on too little is not told and says why; at the least it is", () => {
  const { a, b } = figuresOf(scheme, {
    a: `{${measures("25", "10")}}`,
    b: `{${measures("24", "10")}}`,
  });
  assert.deepEqual([a!["share[falls]"], a!["share[wounds]"]], ["20.00", "50.00"]);
  assert.deepEqual([b!["share[falls]"], b!["share[wounds]"]], ["unknown: indicator.share, too_few_people", "50.00"]);
  // Of falls one peer is left, and two are asked.
  assert.deepEqual([a!["mean[falls]"], a!["mean[wounds]"]], ["unknown: indicator.mean, too_few_peers_known", "50.00"]);
});

test("every least must hold, of people and of what was submitted; who has none takes what the policy takes it to be", () => {
  const of = (hours: string, promoters: string, critics: string) =>
    `{hours: "${hours}", promoters: ${promoters}, critics: ${critics}}`;
  const { a, b, c } = figuresOf(scheme, {
    a: of("12.5", "20", "5"),
    b: of("12.4", "20", "5"),
    c: of("12.5", "19", "5"),
  });
  assert.equal(a!["nps"], "50.0"); // 20 − 5 of 30
  assert.equal(b!["nps"], "unknown: indicator.nps, rests_on_too_little");
  assert.equal(c!["nps"], "unknown: indicator.nps, too_few_people");
  assert.equal(a!["nps_mean"], "10.0"); // 50, −10 and −10
  assert.equal(a!["hours"], "unknown: parameter.open_least");
});
