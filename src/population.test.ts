import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOfYear, openOwn } from "./population.ts";
import type { PopulationOptions } from "./population.ts";
import type { Table } from "./table.ts";

test("a year has 365 days, or 366 when it leaps", () => {
  assert.deepEqual([2023, 2024, 1900, 2000].map(daysOfYear), [365, 366, 365, 366]);
});

function own(header: string, rows: readonly string[], options: PopulationOptions = {}) {
  const batches = (async function* () {
    yield { rows: rows.map((row, i) => ({ line: i + 2, cells: row.split(";") })), findings: [] };
  })();
  const table: Table = {
    file: "own.csv",
    sha256: "",
    reading: "csv",
    header: header.split(";"),
    headerLine: 1,
    mark: ",",
    batches,
  };
  return openOwn(table, options);
}

test("own insured are read under Dutch and English names, cost in euros or in cents", async () => {
  const dutch = own(
    "Jaar;UZOVI;Zorgkantoorregio;Geslacht;Leeftijdsklasse;SES;Verzekerde dagen;Cliënten;Kosten (euro)",
    ["2022;9001;R01;vrouw;85 t/m 89 jaar;laag;36.500;12;1.250,50"],
  );
  const english = own("year;insurer;region;sex;age_from;ses;insured_days;clients;cost_cents", [
    "2022;9001;R01;f;85;laag;36500;12;125050",
  ]);
  const [a, b] = await Promise.all([dutch, english].map((source) => Array.fromAsync(source.cells([]))));
  assert.deepEqual(a, b);
  assert.deepEqual(a?.[0]?.insuredDays, 36500n);
  assert.deepEqual(a?.[0]?.costCents, 125050n);
});

test("year and insurer may be told for the whole table; the place may not", async () => {
  const header = "gemeente;sex;age_from;insured_days";
  const told = own(header, ["'s-Hertogenbosch;m;0;3650"], { year: 2023, insurer: "9001" });
  const [cell] = await Array.fromAsync(told.cells([]));
  assert.deepEqual([told.findings, cell?.year, cell?.insurer, cell?.gemeente], [[], 2023, "9001", "S HERTOGENBOSCH"]);
  const untold = own("sex;age_from;insured_days", []);
  assert.deepEqual(
    untold.findings.map(({ code, severity, found }) => [code, severity, found]),
    [
      ["missing-column", "file", "no column year, jaar"],
      ["missing-column", "file", "no column insurer, verzekeraar, uzovi"],
      ["missing-column", "file", "no column for the place"],
    ],
  );
});

test("a table with persons in it is refused at the door", () => {
  const { findings } = own("bsn;year;insurer;region;sex;age_from;insured_days", []);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [["personal-column", "file"]],
  );
});
