import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { openTable } from "../format/table.ts";
import { openVektis } from "../format/vektis.ts";
import { openLake } from "../lake/lake.ts";
import { loadPopulation } from "./load-population.ts";
import type { LoadPopulationEffects, LoadPopulationInput, PopulationYear } from "./load-population.ts";
import { loadRegions } from "./load-regions.ts";

interface Desk extends LoadPopulationEffects {
  /** Loads a file with these lines. */
  load(name: string, lines: readonly string[], input?: Partial<LoadPopulationInput>): ReturnType<typeof loadPopulation>;
}

/** A lake in a folder of its own, with the real readers beside it. */
async function atDesk(run: (desk: Desk, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "population-"));
  const lake = await openLake(join(folder, "lake"), { threads: 2, key: "00".repeat(32) });
  const effects: LoadPopulationEffects = {
    lake,
    tables: { open: (path, options) => openTable(path, { ...options, query: (sql) => lake.query(sql) }) },
    progress: { say: () => undefined },
    dialects: [openVektis],
  };
  const desk: Desk = {
    ...effects,
    async load(name, lines, input = {}) {
      const path = join(folder, name);
      await writeFile(path, lines.join("\n"));
      return loadPopulation(effects, { path, ...input });
    },
  };
  try {
    await run(desk, folder);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const own = "year;insurer;region;gemeente;sex;age_from;insured_days;clients;cost";
const ownRows = [
  "2022;9001;R1;;m;80;36500;5;1000,50",
  "2022;9001;R1;;f;80;73000;9;",
  "2023;9001;R2;;f;80;73000;9;2,00",
];

test("own insured lie in the lake as they were sent, and again adds nothing", () =>
  atDesk(async (desk, folder) => {
    const first = await desk.load("own.csv", [own, ...ownRows]);
    assert.deepEqual([first.exit, first.findings, first.result?.taken, first.result?.added], [0, [], 3, true]);
    const held = await desk.lake.query("SELECT * EXCLUDE batch FROM population ORDER BY line");
    const common = { insurer: "9001", gemeente: null, age_from: 80n, ses: null, care: null };
    assert.deepEqual(held, [
      {
        ...common,
        line: 2n,
        year: 2022n,
        region: "R1",
        sex: "male",
        insured_days: 36500n,
        clients: 5n,
        cost_cents: 100050n,
      },
      {
        ...common,
        line: 3n,
        year: 2022n,
        region: "R1",
        sex: "female",
        insured_days: 73000n,
        clients: 9n,
        cost_cents: null,
      },
      {
        ...common,
        line: 4n,
        year: 2023n,
        region: "R2",
        sex: "female",
        insured_days: 73000n,
        clients: 9n,
        cost_cents: 200n,
      },
    ]);
    const files = await readdir(join(folder, "lake", "population"));
    const bytes = await readFile(join(folder, "lake", "population", files[0]!));
    const again = await desk.load("renamed.csv", [own, ...ownRows]);
    assert.deepEqual([again.exit, again.result?.added, again.result?.taken], [0, false, 3]);
    assert.deepEqual(await readdir(join(folder, "lake", "population")), files);
    assert.ok(bytes.equals(await readFile(join(folder, "lake", "population", files[0]!))));
  }));

test("bad rows are refused by line, good ones are kept", () =>
  atDesk(async (desk) => {
    const bad = ["2022;9001;R1;;x;80;1;;", "22;9001;R1;;m;oud;-1;;", ownRows[0]!, "2022;9001;R1"];
    const { exit, findings, result } = await desk.load("own.csv", [own, ...ownRows, ...bad]);
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 3, 4]);
    assert.deepEqual(
      findings.map(({ code, line, field }) => [code, line, field]),
      [
        ["row-width", 8, undefined],
        ["bad-cell", 5, "sex"],
        ["bad-cell", 6, "ageFrom"],
        ["bad-cell", 6, "insuredDays"],
        ["bad-cell", 6, "year"],
        ["repeated-cell", 7, undefined],
      ],
    );
  }));

