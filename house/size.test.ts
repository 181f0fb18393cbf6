import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSizes, functionsOf, hasFunctions } from "./size.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const functionOf = (lines: number) => treeOf({ "src/a.ts": `function a() {\n${"  step();\n".repeat(lines - 2)}}\n` });

test("the house: functions fit on a screen, files in a sitting", () => expectNone(checkSizes(readTree())));

test("functionsOf() finds declarations, arrows and methods, however their heads are laid out", () => {
  const source = [
    "export async function a(b: string): Promise<{ c: number }> {\n  d();\n}\n",
    "function e(\n  { f }: { f: string },\n): void {\n  g();\n}\n",
    "const h = (i: number) => {\n  j();\n};\n",
    'test("k", () => {\n  if (l) {\n    m();\n  }\n});\n',
    "class N {\n  async o(): Promise<void> {\n    p();\n  }\n}\n",
  ].join("");
  assert.deepEqual(
    functionsOf(source).map(({ lines }) => lines),
    [3, 5, 3, 5, 3],
  );
});

test("a function of 70 lines passes, one of 71 does not", () => {
  assert.deepEqual(checkSizes(functionOf(70)), []);
  assert.match(
    checkSizes(functionOf(71))[0] ?? "",
    /^src\/a.ts:1: a function of 71 lines, more than 70; name its steps/,
  );
});

test("a file of 400 lines passes, one of 401 does not, unless it holds data only", () => {
  const code = "function a() {\n  b();\n}\n";
  const filled = (lines: number) => treeOf({ "src/a.test.ts": code + "x();\n".repeat(lines - 3) });
  assert.deepEqual(checkSizes(filled(400)), []);
  assert.match(checkSizes(filled(401))[0] ?? "", /401 lines, more than 400; give it a folder src\/a\//);
  assert.deepEqual(
    checkSizes(treeOf({ "src/rate.ts": `export const rates = [\n${"  [1, 2],\n".repeat(500)}];\n` })),
    [],
  );
});

test("the checker of receipts may have 500 lines", () => {
  assert.deepEqual(checkSizes(treeOf({ "verifier/check.py": "x = 1\n".repeat(500) })), []);
  assert.equal(checkSizes(treeOf({ "verifier/check.py": "x = 1\n".repeat(501) })).length, 1);
});

test("hasFunctions() tells code from data and types", () => {
  assert.ok(hasFunctions("export function a() {}"));
  assert.ok(hasFunctions("export const a = (b: string) => b.trim();"));
  assert.ok(!hasFunctions("export interface A {\n  run(call: B): Promise<C>;\n  at: (x: number) => Place;\n}\n"));
  assert.ok(!hasFunctions("export type A = (b: string) => string;\nexport const c = [1, 2];\n"));
});
