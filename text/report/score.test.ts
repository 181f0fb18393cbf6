import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../../src/day.ts";
import { readDocument } from "../../src/document.ts";
import { emptySupply, readSupply, toDossier } from "../../src/dossier.ts";
import { toLine } from "../../src/finding.ts";
import type { Finding } from "../../src/finding.ts";
import type { Note } from "../../src/value.ts";
import { readPolicy } from "../../src/policy.ts";
import type { Policy } from "../../src/policy.ts";
import { compilePolicy } from "../../src/program.ts";
import { propose } from "../../src/round.ts";
import type { Proposal } from "../../src/round.ts";
import { tellOutcome } from "../outcome.ts";
import { assumptionsOf } from "./assumption.ts";
import { scoreTable } from "./score-table.ts";
import { scoreOf } from "./score.ts";
import type { Score } from "./score.ts";

const files = {
  "policy.yaml": `
format: driehoek/1
id: score-2024
buyer: Inkoper
law: zvw
care: wijkverpleging
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: insurer-proposal
round: [total, class]
subjects: {provider.indicator: [register, level5]}
parameters:
  weight: {for: provider.indicator, nl: Gewicht, en: Weight, type: percent, values: {register: "75", level5: "25"}, assumption: het register telt zwaarder}
  scale: {nl: Schaal, en: Scale, type: decimal, scale: 0, unit: point, value: "100", assumption: een schaal die mensen kennen}
  cutoff: {nl: Grens van A, en: Cut-off of A, type: decimal, scale: 1, unit: point, value: "60.0", assumption: ruim boven het midden}
`,
  "value-model.yaml": `
indicators:
  - {id: register_share, for: provider, type: percent, scale: 2, nl: In het register, en: In the register, kind: proportion, numerator: fact.registered@2022, denominator: fact.staff@2022, assumption: t}
  - {id: level5_rate, for: provider, type: decimal, scale: 4, unit: fte/client, nl: Niveau 5, en: Level 5, kind: fact, of: fact.level5@2022, assumption: t}
  - {id: measured, for: provider.indicator, type: decimal, scale: 4, nl: Uitkomst, en: Result, kind: of-part, from: {register: indicator.register_share, level5: indicator.level5_rate}, assumption: t}
  - {id: peer_mean, for: provider.indicator, type: decimal, scale: 4, nl: Gemiddelde, en: Mean, kind: peer-mean, of: indicator.measured, assumption: t}
  - {id: peer_deviation, for: provider.indicator, type: decimal, scale: 4, nl: Spreiding, en: Spread, kind: peer-deviation, of: indicator.measured, assumption: t}
`,
  "score.formula.yaml": `
- {id: points, for: provider.indicator, nl: Punten, en: Points, type: decimal, scale: 2, unit: point, is: "round_half_up(parameter.scale * indicator.measured / (indicator.measured + indicator.peer_mean), 2)", source: "003 §2.2.1"}
- {id: total, for: provider, nl: Totaal, en: Total, type: decimal, scale: 1, unit: point, is: "round_half_up(sum(parameter.weight * decision.points), 1)", source: "003 §2.2.1"}
`,
  "class.sheet.yaml": `
id: class
for: provider
nl: Categorie
en: Class
hit: first
inputs: [{ref: decision.total, type: decimal, scale: 1, unit: point}]
outputs: [{id: class, type: enum, values: [A, B, C], ranked: true}]
rules:
  - {id: a, when: [">= parameter.cutoff"], then: [A], source: "003 §2.2.1"}
  - {id: b, when: [">= 40.0"], then: [B], assumption: een grens onder het midden}
  - {id: c, when: ["-"], then: [C], source: "003 §2.2.1"}
`,
};

