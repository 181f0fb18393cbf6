import assert from "node:assert/strict";
import { test } from "node:test";
import { inLanguage, phraseIn } from "./phrase.ts";

const nl = (text: string): string => inLanguage(text, "nl");

test("a phrase is told in Dutch, its holes as they are or as the phrases that they are", () => {
  assert.equal(nl("nothing"), "niets");
  assert.equal(nl("did you mean `fact.size`?"), "bedoelt u `fact.size`?");
  assert.equal(nl("no rule for any case"), "geen regel voor elk geval");
  assert.equal(nl("`fact.size`: up to 3: small; above 3: large"), "`fact.size`: tot en met 3: small; boven 3: large");
  assert.equal(
    nl('provider: an AGB code of eight digits; did you mean "abg"?'),
    'provider: een AGB-code van acht cijfers; bedoelt u "abg"?',
  );
  assert.equal(nl("region: 1000000 insured, 120 providers"), "region: 1000000 verzekerden, 120 aanbieders");
});

test("what is quoted, a name, or nobody's phrase stays as it is; in English everything does", () => {
  for (const text of ["`no one`", '"the end of one"', "12.50", "Zorg en Zo"]) assert.equal(nl(text), text);
  assert.equal(inLanguage("nothing", "en"), "nothing");
  assert.equal(phraseIn("a b, as a library says it", "nl"), undefined);
  assert.equal(phraseIn("tiny, region", "nl"), "tiny, region");
});
