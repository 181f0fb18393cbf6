import assert from "node:assert/strict";
import { test } from "node:test";
import type { QualityVerdict } from "../../src/data-quality.ts";
import { claimOverview, claimSection } from "./claims.ts";

const declaredAt = { kind: "scalar", file: "f", text: "", at: () => ({ line: 1, column: 1 }) } as const;
const verdict = (id: string, level: QualityVerdict["level"]): QualityVerdict => ({
  check: {
    id,
    nl: `Controle ${id}`,
    en: `Check ${id}`,
    measure: { kind: "gap-months" },
    basis: { assumption: "t" },
    declaredAt,
  },
  year: 2022,
  level,
  measured: { n: 2n, d: 1n },
  bound: { key: "0", given: { value: { n: 0n, d: 1n } } },
  months: [4, 5],
});

test("a provider reads what was found in its claims, and that it blocks", () => {
  const { text } = claimSection([verdict("a", "red"), verdict("b", "green")], "nl")!;
  assert.match(text, /Controle a<\/td><td>houdt tegen<\/td><td>2 over 2022, in april, mei; hoogstens 0</);
  assert.match(text, /wordt niets verteld/);
  assert.match(text, /1 controles zonder bevinding/);
  assert.doesNotMatch(text, /Controle b/);
  assert.equal(claimSection([], "nl"), undefined);
});

test("the purchaser reads of how many something was found, and of whom", () => {
  const verdicts = new Map([
    ["41000001", [verdict("a", "red"), verdict("b", "amber")]],
    ["41000002", [verdict("b", "amber")]],
    ["41000003", [verdict("a", "green")]],
  ]);
  const { text } = claimOverview(verdicts, "en")!;
  assert.match(
    text,
    /claims of 3 providers were checked: of 1 a check blocks the figures, of 1 something is to be asked/,
  );
  assert.match(text, /41000002\.html/);
  assert.doesNotMatch(text, /41000003/);
  assert.match(claimOverview(new Map([["41000003", [verdict("a", "green")]]]), "en")!.text, /nothing was found/);
  assert.equal(claimOverview(undefined, "en"), undefined);
});
