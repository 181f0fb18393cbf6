import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRemarks, checkTraces } from "./remark.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const house = readTree();

test("the house: no work is left undone without an issue", () => expectNone(checkRemarks(house)));
test("the house: no file names a machine or a registry", () => expectNone(checkTraces(house)));

/** Written apart, so that this file does not trip over its own examples. */
const undone = ["FIX", "ME"].join("");
const later = ["TO", "DO"].join("");

const remarks = (text: string) => checkRemarks(treeOf({ "src/a.ts": text }));
const traces = (text: string) => checkTraces(treeOf({ "README.md": text.replace("#", "") })).length;

test("undone work is found in comments only", () => {
  assert.match(remarks(`a();\n// ${undone} b`)[0] ?? "", /^src\/a.ts:2: .*; finish it/);
  assert.match(remarks(`/* ${later}: b */`)[0] ?? "", /write TODO\(#/);
  assert.deepEqual(remarks(`// ${later}(#12): b`), []);
  assert.deepEqual(remarks(`const a = "${undone}";`), []);
});

test("a path of one machine and the host of a registry are found in any file", () => {
  assert.equal(traces("see /ho#me/a"), 1);
  assert.equal(traces("cd C:#\\a"), 1);
  assert.equal(traces('"resol#ved": "x"'), 1);
  assert.equal(traces("https://registry#.example.org/a"), 1);
  assert.equal(traces("see ./home/a, https://example.org/home/a, b/opt/c and /tmp"), 0);
});
