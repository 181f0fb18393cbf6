import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "./document.ts";
import { addLine, emptySupply, readSupply } from "./dossier.ts";
import type { Finding } from "./finding.ts";
import { readPolicy } from "./policy.ts";

const facts = `
- {id: amount, subject: provider, period: year, type: money, nl: bedrag, en: amount, supplier: provider, assumption: t}
- {id: hours, subject: provider, period: instant, type: decimal, scale: 1, unit: hour, nl: uren, en: hours, supplier: provider, assumption: t}
- {id: clients, subject: provider.group, period: instant, type: int, nl: cliënten, en: clients, supplier: claims, assumption: t}
`;
const units = "units: [{id: minute, nl: m, en: m}, {id: hour, nl: u, en: h, equals: 60 minute}]";
const header = `
format: driehoek/1
id: test-2024
buyer: Test
law: zvw
care: test
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: test
subjects: {provider.group: [young, old]}
`;
const { policy } = readPolicy({
  chain: [{ path: "test", files: new Map([["policy.yaml", header]]) }],
  facts: {
    path: "facts",
    files: new Map([
      ["f.yaml", facts],
      ["units.yaml", units],
    ]),
  },
});

function read(text: string) {
  const [supply, findings] = [emptySupply(), [] as Finding[]];
  readSupply(readDocument("facts.json", text, findings)!, policy!, "facts.json", supply, findings);
  return { supply, findings };
}

test("facts are read with their year, with or without their full name", () => {
  const { supply, findings } = read(
    '{"amount": "5.00", "fact.amount@2023": {"cents": "700"}, "provider.group": {"old": {"clients": 3}}}',
  );
  assert.equal(findings.length, 0);
  assert.deepEqual(
    [...supply.values].map(([key, { value }]) => [key, value]),
    [
      ["fact.amount@2024", 500n],
      ["fact.amount@2023", 700n],
    ],
  );
  assert.equal(supply.parts.get("provider.group")?.get("old")?.get("fact.clients")?.value, 3n);
});

test("what does not fit is told with its place, and the rest is kept", () => {
  for (const [text, code, expected] of [
    ['{"amuont": "5.00", "hours": "2"}', "unknown-name", "did you mean `amount`?"],
    [
      '{"amount": "5,00", "hours": "2"}',
      "bad-value",
      "a number with at most 2 decimals and a point, as `1250.00`, from 0.00 on",
    ],
    [
      '{"amount": "-5.00", "hours": "2"}',
      "bad-value",
      "a number with at most 2 decimals and a point, as `1250.00`, from 0.00 on",
    ],
    ['{"clients": 3, "hours": "2"}', "wrong-subject", "a fact of provider.group, given under its name"],
    ['{"provider.group": {"odl": {"clients": 3}}, "hours": "2"}', "unknown-part", "did you mean `old`?"],
  ] as const) {
    const { supply, findings } = read(text);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.expected]),
      [[code, expected]],
    );
    assert.equal(supply.values.get("fact.hours")?.value, 20n);
  }
});

test("of two lines the one known later counts; units are converted exactly", () => {
  const supply = emptySupply();
  const line = (value: string, known_at: string, unit = "hour") =>
    addLine({ fact: "hours", subject: "42000001", value, unit, origin: "upload", known_at }, policy!, supply);
  line("1.5", "2023-05-20T10:00:00Z");
  line("2.0", "2023-05-19T10:00:00Z");
  assert.deepEqual(supply.values.get("fact.hours"), { value: 15n, origin: "upload", knownAt: "2023-05-20T10:00:00Z" });
  line("180", "2023-05-21T10:00:00Z", "minute");
  assert.equal(supply.values.get("fact.hours")?.value, 30n);
  assert.match(line("1", "2023-05-22T10:00:00Z", "minute") ?? "", /exactly/);
});
