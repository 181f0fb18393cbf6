import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { policyOf } from "../house/scenario.ts";
import { holdSmallRound, smallPolicy } from "../house/small-round.ts";
import { readIndicators } from "./indicator.ts";
import { blankDossier, compilePolicy } from "./program.ts";
import { propose, publishedMeans, sealedLayer, tally, toCsv } from "./round.ts";
import { withFigures } from "./value.ts";
import type { Figure, Reckoning } from "./value.ts";

const { proposals, reckoning } = holdSmallRound();
const [admitted, refused, unknown] = proposals;

/** A reckoning with other figures of one provider. */
function withOwn(provider: string, id: string, figure: Partial<Figure>): Reckoning {
  const own = new Map([[id, { missing: [], made: {}, notes: [], ...figure }]]);
  return { ...reckoning, providers: new Map([[provider, { own, parts: new Map() }]]) };
}

test("a round takes the decisions of the policy in their order; what is not for this provider is left out", () => {
  const decisions = proposals.map(({ told }) => told.map(({ decision }) => decision).join(" "));
  assert.deepEqual(decisions, [
    "admission class ceiling",
    "admission class ceiling in_short",
    "admission class ceiling in_short",
  ]);
});

test("a refusal has all its reasons, and an open parameter is named", () => {
  const [admission, , ceiling] = refused!.told.map(({ outcome }) => outcome);
  assert.deepEqual(admission?.status === "refused" && admission.reasons.map(({ code }) => code), [
    "admission.in_time",
    "admission.council",
  ]);
  assert.deepEqual(ceiling?.status === "incomplete" && ceiling.missing, ["parameter.growth"]);
});

test("what would have changed a class is proven for the figure that the provider can move", () => {
  const [, { counterfactuals } = { counterfactuals: [] }] = admitted!.told;
  assert.deepEqual(
    counterfactuals.map(({ changes, value }) => [changes.map(({ ref, to }) => [ref, to]), value]),
    [[[["indicator.register_share", 800_000n]], "A"]],
  );
});

test("only a ranked choice that rests on figures has a certainty beside it", () => {
  const sure = admitted!.told.map(({ decision, certainty }) => [decision, certainty?.draws]);
  assert.deepEqual(sure, [
    ["admission", undefined],
    ["class", 400],
    ["ceiling", undefined],
  ]);
  assert.equal(unknown!.told.find(({ decision }) => decision === "class")?.certainty, undefined);
  const dossier = { provider: "p", on: 19_723, values: new Map(), parts: new Map() };
  const heading = { policy: smallPolicy, policyHash: "", why: { code: "version-named", args: {} }, issuedAt: "" };
  assert.ok(
    propose(compilePolicy(smallPolicy), dossier, heading).told.every(({ certainty }) => certainty === undefined),
  );
});

test("where a class rests on a cost of which the chance is not known, that stands beside it and no certainty", () => {
  const costly = policyOf(`
--- policy.yaml
round: [class]
--- value-model.yaml
indicators:
  - {id: cost, kind: mean-per-person-against-peers, of: granted_cost, per: target_group, year: 2022, type: decimal, scale: 2, nl: a, en: a, assumption: a}
--- class.sheet.yaml
id: class
for: provider
hit: first
inputs: [{ref: indicator.cost, type: decimal, scale: 2}]
outputs: [{id: class, type: enum, values: [A, B], ranked: true}]
rules:
  - {id: a, when: ["< 1"], then: [A], assumption: a}
  - {id: b, when: ["-"], then: [B], assumption: a}
`);
  const figures = { own: new Map([["cost", { value: 90n, missing: [], made: {}, notes: [] }]]), parts: new Map() };
  const dossier = withFigures(blankDossier("p", 19_723), figures);
  const heading = { policy: costly, policyHash: "", why: { code: "version-named", args: {} }, issuedAt: "" };
  const populations = { truths: new Map(), rows: new Map() };
  const reckoned = { figures, indicators: readIndicators(costly).indicators, populations };
  const [told] = propose(compilePolicy(costly), dossier, heading, reckoned).told;
  assert.deepEqual(
    [told?.outcome, told?.certainty, told?.chanceUnknown],
    [{ status: "decided", value: "A" }, undefined, ["cost"]],
  );
});

test("the receipt is about this provider and holds only what is published of its peers", () => {
  for (const { provider, receipt } of proposals) {
    assert.equal(receipt.subject, provider);
    assert.deepEqual(receipt.peers?.values, { "indicator.register_mean": "76.2500" });
    assert.equal(receipt.peers.sums_sha256, receipt.sealed);
  }
});

test("choices and yes are counted by name, amounts together", () => {
  assert.deepEqual(tally(proposals), {
    admission: { true: 1, refused: 1, incomplete: 1 },
    class: { B: 1, A: 1, incomplete: 1 },
    ceiling: { incomplete: 3 },
    in_short: { decided: 1, incomplete: 1 },
  });
});

test("published are the mean and deviation of the peers and nothing of one provider", () => {
  assert.deepEqual(publishedMeans(reckoning, smallPolicy), { "indicator.register_mean": "76.2500" });
  assert.deepEqual(publishedMeans({ ...reckoning, providers: new Map() }, smallPolicy), {});
});

test("the sealed layer has every figure with what it was made of, and its hash is that of its bytes", () => {
  const { bytes, sha256 } = sealedLayer(reckoning);
  assert.equal(sha256, createHash("sha256").update(bytes).digest("hex"));
  const all = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, { own: Record<string, object> }>;
  assert.deepEqual(
    Object.keys(all),
    proposals.map(({ provider }) => provider),
  );
  const { register_share: share } = all["42000001"]!.own;
  assert.deepEqual(share, { made: { "fact.registered@2022": "30", "fact.staff@2022": "48" }, value: "62.5000" });
  assert.notEqual(sealedLayer(withOwn("42000001", "register_share", { value: 625_001n })).sha256, sha256);
});

test("a row per figure, with its interval, people and what is missing", () => {
  const rows = toCsv(reckoning).trimEnd().split("\n");
  assert.equal(rows[0], "provider,part,indicator,value,low,high,people,missing");
  assert.ok(rows.includes("42000001,,register_share,62.5000,48.3627,74.7848,48,"), rows.join("\n"));
  assert.ok(rows.includes("42000003,,register_share,,,,,fact.registered@2022 fact.staff@2022"), rows.join("\n"));
  assert.equal(rows.length, 1 + 3 * 2);
});

test("no cell starts a formula in a spreadsheet, and a comma or quote stays in its cell", () => {
  for (const [provider, cell] of [
    ["=1+2", "'=1+2"],
    ["+cmd", "'+cmd"],
    ["@sum(a1)", "'@sum(a1)"],
    ["-cmd", "'-cmd"],
    ['=a,"b"', `"'=a,""b"""`],
  ] as const) {
    const row = toCsv(withOwn(provider, "register_share", { value: 1n })).split("\n")[1]!;
    assert.ok(row.startsWith(`${cell},,register_share,`), row);
  }
  const negative = toCsv(withOwn("a", "register_share", { value: -125_000n }));
  assert.ok(negative.includes("a,,register_share,-12.5000,"), negative);
});