const facts = `
- {id: staff, subject: provider, period: year, type: int, nl: Verzorgenden, en: Carers, supplier: provider, assumption: t}
- {id: registered, subject: provider, period: year, type: int, nl: Ingeschrevenen, en: Registered, supplier: provider, assumption: t}
- {id: level5, subject: provider, period: year, type: decimal, scale: 4, unit: fte/client, nl: Niveau 5, en: Level 5, supplier: provider, assumption: t}
`;
const units = `units:
  - {id: fte, nl: fte, en: fte}
  - {id: client, nl: cliënt, en: client}
  - {id: point, nl: punt, en: point, many: {nl: punten, en: points}}
`;

const againstMean = "indicator.measured / (indicator.measured + indicator.peer_mean)";

/** The policy, in which an indicator becomes points by this formula. */
function readScore(points = againstMean): Policy {
  const written = { ...files, "score.formula.yaml": files["score.formula.yaml"].replace(againstMean, points) };
  const { policy, findings } = readPolicy({
    chain: [{ path: "score", files: new Map(Object.entries(written)) }],
    facts: {
      path: "facts",
      files: new Map([
        ["score.yaml", facts],
        ["units.yaml", units],
      ]),
    },
  });
  if (policy === undefined) throw new Error(findings.map(toLine).join("\n"));
  return policy;
}

const policy = readScore();

/** What is proposed to a provider with these figures: per part its own and the mean of the peers. */
function proposalFor(
  figures: Readonly<Record<string, readonly [own: string, mean: string]>>,
  by: Policy = policy,
): Proposal {
  const parts = Object.entries(figures).map(
    ([part, [own, mean]]) =>
      `${part}: {indicator.measured: "${own}", indicator.peer_mean: "${mean}", indicator.peer_deviation: "0.1250"}`,
  );
  const findings: Finding[] = [];
  const supply = emptySupply();
  readSupply(
    readDocument("facts.yaml", `provider.indicator: {${parts.join(", ")}}`, findings)!,
    by,
    "facts.yaml",
    supply,
    findings,
  );
  assert.deepEqual(findings, []);
  const why = { code: "version-named", args: {} };
  const heading = { policy: by, policyHash: "0".repeat(64), why, issuedAt: "2024-01-01T00:00:00Z" };
  return propose(compilePolicy(by), toDossier("42000001", parseDay("2024-01-01")!, supply), heading);
}

const told = proposalFor({ register: ["0.6250", "0.6250"], level5: ["0.0300", "0.0150"] });

/** The rows of a score as they stand in a table. */
function rowsOf({ rows, sum, score }: Score): string[] {
  const lines = rows.map(({ label, value, mean, points, weight, contribution }) =>
    [label, value, mean, points, weight, contribution].join(" | "),
  );
  return [...lines, `${sum} → ${score}`];
}

test("each indicator with its own figure, the mean, points, weight and contribution, down to the score", () => {
  assert.deepEqual(rowsOf(scoreOf(told, "total", { policy, withheld: new Map() }, "nl")!), [
    "In het register | 62,5 % | 62,5 % | 50,00 | 75 % | 37,5000",
    "Niveau 5 | 0,03 fte per cliënt | 0,015 fte per cliënt | 66,67 | 25 % | 16,6675",
    "54,1675 punten → 54,2 punten",
  ]);
});

test("how far the score lies from each bound: short of it, above it, and exactly on it", () => {
  assert.deepEqual(scoreOf(told, "total", { policy, withheld: new Map() }, "nl")!.bounds, [
    "Categorie A: vanaf 60 punten; 5,8 punten te weinig.",
    "Categorie B: vanaf 40 punten; 14,2 punten erboven.",
  ]);
  const exactly = proposalFor({ register: ["0.6000", "0.4000"], level5: ["0.0600", "0.0400"] });
  assert.deepEqual(scoreOf(exactly, "total", { policy, withheld: new Map() }, "en")!.bounds, [
    "Class A: from 60 points; exactly reached.",
    "Class B: from 40 points; 20 points above it.",
  ]);
});

