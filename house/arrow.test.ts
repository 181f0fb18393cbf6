import assert from "node:assert/strict";
import { test } from "node:test";
import { checkArrows, checkCycles, checkPlan, checkRooms } from "./arrow.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const house = readTree();

/** A door, and a file behind it that looks back at the door. */
const door = (back: string) =>
  treeOf({ "src/a.ts": 'import "./a/b.ts";', "src/a/b.ts": `${back} { A } from "../a.ts";` });

/** A tree of one file that imports one thing. */
const one = (from: string, to: string) => checkArrows(treeOf({ [from]: `import { x } from "${to}";\n` }));

test("the house: every import follows the floor plan", () => expectNone(checkArrows(house)));
test("the house: imports make no circles", () => expectNone(checkCycles(house)));
test("the house: every concept of src has its place in the order", () => expectNone(checkPlan(house)));
test("the house: source stands in a room", () => expectNone(checkRooms(house)));

test("src imports nothing but src and its libraries", () => {
  assert.deepEqual(one("src/day.ts", "./decimal.ts"), []);
  assert.deepEqual(one("src/receipt.ts", "@noble/hashes/sha2.js"), []);
  assert.match(
    one("src/day.ts", "../text/text.ts")[0] ?? "",
    /^src\/day.ts:1: imports text\/text.ts; src may import no other room/,
  );
  assert.match(one("src/day.ts", "node:fs")[0] ?? "", /libraries of src are yaml, @noble/);
  assert.match(one("src/day.ts", "yaml-extra")[0] ?? "", /libraries of src/);
});

test("the edges know acts only by their effects, and never each other", () => {
  assert.deepEqual(one("lake/lake.ts", "../acts/effects.ts"), []);
  assert.equal(one("lake/lake.ts", "../acts/run.ts").length, 1);
  assert.equal(one("lake/lake.ts", "../format/csv.ts").length, 1);
  assert.equal(one("acts/run.ts", "../lake/lake.ts").length, 1);
  assert.equal(one("acts/run.ts", "node:fs/promises").length, 1);
  assert.deepEqual(one("cli/main.ts", "../lake/lake.ts"), []);
});

test("a test may build what it needs, and use fast-check", () => {
  assert.deepEqual(one("acts/run.test.ts", "../lake/lake.ts"), []);
  assert.deepEqual(one("src/day.test.ts", "fast-check"), []);
  assert.deepEqual(one("src/day.test.ts", "node:test"), []);
  assert.equal(one("src/day.ts", "fast-check").length, 1);
});

test("a folder is entered by its door", () => {
  assert.deepEqual(one("src/receipt.ts", "./receipt/merkle.ts"), []);
  assert.deepEqual(one("src/receipt.test.ts", "./receipt/merkle.ts"), []);
  assert.deepEqual(one("src/receipt/proof.ts", "./merkle.ts"), []);
  assert.deepEqual(one("src/receipt/proof.ts", "../finding.ts"), []);
  assert.match(one("src/proof.ts", "./receipt/merkle.ts")[0] ?? "", /write the door src\/receipt.ts/);
  assert.match(one("acts/verify.ts", "../src/receipt/merkle.ts")[0] ?? "", /door src\/receipt.ts/);
});

test("a concept looks to the left only", () => {
  assert.deepEqual(one("src/formula.ts", "./fact.ts"), []);
  assert.match(one("src/fact/value.ts", "../formula.ts")[0] ?? "", /formula stands after fact/);
  assert.deepEqual(one("src/fact.test.ts", "./formula.ts"), []);
});

test("a circle is told once, with the way round", () => {
  const circle = treeOf({
    "src/a.ts": 'import "./b.ts";',
    "src/b.ts": 'import type { C } from "./c.ts";',
    "src/c.ts": 'import "./a.ts";',
    "src/d.ts": 'import "./a.ts";',
  });
  assert.deepEqual(
    checkCycles(circle).map((complaint) => complaint.slice(0, complaint.indexOf(";"))),
    ["src/a.ts: imports itself by way of src/b.ts → src/c.ts → src/a.ts"],
  );
  assert.deepEqual(checkCycles(treeOf({ "src/a.ts": 'import "./b.ts";', "src/b.ts": "" })), []);
  assert.deepEqual(checkCycles(door("import type")), []);
  assert.equal(checkCycles(door("import")).length, 1);
});

test("the plan and src name the same concepts", () => {
  const tree = treeOf({ "src/day.ts": "", "src/day.test.ts": "", "src/receipt/merkle.ts": "", "text/text.ts": "" });
  assert.deepEqual(checkPlan(tree, ["day", "receipt"]), []);
  assert.match(checkPlan(tree, ["day"])[0] ?? "", /^src\/receipt: has no place/);
  assert.match(checkPlan(tree, ["day", "receipt", "lot"])[0] ?? "", /orders lot, which is not in src/);
  assert.equal(checkRooms(treeOf({ "scripts/a.ts": "", "launch.mjs": "", "out.txt": "" })).length, 1);
});
