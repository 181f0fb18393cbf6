import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPurity } from "./purity.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const complaints = (text: string, path = "src/day.ts") => checkPurity(treeOf({ [path]: text }));

test("the house: src reads no clock, draws no chance and touches nothing", () => expectNone(checkPurity(readTree())));

test("each banned call is named with its line and its replacement", () => {
  assert.deepEqual(complaints("// the day\nconst day = Date.now();"), [
    "src/day.ts:2: Date.now is banned in src; take the day or the instant as an argument",
  ]);
  for (const call of [
    "new Date()",
    "Math.random()",
    "process.env.X",
    "console.log(1)",
    "fetch(url)",
    "a.localeCompare(b)",
    "setTimeout(f, 1)",
    "Temporal.Now.instant()",
    "throw new Error()",
    "x.toFixed(2)",
  ])
    assert.equal(complaints(call).length, 1, call);
});

test("what is only said, or only named alike, is let through", () => {
  for (const text of [
    "// Date.now() would be impure",
    'const text = "throw away";',
    "`fetch ${a}`",
    "new Date(millis)",
    "policy.process",
    "interface A { readonly process: string }",
    "const processed = 1;",
  ])
    assert.deepEqual(complaints(text), [], text);
});

test("a throw stands in assert only; tests and other rooms may do more", () => {
  assert.deepEqual(complaints("throw new Error(message)", "src/assert.ts"), []);
  assert.deepEqual(complaints("console.log(Date.now())", "src/day.test.ts"), []);
  assert.deepEqual(complaints("console.log(Date.now())", "cli/world.ts"), []);
});
