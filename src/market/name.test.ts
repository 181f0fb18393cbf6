import assert from "node:assert/strict";
import { test } from "node:test";
import { insurerName, providerName, regionName } from "./name.ts";

test("no two providers of a country share a name", () => {
  const names = Array.from({ length: 3000 }, (_, i) => providerName(i));
  assert.equal(new Set(names).size, names.length);
  assert.equal(providerName(0), "Thuiszorg Zilverhof");
  assert.equal(providerName(792), "Thuiszorg Zilverhof 2");
});

test("every region and insurer has a name of its own, also beyond the list", () => {
  for (const name of [regionName, insurerName])
    assert.equal(new Set(Array.from({ length: 40 }, (_, i) => name(i))).size, 40);
});
