import assert from "node:assert/strict";
import { test } from "node:test";
import { explainCode, findingSentences } from "./finding.ts";

test("a code is explained in both languages, each as one sentence or two", () => {
  for (const [code, { nl, en }] of Object.entries(findingSentences)) {
    assert.notEqual(nl, en, code);
    for (const sentence of [nl, en]) assert.match(sentence, /^[A-Z].*[.]$/, code);
  }
  assert.equal(explainCode("gap", "en"), "There is no rule for this case; add one.");
  assert.equal(explainCode("no-such-code", "nl"), undefined);
});
