import assert from "node:assert/strict";
import { test } from "node:test";
import { parseInstant } from "./day.ts";
import { readDocument } from "./document.ts";
import { readVocabulary } from "./fact.ts";
import { FactHistory, knownBefore, readVersion } from "./fact-version.ts";
import type { FactVersion, Reception, Refusal, Terms } from "./fact-version.ts";
import { readUnits } from "./unit.ts";

const facts = `
- { id: staff, subject: provider, period: year, type: int, unit: person, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: travel, subject: provider, period: month, type: int, unit: minute, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: cost, subject: provider, period: year, type: money, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: measured_on, subject: provider, period: instant, type: day, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: note, subject: provider, period: instant, type: text, nl: n, en: e, supplier: provider, source: "003 §1" }
- { id: group_clients, subject: provider.group, period: year, type: int, nl: n, en: e, supplier: claims, source: "003 §1" }
`;
const units = `
units:
  - { id: person, nl: persoon, en: person }
  - { id: minute, nl: minuut, en: minute }
  - { id: hour, nl: uur, en: hour, equals: 60 minute }
`;

function terms(): Terms {
  const known = readUnits(readDocument("units.yaml", units, [])!, []);
  return { units: known, vocabulary: readVocabulary([readDocument("facts.yaml", facts, [])!], known, []) };
}

const may20 = "2023-05-20T14:00:00+02:00";
const june1 = "2023-06-01T00:00:00+02:00";
const good = {
  fact: "staff",
  subject: "41000001",
  period: "2022",
  value: "48",
  unit: "person",
  origin: "module",
  known_at: may20,
};

function faults(sent: Record<string, unknown>): string[] {
  const read = readVersion(sent, terms());
  return Array.isArray(read) ? read.map(({ code, field }) => `${code} ${field}`) : ["none"];
}

test("a good line comes back in the order of the format", () => {
  const { known_at, ...rest } = good;
  assert.equal(JSON.stringify(readVersion({ known_at, ...rest }, terms())), JSON.stringify(good));
});

test("a line is refused for every fault that it has", () => {
  const cases: [Record<string, unknown>, ...string[]][] = [
    [{ ...good, unit: undefined, value: 48 }, "none"],
    [{ ...good, value: "-5" }, "bad-value value"],
    [{ ...good, fact: "staf" }, "unknown-fact fact"],
    [{ ...good, subject: "4100001" }, "bad-subject subject"],
    [{ ...good, subject: "41000001/provider.group/x" }, "bad-subject subject"],
    [{ ...good, fact: "group_clients", unit: undefined }, "bad-subject subject"],
    [{ ...good, fact: "group_clients", unit: undefined, subject: "41000001/provider.group/frail" }, "none"],
    [{ ...good, period: "2022-01" }, "bad-period period"],
    [{ ...good, fact: "travel", unit: "hour", period: "2022-13" }, "bad-period period"],
    [{ ...good, fact: "travel", unit: "hour", value: "1", period: "2022-12" }, "none"],
    [{ ...good, fact: "travel", unit: "person", period: "2022-12" }, "bad-value value"],
    [{ ...good, value: "48,5" }, "bad-value value"],
    [{ ...good, value: null }, "no-value value"],
    [{ ...good, known_at: "2023-05-20" }, "bad-instant known_at"],
    [{ ...good, origin: undefined, replaces: "soon" }, "bad-field origin", "bad-instant replaces"],
    [{ ...good, nname: "x" }, "unknown-field nname"],
    [{ ...good, fact: "note", period: undefined, unit: undefined, value: "zie 111222333" }, "personal-value value"],
    [{ ...good, fact: "cost", unit: undefined, value: "1420000.00" }, "none"],
    [
      { ...good, fact: "cost", unit: undefined, value: "1420000.00", evidence: "1420000.00" },
      "personal-value evidence",
    ],
    [{ ...good, value: "111222333" }, "personal-value value"],
  ];
  for (const [sent, ...expected] of cases) assert.deepEqual(faults(sent), expected, JSON.stringify(sent));
});

test("a misspelt fact is recognised, and a BSN is not repeated", () => {
  const [near] = readVersion({ ...good, fact: "staf" }, terms()) as readonly Refusal[];
  assert.equal(near?.expected, "did you mean staff?");
  const [masked] = readVersion({ ...good, subject: "111222333" }, terms()) as readonly Refusal[];
  assert.equal(masked?.found, '"*********"');
});

function told(value: string, known_at: string, more: Partial<FactVersion> = {}): FactVersion {
  return { ...good, value, known_at, ...more };
}

function tell(reception: Reception): string {
  return "refused" in reception ? reception.refused.code : Object.keys(reception)[0]!;
}

test("a correction is a new version that names the one it replaces", () => {
  const history = new FactHistory(terms());
  const receptions = [
    told("48", may20),
    told("48", may20),
    told("48", june1),
    told("50", may20),
    told("50", june1),
    told("50", june1, { replaces: "2023-05-21T00:00:00+02:00" }),
    told("50", "2023-05-01T00:00:00+02:00", { replaces: may20 }),
    told("50", june1, { replaces: may20 }),
    told("51", "2023-06-02T00:00:00+02:00", { replaces: may20 }),
    told("48", may20),
    told("7", june1, { period: "2021", replaces: may20 }),
  ].map((version) => tell(history.receive(version)));
  assert.deepEqual(receptions, [
    "kept",
    "known",
    "known",
    "two-values",
    "second-value",
    "replaces-nothing",
    "not-later",
    "kept",
    "not-later",
    "known",
    "replaces-nothing",
  ]);
});

test("the same value in another unit is nothing new", () => {
  const history = new FactHistory(terms());
  const hours = told("2", may20, { fact: "travel", period: "2022-12", unit: "hour" });
  assert.equal(tell(history.receive(hours)), "kept");
  assert.equal(tell(history.receive({ ...hours, value: "120", unit: "minute", known_at: june1 })), "known");
});

test("a sender that cannot name versions replaces the last", () => {
  const history = new FactHistory(terms());
  history.receive(told("48", may20));
  const reception = history.receive(told("50", june1), true);
  assert.deepEqual(reception, { kept: told("50", june1, { replaces: may20 }) });
});

test("a correction on 1 June at 00:00 is kept, and is not known before the window closes", () => {
  const versions = [told("48", may20), told("50", june1, { replaces: may20 }), told("7", may20, { period: "2021" })];
  const at = (text: string) => knownBefore(versions, parseInstant(text)!).map(({ value }) => value);
  assert.deepEqual(at(june1), ["48", "7"]);
  assert.deepEqual(at("2023-06-01T00:00:00.001+02:00"), ["50", "7"]);
  assert.deepEqual(at(may20), []);
});
