import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "./document.ts";
import { parseSupplied, readVocabulary } from "./fact.ts";
import type { Finding } from "./finding.ts";
import { readUnits } from "./unit.ts";

const units = readUnits(
  readDocument("u.yaml", "units: [{id: minute, nl: m, en: m}, {id: hour, nl: u, en: h, equals: 60 minute}]", [])!,
  [],
);

function vocabulary(text: string) {
  const findings: Finding[] = [];
  return { facts: readVocabulary([readDocument("facts.yaml", text, findings)!], units, findings), findings };
}

const travel = `
- id: travel_time
  subject: provider
  period: year
  type: decimal
  scale: 1
  unit: hour
  nl: reistijd
  en: travel time
  supplier: provider
  lever: {step: "0.5", range: ["0", "40"]}
  assumption: for the test
`;

test("a fact is read with its lever at its own scale", () => {
  const { facts, findings } = vocabulary(travel);
  assert.deepEqual(findings, []);
  assert.deepEqual(facts.get("travel_time")?.lever, { step: 5n, range: [0n, 400n] });
});

test("minutes become hours exactly, or not at all", () => {
  const fact = vocabulary(travel).facts.get("travel_time")!;
  assert.equal(parseSupplied(fact, "90", "minute", units), 15n);
  assert.equal(parseSupplied(fact, "1.5", "hour", units), 15n);
  assert.equal(parseSupplied(fact, "1.5", undefined, units), 15n);
  assert.match((parseSupplied(fact, "1", "minute", units) as { expected: string }).expected, /exactly/);
  assert.match((parseSupplied(fact, "1", "eur", units) as { expected: string }).expected, /^the unit /);
});

test("a number is not below zero, nor outside what its fact says; an end that is `none` is no end", () => {
  const of = (bounds: string) =>
    vocabulary(travel.replace("unit: hour", `unit: hour\n  ${bounds}`).replace(/ {2}lever.*\n/, "")).facts.get(
      "travel_time",
    )!;
  const isTaken = (bounds: string, value: string, unit?: string) =>
    typeof parseSupplied(of(bounds), value, unit, units) === "bigint";
  for (const [bounds, value, taken] of [
    ["", "-0.1", false],
    ["", "0", true],
    ['least: "-2"', "-2.0", true],
    ['least: "-2"', "-2.1", false],
    ["least: none", "-2.1", true],
    ['most: "40"', "40.0", true],
    ['most: "40"', "40.1", false],
  ] as const)
    assert.equal(isTaken(bounds, value), taken, `${value} with ${bounds}`);
  assert.equal(isTaken("", "-90", "minute"), false, "nor when it comes in another unit");
  assert.deepEqual(parseSupplied(of('most: "40"'), "-90", "minute", units), {
    expected: "a number in hour with at most 1 decimals and a point, as `1250.0`, from 0.0 to 40.0",
  });
});

test("a step of a lever is a difference, which no bound holds; its range lies within the bounds", () => {
  const codes = (bounds: string) => vocabulary(`${travel}  ${bounds}\n`).findings.map(({ code }) => code);
  assert.deepEqual(codes('least: "-1"'), []);
  assert.deepEqual(codes('most: "0.4"'), ["bad-value", "bad-lever"]);
});

test("a cell of a table says that a set is empty", () => {
  const declared =
    "- {id: x, subject: provider, period: instant, type: set<enum>, values: [a, b], labels: {a: {nl: a, en: a}, b: {nl: b, en: b}}, nl: x, en: x, supplier: provider, assumption: t}";
  const fact = vocabulary(declared).facts.get("x")!;
  for (const word of ["[]", ["[]"], ["geen"], ["none"]])
    assert.deepEqual(parseSupplied(fact, word, undefined, units), []);
  assert.ok("expected" in (parseSupplied(fact, "", undefined, units) as object), "nobody knows");
});

test("a day moves by days between two days; a choice does not move", () => {
  const read = (type: string, lever: string) =>
    vocabulary(
      `- {id: x, subject: provider, period: instant, type: ${type}, nl: x, en: x, supplier: provider, assumption: t, lever: ${lever}}`,
    );
  for (const [type, lever, expected] of [
    ["day", "{step: 7, range: [1970-01-01, 1970-02-01]}", { step: 7n, range: [0n, 31n] }],
    ["bool", "{step: 1, range: [0, 1]}", { step: 1n, range: [0n, 1n] }],
  ] as const)
    assert.deepEqual(read(type, lever).facts.get("x")?.lever, expected);
  for (const type of ["enum, values: [a]", "text", "instant"])
    assert.equal(read(type, "{step: 1, range: [0, 1]}").findings[0]?.code, "bad-lever", type);
});

test("faults in the vocabulary are findings", () => {
  for (const [change, code] of [
    ["period: week", "unknown-word"],
    ["supplier: nobody", "unknown-word"],
    ["unit: huor", "unknown-unit"],
    ["lever: {step: 0, range: [0, 1]}", "bad-lever"],
    ["lever: {step: 1, range: [5, 1]}", "bad-lever"],
    ["lever: {step: 1, range: [1]}", "bad-lever"],
    ['least: "50"\n  most: "40"', "bad-bounds"],
    ["least: low", "bad-value"],
    ["ido: x", "unknown-key"],
  ] as const) {
    const key = change.split(":")[0] ?? "";
    const text = travel.replace(new RegExp(`\\n  ${key}: [^\\n]*|$`), `\n  ${change}`);
    assert.equal(vocabulary(text).findings[0]?.code, code, change);
  }
  assert.equal(vocabulary(travel + travel.slice(1)).findings[0]?.code, "declared-twice");
});
