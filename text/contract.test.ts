import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { cliffs, compareContracts, explain, marginalEuro, payCurve, readContract, settle } from "../src/contract.ts";
import type { Contract, Realised } from "../src/contract.ts";
import { fill, variationOf } from "../src/filling.ts";
import { payPlot, tellComparison, tellFilling, tellSettlement, tellVariation } from "./contract.ts";
import type { Language } from "./text.ts";

const folder = new URL("../examples/contracts/", import.meta.url);

function shipped(form: string): Contract {
  const { contract } = readContract(form, readFileSync(new URL(`${form}/contract.yaml`, folder), "utf8"));
  return contract ?? assert.fail(form);
}

/** What is told of an example of a form, by the beginning of its name. */
function told(form: string, example: string, lang: Language): string {
  const contract = shipped(form);
  const { facts } = contract.examples.find(({ name }) => name.startsWith(example)) ?? assert.fail(example);
  return tellYear(contract, facts, lang);
}

function tellYear(contract: Contract, realised: Realised, lang: Language): string {
  const curve = payCurve(contract, realised);
  const marginal = marginalEuro(curve);
  const settlement = settle(contract, realised);
  const [explanation, edges] = [explain(contract, realised), cliffs(curve)];
  return tellSettlement(
    { contract, realised, settlement, explanation, edges, curve, sources: [], ...(marginal && { marginal }) },
    lang,
  );
}

function has(text: string, ...lines: readonly string[]): void {
  for (const line of lines) assert.ok(text.split("\n").includes(line), `${line}\n\n${text}`);
}

test("a settlement is told with who is paid, why, and on what each term rests", () => {
  has(
    told("shared-savings", "half of what", "nl"),
    "Gedeelde besparing (shared-savings)",
    "Afgerekend over het plan van het contract",
    "De aanbieder krijgt € 940.000,00",
    "Voordeel voor de aanbieder: € 40.000,00 meer betaald dan er is geleverd",
    "  IJkbedrag: € 1.000.000,00 [aanname: voorbeeldbedrag]",
    "  Besparing ten opzichte van het ijkbedrag: kosten van de geleverde zorg = € 900.000,00; wat onder ijkbedrag € 1.000.000,00 ontbreekt = € 100.000,00 [001 §1.2]",
    "  Een euro zorg meer brengt € 0,50 op",
  );
  has(
    told("shared-savings", "quality did not", "en"),
    "The provider is paid € 900,000.00",
    "Paid is what was delivered",
    "  Nowhere does delivering less bring in more",
  );
});

test("what is to be discussed has no figure, and what talks gave has", () => {
  has(
    told("wmo-bands", "115 %, and", "en"),
    "To be discussed: Delivered above 110 %, € 10,000.00. Nothing was agreed on it yet, so there is no figure.",
    "  Delivered above 110 %: support delivered = € 230,000.00; what lies above edge above which is talked € 220,000.00 = € 10,000.00; to be discussed on € 10,000.00, no figure yet [001 §4.2; de tegemoetkoming is wat het overleg oplevert; tot dan is er geen bedrag]",
  );
  has(
    told("wmo-bands", "115 %, and", "nl"),
    "Voordeel voor de inkoper: € 20.000,00 minder betaald dan er is geleverd; € 10.000,00 van wat is geleverd telt daarin nog niet mee, omdat erover wordt overlegd",
  );
  assert.match(told("wmo-bands", "115 % after", "nl"), /na overleg over € 10\.000,00 = € 4\.000,00 /);
  assert.match(told("wmo-bands", "95 %", "nl"), /niets te bespreken = € 0,00 /);
});

test("a year from two sources names both, and what each told", () => {
  const contract = shipped("extra-contracting");
  const [realised, curve] = [contract.plan, payCurve(contract)];
  const year = {
    contract,
    realised,
    settlement: settle(contract, realised),
    explanation: [],
    edges: cliffs(curve),
    curve,
  };
  const sources = [
    { file: "lake", facts: ["delivered_before_answer", "delivered_after_answer"] },
    { file: "realised.csv", facts: ["granted"] },
  ];
  has(
    tellSettlement({ ...year, sources }, "nl"),
    "Afgerekend over lake (geleverd tot het antwoord, geleverd na het antwoord) en realised.csv (toegekende extra ruimte)",
  );
  has(tellSettlement({ ...year, sources: sources.slice(0, 1) }, "nl"), "Afgerekend over lake");
});

test("a cliff is told at the worth of the care where it lies", () => {
  has(
    told("wmo-bands-all", "95 %", "nl"),
    "  Klif bij € 180.000,00 aan zorg: ervoor € 180.000,00, precies daar € 200.000,00, erna € 200.000,00",
  );
  assert.match(
    told("wmo-bands-all", "95 %", "en"),
    /nothing, because “support delivered < edge below which is repaid” does not hold = € 0\.00/,
  );
});

test("a stretch in which less care pays more is told with its ends", () => {
  const text = readFileSync(new URL("ceiling/contract.yaml", folder), "utf8");
  const perverse = text.replace("at_most: ceiling", "when: [production <= ceiling]\n    cliff: nobody would sign this");
  const { contract } = readContract("c.yaml", perverse);
  const lines = tellYear(contract!, contract!.plan, "en");
  has(
    lines,
    "  Cliff at € 1,000,000.00 of care: before it € 1,000,000.00, exactly there € 1,000,000.00, behind it € 0.00",
    "  Between € 1,000,000.00 of care and infinity delivering less brings in more, up to € 1,000,000.00",
  );
  assert.match(tellYear(contract!, { own: new Map(), parts: new Map() }, "nl"), /\nRanden, rond het plan\n/);
});

