import assert from "node:assert/strict";
import { test } from "node:test";
import { commonFlags, readArguments } from "./argument.ts";

const known = { ...commonFlags, facts: { type: "string", nl: "", en: "" } } as const;
const read = (line: string) => readArguments(line.split(" "), known);
const complaints = (line: string) => read(line).findings.map(({ code, found, expected }) => [code, found, expected]);

test("words and flags may stand in any order", () => {
  const { words, flags, findings } = read("policy/a extra --on 2024-10-01 --facts=f.json --json more -- --word");
  assert.deepEqual(words, ["policy/a", "extra", "more", "--word"]);
  assert.deepEqual(flags, { on: "2024-10-01", facts: "f.json", json: true });
  assert.deepEqual(findings, []);
});

test("an unknown flag is refused, with the one that was probably meant", () => {
  assert.deepEqual(complaints("x --fcats f.json"), [["unknown-flag", "`--fcats`", "did you mean `--facts`?"]]);
  assert.deepEqual(complaints("-z"), [["unknown-flag", "`-z`", "a flag that --help lists"]]);
  assert.deepEqual(complaints("--constructor"), [["unknown-flag", "`--constructor`", "a flag that --help lists"]]);
});

test("a flag has the value that it needs, once", () => {
  assert.deepEqual(complaints("--on 2024-02-30"), [["flag-value", "`--on 2024-02-30`", "a day such as 2024-10-01"]]);
  assert.deepEqual(complaints("--lang fr"), [["flag-value", "`--lang fr`", "nl or en"]]);
  assert.deepEqual(complaints("--threads 0 --seed x").length, 2);
  assert.deepEqual(complaints("--lake"), [["flag-value", "`--lake`", "a value behind it"]]);
  assert.deepEqual(complaints("--json=yes"), [["flag-value", "`--json=yes`", "--json without a value"]]);
  assert.deepEqual(complaints("--lake a --lake b"), [["repeated-flag", "`--lake`", "--lake once"]]);
});
