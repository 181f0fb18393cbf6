import assert from "node:assert/strict";
import { test } from "node:test";
import { checkKeys, child, childWord, findingAt, readDocument, readWord } from "./document.ts";
import type { Finding } from "./finding.ts";

test("a scalar is kept as it was written", () => {
  const findings: Finding[] = [];
  const node = readDocument("p.yaml", "a: 0.10\nb: no\nc: 2024-01-01\nd: ~\n", findings) ?? assert.fail();
  const texts = ["a", "b", "c", "d"].map((key) => {
    const value = child(node, key);
    return value?.kind === "scalar" ? value.text : assert.fail(key);
  });
  assert.deepEqual(texts, ["0.10", "no", "2024-01-01", "~"]);
  assert.deepEqual(findings, []);
});

test("an offset into a scalar knows its line and column", () => {
  const node = readDocument("p.yaml", 'x: 1\ntest: "fact.a > fact.b"\n', []) ?? assert.fail();
  const scalar = child(node, "test") ?? assert.fail();
  assert.deepEqual(findingAt(scalar, "c", "f", "e", { offset: 9 }).column, 17);
  assert.deepEqual(findingAt(scalar, "c", "f", "e", { offset: 9 }).line, 2);
});

test("faults are findings with line, column and a suggestion", () => {
  const findings: Finding[] = [];
  const node = readDocument("p.yaml", "id: x\nsorce: y\n", findings) ?? assert.fail();
  checkKeys(node, ["id", "for"], ["source"], findings);
  assert.deepEqual(
    findings.map(({ code, line, column, expected }) => [code, line, column, expected]),
    [
      ["unknown-key", 2, 1, "did you mean `source`?"],
      ["missing-key", 1, 1, "the key `for`"],
    ],
  );
});

test("broken YAML, a double key and an alias are refused", () => {
  for (const [text, code] of [
    ["a: [1, 2", "yaml-syntax"],
    ["a: 1\na: 2", "yaml-syntax"],
    ["a: &x 1\nb: *x", "yaml-construct"],
    ["", "empty-file"],
  ] as const) {
    const findings: Finding[] = [];
    readDocument("p.yaml", text, findings);
    assert.equal(findings[0]?.code, code, text);
  }
});

test("one of a few words is read, and of another is said what was probably meant", () => {
  const findings: Finding[] = [];
  const node = readDocument("p.yaml", "kind: all\nby: buyr\nof: [x]\n", findings)!;
  const words = ["all", "any"] as const;
  assert.deepEqual(
    [childWord(node, "kind", words, findings), readWord(child(node, "kind")!, words, findings)],
    ["all", "all"],
  );
  for (const [key, ...few] of [
    ["by", "buyer", "provider"],
    ["of", "x", "y"],
    ["for", "x", "y"],
  ] as const)
    assert.equal(childWord(node, key, few, findings), undefined);
  assert.deepEqual(
    findings.map(({ code, line, field, expected }) => [code, line, field, expected]),
    [
      ["unknown-word", 2, "by", "did you mean `buyer`?"],
      ["unknown-word", 3, "of", "one of x, y"],
      ["missing-key", 1, undefined, "the key `for`"],
    ],
  );
});
