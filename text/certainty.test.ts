import assert from "node:assert/strict";
import { test } from "node:test";
import { readPolicy } from "../src/policy.ts";
import { shareOf, tellCertainty } from "./certainty.ts";

const header = `
format: driehoek/1
id: test-2024
buyer: Test
law: zvw
care: test
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: test
parameters: {fee: {type: money, value: "1.00", assumption: t}}
`;
const sheet = `
id: class
for: provider
hit: unique
inputs: [{ref: parameter.fee, type: money}]
outputs:
  - {id: class, type: enum, values: [A, B, none], labels: {none: {nl: geen categorie, en: no class}}}
rules:
  - {id: all, when: ["-"], then: [A], assumption: t}
`;
const { policy } = readPolicy({
  chain: [
    {
      path: "t",
      files: new Map([
        ["policy.yaml", header],
        ["class.sheet.yaml", sheet],
      ]),
    },
  ],
  facts: { path: "f", files: new Map() },
});

const certainty = { draws: 400, outcomes: { A: 72, B: 329 - 9, none: 2 }, incomplete: 6 };

test("the likeliest outcome stands first, by its name, and what cannot be decided last", () => {
  const nl = tellCertainty(certainty, "class", policy!, "nl");
  assert.ok(nl.startsWith("Hoe zeker: B 80 %, A 18 %, geen categorie 1 %, niet te beslissen 1 % (over 400 trekkingen"));
  const en = tellCertainty(certainty, "class", policy!, "en");
  assert.ok(en.startsWith("How sure: B 80 %, A 18 %, no class 1 %, not to be decided 1 % (over 400 draws"));
});

test("shareOf() is the share of one outcome; nothing for one that never came", () => {
  assert.equal(shareOf(certainty, "B"), "80 %");
  assert.equal(shareOf(certainty, "C"), "0 %");
});
