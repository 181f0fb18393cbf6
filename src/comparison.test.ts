import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, decideRound } from "./comparison.ts";
import type { Comparison, Decisions } from "./comparison.ts";
import type { Json } from "./datum.ts";
import { readPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { compilePolicy } from "./program.ts";
import type { Dossier } from "./program.ts";
import type { Delivered } from "./round.ts";

const text = (bound: string, more = ""): Readonly<Record<string, string>> => ({
  "policy.yaml": `
format: driehoek/1
id: try-2024
buyer: Inkoper
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
round: [large, ceiling${more}]
`,
  "large.formula.yaml": `
id: large
for: provider
type: bool
is: fact.turnover >= ${bound} eur
assumption: a try
`,
  "ceiling.formula.yaml": `
id: ceiling
for: provider
type: money
is: "if decision.large then fact.turnover + 10.00 eur else fact.turnover"
assumption: a try
`,
  "extra.formula.yaml": `
id: extra
for: provider
type: bool
is: decision.large
assumption: a try
`,
});

function policyOf(files: Readonly<Record<string, string>>): Policy {
  const facts = `
facts:
  - {id: turnover, subject: provider, period: instant, type: money, nl: o, en: t, supplier: provider, assumption: a try}
`;
  const { policy, findings } = readPolicy({
    chain: [{ path: "try", files: new Map(Object.entries({ ...files, "facts/try.yaml": facts })) }],
    facts: { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) },
  });
  assert.ok(policy, JSON.stringify(findings));
  return policy;
}

const [before, after] = [policyOf(text("100.00")), policyOf(text("50.00", ", extra"))];

/** Dossiers of providers with a turnover in euros; undefined is not known. */
function dossiers(turnovers: Readonly<Record<string, number | undefined>>): Dossier[] {
  return Object.entries(turnovers).map(([provider, euros]) => {
    const value =
      euros === undefined ? [] : [["fact.turnover", { value: BigInt(euros * 100), origin: "test" }] as const];
    return { provider, on: before.valid.from, values: new Map(value), parts: new Map() };
  });
}

function both(turnovers: Parameters<typeof dossiers>[0], ...delivered: Delivered[]): Comparison {
  const [was, is] = [before, after].map((policy) => decideRound(compilePolicy(policy), dossiers(turnovers)));
  return compare(was!, is!, delivered);
}

const euros = (cents: bigint): number => Number(cents) / 100;

test("who lies between the two bounds becomes large, and gets ten euros more", () => {
  const { changes, amounts, total, decisions, only } = both({ a: 30, b: 70, c: 150 });
  assert.deepEqual(decisions, ["large", "ceiling"]);
  assert.deepEqual(only, { before: [], after: ["extra"] });
  const cents = (amount: number): Json => ({ cents: String(amount * 100) });
  assert.deepEqual(changes, [
    { provider: "b", decision: "large", before: { value: false }, after: { value: true } },
    { provider: "b", decision: "ceiling", before: { value: cents(70) }, after: { value: cents(80) } },
  ]);
  assert.equal(amounts.size, 3);
  assert.deepEqual([euros(total.beforeCents), euros(total.afterCents)], [260, 270]);
});

test("a policy compared with itself changes nothing", () => {
  const own: Decisions = decideRound(compilePolicy(before), dossiers({ a: 30, b: 70, c: undefined }));
  const { changes, total } = compare(own, own, []);
  assert.deepEqual(changes, []);
  assert.equal(total.beforeCents, total.afterCents);
});

test("an amount under one policy only is told apart and not counted", () => {
  const [was] = [before].map((policy) => decideRound(compilePolicy(policy), dossiers({ a: 30 })));
  const is = decideRound(compilePolicy(after), dossiers({ a: 30, b: 70 }));
  const { oneSided, total, providers } = compare(was!, is, []);
  assert.deepEqual([oneSided, providers, euros(total.afterCents)], [["b"], 2, 30]);
});

test("amounts are divided over regions by what was granted there, to the cent", () => {
  const of = (provider: string, region: string, cents: bigint): Delivered => ({ provider, region, clients: 1n, cents });
  const { regions, noRegion } = both(
    { a: 30, b: 70, c: 150 },
    of("b", "oost", 2n),
    of("b", "west", 1n),
    of("a", "west", 5n),
  );
  const told = [...regions].map(([region, own]) => [region, euros(own.beforeCents), euros(own.afterCents)]);
  assert.deepEqual(told, [
    ["oost", 46.67, 53.34],
    ["west", 53.33, 56.66],
  ]);
  assert.deepEqual([euros(noRegion.beforeCents), euros(noRegion.afterCents)], [160, 160]);
});

test("who is not decided on and of whom it is not known are told apart", () => {
  const files = text("100.00");
  const round = files["policy.yaml"]!.replace("ceiling", '{decision: ceiling, when: "not decision.large"}');
  const small = policyOf({ ...files, "policy.yaml": round });
  const people = dossiers({ a: 130, b: undefined });
  const [was, is] = [before, small].map((policy) => decideRound(compilePolicy(policy), people)) as [
    Decisions,
    Decisions,
  ];
  assert.deepEqual(compare(was, is, []).changes, [
    { provider: "a", decision: "ceiling", before: { value: { cents: "14000" } }, after: { open: "not_at_issue" } },
  ]);
  assert.deepEqual(was.outcomes.get("b")!.get("ceiling"), { open: "unknown" });
});
