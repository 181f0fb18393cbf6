import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { readDocument } from "../document.ts";
import { parseSupplied, readVocabulary } from "../fact.ts";
import type { Finding } from "../finding.ts";
import { makeMarket } from "../market.ts";
import { readUnits } from "../unit.ts";
import { type DossierFact, makeDossier } from "./dossier.ts";
import { tellStories } from "./story.ts";

const market = makeMarket({ size: "region", seed: 7, years: [2022, 2023] });
const stories = tellStories(market);
const dossier = makeDossier(
  market,
  stories,
  market.providers.map((_, i) => 20 + 10 * i),
);

function factsOf(story: string): DossierFact[] {
  const [i] = [...stories].find(([, kind]) => kind === story)!;
  return dossier.filter((fact) => fact.subject === market.providers[i]!.id);
}

test("every fact stands in the vocabulary, and its value and period fit", () => {
  const folder = new URL("../../policy/facts/", import.meta.url);
  const findings: Finding[] = [];
  const read = (name: string) => readDocument(name, readFileSync(new URL(name, folder), "utf8"), findings)!;
  const units = readUnits(read("units.yaml"), findings);
  const themes = readdirSync(folder).filter((name) => name.endsWith(".yaml") && name !== "units.yaml");
  const vocabulary = readVocabulary(themes.map(read), units, findings);
  assert.deepEqual(findings, []);
  for (const line of dossier) {
    const fact = vocabulary.get(line.fact);
    assert.ok(fact, line.fact);
    assert.equal(fact.period, line.period === undefined ? "instant" : "year", line.fact);
    const value = parseSupplied(fact, line.value, line.unit, units);
    assert.ok(value !== undefined && !(typeof value === "object" && "expected" in value), JSON.stringify(line));
  }
});

test("most providers meet every minimum requirement, a few do not", () => {
  const shares = dossier.filter((fact) => fact.fact === "subcontracted_share");
  const failing = shares.filter((fact) => Number(fact.value) > 50);
  assert.equal(shares.length, market.providers.length);
  assert.ok(failing.length >= 1 && failing.length < 6);
  assert.equal(factsOf("requirement_failed").find((fact) => fact.fact === "subcontracted_share")!.value, "62.50");
});

test("quality data come in during May, and the late correction when June begins", () => {
  const received = dossier.filter((fact) => fact.fact === "quality_data_received_at");
  for (const { value } of received) assert.match(String(value), /^2023-05-(0[2-9]|[12]\d|3[01])T/);
  const late = factsOf("correction_too_late");
  const corrected = late.filter((fact) => fact.replaces !== undefined);
  assert.deepEqual(corrected.map((fact) => fact.fact).toSorted(), ["nps_critics", "nps_passives", "nps_promoters"]);
  for (const { known_at, replaces } of corrected) {
    assert.equal(known_at, "2023-06-01T00:00:00+02:00");
    assert.equal(replaces, "2023-05-20T14:00:00+02:00");
  }
});

test("one provider left out its fte of level 5, and every other one gave it", () => {
  assert.equal(dossier.filter((fact) => fact.fact === "level5_fte").length, market.providers.length - 1);
  assert.equal(
    factsOf("fact_missing").some((fact) => fact.fact === "level5_fte"),
    false,
  );
});

test("who is paid by the month sends monitors", () => {
  const monthly = market.providers.filter((provider) => provider.funding === "monthly").length;
  assert.equal(dossier.filter((fact) => fact.fact === "monitor_april_received_at").length, monthly);
});
