import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Answer, Call } from "../command.ts";
import { openWorld } from "../world.ts";
import { isTableKind, loadTables } from "./table.ts";
import type { TableKind } from "./table.ts";

type Loading = (kind: TableKind, texts: Readonly<Record<string, string>>, flags?: Call["flags"]) => Promise<Answer>;

/** Loads files with these texts, by name, into a lake of its own. */
async function atDesk(run: (load: Loading) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "load-"));
  const world = openWorld({ out: () => undefined, err: () => undefined }, 1);
  const lake = await world.openLake(join(folder, "lake"));
  const load: Loading = async (kind, texts, flags = {}) => {
    const paths = Object.keys(texts).map((name) => join(folder, name));
    for (const [i, text] of Object.values(texts).entries()) await writeFile(paths[i]!, text);
    return loadTables(kind, paths, lake, { world, words: [], flags, lang: "nl" });
  };
  try {
    await run(load);
  } finally {
    await world.close();
    await rm(folder, { recursive: true });
  }
}

test("each kind of table loads by its own act, and its figures leave as whole numbers", () =>
  atDesk(async (load) => {
    const regions = await load("regions", { "regions.csv": "gemeente;regio\nLaren;Gooi\n" });
    assert.deepEqual([regions.exit, regions.findings], [0, []]);
    assert.match(regions.text, /1 regio's \(kolom regio\)/);
    const population = await load(
      "population",
      { "own.csv": "gemeente;geslacht;leeftijd;verzekerde_dagen\nLaren;v;80;36500\n" },
      { year: "2023", insurer: "9001" },
    );
    assert.match(population.text, /2023, 9001: 36\.500 verzekerde dagen/);
    const contracts = await load(
      "contracts",
      { "c.csv": "agb;productieafspraak\n41000001;100000,01\n" },
      { year: "2023" },
    );
    assert.match(contracts.text, /afgesproken € 100\.000,01/);
    const dossier = await load("dossier", { "d.csv": "agb;nursing_staff\n41000001;48\n" }, { period: "2022" });
    assert.deepEqual([dossier.exit, dossier.findings], [0, []]);
    assert.match(dossier.text, /1 aanbieders: 1 voor het eerst/);
    assert.match(
      JSON.stringify(contracts.result, (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value)),
      /"agreementCents":"10000001"/,
    );
  }));

test("of several files the good ones are taken; the exit says that not all were", () =>
  atDesk(async (load) => {
    const good = "pc4;regio\n5038;Zuid\n";
    assert.equal((await load("regions", { "a.csv": good, "b.csv": "x;y\n1;2\n" })).exit, 4);
    assert.equal((await load("regions", { "b.csv": "x;y\n1;2\n" })).exit, 2);
    assert.equal((await load("regions", { "c.csv": `${good}0138;Zuid\n` })).exit, 4);
    assert.equal((await load("regions", { "a.csv": good })).exit, 0);
  }));

test("a flag that is no year, insurer or instant is refused before anything is read", () =>
  atDesk(async (load) => {
    const { exit, findings } = await load(
      "contracts",
      { "c.csv": "agb\n41000001\n" },
      { year: "23", insurer: "CZ", "known-at": "gisteren" },
    );
    assert.deepEqual(
      [exit, findings.map(({ found }) => found)],
      [2, ["`--year 23`", "`--insurer CZ`", "`--known-at gisteren`"]],
    );
  }));

test("claims are loaded elsewhere", () => {
  assert.deepEqual(["population", "dossier", "claims", undefined].map(isTableKind), [true, true, false, false]);
});