test("what is missing is told by its name, and what was paid before by what is left", () => {
  has(told("person-following-budget", "how one", "nl"), "De aanbieder: niet te berekenen zonder leveringsvorm (bram)");
  has(
    told("advance-and-settlement", "less delivered", "en"),
    "The provider is paid € 181,281.25; paid before € 190,000.00, to be paid back € 8,718.75",
    "In 12 instalments: 4 × € 15,833.34, 8 × € 15,833.33",
  );
  has(
    told("organisation-and-infrastructure", "a cent", "nl"),
    "De regio-organisatie krijgt € 4,25",
    "Gedragen door verzekeraar A € 2,48, verzekeraar B € 1,28, verzekeraar C € 0,49",
  );
  has(told("overproduction-none", "1.5", "en"), "Next year starts from € 10,150,000.00");
  assert.match(told("subsidy", "half", "nl"), /aan de voorwaarde is voldaan = € 140\.000,00; na overleg over /);
});

test("every form is told in both languages, with its duties", () => {
  for (const form of readdirSync(folder))
    for (const lang of ["nl", "en"] as const) {
      const text = tellYear(shipped(form), shipped(form).plan, lang);
      assert.doesNotMatch(text, /undefined|\[object|NaN/, form);
    }
  assert.match(tellYear(shipped("arrangement"), shipped("arrangement").plan, "en"), /Duties\n {2}The main contractor/);
});

test("two forms are compared on the same year and the same futures", () => {
  const [open, ceiling] = [shipped("overproduction-full"), shipped("overproduction-none")];
  const comparison = compareContracts([open, ceiling], open.plan, { count: 200, spread: 100, seed: 3 });
  const text = tellComparison(comparison, "en");
  assert.match(text, /overproduction-full +€ 10,000,000\.00 +€ \S+ +€ \S+ +100 %\n/);
  assert.match(text, /overproduction-none +€ 10,000,000\.00 +€ 9,\S+ +€ \S+ +\d\d(\.\d)? %\n/);
  assert.match(text, /overproduction-full costs € [\d,.]+ more on average\n$/);
  const other = compareContracts([open, shipped("open-volume")], open.plan, { count: 5, spread: 0, seed: 3 });
  assert.match(tellComparison(other, "nl"), /Voor open-volume is uit het eigen plan genomen: hours/);
});

test("a filled sum is told as a price list, and one that does not fit with how far prices reach", () => {
  const asked = [{ id: "visit", volume: 3n, reference: 30_000n, atMost: 40_000n }];
  const labels = new Map([["visit", { nl: "Bezoek", en: "Visit" }]]);
  assert.equal(
    tellFilling(100_000n, fill(100_000n, asked), labels, "en"),
    "€ 1,000.00 filled: every price is 111.11 % of its reference, unless a bound holds it\n" +
      "  3 × Visit à € 333.33, of which 1 a cent more\n" +
      "These prices were filled in and not found; do not compare them with those of another contract.\n",
  );
  assert.equal(
    tellFilling(200_000n, fill(200_000n, asked), labels, "nl"),
    "Niet te vullen: tegen de hoogste prijzen is € 1.200,00 te bereiken en gevraagd is € 2.000,00.\n",
  );
  const low = [{ id: "visit", volume: 3n, reference: 30_000n, atLeast: 40_000n }];
  assert.match(tellFilling(1n, fill(1n, low), labels, "en"), /the lowest prices already bring in € 1,200\.00/);
  const crossed = [{ id: "visit", volume: 3n, reference: 1n, atLeast: 9n, atMost: 8n }];
  assert.match(tellFilling(1n, fill(1n, crossed), labels, "nl"), /voor Bezoek ligt de ondergrens boven het maximum/);
  assert.match(tellFilling(1n, fill(1n, []), labels, "en"), /no product with a volume/);
});

test("fictitious variation is told as at most", () => {
  const row = (contract: string, product: string, price: bigint) => ({ contract, product, price, volume: 1n });
  const filled = variationOf([row("n", "a", 80n), row("n", "b", 120n), row("s", "a", 120n), row("s", "b", 80n)])!;
  assert.equal(
    tellVariation(filled, "en"),
    "Of the variation in price at most 100 % is fictitious: it lies within contracts and cancels out in their totals.\n" +
      "  n: 100 % of the mean level\n  s: 100 % of the mean level\n",
  );
  assert.match(tellVariation(variationOf([row("n", "a", 80n)])!, "nl"), /^Alle prijzen zijn gelijk/);
});

test("the drawing is an image of its own, with a run for each piece and the zone of talks", () => {
  const contract = shipped("wmo-bands-all");
  const svg = payPlot(contract, payCurve(contract), "nl");
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img"/);
  assert.match(svg, /<title>Banden rond de afspraak, terugbetaling van alles onder 100 % \(wmo-bands-all\)<\/title>/);
  for (const words of ["te bespreken", "waarde van de geleverde zorg", "voordeel voor de aanbieder"])
    assert.ok(svg.includes(words), words);
  assert.doesNotMatch(svg, /NaN|undefined/);
  const bare = payPlot(shipped("capitation"), payCurve(shipped("capitation")), "en");
  assert.doesNotMatch(bare, /worth of the care/);
});
