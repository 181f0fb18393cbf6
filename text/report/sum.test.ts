import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../../house/small-round.ts";
import type { Receipt } from "../../src/receipt.ts";
import { effectsOf, sumOf } from "./sum.ts";

const { policy, proposals } = holdSmallRound();
const [{ receipt } = assert.fail()] = proposals;

/** The receipt with these steps as those of the ceiling, € 104,00 by the last. */
function withSteps(steps: readonly object[]): Receipt {
  const input = { ref: "parameter.growth", type: "percent", origin: "policy", value: "4.00" };
  const outcome = { status: "decided", value: { cents: "10400" } };
  return {
    ...receipt,
    inputs: [input],
    steps: steps.map((step, n) => ({ n, decision: "ceiling", ...step })),
    outcomes: [{ decision: "ceiling", step: steps.length - 1, type: "money", outcome }],
  } as unknown as Receipt;
}

const sum = { op: "add", args: [{ value: "1.0000" }, { in: 0 }], out: "1.0400" };
const share = { op: "pick", decision: "in_short", args: [], out: "0.0200" };
const rounded = (step: number) => ({
  op: "round",
  args: [{ value: "half_up" }, { value: "2" }, { step }, { value: "1" }],
  out: "104.00",
});

test("an amount stands as its sum in words and in figures, with brackets where a product holds a sum", () => {
  const product = { op: "mul", args: [{ value: "100.00" }, { step: 0 }], out: "104.000000" };
  assert.deepEqual(sumOf(withSteps([sum, product, rounded(1)]), "ceiling", policy, "nl"), {
    words: "100 × (100 % + Groei) = Plafond",
    figures: "100 × (100 % + 4 %) = € 104,00",
  });
});

test("what another decision gave stands in it by its name", () => {
  const steps = [share, { op: "add", args: [{ in: 0 }, { step: 0 }], out: "0.0600" }];
  assert.deepEqual(sumOf(withSteps(steps), "ceiling", policy, "en"), {
    words: "Growth + In short = Ceiling",
    figures: "4 % + 2 % = € 104.00",
  });
});

test("what a decision does to an amount are the terms that rest on it", () => {
  const chosen = { op: "pick", decision: "class", args: [], out: "B" };
  const effect = { ...share, args: [{ step: 0 }] };
  const amount = { op: "add", args: [{ in: 0 }, { step: 1 }], out: "0.0600" };
  const asked = { decision: "class", amount: "ceiling" };
  assert.deepEqual(effectsOf(withSteps([chosen, effect, amount]), asked, policy, "nl"), ["In short: 2 %"]);
  assert.deepEqual(effectsOf(withSteps([chosen, share, amount]), asked, policy, "nl"), []);
});

test("there is no sum for another formula, for what is not decided, or for what is no amount", () => {
  assert.equal(sumOf(withSteps([{ op: "min", args: [{ in: 0 }], out: "104.00" }]), "ceiling", policy, "nl"), undefined);
  assert.equal(sumOf(receipt, "ceiling", policy, "nl"), undefined);
  assert.equal(sumOf(receipt, "class", policy, "nl"), undefined);
});
