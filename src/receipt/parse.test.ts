import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, fileBytes } from "./canonical.ts";
import { parseProof, parseReceipt } from "./parse.ts";
import { hitPolicies, ops, valueTypes } from "./record.ts";
import type { Json } from "./record.ts";

const golden = (name: string): string =>
  readFileSync(new URL(`../../verifier/golden/${name}`, import.meta.url), "utf8");
const specification = readFileSync(new URL("../../verifier/RECEIPT.md", import.meta.url), "utf8");

/** The findings on a golden receipt in which one place is replaced; `undefined` takes it away. */
function findingsAt(name: string, path: readonly (string | number)[], value: Json | undefined): string[] {
  const tree = JSON.parse(golden(name)) as Record<string | number, unknown>;
  const last = path.at(-1)!;
  const parent = path.slice(0, -1).reduce((at, key) => at[key] as typeof tree, tree);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  const parsed = parseReceipt(new TextEncoder().encode(`${canonical(tree)}\n`), name);
  return "findings" in parsed
    ? parsed.findings.map(({ field, found, expected }) => `${field}: ${found} / ${expected}`)
    : [];
}

test("parseReceipt() gives the receipt, every field of it", () => {
  for (const name of ["every-op.json", "class-sheets.json", "extra-contracting.json"]) {
    const bytes = new TextEncoder().encode(golden(name));
    const parsed = parseReceipt(bytes, name);
    assert.ok("value" in parsed, JSON.stringify(parsed));
    assert.deepEqual(fileBytes(parsed.value as unknown as Json), bytes);
  }
});

test("what is malformed is named with its field, what is found and what is expected", () => {
  const steps = "extra-contracting.json";
  for (const [path, value, ...expected] of [
    [["steps", 5, "op"], "minus", /^steps\[5\]\.op: "minus" \/ one of add sub /],
    [["steps", 5, "n"], 6, /^steps\[5\]\.n: 6 \/ 5/],
    [["steps", 5, "args", 0], { step: 5 }, /^steps\[5\]\.args\[0\]\.step: 5 \/ an earlier step/],
    [["steps", 5, "args", 0], { in: 9 }, /^steps\[5\]\.args\[0\]\.in: 9 \/ one of 6 inputs/],
    [["steps", 5, "args", 0], { in: 1, step: 1 }, /^steps\[5\]\.args\[0\]: .* \/ an object with one of in step value/],
    [["steps", 5, "args"], [], /^steps\[5\]\.args: 0 args \/ 2 for sub/],
    [["steps", 1, "kind"], undefined, /^steps\[1\]\.kind: nothing \/ the kind that is compared/],
    [["steps", 4, "kind"], "bool", /^steps\[4\]\.kind: "bool" \/ no kind/],
    [["steps", 2, "args", 0], { value: "lt" }, /^steps\[2\]\.args\[0\]: .* \/ one of eq ne$/],
    [["steps", 6, "args", 0], { value: "half_down" }, /^steps\[6\]\.args\[0\]: .* \/ one of half_up /],
    [["steps", 6, "args", 1], { value: "-1" }, /^steps\[6\]\.args\[1\]: .* \/ a scale from "0" to "99"/],
    [["steps", 0, "out"], { n: "2", d: "4" }, /^steps\[0\]\.out: .* \/ a quotient \{n, d\} in lowest terms/],
    [["steps", 1, "assumption"], "x", /^steps\[1\]: both source and assumption/],
    [["inputs", 0, "value"], "1.00", /^inputs\[0\]\.value: "1.00" \/ an object/],
    [["inputs", 0, "value", "cents"], "0.5", /^inputs\[0\]\.value\.cents: "0.5" \/ a whole number/],
    [["inputs", 0, "type"], "euro", /^inputs\[0\]\.type: "euro" \/ one of bool int /],
    [["inputs", 0, "note"], "x", /^inputs\[0\]\.note: a field that no receipt has/],
    [["on"], "2024-02-30", /^on: "2024-02-30" \/ a day/],
    [["policy", "hash"], "AB", /^policy\.hash: "AB" \/ 64 lower-case hex digits/],
    [["policy", "valid"], ["2024-01-01"], /^policy\.valid: 1 days \/ two days/],
    [["outcomes", 0, "step"], 99, /^outcomes\[0\]\.step: 99 \/ one of 8 steps/],
    [["outcomes", 0, "step"], undefined, /^outcomes\[0\]\.step: nothing \/ the step that is refused/],
    [["outcomes", 1, "outcome", "value"], "0.01", /^outcomes\[1\]\.outcome\.value: "0.01" \/ an object/],
    [["outcomes", 1, "outcome"], { status: "done" }, /^outcomes\[1\]\.outcome\.status: "done" \/ one of decided /],
    [["why_version"], undefined, /^why_version: nothing \/ this field/],
  ] as const) {
    const findings = findingsAt(steps, path, value);
    assert.equal(findings.length, expected.length, `${path.join(".")}: ${findings.join("; ")}`);
    assert.match(findings[0] ?? "", expected[0]);
  }
});

