import assert from "node:assert/strict";
import { test } from "node:test";
import { commands } from "../cli/main.ts";
import { checkGlossary, checkLinks, checkManuals } from "./page.ts";
import { expectNone, readTree, treeOf } from "./tree.ts";

const house = readTree();

test("the house: every command has its manual page", () => expectNone(checkManuals(house, Object.keys(commands))));
test("the house: every link and every path on a page leads somewhere", () => expectNone(checkLinks(house)));
test("the house: the glossary and the code name the same things", () => expectNone(checkGlossary(house)));

/** A page in `policy/`, beside a README with one heading. */
const links = (text: string) =>
  checkLinks(treeOf({ "policy/A.md": text, "README.md": "# Twee woorden, hier\n", "src/day.ts": "" }));

/** A glossary with these rows, of a house that knows days only. */
function glossary(rows: string): string {
  const head = "| Nederlands | identifier | is | source | room |\n|---|---|---|---|---|\n";
  return checkGlossary(treeOf({ "GLOSSARY.md": head + rows, "src/day.ts": "type Day = number" })).join("\n");
}

function row(identifier: string, room: string): string {
  return `| dag | \`${identifier}\` | a day | 003 | \`${room}\` |\n`;
}

test("a command without a page and a page without a command are named", () => {
  const tree = treeOf({ "acts/lint.md": "", "acts/lint.ts": "", "acts/run.md": "" });
  assert.deepEqual(checkManuals(tree, ["lint", "run"]), []);
  assert.match(checkManuals(tree, ["lint", "run", "load"])[0] ?? "", /load has no manual; write acts\/load.md/);
  assert.match(checkManuals(tree, ["lint"])[0] ?? "", /acts\/run.md: there is no command run/);
});

test("a link leads to a file, a folder or a heading", () => {
  for (const good of [
    "[a](../README.md)",
    "[a](../src/)",
    "[a](../README.md#twee-woorden-hier)",
    "[a](https://x.nl/y)",
    "`src/day.ts`",
  ])
    assert.deepEqual(links(good), [], good);
  for (const bad of ["[a](README.md)", "[a](../README.md#drie)", "[a](#geen)", "`src/dya.ts`", "`acts/lint.md`"])
    assert.equal(links(bad).length, 1, bad);
  assert.deepEqual(links("`receipts/a.json` and `src/<concept>.ts`"), []);
});

test("a noun stands in its room under its identifier, once; every concept of src has one", () => {
  assert.equal(glossary(row("Day", "src/day")), "");
  assert.match(glossary(""), /has no noun of src\/day/);
  assert.match(glossary(row("Dag", "src/day")), /GLOSSARY.md:3: src\/day does not say Dag/);
  assert.match(glossary(row("Day", "src/day") + row("Day", "src/dya")), /no room src\/dya[^]*Day stands here twice/);
});
