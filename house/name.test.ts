import assert from "node:assert/strict";
import { test } from "node:test";
import { checkNames } from "./name.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const complaints = (path: string) => checkNames(treeOf({ [path]: "" })).join("\n");

test("the house: every file is named after one thing", () => expectNone(checkNames(readTree())));

test("a drawer is refused as a folder and as a file", () => {
  for (const path of ["src/utils/day.ts", "src/helper.ts", "cli/index.ts", "acts/types.ts", "src/core.test.ts"])
    assert.match(complaints(path), /is a drawer; move each piece/, path);
  assert.equal(complaints("src/curve.ts"), "");
});

test("an unknown kind of file is refused", () => {
  assert.match(complaints("src/day.js"), /unknown kind of file/);
  assert.match(complaints("bench/run"), /unknown kind of file/);
  for (const path of [".ci/run", "LICENSE", "policy/a-b/2024/class.sheet.yaml", ".oxlintrc.json"])
    assert.equal(complaints(path), "", path);
});

test("names are in kebab-case, and the complaint gives the name to take", () => {
  assert.match(complaints("src/careType.ts"), /rename it to care-type/);
  assert.match(complaints("acts/Lint.md"), /rename it to lint/);
  assert.equal(complaints("GLOSSARY.md"), "");
  assert.equal(complaints("src/care-type.test.ts"), "");
});
