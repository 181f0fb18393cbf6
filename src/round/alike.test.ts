import assert from "node:assert/strict";
import { test } from "node:test";
import { dossierOf, policyOf, programOf } from "../../house/scenario.ts";
import { toLine } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { alikeFindings, readAlike } from "./alike.ts";

const scheme = `
--- facts
paid: {type: enum, values: [hourly, monthly]}
measured: {type: int, subject: provider.measure}
--- policy.yaml
subjects: {provider.measure: [nps, falls, visits]}
parameters:
  weight: {for: provider.measure, type: percent, values: {nps: 60, falls: 40, visits: 0}, assumption: a}
  most: {type: percent, value: 75, assumption: a}
--- value-model.yaml
alike: {of: decision.points, weight: parameter.weight, among: {decision.scored: true}, most: parameter.most}
--- points.formula.yaml
{id: points, for: provider.measure, type: int, is: fact.measured, assumption: a}
--- scored.formula.yaml
{id: scored, for: provider, type: bool, is: fact.paid = "hourly", assumption: a}
`;

/** What is told of providers with these results: `nps falls visits`, and how they are paid. */
function told(...providers: readonly string[]): string[] {
  const program = programOf(scheme);
  const dossiers = providers.map((results) => {
    const [nps, falls, visits, paid = "hourly"] = results.split(" ");
    const parts = { nps, falls, visits };
    const known = Object.entries(parts).filter(([, value]) => value !== "-");
    const members = known.map(([member, value]) => `${member}: {measured: ${value}}`).join(", ");
    return dossierOf(program, `{paid: ${paid}, provider.measure: {${members}}}`);
  });
  return alikeFindings(program, dossiers).map(({ field, found, severity }) => `${severity} ${field}: ${found}`);
}

test("what nearly everybody gets alike is told once per part; what has no weight is not", () => {
  assert.deepEqual(told("1 5 0", "2 5 0", "3 5 0", "4 5 0", "5 6 0"), [
    "warning falls: 4 of 5 providers with 5, and a weight of 40.00 %",
  ]);
});

test("up to and including the share that the policy names nothing is told", () => {
  assert.deepEqual(told("1 5 0", "2 5 0", "3 5 0", "4 6 0"), []);
});

test("only those count who are among them and of whom it is known; one provider is like nobody", () => {
  assert.deepEqual(told("1 5 0", "2 6 0", "3 6 0 monthly", "4 6 0 monthly", "5 6 0 monthly", "6 6 0 monthly"), []);
  assert.deepEqual(told("1 5 0", "2 5 0", "3 - 0", "4 - 0"), [
    "warning falls: 2 of 2 providers with 5, and a weight of 40.00 %",
  ]);
  assert.deepEqual(told("1 5 0"), []);
});

test("a name in the declaration that is none is told where it stands", () => {
  for (const [from, to, expected] of [
    [
      "of: decision.points",
      "of: decision.point",
      "unknown-name: found `decision.point`, expected did you mean `decision.points`?",
    ],
    [
      "of: decision.points",
      "of: decision.scored",
      "unknown-name: found `decision.scored`, expected a decision about a part",
    ],
    [
      "weight: parameter.weight",
      "weight: parameter.most",
      "unknown-name: found `parameter.most`, expected a parameter for provider.measure",
    ],
    [
      "most: parameter.most",
      "most: parameter.mist",
      "unknown-name: found `parameter.mist`, expected did you mean `parameter.most`?",
    ],
    [
      "scored: true",
      "scored: maybe",
      "unknown-name: found `maybe`, expected a decision of the provider, with what it says",
    ],
    [
      "decision.scored:",
      "decision.scord:",
      "unknown-name: found `decision.scord`, expected a decision of the provider, with what it says",
    ],
    ["most: parameter.most}", "mist: parameter.most}", "unknown-key: found `mist`, expected did you mean `most`?"],
  ] as const) {
    const findings: Finding[] = [];
    assert.deepEqual(readAlike(policyOf(scheme.replace(from, to)), findings), []);
    assert.deepEqual(findings.map((each) => toLine(each).replace(/^.*?: /, "")).slice(0, 1), [expected], to);
  }
});
