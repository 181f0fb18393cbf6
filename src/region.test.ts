import assert from "node:assert/strict";
import { test } from "node:test";
import { regionOfPostcode, toGemeenteCode, toGemeenteKey, toPostcodeKey } from "./region.ts";

test("a postcode is two to four digits, or four and two letters", () => {
  for (const [text, key] of [
    ["5038 ab", "5038AB"],
    ["5038", "5038"],
    ["50", "50"],
    ["0138", undefined],
    ["5038A", undefined],
  ])
    assert.equal(toPostcodeKey(text!), key);
});

test("a gemeente is known under its name without diacritics and marks", () => {
  assert.equal(toGemeenteKey("'s-Hertogenbosch"), "S HERTOGENBOSCH");
  assert.equal(toGemeenteKey("Súdwest-Fryslân "), "SUDWEST FRYSLAN");
});

test("a gemeente has a code of four digits", () => {
  assert.deepEqual(["GM0014", "14", "0014", "GM14x", "Groningen"].map(toGemeenteCode), [
    "GM0014",
    "GM0014",
    "GM0014",
    undefined,
    undefined,
  ]);
});

test("the longest key decides the region of a postcode", () => {
  const keys = new Map([
    ["50", "south"],
    ["5038", "city"],
    ["5038AB", "street"],
  ]);
  assert.equal(regionOfPostcode(keys, "5038 AB"), "street");
  assert.equal(regionOfPostcode(keys, "5038AC"), "city");
  assert.equal(regionOfPostcode(keys, "5012"), "south");
  assert.equal(regionOfPostcode(keys, "9712AB"), undefined);
  assert.equal(regionOfPostcode(keys, "abroad"), undefined);
});
