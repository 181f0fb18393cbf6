import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNumbers } from "./number.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const complaints = (text: string, path = "src/ceiling.ts") => checkNumbers(treeOf({ [path]: text }));

test("the house: no number of a policy stands in src", () => expectNone(checkNumbers(readTree())));

test("a share, a year, a day and an amount belong in a policy", () => {
  for (const number of ["used >= 0.8 * ceiling", "year === 2024", 'closes("2023-06-01")', 'money("100000.00")'])
    assert.match(
      complaints(`const a = 1;\n${number}`)[0] ?? "",
      /^src\/ceiling.ts:2: the number .*; make it a parameter/,
      number,
    );
});

test("a number that a comment explains, or that only counts, is let through", () => {
  for (const text of [
    "// The half-up rule adds one half.\nconst half = 0.5;",
    "const z = 1.96; // 95 % of a normal distribution",
    "/** 100000.00 euro, says the policy */\nfunction a() {}",
    "digits * 10n ** 18n + 86_400_000 + list[2]",
    'expected: "a day, as 2024-09-15"',
  ])
    assert.deepEqual(complaints(text), [], text);
});

test("tests and the made-up market may have their own", () => {
  assert.deepEqual(complaints("const a = 0.8;", "src/ceiling.test.ts"), []);
  assert.deepEqual(complaints("const a = 0.8;", "src/market/care.ts"), []);
});
