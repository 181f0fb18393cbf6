import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { writeXlsx } from "hucre/xlsx";
import { openLake } from "../lake/lake.ts";
import { emptyMapping, type ClaimMapping } from "../src/claim-extract.ts";
import type { Finding } from "../src/finding.ts";
import { extractReader } from "./claim-extract.ts";
import { openTable } from "./table.ts";

const folder = mkdtempSync(join(tmpdir(), "extract-"));
const lake = await openLake(join(folder, "lake"), { threads: 1 });
after(async () => {
  await lake.close();
  rmSync(folder, { recursive: true });
});

const query = (sql: string) => lake.query(sql);
const tables = { open: (path: string) => openTable(path, { query }) };

async function read(name: string, mapping: Partial<ClaimMapping> = {}) {
  const pages = join(folder, `pages-${name}`);
  const door = { folder: pages, key: Buffer.alloc(32, 7), regions: new Map([["50", "south"]]), threads: 1 };
  const reading = await extractReader(tables, { ...emptyMapping, ...mapping }).read(join(folder, name), door);
  const paths = reading.pages.map(({ path }) => `'${path}'`);
  const rows =
    paths.length === 0 ? [] : await lake.query(`SELECT * FROM read_parquet([${paths.join(", ")}]) ORDER BY line`);
  return { ...reading, rows };
}

async function readText(text: string, mapping?: Partial<ClaimMapping>) {
  writeFileSync(join(folder, "extract.csv"), text.replaceAll(/^ +/gm, ""));
  return read("extract.csv", mapping);
}

function tell(findings: readonly Finding[]): string[] {
  return findings.map(({ line, field, code }) => `${line} ${field ?? "-"} ${code}`);
}

const dutch = `AGB-code;UZOVI;BSN;Geboortedatum;Geslacht;Postcode;Prestatiecode;Begindatum;Einddatum;Aantal;Tijdseenheid;Tarief;Declaratiebedrag;Toegekend bedrag;Referentienummer;Voorgaand referentienummer
  41000001;9001;111222333;04-03-1950;V;5038 AB;1033;05-03-2024;31-03-2024;4;5 minuten;5,50;22,00;20,00;R1;
  41000001;9001;123456782;31-12-1938;M;1000AA;1034;01-04-2024;;-4;uur;60,00;-240,00;-240,00;R2;R0
`;

const first = {
  line: 2n,
  insurer: "9001",
  region: "south",
  birth_year: 1950n,
  sex: "female",
  provider: "41000001",
  service: "1033",
  from: "2024-03-05",
  last: "2024-03-31",
  quantity: 4n,
  unit: "07",
  tariff_cents: 550n,
  claimed_cents: 2200n,
  granted_cents: 2000n,
  status: "granted",
  ref: "R1",
  corrects: null,
};

test("a Dutch extract needs no words", async () => {
  const { rows, findings, taken, pages } = await readText(dutch);
  assert.deepEqual([tell(findings), taken, pages.map(({ month }) => month)], [[], 2, ["2024-03", "2024-04"]]);
  const [{ client, ...one }, two] = rows as [Record<string, unknown>, Record<string, unknown>];
  assert.match(String(client), /^[0-9a-f]{32}$/);
  assert.deepEqual(one, first);
  assert.deepEqual(
    [two["last"], two["region"], two["claimed_cents"], two["corrects"]],
    ["2024-04-01", "unknown", -24_000n, "R0"],
  );
});

test("an English extract in cents, with a pseudonym and a birth year, neither", async () => {
  const { rows, findings } =
    await readText(`provider,insurer,client,birth_year,service,from,quantity,claimed_cents,granted_cents,ref
    41000001,9001,abc,1950,1033,2024-03-05,4,2200,0,R1`);
  assert.deepEqual(tell(findings), []);
  const [row] = rows;
  assert.deepEqual(
    [
      row?.["sex"],
      row?.["unit"],
      row?.["tariff_cents"],
      row?.["claimed_cents"],
      row?.["granted_cents"],
      row?.["status"],
    ],
    ["unknown", "00", null, 2200n, 0n, "rejected"],
  );
  assert.match(String(row?.["client"]), /^(?!abc)[0-9a-f]{32}$/);
});

test("a workbook and a Parquet file give what the same rows in CSV give", async () => {
  const { rows } = await readText(dutch);
  const cells = dutch
    .trim()
    .split("\n")
    .map((line) => line.trim().split(";"));
  writeFileSync(join(folder, "extract.xlsx"), await writeXlsx({ sheets: [{ name: "Toegekend", rows: cells }] }));
  assert.deepEqual((await read("extract.xlsx")).rows, rows);
  const columns =
    "'41000001' AS agb, '9001' AS uzovi, '111222333' AS bsn, DATE '1950-03-04' AS geboortedatum, 'V' AS geslacht, '5038AB' AS postcode, '1033' AS prestatiecode, DATE '2024-03-05' AS begindatum, DATE '2024-03-31' AS einddatum, 4 AS aantal, '07' AS tijdseenheid, 5.5::DECIMAL(9,2) AS tarief, 22::DECIMAL(9,2) AS declaratiebedrag, 20.0::DECIMAL(9,2) AS toegekend, 'R1' AS ref";
  await lake.run(`COPY (SELECT ${columns}) TO '${join(folder, "extract.parquet")}' (FORMAT parquet)`);
  const [{ line, ...row }] = (await read("extract.parquet")).rows as [Record<string, unknown>];
  const [{ line: other, ...same }] = rows as [Record<string, unknown>];
  assert.deepEqual([line, other, row], [1n, 2n, same]);
});

test("a column that cannot be guessed is asked for, mapped, and remembered", async () => {
  const text = dutch.replace("Referentienummer", "Kenmerk").replace("UZOVI", "Label");
  const asked = await readText(text);
  assert.deepEqual(tell(asked.findings.filter(({ severity }) => severity === "file")), [
    "1 - missing-column",
    "1 - missing-column",
  ]);
  assert.equal(asked.taken, 0);
  const mapped = await readText(text, { columns: { ref: "Kenmerk", insurer: "=9001" } });
  assert.deepEqual(tell(mapped.findings), ["1 - unused-column"]);
  assert.equal(mapped.taken, 2);
  assert.match(mapped.mapping ?? "", /ref: Kenmerk\n/);
  assert.match(mapped.mapping ?? "", /granted: Toegekend bedrag\n/);
  assert.match(mapped.mapping ?? "", /insurer: =9001\n/);
  assert.deepEqual(tell((await readText(text, { columns: { corrects: "Bestaat niet" } })).findings).slice(-1), [
    "1 corrects missing-column",
  ]);
});

test("who the client is and when they were born must be told", async () => {
  const { findings } = await readText(dutch.replace("BSN", "Kolom").replace("Geboortedatum", "Andere"));
  assert.deepEqual(tell(findings.filter(({ severity }) => severity === "file")), [
    "1 bsn missing-column",
    "1 birth_date missing-column",
  ]);
});

test("names and addresses are dropped, and no finding shows a person", async () => {
  const text = dutch
    .replace("Tarief;", "Naam cliënt;")
    .replace("5,50;", "Geheim;")
    .replace("60,00;", "Geheim;")
    .replace("111222333", "111222334")
    .replace("31-12-1938", "31-13-1938");
  const { findings, taken, refused } = await readText(text);
  assert.deepEqual(tell(findings), ["1 - dropped-column", "2 bsn bad-cell", "3 birth_date bad-cell"]);
  assert.deepEqual([taken, refused], [0, 2]);
  for (const { found } of findings) assert.doesNotMatch(found, /111222334|1938|Geheim/);
});