test("a sheet that cannot be evaluated is refused before it is", () => {
  const rules = ["sheets", "class", "rules"] as const;
  for (const [path, value, expected] of [
    [[...rules, 1, "id"], "best", /rules\[1\]\.id: "best" \/ an id of its own/],
    [[...rules, 0, "when"], [{ any: true }], /rules\[0\]\.when: 1 cells \/ 2/],
    [[...rules, 0, "then"], [], /rules\[0\]\.then: 0 cells \/ 2/],
    [[...rules, 0, "when", 1], { from: { value: "A" } }, /rules\[0\]\.when\[1\]: a range \/ no range: .* is a text/],
    [
      [...rules, 0, "when", 0],
      { from_open: true, to: { value: "1" } },
      /when\[0\]\.from: nothing \/ the bound that is/,
    ],
    [[...rules, 2, "when", 0, "to"], { value: "x" }, /when\[0\]\.to\.value: "x" \/ a number/],
    [
      [...rules, 0, "when", 0, "from"],
      { input: 2 },
      /when\[0\]\.from\.input: fact.funding, a enum \/ an input that is/,
    ],
    [[...rules, 0, "then", 0], { column: 0 }, /then\[0\]\.column: 0 \/ a column that is a text/],
    [["sheets", "surcharge", "outputs", 0, "type"], "text", /outputs\[0\]\.type: text \/ number for collect-sum/],
    [["steps", 0, "args", 0], { value: "none" }, /^steps\[0\]\.args\[0\]: .* \/ the id of a sheet/],
    [["steps", 0, "args"], [{ value: "class" }], /^steps\[0\]\.args: 0 columns \/ 2/],
    [["steps", 1, "args", 0], { step: 0 }, undefined],
    [["steps", 4, "args", 0], { step: 2 }, /^steps\[4\]\.args\[0\]: .* \/ an earlier row step/],
    [["steps", 4, "args", 1], { value: "price" }, /^steps\[4\]\.args\[1\]: .* \/ one of amount/],
    [["steps", 4, "args", 2], { in: 1 }, /^steps\[4\]\.args: .* as the then cells say/],
  ] as const) {
    const findings = findingsAt("class-sheets.json", path, value);
    if (expected === undefined) assert.deepEqual(findings, []);
    else assert.match(findings[0] ?? "nothing", expected, path.join("."));
  }
});

test("parseProof() asks hex, an index and an instant", () => {
  const text = golden("every-op.proof.json");
  const parse = (proof: string) => parseProof(new TextEncoder().encode(proof), "p");
  assert.ok("value" in parse(text));
  const broken = parse(text.replace('"index":2', '"index":-1').replace('"log":"golden"', '"log":""'));
  assert.deepEqual("findings" in broken && broken.findings.map(({ field }) => field), ["index", "log"]);
});

test("RECEIPT.md names every op and every hit policy that is read here", () => {
  const table = specification.slice(specification.indexOf("| op |"), specification.indexOf("Unless the table"));
  const named = new Set(
    [...table.matchAll(/^\|((?: `[a-z_]+`)+) \|/gm)].flatMap(([, cell]) => cell!.match(/[a-z_]+/g)!),
  );
  assert.deepEqual([...named].toSorted(), [...ops].toSorted());
  for (const hit of hitPolicies) assert.ok(specification.includes(`\`${hit}\``), hit);
  for (const type of valueTypes) assert.ok(specification.includes(`\`${type}\``), type);
});
