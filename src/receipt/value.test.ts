import assert from "node:assert/strict";
import { test } from "node:test";
import type { Given } from "./value.ts";
import { asSet, fromStep, fromTyped, orderedKind, same, show } from "./value.ts";

test("fromTyped() turns cents into euro and a percentage into its fraction", () => {
  assert.ok(same(fromTyped("money", { cents: "125000" }), "1250.00"));
  assert.ok(same(fromTyped("money", { cents: "-1" }), "-0.01"));
  assert.ok(same(fromTyped("percent", "62.5"), "0.625"));
  assert.ok(same(fromTyped("percent", "-0.50"), "-0.005"));
  assert.ok(same(fromTyped("int", "60"), "60.0"));
  assert.ok(same(fromTyped("decimal", "0.10"), { n: 1n, d: 10n }));
  for (const [type, value] of [
    ["day", "2024-10-01"],
    ["instant", "2024-10-01T00:00Z"],
    ["enum", "A"],
    ["text", "1"],
    ["bool", false],
    ["set<enum>", ["a", "b"]],
  ] as const)
    assert.deepEqual(fromTyped(type, value), value);
});

test("same() compares what values say, not how they are written", () => {
  const pairs: [Given, Given, boolean][] = [
    ["1.5", "1.50", true],
    ["1.5", fromStep({ n: "3", d: "2" }), true],
    ["1.5", "1.51", false],
    ["2024-03-31T00:30+01:00", "2024-03-30T23:30:00Z", true],
    ["2024-03-31T00:30+01:00", "2024-03-30T23:30:00.001Z", false],
    ["2024-03-31", "2024-03-31", true],
    ["a", "A", false],
    [["1", ["b"]], ["1.0", ["b"]], true],
    [["a"], ["a", "b"], false],
    ["a", ["a"], false],
    [true, "true", false],
    [false, undefined, false],
    [undefined, undefined, true],
    ["0", false, false],
  ];
  for (const [a, b, expected] of pairs) {
    assert.equal(same(a, b), expected, `${show(a)} and ${show(b)}`);
    assert.equal(same(b, a), expected, `${show(b)} and ${show(a)}`);
  }
});

test("asSet() sorts by code units and keeps each member once", () => {
  assert.deepEqual(asSet(["é", "b", "\ufb33", "😀", "b", "B"]), ["B", "b", "é", "😀", "\ufb33"]);
  assert.equal(asSet(["a", true]), undefined);
  assert.equal(asSet("a"), undefined);
});

test("orderedKind() finds the one order that all values have", () => {
  assert.equal(orderedKind(["1", fromStep({ n: "1", d: "3" })]), "number");
  assert.equal(orderedKind(["2024-01-01", "2023-12-31"]), "day");
  assert.equal(orderedKind(["2024-01-01T00:00Z"]), "instant");
  assert.equal(orderedKind(["2024-01-01", "1"]), undefined);
  assert.equal(orderedKind(["a"]), undefined);
});