test("the population of an insurer in a year comes from one file, unless another replaces it", () =>
  atDesk(async (desk) => {
    await desk.load("own.csv", [own, ...ownRows]);
    const newer = [own, "2023;9001;R2;;f;80;80000;9;2,00", "2024;9001;R2;;f;80;90000;9;2,00"];
    const beside = await desk.load("newer.csv", newer);
    assert.deepEqual([beside.exit, beside.result?.taken, beside.result?.refused], [4, 1, 1]);
    assert.deepEqual(
      beside.findings.map(({ code }) => code),
      ["year-held"],
    );
    const days = "SELECT year, sum(insured_days)::BIGINT AS days FROM population GROUP BY year ORDER BY year";
    assert.deepEqual(
      (await desk.lake.query(days)).map((row) => row["days"]),
      [109500n, 73000n, 90000n],
    );
    const instead = await desk.load("newer.csv", newer, { replace: true });
    assert.deepEqual([instead.exit, instead.result?.taken], [0, 2]);
    assert.deepEqual(
      instead.findings.map(({ code, severity }) => [code, severity]),
      [["year-replaced", "warning"]],
    );
    assert.deepEqual(
      (await desk.lake.query(days)).map((row) => row["days"]),
      [109500n, 80000n, 90000n],
    );
  }));

test("a table about persons, an unknown header and no file are of no use", () =>
  atDesk(async (desk) => {
    const person = await desk.load("bsn.csv", [`${own};BSN`, `${ownRows[0]};111222333`]);
    assert.deepEqual([person.exit, person.result, person.findings[0]?.code], [2, undefined, "personal-column"]);
    assert.ok(!JSON.stringify(person).includes("111222333"));
    assert.equal((await desk.load("x.csv", ["a;b", "1;2"])).exit, 2);
    assert.equal((await loadPopulation(desk, { path: "nowhere.csv" })).findings[0]?.code, "no-file");
    assert.equal(desk.lake.holds("population"), false);
  }));

test("a gemeente gets its region, and a later regions table renews it", () =>
  atDesk(async (desk, folder) => {
    const lines = [own.replace("region;", ""), "2022;9001;Laren;m;80;36500;5;1", "2022;9001;Urk;m;80;36500;5;1"];
    const before = await desk.load("own.csv", lines);
    assert.deepEqual(
      before.result?.missing.map(({ code }) => code),
      ["no-regions", "no-ses", "no-claims"],
    );
    await writeFile(join(folder, "regions.csv"), "gemeente,regio\nLaren,Gooi\n");
    const regions = await loadRegions(desk, { path: join(folder, "regions.csv") });
    assert.deepEqual(regions.result?.missing, [
      { act: "load population", code: "population-before-regions", args: { count: "1" } },
    ]);
    const after = await desk.load("own.csv", lines);
    assert.deepEqual([after.result?.added, after.result?.taken], [true, 2]);
    assert.deepEqual(after.result?.missing[0], {
      act: "value",
      code: "no-region-for-gemeente",
      args: { count: "1", gemeenten: "URK" },
    });
    const held = await desk.lake.query("SELECT gemeente, region FROM population ORDER BY gemeente");
    assert.deepEqual(held, [
      { gemeente: "LAREN", region: "Gooi" },
      { gemeente: "URK", region: null },
    ]);
  }));

const shared = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const skip = existsSync(shared)
  ? false
  : `the public data are not in ${shared}; the checks on the Vektis files did not run`;

/** Loads the regions and then files of Vektis, and gives the years by number. */
async function vektisYears(desk: Desk, ...files: string[]): Promise<Map<number, PopulationYear>> {
  await loadRegions(desk, { path: join(shared, "regions/derived_gemeente_2023_crosswalk.csv") });
  const years = new Map<number, PopulationYear>();
  for (const file of files) {
    const { result, findings, exit } = await loadPopulation(desk, { path: join(shared, "vektis", file) });
    assert.deepEqual([exit, findings], [0, []], file);
    for (const year of result?.totals.years ?? []) years.set(year.year, year);
  }
  return years;
}

