import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openTable } from "../format/table.ts";
import { openLake } from "../lake/lake.ts";
import type { Lake } from "./effects.ts";
import { loadRegions } from "./load-regions.ts";

type Loading = ReturnType<typeof loadRegions>;

async function atDesk(
  run: (load: (text: string, region?: string) => Loading, lake: Lake) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "regions-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, key: "00".repeat(32) });
  const effects = { lake, tables: { open: (path: string) => openTable(path) }, progress: { say: () => undefined } };
  const path = join(folder, "regions.csv");
  const load = async (text: string, region?: string) => {
    await writeFile(path, text);
    return loadRegions(effects, { path, region });
  };
  try {
    await run(load, lake);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const held = "SELECT kind, key, region FROM regions ORDER BY kind, key";

async function keys(lake: Lake): Promise<string[]> {
  return (await lake.query(held)).map((row) => `${row["kind"]} ${row["key"]} ${row["region"]}`);
}

test("a table may name a gemeente in several ways; the region is the zorgkantoorregio unless asked otherwise", () =>
  atDesk(async (load, lake) => {
    const table =
      "gm_code,cbs_naam_2023,vektis_naam_2023,provincie,zorgkantoorregio_2019\n" +
      "GM0893,Bergen (L.),BERGEN LB,Limburg,Noord- en Midden-Limburg\n";
    const { exit, findings, result } = await load(table);
    assert.deepEqual([exit, findings, result?.taken], [0, [], 3]);
    assert.deepEqual(result?.totals, {
      regionColumn: "zorgkantoorregio_2019",
      regions: ["Noord- en Midden-Limburg"],
      postcodeKeys: 0,
      gemeenteKeys: 3,
    });
    assert.deepEqual(await keys(lake), [
      "gemeente BERGEN L Noord- en Midden-Limburg",
      "gemeente BERGEN LB Noord- en Midden-Limburg",
      "gemeente GM0893 Noord- en Midden-Limburg",
    ]);
    assert.equal((await load(table)).result?.added, false);
    const province = await load(table, "Provincie");
    assert.deepEqual([province.result?.added, province.result?.totals.regions], [true, ["Limburg"]]);
    assert.equal((await keys(lake)).length, 3);
  }));

test("postcodes are keys of two to six characters; what is none is refused", () =>
  atDesk(async (load, lake) => {
    const { exit, findings, result } = await load("pc4;regio\n5038;Zuid\n5038 ab;Centrum\n0138;Zuid\n50;\n");
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 2, 2]);
    assert.deepEqual(
      findings.map(({ code, line, field }) => [code, line, field]),
      [
        ["bad-cell", 4, "pc4"],
        ["empty-cell", 5, "region"],
      ],
    );
    assert.deepEqual(await keys(lake), ["postcode 5038 Zuid", "postcode 5038AB Centrum"]);
  }));

test("a key in two regions lies in none", () =>
  atDesk(async (load, lake) => {
    const { exit, findings } = await load(
      "postcode;gemeente;regio\n1011;Amsterdam;A\n1012;Amsterdam;A\n1013;Amsterdam;B\n",
    );
    assert.equal(exit, 4);
    assert.deepEqual(
      findings.map(({ code, line, found }) => [code, line, found]),
      [["two-regions", 4, 'AMSTERDAM in "A" and in "B" (line 2)']],
    );
    assert.deepEqual(await keys(lake), ["postcode 1011 A", "postcode 1012 A", "postcode 1013 B"]);
  }));

test("a later table takes the place of an earlier one for the keys that it brings", () =>
  atDesk(async (load, lake) => {
    await load("gemeente;regio\nLaren;Gooi\nUrk;Flevoland\n");
    await load("pc4;regio\n1251;Gooi\n");
    assert.equal((await keys(lake)).length, 3);
    await load("gemeente;regio\nLaren;Utrecht\n");
    assert.deepEqual(await keys(lake), ["gemeente LAREN Utrecht", "postcode 1251 Gooi"]);
  }));

test("a table without a region, without a key or about persons is of no use", () =>
  atDesk(async (load, lake) => {
    for (const [text, code] of [
      ["pc4;plaats\n1251;Laren\n", "missing-column"],
      ["regio;plaats\nGooi;Laren\n", "missing-column"],
      ["pc4;regio;naam\n1251;Gooi;x\n", "personal-column"],
      ["", "empty-file"],
    ] as const) {
      const { exit, findings } = await load(text);
      assert.deepEqual([exit, findings.map((finding) => finding.code)], [2, [code]], text);
    }
    assert.equal(lake.holds("regions"), false);
  }));
