import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { judge } from "../src/receipt.ts";
import { tellVerdict } from "./verify.ts";

const read = (file: string) => ({ file, bytes: readFileSync(new URL(`../verifier/golden/${file}`, import.meta.url)) });
const key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

test("a verdict is told in Dutch and in English", () => {
  const proven = judge(read("every-op.json"), read("every-op.proof.json"), new Set([key]));
  assert.equal(
    tellVerdict(proven, "nl"),
    "every-op.json: gelijk tot op de cent, 48 stappen\n" +
      `  bewezen: rekenbon 3 van 3 in de lijst golden, getekend op 2024-10-01T10:00:00+02:00; gepubliceerde sleutel ${key}\n`,
  );
  const differs = judge(read("bad/step-differs.json"));
  assert.equal(
    tellVerdict(differs, "en"),
    'bad/step-differs.json: differs at step 6 of short_of (round): found "0.02", expected "0.01"\n' +
      "  no proof: nothing shows that these bytes were issued\n",
  );
  const outcome = judge(read("bad/outcome-differs.json"));
  assert.match(tellVerdict(outcome, "nl"), /verschilt in uitkomst 3, ceiling: gevonden decided /);
});

test("what is no receipt and a proof that does not hold are told as such", () => {
  assert.match(tellVerdict(judge(read("bad/space.json")), "nl"), /: geen goede rekenbon\n/);
  const moved = judge(read("every-op.json"), read("bad/other-index.proof.json"));
  assert.match(tellVerdict(moved, "en"), /same to the cent, 48 steps\n  the proof does not hold\n/);
});
