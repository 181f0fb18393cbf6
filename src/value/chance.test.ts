import assert from "node:assert/strict";
import { test } from "node:test";
import { toDecimalText } from "../decimal.ts";
import { readIndicators } from "../indicator.ts";
import { readPolicy } from "../policy.ts";
import type { Dossier } from "../program.ts";
import { compilePolicy } from "../program.ts";
import { reckon } from "../value.ts";
import { certainty, populationsOf } from "./certainty.ts";

const head = `
format: driehoek/1
id: try-2024
buyer: Inkoper
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
subjects: {provider.measure: [one, two]}
`;
const facts = `
- {id: count, subject: provider.measure, period: instant, type: int, nl: n, en: n, supplier: provider, assumption: a try}
- {id: people, subject: provider.measure, period: instant, type: int, nl: n, en: n, supplier: provider, assumption: a try}
`;
const decisions = `
- {id: good, for: provider.measure, type: bool, is: indicator.share >= 50%, assumption: a try}
- {id: all_good, for: provider, type: bool, is: all(decision.good), assumption: a try}
- {id: kept, for: provider, type: bool, is: indicator.certainty >= 70% and decision.all_good, assumption: a try}
- {id: score, for: provider, type: percent, scale: 2, is: max_of(indicator.share), assumption: a try}
`;
const percent = "type: percent, scale: 2, nl: n, en: n, assumption: a try";
const share = `- {id: share, for: provider.measure, kind: proportion, numerator: fact.count, denominator: fact.people, ${percent}}`;
const model = `indicators:
  ${share}
  - {id: measure_certainty, for: provider.measure, kind: certainty, of: decision.good, ${percent}}
  - {id: certainty, for: provider, kind: certainty, of: decision.all_good, ${percent}}
  - {id: good_chance, for: provider, kind: certainty, of: decision.all_good, is: true, ${percent}}
`;

function read(valueModel: string) {
  const files = new Map([
    ["policy.yaml", head],
    ["value-model.yaml", valueModel],
    ["all.formula.yaml", decisions],
    ["facts/try.yaml", facts],
  ]);
  const shown = { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) };
  const { policy, findings } = readPolicy({ chain: [{ path: "try", files }], facts: shown });
  assert.ok(policy, JSON.stringify(findings));
  return { policy, ...readIndicators(policy) };
}

/** A provider with so many of so many people in each measure; without a second measure that one is not known. */
function dossierOf(provider: string, ...counts: readonly (readonly [number, number])[]): Dossier {
  const known = (value: number) => ({ value: BigInt(value), origin: "test" });
  const parts = counts.map(([count, people], i) => {
    const values = new Map([
      ["fact.count", known(count)],
      ["fact.people", known(people)],
    ]);
    return [["one", "two"][i]!, values] as const;
  });
  return { provider, on: 0, values: new Map(), parts: new Map([["provider.measure", new Map(parts)]]) };
}

const { policy, indicators, findings } = read(model);
const dossiers = new Map(
  [
    dossierOf("a", [60, 100], [75, 100]),
    dossierOf("b", [49, 100], [75, 100]),
    dossierOf("c", [90, 100]),
    dossierOf("d", [990, 1000], [980, 1000]),
    dossierOf("e", [10, 1000], [980, 1000]),
  ].map((dossier) => [dossier.provider, dossier]),
);
const step = reckon({ policy, indicators, dossiers, tables: new Set() }).next();
assert.ok(step.done === true);
const { providers, regions, rows } = step.value;

const told = (provider: string, id: string): string => {
  const { value } = providers.get(provider)!.own.get(id)!;
  return value === undefined ? "unknown" : toDecimalText(value, 4);
};

test("a chance is the share of the draws in which the decision comes out so, the same that stands beside it", () => {
  assert.deepEqual(findings, []);
  const program = compilePolicy(policy);
  for (const provider of ["a", "b", "d"]) {
    const decided = {
      dossier: dossiers.get(provider)!,
      figures: providers.get(provider)!,
      indicators,
      populations: populationsOf({ indicators, providers, regions, rows }),
    };
    const { draws, outcomes } = certainty(program, decided, "all_good")!;
    assert.equal(told(provider, "good_chance"), ((outcomes["true"] ?? 0) / draws).toFixed(4), provider);
  }
  // 60 of 100 lies two standard deviations above a half, as chance goes there: about 97.5 %.
  assert.ok(Math.abs(Number(told("a", "good_chance")) - 0.975) < 0.015, told("a", "good_chance"));
  assert.deepEqual([told("d", "good_chance"), told("e", "good_chance")], ["1.0000", "0.0000"]);
});

test("without an outcome named it is that of what came out: of no as well as of yes", () => {
  assert.equal(told("a", "certainty"), told("a", "good_chance"));
  assert.equal(Number(told("b", "certainty")) + Number(told("b", "good_chance")), 1);
  assert.ok(Number(told("b", "certainty")) > 0.5);
});

test("it says of how many draws it was made, and as what they came out", () => {
  const { made } = providers.get("b")!.own.get("certainty")!;
  const { outcomes, draws } = made as { draws: string; outcomes: Record<string, string> };
  assert.equal(draws, "400");
  assert.equal(Number(outcomes["true"]) + Number(outcomes["false"]), 400);
});

test("of a part it is that part's; of what cannot be decided it is not known", () => {
  const { parts, own } = providers.get("c")!;
  const measures = parts.get("provider.measure")!;
  assert.equal(measures.get("one")!.get("measure_certainty")!.value, 10_000n);
  assert.deepEqual(measures.get("two")!.get("measure_certainty")!.missing, ["decision.good"]);
  assert.deepEqual(own.get("certainty")!.missing, ["decision.all_good"]);
});

test("it can be asked of a decision that stands before it, of the same subject, that is a choice", () => {
  const asked: readonly (readonly [string, string])[] = [
    ["of: decision.kept", "cycle"],
    ["of: decision.good", "not-in-view"],
    ["of: decision.score", "type-mismatch"],
    ["of: decision.goed", "unknown-name"],
    ["of: decision.all_good, is: [true, maybe]", "bad-value"],
  ];
  for (const [declared, code] of asked) {
    const tried = read(`indicators:
  ${share}
  - {id: certainty, for: provider, kind: certainty, ${declared}, ${percent}}
`);
    assert.deepEqual(
      tried.findings.map((finding) => finding.code),
      [code],
      declared,
    );
  }
});
