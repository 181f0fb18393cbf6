import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "./finding.ts";
import {
  agbCell,
  centsCell,
  matchHeader,
  optional,
  readRow,
  readRows,
  required,
  textCell,
  unlessGiven,
  yearCell,
} from "./table.ts";
import type { Table } from "./table.ts";

const columns = {
  provider: required(agbCell, "provider", "agb", "agb_code"),
  agreed: required(centsCell, "agreed_amount", "productieafspraak"),
  note: optional(textCell, "note"),
};

function table(...header: string[]): Table {
  return {
    file: "c.csv",
    sha256: "",
    reading: "csv",
    header,
    headerLine: 1,
    mark: ",",
    batches: (async function* () {})(),
  };
}

test("columns are found by any of their names, whatever the case and marks", () => {
  const { places, findings } = matchHeader(table("Productieafspraak", "AGB-code"), columns);
  assert.deepEqual([places, findings], [{ provider: 1, agreed: 0 }, []]);
});

test("a missing, doubled, personal and unasked column each give one finding", () => {
  const { findings } = matchHeader(table("agb", "AGB-code", "productie_afspraak", "Naam", "notes", "totaal"), columns, [
    "totaal",
  ]);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [
      ["duplicate-column", "file"],
      ["missing-column", "file"],
      ["personal-column", "file"],
      ["unused-column", "warning"],
    ],
  );
  assert.match(findings[1]!.expected, /did you mean "productie_afspraak"\?/);
  assert.match(findings[3]!.expected, /did you mean note\?/);
});

test("a row gives its values, and an empty cell is absent", () => {
  const { places } = matchHeader(table("agb", "productieafspraak", "note"), columns);
  const read = readRow(table(), { line: 2, cells: ["01234567", "1.250,50", " "] }, columns, places);
  assert.deepEqual(read, { values: { provider: "01234567", agreed: 125050n }, findings: [] });
});

test("every bad cell of a row is told, and what reads as a BSN is masked", () => {
  const { places } = matchHeader(table("agb", "productieafspraak"), columns);
  const { findings } = readRow(table(), { line: 7, cells: ["111222333", ""] }, columns, places);
  assert.deepEqual(
    findings.map(({ code, line, field, found }) => [code, line, field, found]),
    [
      ["bad-cell", 7, "provider", '"*********"'],
      ["empty-cell", 7, "agreed", "nothing"],
    ],
  );
});

test("what the sender told of the whole table stands in for an absent column and an empty cell", () => {
  const told = { year: unlessGiven(required(yearCell, "year", "jaar"), 2024) };
  assert.deepEqual(
    matchHeader(table("agb"), told).findings.map(({ severity }) => severity),
    ["warning"],
  );
  assert.equal(readRow(table(), { line: 2, cells: [""] }, told, { year: 0 }).values.year, 2024);
  assert.equal(readRow(table(), { line: 2, cells: ["2023"] }, told, { year: 0 }).values.year, 2023);
  const untold = { year: unlessGiven(required(yearCell, "year", "jaar"), undefined) };
  assert.deepEqual(
    matchHeader(table("agb"), untold).findings.map(({ code }) => code),
    ["missing-column", "unused-column"],
  );
});

test("good rows come through, bad ones are told", async () => {
  const rows = [
    { line: 2, cells: ["01234567", "1,00"] },
    { line: 3, cells: ["x", "1,00"] },
  ];
  const lost: Finding = {
    code: "row-width",
    severity: "line",
    file: "c.csv",
    line: 4,
    found: "1 cells",
    expected: "2",
  };
  const batches = (async function* () {
    yield { rows, findings: [lost] };
  })();
  const findings: Finding[] = [];
  const read = await Array.fromAsync(readRows({ ...table(), batches }, columns, { provider: 0, agreed: 1 }, findings));
  assert.deepEqual(read, [{ line: 2, values: { provider: "01234567", agreed: 100n } }]);
  assert.deepEqual(
    findings.map(({ line }) => line),
    [4, 3],
  );
});
