import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { writeXlsx } from "hucre/xlsx";
import { readDocument } from "../src/document.ts";
import { readVocabulary } from "../src/fact.ts";
import type { Finding } from "../src/finding.ts";
import { readQuestionnaire } from "../src/questionnaire.ts";
import { readUnits } from "../src/unit.ts";
import { openDossier } from "./dossier.ts";
import type { DossierOptions } from "./dossier.ts";

const facts = `
- { id: staff, subject: provider, period: year, type: int, nl: Aantal medewerkers, en: Staff, supplier: provider, source: "003 §1" }
- { id: share, subject: provider, period: year, type: percent, nl: Aandeel, en: Share, supplier: provider, source: "003 §1" }
- { id: amount, subject: provider, period: year, type: money, nl: Bedrag, en: Amount, supplier: buyer, source: "003 §1" }
- { id: integral, subject: provider, period: instant, type: bool, nl: Integraal, en: Integral, supplier: provider, source: "003 §1" }
- { id: measured_on, subject: provider, period: instant, type: day, nl: Gemeten op, en: Measured on, supplier: provider, source: "003 §1" }
- { id: received_at, subject: provider, period: instant, type: instant, nl: Binnen, en: Received, supplier: buyer, source: "003 §1" }
- { id: funding, subject: provider, period: year, type: enum, values: [hourly, monthly], nl: B, en: F, supplier: buyer, source: "003 §1" }
- { id: domains, subject: provider, period: instant, type: set<enum>, values: [a, b], nl: D, en: D2, supplier: buyer, source: "003 §1" }
- { id: group_clients, subject: provider.group, period: year, type: int, nl: G, en: G2, supplier: claims, source: "003 §1" }
`;
const units = readUnits(readDocument("units.yaml", "units: []", [])!, []);
const terms = { units, vocabulary: readVocabulary([readDocument("facts.yaml", facts, [])!], units, []) };
const told = { origin: "module", knownAt: "2023-06-01T00:00:00+02:00" };

interface Read {
  readonly lines: readonly (Record<string, unknown> & { line: number })[];
  readonly findings: readonly string[];
  readonly correcting?: boolean;
}

