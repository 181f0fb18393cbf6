import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Receipt } from "./record.ts";
import { replay } from "./replay.ts";

const golden = (name: string): Receipt =>
  JSON.parse(readFileSync(new URL(`../../verifier/golden/${name}.json`, import.meta.url), "utf8")) as Receipt;

test("replay() finds nothing in the golden receipts", () => {
  for (const name of ["every-op", "class-sheets", "extra-contracting"]) assert.equal(replay(golden(name)), undefined);
});

test("replay() names the first step that differs, with what is found and expected", () => {
  const receipt = golden("extra-contracting");
  const steps = receipt.steps
    .with(5, { ...receipt.steps[5]!, out: "0.009" })
    .with(6, { ...receipt.steps[6]!, out: "9" });
  assert.deepEqual(replay({ ...receipt, steps }), {
    field: "steps[5]",
    decision: "short_of",
    op: "sub",
    found: '"0.009"',
    expected: '"0.008"',
  });
});

test("replay() notices a known value where there is none, and none where there is one", () => {
  const receipt = golden("every-op");
  for (const [n, step] of receipt.steps.entries()) {
    const { out, ...rest } = step;
    const changed = out === undefined ? { ...rest, out: "1" } : rest;
    assert.equal(replay({ ...receipt, steps: receipt.steps.with(n, changed) })?.field, `steps[${n}]`, step.op);
  }
});

test("a quotient and a rounded number have one way of being written", () => {
  const receipt = golden("every-op");
  const at = (n: number, out: string) =>
    replay({ ...receipt, steps: receipt.steps.with(n, { ...receipt.steps[n]!, out }) });
  assert.equal(at(6, "3.0")?.expected, '"3"');
  assert.equal(at(2, "1.5625"), undefined);
  const half = {
    ...receipt,
    steps: [{ ...receipt.steps[3]!, n: 0, args: [{ value: "1" }, { value: "2" }], out: "0.5" }],
  };
  assert.equal(replay({ ...half, outcomes: [] })?.expected, '{"d":"2","n":"1"}');
});

test("outcomes follow from their steps by type", () => {
  const receipt = golden("class-sheets");
  for (const [at, outcome, expected] of [
    [0, { status: "decided", value: "A" }, 'step 1, "B"'],
    [1, { status: "decided", value: "1.0000" }, 'step 2, "1.0000"'],
    [3, { status: "decided", value: { cents: "12531" } }, 'step 9, "125.30"'],
    [3, { status: "refused", reasons: [] }, 'step 9, "125.30"'],
    [3, { status: "incomplete", missing: [] }, 'step 9, "125.30"'],
    [4, { status: "decided", value: false }, "step 11, unknown"],
    [4, { status: "refused", reasons: [] }, "step 11, unknown"],
  ] as const) {
    const outcomes = receipt.outcomes.with(at, { ...receipt.outcomes[at]!, outcome });
    const difference = replay({ ...receipt, outcomes });
    assert.equal(difference?.field, `outcomes[${at}]`);
    assert.equal(difference.expected, expected);
    assert.equal(difference.op, undefined);
  }
});
