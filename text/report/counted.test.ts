import assert from "node:assert/strict";
import { test } from "node:test";
import { countedText } from "./counted.ts";

test("a mean says whose claims it is over", () => {
  assert.equal(countedText(["9001", "9002"], "nl"), "Gemiddelde over de declaraties van 9001, 9002.");
  assert.equal(countedText(undefined, "en"), "Mean over all claims that were loaded.");
});
