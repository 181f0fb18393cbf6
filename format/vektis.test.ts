import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Finding } from "../src/finding.ts";
import type { PopulationCell, PopulationOptions } from "../src/population.ts";
import { openTable } from "./table.ts";
import { openVektis } from "./vektis.ts";

const header =
  "geslacht;leeftijdsklasse;gemeentenaam;aantal_bsn;aantal_verzekerdejaren;" +
  "kosten_medisch_specialistische_z;kosten_verpleging_en_verzorging";

interface Read {
  readonly cells: readonly PopulationCell[];
  readonly findings: readonly Finding[];
}

/** What a file of this name with these lines says; undefined when it is not in the dialect. */
async function read(
  name: string,
  lines: readonly string[],
  options: PopulationOptions = {},
): Promise<Read | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "vektis-"));
  try {
    await writeFile(join(folder, name), `${lines.join("\r\n")}\r\n`, "latin1");
    const { table } = await openTable(join(folder, name));
    const source = table && openVektis(table, options);
    if (source === undefined) return undefined;
    const findings = [...source.findings];
    if (findings.some(({ severity }) => severity === "file")) return { cells: [], findings };
    return { cells: await Array.fromAsync(source.cells(findings)), findings };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("cells are read with their stray spaces, in whole days, for all insurers together", async () => {
  const found = await read("vektis_2023_gemeente.csv", [
    header,
    "V; 5 t/m  9 jaar;S GRAVENHAGE;81;80.01;12.5;1000.25",
    ";;;444;222.5;3;77",
    "M;90+;BERGEN LB;12;10;0;9",
  ]);
  const common = { year: 2023, insurer: "*", care: "verpleging_en_verzorging" };
  assert.deepEqual(found?.findings, []);
  assert.deepEqual(
    found?.cells.map((cell) => Object.fromEntries(Object.entries(cell).filter(([, value]) => value !== undefined))),
    [
      {
        line: 2,
        ...common,
        gemeente: "S GRAVENHAGE",
        sex: "female",
        ageFrom: 5,
        insuredDays: 29204n,
        insuredYears: 8001n,
        costCents: 100025n,
      },
      { line: 3, ...common, insuredDays: 81212n, insuredYears: 22250n, costCents: 7700n },
      {
        line: 4,
        ...common,
        gemeente: "BERGEN LB",
        sex: "male",
        ageFrom: 90,
        insuredDays: 3650n,
        insuredYears: 1000n,
        costCents: 900n,
      },
    ],
  );
});

test("upper-case headers are the same columns, and a leap year has 366 days", async () => {
  const found = await read("Vektis Open Databestand Zorgverzekeringswet 2016 - gemeente.csv", [
    header.toUpperCase(),
    "M;90+;URK;1;1;0;0.5",
  ]);
  assert.deepEqual([found?.cells[0]?.insuredDays, found?.cells[0]?.costCents, found?.findings], [366n, 50n, []]);
});

test("other care is taken on request, also under a name that was cut off", async () => {
  const line = "M;90+;URK;1;1;12.5;0.5";
  const found = await read("2023.csv", [header, line], { care: "medisch_specialistische_zorg" });
  assert.deepEqual([found?.cells[0]?.costCents, found?.cells[0]?.care], [1250n, "medisch_specialistische_zorg"]);
  const missing = await read("2023.csv", [header, line], { care: "verpleging_en_verzorgin" });
  assert.deepEqual(
    missing?.findings.map(({ code, expected }) => [code, expected]),
    [["missing-column", "did you mean verpleging_en_verzorging?"]],
  );
});

test("costs that the file does not have are unknown, not zero", async () => {
  const old = header.replace(";kosten_verpleging_en_verzorging", "");
  const found = await read("2014.csv", [old, "M;90+;URK;1;1;0"]);
  assert.deepEqual([found?.cells[0]?.costCents, found?.cells[0]?.care, found?.findings], [undefined, undefined, []]);
});

test("the year comes from the sender, from a column, or from the name of the file, and is never guessed", async () => {
  const line = "M;90+;URK;1;1;0;0";
  const yearOf = async (name: string, options: PopulationOptions) =>
    (await read(name, [header, line], options))?.cells[0]?.year;
  assert.equal(await yearOf("zvw.csv", { year: 2022 }), 2022);
  const column = await read("zvw 2011-2023.csv", [`jaar;${header}`, `2015;${line}`]);
  assert.equal(column?.cells[0]?.year, 2015);
  for (const name of ["zvw.csv", "zvw 2022-2023.csv"]) {
    const unknown = await read(name, [header, line]);
    assert.deepEqual(
      unknown?.findings.map(({ code, severity }) => [code, severity]),
      [["missing-column", "file"]],
    );
  }
});

test("a row with some of sex, age and gemeente is neither a cell nor the rest group", async () => {
  const found = await read("2023.csv", [header, "M;;URK;1;1;0;0", "M;90+;URK;1;1.005;0;0"]);
  assert.deepEqual(
    found?.findings.map(({ code, line, field }) => [code, line, field]),
    [
      ["half-empty-cell", 2, undefined],
      ["bad-cell", 3, "insuredYears"],
    ],
  );
  assert.deepEqual(found?.cells, []);
});

test("a table without these columns is not of Vektis", async () => {
  assert.equal(await read("own.csv", ["geslacht;leeftijd;regio;verzekerde_dagen", "M;90;R1;365"]), undefined);
});
