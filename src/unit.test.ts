import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";
import { conversion, divideUnits, multiplyUnits, readUnit, readUnits } from "./unit.ts";

const text = `
units:
  - {id: minute, nl: minuut, en: minute}
  - {id: hour, nl: uur, en: hour, equals: 60 minute}
  - {id: client, nl: cliënt, en: client}
  - {id: fte, nl: fte, en: fte}
`;

function units(findings: Finding[] = []) {
  const document = readDocument("units.yaml", text, findings) ?? assert.fail();
  return readUnits(document, findings);
}

test("units multiply and divide to a canonical text", () => {
  for (const [a, b, product, quotient] of [
    ["hour", "eur/hour", "eur", "hour^2/eur"],
    ["fte", "client", "client*fte", "fte/client"],
    ["", "client", "client", "1/client"],
    ["eur", "", "eur", "eur"],
    ["client", "client", "client^2", ""],
  ] as const) {
    assert.equal(multiplyUnits(a, b), product);
    assert.equal(divideUnits(a, b), quotient);
  }
});

test("minutes and hours are one fact in two units", () => {
  assert.deepEqual(conversion("hour", "minute", units()), { n: 60n, d: 1n });
  assert.deepEqual(conversion("minute", "hour", units()), { n: 1n, d: 60n });
  assert.equal(conversion("hour", "client", units()), undefined);
});

test("readUnit() knows its names and guesses what was meant", () => {
  const findings: Finding[] = [];
  const read = (unit: string) => readUnit(readDocument("p.yaml", unit, findings), units(), findings);
  assert.equal(read("fte/client"), "fte/client");
  assert.equal(read("hour*client/fte"), "client*hour/fte");
  assert.equal(findings.length, 0);
  read("huor");
  assert.match(findings[0]?.expected ?? "", /did you mean `hour`/);
});
