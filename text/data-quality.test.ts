import assert from "node:assert/strict";
import { test } from "node:test";
import type { Bound, QualityVerdict } from "../src/data-quality.ts";
import { measureText, tellVerdict } from "./data-quality.ts";
import { noteText } from "./note.ts";

const declaredAt = { kind: "scalar", file: "f", text: "", at: () => ({ line: 1, column: 1 }) } as const;
const limit = (key: string, n: bigint, d = 1n): Bound => ({ key, given: { value: { n, d } } });
const jump = {
  id: "jump",
  nl: "Sprong",
  en: "Jump",
  measure: { kind: "jump", of: "claimed" },
  basis: { assumption: "t" },
  declaredAt,
} as const;
const verdict: QualityVerdict = {
  check: jump,
  year: 2022,
  level: "red",
  measured: { n: 25n, d: 2n },
  bound: limit("10", 10n),
  months: [7],
};

test("a verdict says what was found, when, and what the policy allows", () => {
  assert.equal(tellVerdict(verdict, "nl"), "Sprong – houdt tegen: 12,5 keer over 2022, in juli; hoogstens 10 keer");
  assert.equal(tellVerdict(verdict, "en"), "Jump – blocks: 12.5 times of 2022, in July; at most 10 times");
  const open: QualityVerdict = {
    ...verdict,
    level: "open",
    bound: { key: "parameter.x", given: { missing: "parameter.x" } },
  };
  assert.equal(
    tellVerdict(open, "nl"),
    "Sprong – opengelaten: 12,5 keer over 2022, in juli; het beleid noemt geen grens",
  );
});

test("what is measured reads as its kind asks", () => {
  assert.equal(measureText("lines", "3.40", "nl"), "3,4 %");
  assert.equal(measureText("lines", "10.00", "en"), "10 %");
  assert.equal(measureText("gap-months", "10", "nl"), "10");
});

test("a figure that is withheld names the check in the reader's language", () => {
  const args = {
    check: "jump",
    nl: "Sprong",
    en: "Jump",
    year: "2022",
    measured: "12.50",
    bound: "10.00",
    kind: "jump",
  };
  assert.equal(
    noteText({ code: "claims_at_fault", args }, "nl"),
    "Niet verteld, want de declaraties over 2022 doorstaan de controle niet. Sprong: 12,5 keer; het beleid staat hoogstens 10 keer toe.",
  );
});
