import assert from "node:assert/strict";
import { test } from "node:test";
import { readContract } from "../src/contract.ts";
import { randomContractText, randomRows, tryContract } from "./random-contract.ts";
import { Dice } from "./random-policy.ts";

test("three hundred random contracts of ten years each: no cent is lost, order does not matter, curve and settlement agree", () => {
  for (let seed = 0; seed < 300; seed++) {
    const { problem, years, contract } = tryContract(seed, 10);
    assert.equal(problem, undefined, `seed ${seed}: ${problem}\n${randomContractText(new Dice(seed))}`);
    assert.equal(years, 10);
    assert.ok(contract !== undefined);
  }
});

test("random contracts differ, and use every step", () => {
  const texts = Array.from({ length: 60 }, (_, seed) => randomContractText(new Dice(seed)));
  assert.equal(new Set(texts).size, texts.length);
  for (const word of [
    "above:",
    "below:",
    "share:",
    "at_least:",
    "at_most:",
    "when:",
    "cliff:",
    "round:",
    "sum:",
    "of:",
  ])
    assert.ok(
      texts.some((text) => text.includes(word)),
      word,
    );
  const { contract } = readContract("contract.yaml", texts[0]!);
  assert.ok(contract !== undefined);
  assert.ok(randomRows(new Dice(1)).length > 4);
});