test("the standard deviation by which points divide stands beside the mean, and is withheld with it", () => {
  const dividing = readScore("(indicator.measured - indicator.peer_mean) / indicator.peer_deviation");
  const divided = proposalFor({ register: ["0.6250", "0.6250"], level5: ["0.0300", "0.0150"] }, dividing);
  const scored = (withheld: ReadonlyMap<string, Note>) =>
    scoreOf(divided, "total", { policy: dividing, withheld }, "nl")!;
  const rows = scored(new Map()).rows.map(({ deviation }) => deviation);
  assert.deepEqual(rows, ["12,5 %", "0,125 fte per cliënt"]);
  assert.match(scoreTable(scored(new Map()), "nl").text, /Standaardafwijking[^]*12,5 %/);
  const why = { code: "few_peers", args: { counted: "3", least: "5" } };
  const kept = scored(new Map([["indicator.peer_mean[level5]", why]])).rows[1]!;
  assert.deepEqual([kept.mean, kept.deviation], [undefined, undefined]);
});

test("a mean that would tell the figure of a peer is not shown, and the table says why", () => {
  const why = { code: "few_peers", args: { counted: "3", least: "5" } };
  const withheld = new Map([["indicator.peer_mean[level5]", why]]);
  const score = scoreOf(told, "total", { policy, withheld }, "nl")!;
  assert.deepEqual(
    score.rows.map(({ mean, withheld: reason }) => [mean, reason?.slice(0, 62)]),
    [
      ["62,5 %", undefined],
      [undefined, "Het gemiddelde is niet getoond: zonder wie het leest rust het "],
    ],
  );
  const page = scoreTable(score, "nl").text;
  assert.match(page, /niet getoond<\/td>[^]*<p class="ground">Het gemiddelde is niet getoond/);
  assert.ok(!page.includes("0,015"));
});

test("what is not known stays unknown, and there is no score to hold against a bound", () => {
  const score = scoreOf(
    proposalFor({ register: ["0.6250", "0.6250"] }),
    "total",
    { policy, withheld: new Map() },
    "en",
  )!;
  assert.deepEqual(rowsOf(score), [
    "In the register | 62.5 % | 62.5 % | 50.00 | 75 % | 37.5",
    "Level 5 | unknown | unknown | unknown | 25 % | unknown",
    "undefined → undefined",
  ]);
  assert.deepEqual(score.bounds, []);
  assert.match(scoreTable(score, "en").text, /Score, rounded as the policy says<\/th>[^]*unknown/);
});

test("a decision that adds nothing up has no such table", () => {
  assert.equal(scoreOf(told, "class", { policy, withheld: new Map() }, "nl"), undefined);
  assert.equal(scoreOf(proposalFor({}), "total", { policy, withheld: new Map() }, "nl"), undefined);
});

test("an assumption is told with its value, of each part where they differ, and where it came in", () => {
  const lines = assumptionsOf(told, policy, "nl").map(
    ({ name, value, why, where }) => `${name} | ${value} | ${why} | ${where.join(", ")}`,
  );
  assert.deepEqual(lines, [
    "Gewicht | In het register: 75 %; Niveau 5: 25 % | het register telt zwaarder | Totaal",
    "Schaal | 100 punten | een schaal die mensen kennen | Punten",
    "Grens van A | 60 punten | ruim boven het midden | Categorie",
    "Categorie | B | een grens onder het midden | Categorie",
  ]);
});

test("a figure that a part stands for is missing by its own name, once", () => {
  const { told: outcomes } = proposalFor({ register: ["0.6250", "0.6250"] });
  const { outcome } = outcomes.find(({ decision }) => decision === "total")!;
  assert.deepEqual(tellOutcome(outcome, "total", policy, "nl").slice(1), [
    "  – Nog niet berekend: Niveau 5.",
    "  – Niveau 5: Nog niet berekend: Gemiddelde.",
  ]);
});
