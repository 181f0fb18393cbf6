import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import type { Comparison, Unknown } from "../src/comparison.ts";
import { tellComparison } from "./comparison.ts";

const some = (before: number, after: number) => ({
  beforeCents: BigInt(before * 100),
  afterCents: BigInt(after * 100),
});
const comparison: Comparison = {
  providers: 1500,
  decisions: ["grade", "admitted"],
  only: { before: ["old_way"], after: [] },
  changes: [
    { provider: "41000001", decision: "grade", before: { value: "B" }, after: { value: "A" } },
    { provider: "41000002", decision: "grade", before: { open: "unknown" }, after: { value: "A" } },
  ],
  amounts: new Map([
    ["41000001", some(1000, 1040)],
    ["41000002", some(5000, 5000)],
    ["41000003", some(900, 400)],
  ]),
  oneSided: ["41000009"],
  total: some(6900, 6440),
  regions: new Map([["unknown", some(6900, 6440)]]),
  noRegion: some(0, 0),
};
const folders = { before: "policies/2024", after: "draft" };
const tell = (
  lang: "nl" | "en",
  told: Comparison = comparison,
  id = "next-2025",
  unknown: Unknown = new Map(),
): string =>
  tellComparison(
    { before: smallPolicy, after: { ...smallPolicy, id }, folders, comparison: told, unknown },
    lang,
  ).replaceAll(/ +/g, " ");

test("two versions of one policy are told apart by their folders", () => {
  const { id } = smallPolicy;
  assert.ok(tell("nl", comparison, id).startsWith(`Van ${id} (policies/2024) naar ${id} (draft);`));
  assert.ok(tell("nl").startsWith(`Van ${id} naar next-2025;`));
});

test("what is not known is told with how many it concerns, and the first of them", () => {
  const six = ["1", "2", "3", "4", "5", "6"];
  const told = tell("nl", comparison, "next-2025", new Map([["decision.grade", six], ["indicator.gone", []]])); // prettier-ignore
  assert.ok(told.endsWith("Niet bekend, voor of na:\n Grade: 6 (1, 2, 3, 4, 5 …)\n Gone: niet te berekenen"), told);
  assert.doesNotMatch(tell("nl"), /Niet bekend/);
});

test("who changes, and the euros in all, by region and by provider with the largest difference first", () => {
  const told = tell("nl");
  for (const part of [
    "naar next-2025; 1.500 aanbieders",
    "Grade: voor 2 aanbieders anders",
    "Admitted: voor niemand anders",
    "Alle aanbieders met beide bedragen € 6.900,00 € 6.440,00 −€ 460,00",
    "1 aanbieder heeft maar in een van beide een bedrag",
    "onbekend € 6.900,00",
  ])
    assert.ok(told.includes(part), `${part}\n${told}`);
  assert.ok(told.indexOf("41000003 € 900,00") < told.indexOf("41000001 € 1.000,00 € 1.040,00 +€ 40,00"), told);
  assert.ok(!told.includes("41000002 €"), told);
});

test("one provider is told as one", () => {
  const one = { ...comparison, providers: 1, changes: comparison.changes.slice(0, 1) };
  assert.ok(tell("nl", one).includes("Grade: voor 1 aanbieder anders"), tell("nl", one));
  assert.ok(tell("en", one).includes("another outcome for 1 provider\n"), tell("en", one));
});

test("without amounts there is only what changes, in English as well", () => {
  const told = tell("en", { ...comparison, amounts: new Map() });
  assert.ok(told.includes("another outcome for 2 providers") && !told.includes("€"), told);
});

test("what is not known and what is not at issue are two things", () => {
  const [, unknown] = comparison.changes;
  const open = { ...unknown!, provider: "41000003", before: { open: "not_at_issue" } as const };
  const both = { ...comparison, changes: [...comparison.changes, open] };
  assert.match(tell("nl", both), /onbekend → A: 1\n 41000002\n/);
  assert.match(tell("nl", both), /niet aan de orde → A: 1\n 41000003/);
  assert.match(tell("en", both), /not at issue → A: 1/);
});
