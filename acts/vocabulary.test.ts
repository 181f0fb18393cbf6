import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { disk as files } from "../house/disk.ts";
import { readTerms } from "./vocabulary.ts";

const policy = fileURLToPath(new URL("../policy", import.meta.url));

test("without a policy the vocabulary of the program counts", async () => {
  const { terms, policy: none, findings } = await readTerms({ files, installedFacts: `${policy}/facts` });
  assert.deepEqual([findings, none], [[], undefined]);
  assert.ok(terms?.vocabulary.has("nursing_staff") && terms.units.has("hour"));
});

test("a policy brings its own vocabulary, and itself", async () => {
  const effects = { files, installedFacts: "nowhere" };
  const read = await readTerms(effects, `${policy}/cz-wijkverpleging/2024`);
  assert.equal(read.policy?.id, "cz-wijkverpleging-2024");
  assert.equal(read.terms, read.policy);
});

test("no vocabulary and no policy leave nothing to read by", async () => {
  const none = await readTerms({ files, installedFacts: "nowhere" });
  assert.deepEqual([none.terms, none.findings.map(({ code }) => code)], [undefined, ["no-facts"]]);
  const lost = await readTerms({ files, installedFacts: `${policy}/facts` }, "nowhere/2024");
  assert.deepEqual([lost.terms, lost.findings.map(({ code }) => code)], [undefined, ["no-policy"]]);
});
