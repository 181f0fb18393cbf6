import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { findingSentences } from "../finding.ts";
import { roundFindingSentences } from "./finding.ts";

/** Where findings about deciding and about a round are made. */
const makers = [
  "acts/budget",
  "acts/compare",
  "acts/decide",
  "acts/gather",
  "acts/insurer",
  "acts/policy-version",
  "acts/radar",
  "acts/radar/watch",
  "acts/rearrange",
  "acts/request",
  "acts/request/answer",
  "acts/run",
  "acts/take",
  "acts/take-all",
  "acts/value",
  "acts/value-mirror",
  "src/data-quality/finding",
  "src/mandate",
  "src/procedure",
  "src/policy/version",
  "src/round/alike",
];

const sources = makers.map((path) => readFileSync(`${path}.ts`, "utf8")).join("\n");

test("every code of a decision or a round is in the catalogue, and the catalogue holds no other", () => {
  const made = [...sources.matchAll(/(?:code: |say\(\s*|findingAt\([^"]*|atLine\(line, )"([a-z]+(?:-[a-z]+)+)"/g)];
  const codes = new Set(made.map(([, code]) => code!).filter((code) => !code.startsWith("version-")));
  assert.deepEqual(
    [...codes].filter((code) => !(code in roundFindingSentences || code in findingSentences)),
    [],
  );
  assert.deepEqual(
    Object.keys(roundFindingSentences).filter((code) => !codes.has(code)),
    [],
  );
});

test("a code is explained in both languages, each as a sentence", () => {
  for (const [code, { nl, en }] of Object.entries(roundFindingSentences)) {
    assert.notEqual(nl, en, code);
    for (const sentence of [nl, en]) assert.match(sentence, /^[A-Z].*[.]$/, code);
  }
});
