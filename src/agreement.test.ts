import assert from "node:assert/strict";
import { test } from "node:test";
import { agreementSheet, perYear, toAgreement, toFacts } from "./agreement.ts";
import type { Agreement } from "./agreement.ts";
import { parseDay, parseInstant } from "./day.ts";
import type { Vocabulary } from "./fact.ts";
import { matchHeader, readRow } from "./table.ts";
import type { Table } from "./table.ts";

/** The agreement in one row under a header, semicolons between the cells. */
function read(header: string, row: string): Agreement | string[] {
  const table = { file: "c.csv", headerLine: 1, header: header.split(";"), mark: "," } as unknown as Table;
  const { places, findings } = matchHeader(table, agreementSheet);
  const { values, findings: faults } = readRow(table, { line: 2, cells: row.split(";") }, agreementSheet, places);
  const codes = [...findings, ...faults].map(({ code, field }) => `${code} ${field}`);
  return codes.length === 0 ? toAgreement(2, values) : codes;
}

const nothing = {
  organisation: undefined,
  insurer: undefined,
  form: undefined,
  funding: undefined,
  change: undefined,
  knownOn: undefined,
};
const noAmounts = { agreementCents: undefined, ceilingCents: undefined, realisedCents: undefined };

test("a purchaser's sheet is read under the names in use, and any name but that of an organisation is left out", () => {
  const header =
    "AGB-code;Naam zorgaanbieder;Jaar;UZOVI;Contractvorm;Bekostiging;Productieafspraak;Omzetplafond;Gerealiseerd;Bekend op";
  assert.deepEqual(
    read(header, "01000001;Thuiszorg;2023;9001;Plafond;Maand;€ 1.250.000,00;1.300.000,00;12,5;1-12-2022"),
    {
      line: 2,
      provider: "01000001",
      organisation: undefined,
      insurer: "9001",
      year: 2023,
      form: "Plafond",
      funding: "monthly",
      agreementCents: 125_000_000n,
      ceilingCents: 130_000_000n,
      realisedCents: 1250n,
      change: undefined,
      knownOn: parseDay("2022-12-01"),
    },
  );
});

test("amounts may stand in cents, and what happened to a provider in a word or a flag", () => {
  const base = { line: 2, provider: "01000001", year: 2023, ...nothing, ...noAmounts };
  assert.deepEqual(read("agb;jaar;agreement_cents;fusie", "01000001;2023;500;ja"), {
    ...base,
    agreementCents: 500n,
    change: "merger",
  });
  assert.deepEqual(read("agb;jaar;faillissement", "01000001;2023;ja"), { ...base, change: "bankruptcy" });
  assert.deepEqual(read("agb;jaar;bijzonderheid", "01000001;2023;Overname"), { ...base, change: "takeover" });
});

test("the name of an organisation comes in from a column that says so, and is told as a fact of the year", () => {
  const read2023 = read("agb;organisatie;jaar", "01000001;Zorg & Zo;2023") as Agreement;
  assert.equal(read2023.organisation, "Zorg & Zo");
  const named = { has: (fact: string) => fact === "organisation_name" };
  const told = { origin: "c.csv", knownAt: "2022-11-01T00:00:00Z", now: 0, isKnown: () => false };
  assert.deepEqual(
    toFacts(perYear([read2023])[0]!, named, told).map(({ fact, period, value }) => [fact, period, value]),
    [["organisation_name", "2023", "Zorg & Zo"]],
  );
});

test("a person's name, a bad code and an unknown funding are told", () => {
  assert.deepEqual(read("agb;jaar;naam", "01000001;2023;x"), ["personal-column undefined"]);
  assert.deepEqual(read("agb;jaar;bekostiging", "1000001;2023;kwartaal"), ["bad-cell provider", "bad-cell funding"]);
});

function agreement(more: Partial<Agreement>): Agreement {
  return { line: 2, provider: "01000001", year: 2023, ...nothing, ...noAmounts, ...more };
}

test("the agreements of a buyer's insurers add up; one that does not say leaves the sum unknown", () => {
  const [both] = perYear([
    agreement({ insurer: "9001", agreementCents: 100n, realisedCents: 1n, funding: "hourly" }),
    agreement({ insurer: "9002", agreementCents: 50n, line: 3, funding: "monthly" }),
  ]);
  assert.deepEqual(
    [both?.agreementCents, both?.realisedCents, both?.funding, both?.lines],
    [150n, undefined, undefined, [2, 3]],
  );
});

const vocabulary = new Map(
  ["agreement_amount", "realised_amount", "funding"].map((id) => [id, {}]),
) as unknown as Vocabulary;

test("an agreement is known from its year, what was realised from the year after, and neither from the future", () => {
  const [year] = perYear([
    agreement({ agreementCents: 100n, ceilingCents: 90n, realisedCents: 80n, funding: "hourly" }),
  ]);
  const told = { origin: "c.csv", now: parseInstant("2023-07-01T12:00:00+02:00")!, isKnown: () => false };
  const common = { subject: "01000001", period: "2023", origin: "c.csv" };
  assert.deepEqual(toFacts(year!, vocabulary, told), [
    { fact: "agreement_amount", ...common, value: { cents: "100" }, known_at: "2023-01-01T00:00:00+01:00" },
    { fact: "realised_amount", ...common, value: { cents: "80" }, known_at: "2023-07-01T12:00:00+02:00" },
    { fact: "funding", ...common, value: "hourly", known_at: "2023-01-01T00:00:00+01:00" },
  ]);
  const since = (more: object, own: Partial<Agreement> = {}) =>
    toFacts(perYear([agreement({ agreementCents: 100n, ...own })])[0]!, vocabulary, { ...told, ...more }).map(
      ({ known_at }) => known_at,
    );
  assert.deepEqual(since({ knownAt: "2022-11-01T00:00:00Z" }), ["2022-11-01T00:00:00Z"]);
  assert.deepEqual(since({ isKnown: () => true }), ["2023-07-01T12:00:00+02:00"]);
  assert.deepEqual(since({}, { knownOn: parseDay("2022-12-01") }), ["2022-12-01T00:00:00+01:00"]);
});
