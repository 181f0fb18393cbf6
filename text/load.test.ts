import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadFindingSentences, missingSentences, tellLoad, tellMissing } from "./load.ts";
import type { ToldLoad } from "./load.ts";

const common = { file: "f.csv", reading: 'csv, utf-8, ";"', added: true, taken: 12989, refused: 0, missing: [] };

const population: ToldLoad = {
  ...common,
  what: "population",
  totals: {
    publisher: "Vektis",
    years: [
      {
        year: 2023,
        insurer: "*",
        care: "verpleging_en_verzorging",
        insuredYears: "1250.50",
        roundingDays: "-1.25",
        insuredDays: 456431n,
        restGroup: { insuredDays: 365n, costCents: 100n },
        absentCells: 8,
        gemeenten: 342,
        withoutRegion: [],
        cost: {
          cents: 123456n,
          shares: [{ from: 75, cents: 1n, percent: "67.4" }],
          perInsuredYear: {
            units: 342,
            least: { unit: "A", value: "82.35" },
            quartiles: ["1.00", "2.00", "3.00"],
            greatest: { unit: "B", value: "450.63" },
          },
          ratioPerRegion: {
            units: 2,
            least: { unit: "K", value: "0.7648" },
            greatest: { unit: "H", value: "1.3455" },
            all: [],
          },
        },
      },
    ],
  },
};

test("a population is told with its source, in the reader's language", () => {
  assert.deepEqual(tellLoad(population, "nl").split("\n"), [
    'f.csv (csv, utf-8, ";")',
    "  12.989 rijen opgenomen, 0 geweigerd",
    "  2023, alle verzekeraars (bron: Vektis): 456.431 verzekerde dagen (1.250,50 verzekerdejaren; verschil door hele dagen −1,25)",
    "    waarvan restgroep zonder geslacht, leeftijd en plaats: 365 verzekerde dagen, € 1,00",
    "    342 gemeenten; 8 combinaties met geslacht en leeftijd ontbreken",
    "    kosten verpleging_en_verzorging: € 1.234,56; 75+ 67,4 % van de kosten met bekende leeftijd",
    "    euro per verzekerdejaar per gemeente: 82,35 (A), kwartielen 1,00 · 2,00 · 3,00, 450,63 (B)",
    "    waargenomen gedeeld door verwacht naar leeftijd en geslacht, per regio: 0,7648 (K) – 1,3455 (H)",
  ]);
  assert.match(tellLoad(population, "en"), /2023, all insurers \(source: Vektis\): 456,431 insured days/);
});

test("what was there already, contracts, regions and a dossier are told in a line each", () => {
  const again: ToldLoad = {
    ...common,
    what: "contracts",
    added: false,
    taken: 2,
    totals: { years: [{ year: 2023, providers: 2n, agreementCents: 100n }], facts: { kept: 0, known: 4 } },
  };
  assert.deepEqual(tellLoad(again, "nl").split("\n").slice(1), [
    "  2 rijen opgenomen (stond er al; er is niets toegevoegd), 0 geweigerd",
    "  2023: 2 aanbieders, afgesproken € 1,00",
    "  0 feiten nieuw in het dossier, 4 al bekend",
  ]);
  assert.match(tellLoad({ ...again, taken: 0 }, "nl"), /0 rijen opgenomen \(er was niets om op te nemen\)/);
  const regions: ToldLoad = {
    ...common,
    what: "regions",
    totals: { regionColumn: "regio", regions: ["N", "Z"], postcodeKeys: 4000, gemeenteKeys: 0 },
  };
  assert.match(
    tellLoad(regions, "en"),
    /2 regions \(column regio\); 4,000 postcodes and 0 names or codes of gemeenten/,
  );
  const dossier: ToldLoad = {
    ...common,
    what: "dossier",
    totals: { providers: 16, facts: 9, first: 100, again: 1, corrections: 2 },
  };
  assert.match(tellLoad(dossier, "nl"), /16 aanbieders: 100 voor het eerst, 1 al bekend, 2 gecorrigeerd/);
});

test("a gap says which command will ask, and a code without a sentence stands as it is", () => {
  const gap = { act: "value", code: "no-region-for-gemeente", args: { count: "1200", gemeenten: "URK" } };
  assert.equal(tellMissing(gap, "nl"), "voor `value`: de regio van 1.200 gemeenten, waaronder URK");
  assert.equal(tellMissing({ ...gap, code: "x" }, "en"), "for `value`: x");
});

const root = fileURLToPath(new URL("../", import.meta.url));
const doors = [
  "src/table",
  "src/population",
  "src/fact-version",
  "src/questionnaire",
  "format/table",
  "format/vektis",
  "format/dossier",
  "acts/load-population",
  "acts/load-regions",
  "acts/load-contracts",
  "acts/load-dossier",
  "acts/load-signals",
  "src/signal",
];

/** The text of a door and of all that lies behind it, tests left out. */
function sourceOf(door: string): string {
  const behind = readdirSync(join(root, door, ".."), { recursive: true, encoding: "utf8" })
    .map((path) => join(door, "..", path).replaceAll("\\", "/"))
    .filter((path) => path === `${door}.ts` || (path.startsWith(`${door}/`) && path.endsWith(".ts")));
  return behind
    .filter((path) => !path.endsWith(".test.ts"))
    .map((path) => readFileSync(join(root, path), "utf8"))
    .join("\n");
}

test("every code that a load can give is in the catalogue, in both languages", () => {
  const sources = doors.map(sourceOf).join("\n");
  const written = [...sources.matchAll(/code(?:: |: replace \? )"([a-z]+(?:-[a-z]+)*)"/g)].map(([, code]) => code!);
  const known = { ...loadFindingSentences, ...missingSentences };
  assert.ok(written.length > 30, "the codes are found in the sources");
  assert.deepEqual(
    [...new Set(written)].filter((code) => !(code in known)),
    [],
  );
  for (const [code, { nl, en }] of Object.entries(known)) assert.ok(nl !== "" && en !== "", code);
});
