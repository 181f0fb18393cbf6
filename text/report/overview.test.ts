import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../../house/small-round.ts";
import { positionsOf, sumsOf } from "../../src/round.ts";
import type { Proposal, Round, TakenDecision } from "../../src/round.ts";
import { moneyFigure } from "../figure.ts";
import type { Language } from "../text.ts";
import { overviewReport } from "./overview.ts";

/** The small round with amounts that can be proposed, and a class of the second provider that may as well be another. */
function holdRound(taken: readonly TakenDecision[] = []): Round {
  const round = holdSmallRound("upload", taken);
  const cents: Readonly<Record<string, string>> = { "42000001": "9500", "42000002": "9900" };
  const proposals = round.proposals.map((proposal): Proposal => {
    const told = proposal.told.map((each) => {
      const amount = cents[proposal.provider];
      if (each.decision === "ceiling" && amount !== undefined)
        return { ...each, outcome: { status: "decided", value: { cents: amount } } as const };
      if (each.decision === "class" && proposal.provider === "42000002")
        return { ...each, certainty: { draws: 100, outcomes: { A: 26, B: 74 }, incomplete: 0 } };
      return each;
    });
    return { ...proposal, told };
  });
  return { ...round, proposals };
}

const round = holdRound();

function write(lang: Language, held = round): { page: string; table: string } {
  const files = new Map(overviewReport(held, lang));
  return { page: files.get("overview.html")!, table: files.get("overview.csv")! };
}

/** The page as it is read: without tags, white space as one space. */
function read(lang: Language, held = round): string {
  const page = write(lang, held).page.replace(/<style>[^]*?<\/style>/, "");
  return page
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ")
    .replaceAll("&amp;", "&");
}

test("it opens with what the round comes to, beside the agreements of the year before", () => {
  const page = read("nl");
  assert.match(page, / In totaal Aanbieders 3 Gerealiseerd in 2023 € 200,00 2 aanbieders /);
  assert.match(page, / Afgesproken voor 2023 € 190,00 2 aanbieders Voorgesteld € 194,00 2 aanbieders /);
  assert.match(page, / Voorgesteld meer of minder dan dat \+€ 4,00 \(2,1 %\) 2 aanbieders /);
  const nothing = read("en", holdSmallRound());
  assert.match(nothing, / Proposed – Agreed for 2023 with those who now get an amount – /);
});

test("every outcome has its count and amounts; numbers are told from lowest to highest", () => {
  const page = read("nl");
  assert.match(page, / Toelating ja 1 € 80,00 40,0 % € 95,00 \+€ 5,00 Toelating geweigerd 1 € 120,00 60,0 % /);
  assert.match(page, / Plafond laagste € 95,00, mediaan € 97,00, hoogste € 99,00 2 /);
  assert.doesNotMatch(page, /bedrag of getal/);
});

test("who needs a person stands with why; what the policy leaves open is told once", () => {
  const page = read("nl");
  assert.match(page, / 1 voldoen niet aan een eis .* 1 met een onzekere uitkomst /);
  assert.match(page, / Het beleid laat open: Groei\. /);
  assert.match(
    page,
    / 42000002 Toelating: geweigerd\. Gevraagd: binnen .* Categorie: de beste is onzeker, kans 26 %; waarschijnlijker is de andere, 74 %; het voorstel volgt de beste /,
  );
  assert.match(
    read("en"),
    / Class: the best is uncertain, chance 26 %; likelier is the other, 74 %; the proposal follows the best /,
  );
});

test("what a person took no longer waits; what was sent on says by whom", () => {
  const common = {
    provider: "42000002",
    proposed: round.proposals[1]!.told[0]!.outcome,
    mandate: "inkoper",
    at: "2024-01-03T09:00:00Z",
  };
  const page = read(
    "nl",
    holdRound([
      { ...common, decision: "admission", verdict: "send-on", to: "manager", reason: "twijfel" },
      { ...common, decision: "class", verdict: "change", value: "B", reason: "gesprek" },
    ]),
  );
  assert.match(page, / 42000002 Toelating: doorgestuurd door inkoper aan manager – twijfel /);
  assert.doesNotMatch(page, /Toelating: geweigerd|is onzeker/);
});

