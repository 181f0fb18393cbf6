import assert from "node:assert/strict";
import { test } from "node:test";
import { expectNone, isTest, readTree, roomOf, sources, treeOf } from "./tree.ts";

test("readTree() reads the house and nothing that is made or brought in", () => {
  const tree = readTree();
  assert.match(tree.get("house/tree.test.ts") ?? "", /reads the house/);
  assert.ok(tree.has("package.json"));
  assert.deepEqual(
    [...tree.keys()].filter((path) => /^(node_modules|\.git|out)\//.test(path)),
    [],
  );
});

test("a path tells its room and its kind", () => {
  assert.deepEqual(["src/a/b.ts", "launch.mjs"].map(roomOf), ["src", ""]);
  assert.deepEqual(["src/a.ts", "src/a.test.ts"].map(isTest), [false, true]);
  assert.equal(sources(treeOf({ "a.ts": "", "b.mjs": "", "c.md": "", "d.py": "" })).length, 2);
});

test("expectNone() fails with every complaint", () => {
  assert.doesNotThrow(() => expectNone([]));
  assert.throws(() => expectNone(["a: b; c", "d: e; f"]), /a: b; c\nd: e; f/);
});
