import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../src/day.ts";
import { tellRadar } from "./radar.ts";
import type { ToldRadar, ToldSight } from "./radar.ts";

const warning = {
  id: "notice",
  share: { n: 7n, d: 10n },
  nl: "Meld het",
  en: "Tell it",
  basis: { assumption: "op tijd" },
};
const account = {
  provider: "42000001",
  insurer: "9001",
  year: 2024,
  room: 100_000n,
  rooms: [],
  claimed: 60_000n,
  lines: [],
};

const seen: ToldSight = {
  provider: "42000001",
  year: 2024,
  ceiling: 100_000n,
  claimed: 60_000n,
  forecast: {
    claimed: 60_000,
    late: 10_000,
    expected: 120_000,
    band: { low: 110_000, high: 140_000 },
    months: [],
    past: 7,
  },
  exhausted: { on: parseDay("2024-10-31")!, earliest: parseDay("2024-09-28")! },
  warnings: [{ warning, state: "expected", on: parseDay("2024-08-01")! }],
  intake: { months: [2, 2, 30], fullest: { month: 2, clients: 30, expected: 2.5 }, isEven: false },
  open: "open",
  balances: [{ ...account, pending: 20_000n, posted: 40_000n, excess: 0n, voided: 0n }],
};
const radar: ToldRadar = { on: "2024-08-15", seen: [seen, { ...seen, provider: "42000002", open: "ceiling-reached" }] };

test("a line per provider: estimates in whole euros, amounts to the cent", () => {
  const text = tellRadar(radar, { isPublic: false, isOne: false }, "nl");
  assert.match(text, /^Radar, met wat op 15 augustus 2024 bekend was/);
  assert.match(text, /42000001 +€ 1\.000,00 +€ 600,00 +€ 100 +€ 1\.200 +€ 1\.100 tot € 1\.400 +31 oktober 2024/);
  assert.match(text, /waarschuwing verwacht: 2 · plafond naar verwachting vol dit jaar: 2$/);
});

test("credits to come are told where they are expected", () => {
  const told = { ...radar, seen: [{ ...seen, forecast: { ...seen.forecast!, late: -200 } }] };
  assert.match(
    tellRadar(told, { isPublic: false, isOne: false }, "nl"),
    /−€ 2 [^]*meer gecrediteerd dan nog gedeclareerd/,
  );
  assert.match(tellRadar(told, { isPublic: false, isOne: true }, "en"), /Expected to be credited on balance .*: € 2\n/);
  assert.doesNotMatch(tellRadar(radar, { isPublic: false, isOne: false }, "nl"), /gecrediteerd/);
});

test("everything about one: shares, bands, the account, and an uneven spread of new clients", () => {
  const lines = tellRadar(radar, { isPublic: false, isOne: true }, "en").split("\n");
  assert.deepEqual(lines, [
    "Provider 42000001, with what was known on 15 August 2024",
    "  Ceiling: € 1,000.00",
    "  Claimed: € 600.00 (60.0 % of the ceiling)",
    "  Delivered and not yet claimed, estimated: € 100",
    "  Expected for the year: € 1,200, in eight of ten cases € 1,100 to € 1,400",
    "  Ceiling used up: 31 October 2024, between 28 September 2024 and the end of the year",
    "  Tell it: expected on 1 August 2024 [assumption: op tijd (the policy's own words, in Dutch)]",
    "  New clients per month: 2 2 30; month 3 had 30 where the season would give 2.5; that is no chance",
    "  Account 9001: pending € 200.00, posted € 400.00, above the ceiling € 0.00, voided € 0.00",
    "  open",
  ]);
});

test("the public sees a stop or a full ceiling, and no figure", () => {
  const text = tellRadar(radar, { isPublic: true, isOne: false }, "nl");
  assert.match(text, /42000001 +open\n +42000002 +plafond bereikt$/);
  assert.doesNotMatch(text, /€|oktober/);
});