test("what somebody decided above one mandate waits for a second person, and counts as no departure yet", () => {
  const waiting = {
    provider: "42000002",
    decision: "class",
    verdict: "change" as const,
    proposed: round.proposals[1]!.told[1]!.outcome,
    value: "B",
    mandate: "inkoper",
    reason: "gesprek",
    at: "2024-01-03T09:00:00Z",
    waits: true as const,
  };
  const page = read("nl", holdRound([waiting]));
  assert.match(page, / 1 wachten op een tweede paar ogen /);
  assert.match(page, / Categorie: de andere, besloten door inkoper; een tweede moet hetzelfde besluiten – gesprek /);
  assert.doesNotMatch(page, /Mensen weken/);
});

test("what many wait for alike is told once", () => {
  const [, , third = assert.fail()] = round.proposals;
  const many = Array.from({ length: 13 }, (_, i) => ({ ...third, provider: String(42_000_100 + i) }));
  const page = read("nl", { ...round, proposals: many });
  assert.match(page, / Bij 13 aanbieders: Toelating.* nog niet te beslissen; niet bekend: /);
  assert.doesNotMatch(page, / Waarom /);
});

test("regions have providers, clients, what was granted and their part of what is proposed", () => {
  const page = read("nl");
  assert.match(page, / Cliënten 2023 Toegekend 2023 Aandeel /);
  assert.match(page, / Oost 2 40 € 120,00 66,7 % € 122,75 /);
  assert.match(page, / West 1 12 € 60,00 33,3 % € 71,25 /);
});

test("what is proposed in a region is a dash where that is nothing, and says of how many it is where that is not all", () => {
  const nothing = read("nl", holdSmallRound());
  assert.match(nothing, / Oost 2 40 € 120,00 66,7 % – /);
  assert.doesNotMatch(nothing, / € 0,00 /);
  const proposals = round.proposals.filter(({ provider }) => provider !== "42000002");
  assert.match(read("nl", { ...round, proposals }), / Oost 2 40 € 120,00 66,7 % € 23,75 1 van 2 aanbieders /);
});

test("a provider's line has its name where one is known, and the likelier class where the own one is uncertain", () => {
  const page = read("nl");
  assert.match(page, / 42000001 Zorg & Zo € 80,00 € 90,00 ja de andere \d+ % € 95,00 .*?\+€ 5,00 /);
  assert.match(page, / de beste 26 %; waarschijnlijker: de andere 74 % /);
  assert.match(page, / 42000003 – – /);
});

test("the table beside the page has the same figures, as the reader's spreadsheet opens them", () => {
  const { page, table } = write("nl");
  assert.match(page, /<a href="overview\.csv" download>/);
  const [heads = [], ...rows] = table
    .replace("\uFEFF", "")
    .trim()
    .split("\r\n")
    .map((line) => line.split(";"));
  assert.equal(rows.length, 3);
  assert.deepEqual(rows[0]!.slice(0, 5), ["42000001", "Zorg & Zo", "80,00", "90,00", "ja"]);
  const column = (head: string): bigint[] =>
    rows
      .map((cells) => cells[heads.indexOf(head)] ?? "")
      .map((cell) => BigInt(/^-?\d+,\d\d$/.test(cell) ? cell.replace(",", "") : 0));
  const sums = sumsOf(positionsOf(round));
  for (const [head, cents] of [
    ["Plafond", sums.proposedCents],
    ["Gerealiseerd 2023", sums.realisedCents],
  ] as const) {
    assert.equal(
      column(head).reduce((sum, own) => sum + own, 0n),
      cents,
    );
    assert.ok(read("nl").includes(moneyFigure(cents, "nl")));
  }
  assert.equal(
    column("Verschil met afspraak").reduce((sum, own) => sum + own, 0n),
    sums.moreCents,
  );
  assert.deepEqual(
    [heads.includes("Categorie: kans"), rows[1]![heads.indexOf("Categorie: waarschijnlijker")]],
    [true, "de andere"],
  );
  assert.match(write("en").table, /^\uFEFFAGB code,Name,Realised 2023,.*\r\n42000001,Zorg & Zo,80\.00,90\.00,yes,/);
});

test("a name that a spreadsheet would reckon with stays a name", () => {
  const providers = new Map([["42000001", { name: '=1+1;"x"' }]]);
  const { table } = write("nl", { ...round, before: { ...round.before, providers } });
  assert.ok(table.includes(`42000001;"'=1+1;""x""";`));
});