test("the files of Vektis for 2022 and 2023 load as downloaded and give every known figure", { skip }, () =>
  atDesk(async (desk) => {
    const years = await vektisYears(desk, "vektis_2022_gemeente.csv", "vektis_2023_gemeente.csv");
    const [in2022, in2023] = [years.get(2022), years.get(2023)];
    assert.deepEqual(
      [in2022?.cells, in2022?.insuredYears, in2022?.cost?.cents],
      [12989n, "17577921.07", 306802888631n],
    );
    assert.deepEqual(
      [in2023?.cells, in2023?.insuredYears, in2023?.cost?.cents],
      [12989n, "17685509.54", 319719413366n],
    );
    assert.deepEqual([in2023?.insuredDays, in2023?.roundingDays], [6455211001n, "18.90"]);
    assert.deepEqual([in2023?.gemeenten, in2023?.absentCells, in2023?.withoutRegion], [342, 8, []]);
    assert.deepEqual(in2023?.restGroup, { insuredDays: 81617070n, costCents: 132638818n });
    assert.deepEqual(in2023?.cost?.shares, [
      { from: 75, cents: 215312450811n, percent: "67.4" },
      { from: 85, cents: 113427483797n, percent: "35.5" },
    ]);
    assert.deepEqual(in2023?.cost?.perInsuredYear, {
      units: 342,
      least: { unit: "OOSTZAAN", value: "82.35" },
      quartiles: ["151.67", "182.68", "224.33"],
      greatest: { unit: "WESTERWOLDE", value: "450.63" },
    });
    assert.deepEqual(in2023?.cost?.ratioPerGemeente, {
      units: 342,
      least: { unit: "OOSTZAAN", value: "0.4160" },
      greatest: { unit: "WESTERWOLDE", value: "1.8434" },
    });
  }),
);

test("the ratio per zorgkantoorregio is that of an independent computation, to four decimals", { skip }, () =>
  atDesk(async (desk) => {
    const in2023 = (await vektisYears(desk, "vektis_2023_gemeente.csv")).get(2023);
    const { table } = await openTable(join(shared, "vektis/derived_wijkverpleging_2023_per_zorgkantoorregio.csv"));
    const batches = await Array.fromAsync(table!.batches);
    const known = batches.flatMap(({ rows }) =>
      rows.map(({ cells }) => [cells[0]!, Number(cells[5]).toFixed(4)] as const),
    );
    assert.equal(known.length, 32);
    const found = in2023?.cost?.ratioPerRegion;
    assert.deepEqual(new Map(found?.all.map(({ unit, value }) => [unit, value])), new Map(known));
    assert.deepEqual(
      [found?.least, found?.greatest],
      [
        { unit: "Zorgkantoor Kennemerland", value: "0.7648" },
        { unit: "Zorgkantoor Haaglanden", value: "1.3455" },
      ],
    );
  }),
);

test("years of the harmonised Parquet load together, and before 2015 district nursing is unknown", { skip }, () =>
  atDesk(async (desk, folder) => {
    const all = join(shared, "vektis/vektis_gemeente_2011_2023_harmonised.parquet");
    const some = join(folder, "some-years.parquet");
    await desk.lake.run(
      `COPY (FROM read_parquet('${all}') WHERE jaar IN (2014, 2015, 2018, 2021)) TO '${some}' (FORMAT parquet)`,
    );
    const { result, findings } = await loadPopulation(desk, { path: some });
    assert.deepEqual(findings, []);
    assert.deepEqual(
      result?.totals.years.map(({ year, cells, insuredYears, cost }) => [year, cells, insuredYears, cost?.cents]),
      [
        [2014, 13479n, "16804781.12", undefined],
        [2015, 13482n, "16869489.39", 307418246260n],
        [2018, 13483n, "17169512.81", 364109597470n],
        [2021, 13065n, "17448226.10", 327759851050n],
      ],
    );
    const [rest] = await desk.lake.query("SELECT count(*) AS n FROM population WHERE gemeente IS NULL AND sex IS NULL");
    assert.deepEqual(rest, { n: 4n });
  }),
);
