import assert from "node:assert/strict";
import { test } from "node:test";
import { groundOf, readBasis } from "./basis.ts";
import { readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";

function read(text: string) {
  const findings: Finding[] = [];
  const basis = readBasis(readDocument("p.yaml", text, findings)!, findings);
  return { basis, codes: findings.map((finding) => finding.code) };
}

test("a rule rests on a source or on an assumption, never on both or neither", () => {
  assert.deepEqual(read('{id: x, source: "003 §2.2.1"}').basis, { source: "003 §2.2.1" });
  assert.deepEqual(read('{id: x, assumption: "for the example"}').basis, { assumption: "for the example" });
  for (const [text, code] of [
    ["{id: x}", "no-source"],
    ['{id: x, assumption: " "}', "no-source"],
    ['{id: x, source: "003 §2", assumption: "y"}', "two-grounds"],
    ['{id: x, source: "somewhere"}', "bad-source"],
  ] as const) {
    assert.equal(read(text).basis, undefined);
    assert.deepEqual(read(text).codes, [code], text);
  }
});

test("an assumption may stand in English beside the Dutch, and English has nothing to stand beside a source", () => {
  const { basis } = read("{assumption: ruim, assumption_en: ample}");
  assert.deepEqual(basis, { assumption: "ruim", english: "ample" });
  assert.deepEqual(groundOf(basis), { assumption: "ruim" });
  assert.deepEqual(read('{source: "003 §2", assumption_en: ample}').codes, ["missing-key"]);
  assert.deepEqual(read("{assumption_en: ample}").codes, ["missing-key"]);
});

test("vague words go with the choice made, and stay out of the ground", () => {
  const { basis } = read('{source: "003 §2.2.5", vague: bij voorkeur, choice: never refuses}');
  assert.deepEqual(basis, { source: "003 §2.2.5", vague: "bij voorkeur", choice: "never refuses" });
  assert.deepEqual(groundOf(basis), { source: "003 §2.2.5" });
});
