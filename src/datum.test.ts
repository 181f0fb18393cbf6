import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDatum, readDatum, readType, toJson } from "./datum.ts";
import type { Datum, Type } from "./datum.ts";
import { child, readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";
import { readUnits } from "./unit.ts";

function type(declaration: string, findings: Finding[] = []): Type {
  const units = readUnits(
    readDocument("units.yaml", "units: [{id: client, nl: cliënt, en: client}]", findings)!,
    findings,
  );
  const read = readType(readDocument("p.yaml", declaration, findings)!, units, findings);
  assert.equal(findings.length, 0, JSON.stringify(findings));
  return read ?? assert.fail(declaration);
}

test("a value is read and written by its type", () => {
  const table: [string, unknown, Datum | undefined, unknown?][] = [
    ["type: bool", true, true, true],
    ["type: bool", "yes", undefined],
    ["type: int", 60, 60n, "60"],
    ["type: int", "60", 60n, "60"],
    ["type: int", "60.5", undefined],
    ["type: int", 60.5, undefined],
    ["{type: decimal, scale: 2}", "12.5", 1250n, "12.50"],
    ["{type: decimal, scale: 2}", "12.505", undefined],
    ["{type: decimal, scale: 2}", "12,50", undefined],
    ["type: money", "1250.00", 125000n, { cents: "125000" }],
    ["type: money", { cents: "125000" }, 125000n, { cents: "125000" }],
    ["type: money", { cents: "125000", euro: "x" }, undefined],
    ["type: money", "1.250", undefined],
    ["type: percent", "62.5", 6250n, "62.50"],
    ["{type: percent, scale: 0}", "80", 80n, "80"],
    ["type: day", "2024-09-15", 19981, "2024-09-15"],
    ["type: day", "2024-09-31", undefined],
    ["type: instant", "2023-05-31T22:00:00Z", 1685570400000, "2023-06-01T00:00:00+02:00"],
    ["{type: enum, values: [A, B]}", "A", "A", "A"],
    ["{type: enum, values: [A, B]}", "a", undefined],
    ["{type: set<enum>, values: [b, a]}", ["b", "a", "b"], ["a", "b"], ["a", "b"]],
    ["type: text", "x", "x", "x"],
    ["type: text", 5, undefined],
  ];
  for (const [declaration, json, datum, written] of table) {
    assert.deepEqual(parseDatum(type(declaration), json), datum, `${declaration} ${JSON.stringify(json)}`);
    if (datum !== undefined) assert.deepEqual(toJson(type(declaration), datum), written);
  }
});

test("what does not fit is a finding that says what was expected", () => {
  const findings: Finding[] = [];
  const node = readDocument("p.yaml", "value: 25.000,00", findings)!;
  readDatum(type("type: money"), child(node, "value")!, "value", findings);
  assert.deepEqual(
    findings.map(({ code, line, column, found, expected }) => [code, line, column, found, expected]),
    [["bad-value", 1, 8, "`25.000,00`", "a number with at most 2 decimals and a point, as `1250.00`"]],
  );
});

test("a type is refused with a guess at what was meant", () => {
  for (const [declaration, code, expected] of [
    ["type: mony", "unknown-type", "did you mean `money`?"],
    ["type: decimal", "no-scale", "how many decimals at most, as in `scale: 2`"],
    ["type: enum", "no-values", "the list of choices"],
    ["{type: int, unit: cleint}", "unknown-unit", "did you mean `client`?"],
  ] as const) {
    const findings: Finding[] = [];
    const units = readUnits(readDocument("u.yaml", "units: [{id: client, nl: cliënt, en: client}]", [])!, []);
    readType(readDocument("p.yaml", declaration, findings)!, units, findings);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.expected]),
      [[code, expected]],
    );
  }
});