async function read(name: string, bytes: string | Uint8Array, options: DossierOptions = told): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), "dossier-"));
  try {
    await writeFile(join(folder, name), bytes);
    const opened = await openDossier(join(folder, name), terms, options);
    const findings: Finding[] = [...opened.findings, ...(opened.source?.findings ?? [])];
    const isUsable = opened.source !== undefined && findings.every(({ severity }) => severity !== "file");
    const lines = isUsable ? await Array.fromAsync(opened.source.lines(findings)) : [];
    return {
      lines: lines.map(({ line, sent }) => ({ line, ...sent })),
      findings: findings.map(({ code, line, field }) =>
        [code, line, field].filter((part) => part !== undefined).join(" "),
      ),
      ...(opened.source && { correcting: opened.source.correcting }),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("lines of JSON come through as they are; what is no JSON is told by its line", async () => {
  const line = { fact: "staff", subject: "41000001", value: "48", known_at: "x" };
  const found = await read("d.ndjson", `\ufeff${JSON.stringify(line)}\n\n{"fact": \n[1]\n${JSON.stringify(line)}`);
  assert.deepEqual(found, {
    lines: [
      { line: 1, ...line },
      { line: 5, ...line },
    ],
    findings: ["bad-json 3", "bad-json 4"],
    correcting: false,
  });
});

test("a long table has a fact a row, in Dutch or English", async () => {
  const found = await read(
    "long.csv",
    "feit;onderwerp;periode;waarde;herkomst;bekend_op;vervangt\n" +
      "share;41000001;2022;62,5%;enquête;20-5-2023 14:00;\n" +
      "amount;41000001;2022;1.250,50;enquête;2023-06-01T00:00:00+02:00;20-5-2023 9:30\n" +
      "onbekend;41000001;;x;enquête;2023-06-01;\n",
  );
  const common = { subject: "41000001", origin: "enquête" };
  assert.deepEqual(found.lines, [
    { line: 2, fact: "share", ...common, period: "2022", value: "62.5", known_at: "2023-05-20T14:00:00+02:00" },
    {
      line: 3,
      fact: "amount",
      ...common,
      period: "2022",
      value: "1250.50",
      known_at: "2023-06-01T00:00:00+02:00",
      replaces: "2023-05-20T09:30:00+02:00",
    },
    { line: 4, fact: "onbekend", ...common, value: "x", known_at: "2023-06-01T00:00:00+02:00" },
  ]);
  assert.deepEqual([found.findings, found.correcting], [[], false]);
});

test("a wide table has a provider a row and a fact a column, by id or label, with a year and only what was answered", async () => {
  const found = await read(
    "wide.csv",
    "agb;Aantal medewerkers@2022;share@2021;integral;measured_on;funding;domains;received_at\n" +
      "41000001;48;62,5;Ja;15-4-2023;Hourly;a, b;1-7-2023 0:00\n" +
      "41000002;;;;;;;\n",
    { ...told, period: "2024" },
  );
  const common = { line: 2, subject: "41000001", origin: "module", known_at: told.knownAt };
  assert.deepEqual(
    found.lines.toSorted((a, b) => (String(a["fact"]) < String(b["fact"]) ? -1 : 1)),
    [
      { ...common, fact: "domains", value: ["a", "b"] },
      { ...common, fact: "funding", period: "2024", value: "hourly" },
      { ...common, fact: "integral", value: true },
      { ...common, fact: "measured_on", value: "2023-04-15" },
      { ...common, fact: "received_at", value: "2023-07-01T00:00:00+02:00" },
      { ...common, fact: "share", period: "2021", value: "62.5" },
      { ...common, fact: "staff", period: "2022", value: "48" },
    ],
  );
  assert.deepEqual([found.findings, found.correcting], [[], true]);
});

test("a wide table may be about parts of providers, and a workbook keeps leading zeros", async () => {
  const rows = [
    ["AGB", "jaar", "provider.group", "group_clients", "share"],
    ["01000001", 2022, "frail", 60, 0.625],
  ];
  const columns = [{}, {}, {}, {}, { numFmt: "0.0%" }];
  const found = await read("wide.xlsx", await writeXlsx({ sheets: [{ name: "A", rows, columns }] }));
  const common = { line: 2, period: "2022", origin: "module", known_at: told.knownAt };
  assert.deepEqual(found.lines, [
    { ...common, fact: "share", subject: "01000001", value: "62.5" },
    { ...common, fact: "group_clients", subject: "01000001/provider.group/frail", value: "60" },
  ]);
});

test("a yearly fact without a year anywhere, a misspelt fact and a person's column are told in the header", async () => {
  assert.deepEqual((await read("w.csv", "agb;staff\n41000001;1\n")).findings, ["missing-period 1 staff"]);
  assert.deepEqual((await read("w.csv", "agb;integraal;measured_onn\n41000001;ja;x\n")).findings, ["unused-column 1"]);
  assert.deepEqual((await read("w.csv", "agb;bsn;integral\n41000001;111222333;ja\n")).findings, ["personal-column 1"]);
  const untold = await read("w.csv", "agb;integral\n41000001;ja\n", {});
  assert.deepEqual(untold.findings, ["missing-column 1"]);
});

test("the export of a questionnaire has its questions as headers", async () => {
  const text = `
questionnaire: Uitvraag
provider: AGB-code zorgaanbieder
known_at: Ingediend op
questions:
  - { question: "Hoeveel medewerkers zijn er?", fact: staff, period: "2022" }
  - { question: Bekostiging, fact: funding, period: "2024", answers: { Per uur: hourly, Per maand: monthly } }`;
  const questionnaire = readQuestionnaire(readDocument("q.yaml", text, [])!, terms, [])!;
  const found = await read(
    "export.csv",
    "AGB-code zorgaanbieder;Ingediend op;Hoeveel medewerkers zijn er?;Bekostiging\n" +
      "41000001;20-05-2023 14:00;48;per uur\n" +
      "41000002;20-05-2023 14:00;;Per kwartaal\n",
    { questionnaire },
  );
  const common = { line: 2, subject: "41000001", origin: "Uitvraag", known_at: "2023-05-20T14:00:00+02:00" };
  assert.deepEqual(found.lines, [
    { ...common, fact: "staff", period: "2022", value: "48" },
    { ...common, fact: "funding", period: "2024", value: "hourly" },
  ]);
  assert.deepEqual(found.findings, ["unknown-answer 3 funding"]);
});

test("a moment that the clock of Amsterdam skips or shows twice is left as it was written", async () => {
  const rows = "agb;received_at\n41000001;26-3-2023 2:30\n41000002;29-10-2023 2:30\n41000003;29-10-2023 3:30\n";
  assert.deepEqual(
    (await read("w.csv", rows)).lines.map(({ value }) => value),
    ["26-3-2023 2:30", "29-10-2023 2:30", "2023-10-29T03:30:00+01:00"],
  );
});
