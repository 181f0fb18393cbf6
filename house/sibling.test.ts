import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDead, checkSiblings } from "./sibling.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const house = readTree();
const code = "export function a(): void {}\n";

test("the house: what has code has a test beside it", () => expectNone(checkSiblings(house)));
test("the house: every file is used", () => expectNone(checkDead(house)));

test("code without a test is named with the test to write", () => {
  assert.deepEqual(checkSiblings(treeOf({ "src/day.ts": code, "src/day.test.ts": "" })), []);
  assert.match(checkSiblings(treeOf({ "src/day.ts": code }))[0] ?? "", /write src\/day.test.ts$/);
  assert.deepEqual(checkSiblings(treeOf({ "src/receipt/merkle.ts": code, "src/receipt.test.ts": "" })), []);
  assert.deepEqual(checkSiblings(treeOf({ "acts/effects.ts": "export interface A {}\n", "bench/main.ts": code })), []);
});

test("a file that only its own test imports is dead", () => {
  const tree = {
    "src/a.ts": code,
    "src/a.test.ts": 'import "./a.ts";',
    "cli/main.ts": 'import "../src/b.ts";',
    "src/b.ts": code,
  };
  assert.deepEqual(checkDead(treeOf(tree), ["cli/main.ts"]), [
    "src/a.ts: nobody imports it; use it, or delete it with its test",
  ]);
  assert.deepEqual(checkDead(treeOf({ ...tree, "src/b.test.ts": 'import "./a.ts";' }), ["cli/main.ts"]), []);
  assert.deepEqual(checkDead(treeOf({ ...tree, "src/b.ts": 'import "./a.ts";' }), ["cli/main.ts"]), []);
});
