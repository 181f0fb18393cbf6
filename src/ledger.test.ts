import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseDay, parseInstant } from "./day.ts";
import { agreeEntries, balances, claimEntries, readEntries, supplementEntry, writeEntries } from "./ledger.ts";
import type { Entry, Move } from "./ledger.ts";

const about = { provider: "42000001", insurer: "9001", year: 2024 };

/** Entries as `move month batch cents known`, an agreement as `agree - - cents known`. */
function journal(...lines: string[]): Entry[] {
  return lines.map((line) => {
    const [move = "", month = "", batch = "", cents = "", known = ""] = line.split(" ");
    const place = move === "agree" ? { on: "2024-01-01" } : { month, batch, on: `${month}-01` };
    return { move: move as Move, ...about, ...place, cents, known_at: `${known}T00:00:00Z` };
  });
}

const year = journal(
  "agree - - 1000 2024-01-01",
  "claim 2024-01 a 600 2024-02-03",
  "grant 2024-01 a 500 2024-02-20",
  "reject 2024-01 a 100 2024-02-20",
  "claim 2024-02 b 700 2024-03-03",
  "grant 2024-02 b 700 2024-03-20",
  "claim 2024-03 c 50 2024-04-02",
);

test("what is asked is pending, posted, void or excess; what no longer fits is never away", () => {
  const [balance] = balances(year);
  const { claimed, pending, voided, posted, excess, room } = balance!;
  assert.deepEqual([room, claimed, pending, voided, posted, excess], [1000n, 1350n, 50n, 100n, 1000n, 200n]);
  assert.deepEqual(
    balance!.lines.map((line) => [line.batch, line.posted, line.excess]),
    [
      ["a", 500n, 0n],
      ["b", 500n, 200n],
      ["c", 0n, 0n],
    ],
  );
});

test("at a moment counts what held then, as known then", () => {
  const at = (on: string, known: string) => {
    const [balance] = balances(year, { on: parseDay(on)!, knownAt: parseInstant(`${known}T00:00:00Z`)! });
    return [balance!.claimed, balance!.pending, balance!.posted];
  };
  assert.deepEqual(at("2024-12-31", "2024-02-10"), [600n, 600n, 0n]);
  assert.deepEqual(at("2024-12-31", "2024-03-10"), [1300n, 700n, 500n]);
  assert.deepEqual(at("2024-01-31", "2024-12-31"), [600n, 0n, 500n]);
});

/** Story S2.4 in cents: full on 1 October, € 40,000 more up to 22 October, then € 60,000 granted and € 30,000 delivered. */
const supplement = supplementEntry({
  ...about,
  cents: 6_000_000n,
  on: parseDay("2024-10-22")!,
  knownAt: parseInstant("2024-10-22T12:00:00Z")!,
  origin: "inkoper: tekort",
});

function delivered(on: string, batch: string, cents: string): Entry[] {
  const line = { ...about, month: on.slice(0, 7), batch, on, cents };
  return [
    { move: "claim", ...line, known_at: "2024-11-05T00:00:00Z" },
    { move: "grant", ...line, known_at: "2024-11-20T00:00:00Z" },
  ];
}

test("a supplementary agreement is room for care from its day on; care before it that was above the ceiling stays there", () => {
  const before = [
    ...journal("agree - - 100000000 2024-01-01"),
    ...delivered("2024-09-01", "a", "100000000"),
    ...delivered("2024-10-01", "b", "4000000"),
  ];
  const all = [...before, supplement, ...delivered("2024-10-22", "b", "3000000")];
  const [balance] = balances(all);
  assert.deepEqual([balance!.room, balance!.posted, balance!.excess], [106_000_000n, 103_000_000n, 4_000_000n]);
  assert.deepEqual(
    balance!.lines.map(({ on, posted, excess }) => [on, posted, excess]),
    [
      ["2024-09-01", 100_000_000n, 0n],
      ["2024-10-01", 0n, 4_000_000n],
      ["2024-10-22", 3_000_000n, 0n],
    ],
  );
  const [then] = balances(all, { on: parseDay("2024-10-21")! });
  assert.deepEqual([then!.room, then!.posted, then!.excess], [100_000_000n, 100_000_000n, 4_000_000n]);
  const [unaware] = balances(all, { knownAt: parseInstant("2024-10-22T11:59:59Z")! });
  assert.equal(unaware!.room, 100_000_000n, "the agreement of January stands as it was");
  assert.deepEqual(agreeEntries(balances(all), [{ ...about, cents: 100_000_000n, origin: "contracts" }], 0), []);
});

test("room that was left is there for who comes after the supplement, and a credit gives back what lies above it first", () => {
  const agreed = journal("agree - - 1000 2024-01-01");
  const later = { ...supplement, cents: "60" };
  const lines = [...delivered("2024-09-01", "a", "950"), ...delivered("2024-11-01", "b", "120")];
  const [balance] = balances([...agreed, later, ...lines]);
  assert.deepEqual([balance!.posted, balance!.excess], [1060n, 10n]);
  const [credited] = balances([...agreed, later, ...lines, ...delivered("2024-12-01", "c", "-30")]);
  assert.deepEqual([credited!.posted, credited!.excess], [1040n, 0n]);
});

test("a lower ceiling from a day on takes nothing back of what was posted before", () => {
  const lower = { ...supplement, cents: "-200" };
  const lines = [...delivered("2024-09-01", "a", "950"), ...delivered("2024-11-01", "b", "120")];
  const [balance] = balances([...journal("agree - - 1000 2024-01-01"), lower, ...lines]);
  assert.deepEqual([balance!.room, balance!.posted, balance!.excess], [800n, 950n, 120n]);
});

test("a correction is a new entry, and what was known before stays so", () => {
  const corrected = [...year, ...journal("grant 2024-02 b -300 2024-05-01", "reject 2024-02 b 300 2024-05-01")];
  const [now] = balances(corrected);
  assert.deepEqual([now!.posted, now!.excess, now!.voided], [900n, 0n, 400n]);
  const before = balances(corrected, { knownAt: parseInstant("2024-04-30T00:00:00Z")! });
  assert.deepEqual(before, balances(year));
});

test("without an agreement there is no ceiling and nothing is excess", () => {
  const [balance] = balances(year.slice(1));
  assert.deepEqual([balance!.room, balance!.posted, balance!.excess], [undefined, 1200n, 0n]);
});

const amounts = fc.array(
  fc.record({
    month: fc.integer({ min: 1, max: 9 }),
    batch: fc.integer({ min: 0, max: 3 }),
    cents: fc.bigInt({ min: -500n, max: 900n }),
  }),
  { maxLength: 20 },
);

test("no cent is made or lost, and the order of the journal does not matter", () => {
  fc.assert(
    fc.property(amounts, fc.bigInt({ min: 0n, max: 3000n }), fc.nat(), (granted, ceiling, turn) => {
      const entries = [
        ...journal(`agree - - ${ceiling} 2024-01-01`),
        ...granted.flatMap(({ month, batch, cents }) => [
          ...journal(`claim 2024-0${month} ${batch} ${cents + 7n} 2024-10-01`),
          ...journal(`grant 2024-0${month} ${batch} ${cents} 2024-11-01`),
        ]),
      ];
      const [balance] = balances(entries);
      const total = granted.reduce((sum, { cents }) => sum + cents, 0n);
      assert.equal(balance!.posted, total < ceiling ? total : ceiling);
      assert.equal(balance!.posted + balance!.excess, total);
      assert.equal(balance!.claimed, balance!.pending + balance!.posted + balance!.excess + balance!.voided);
      const cut = turn % entries.length;
      assert.deepEqual(balances([...entries.slice(cut), ...entries.slice(0, cut)]), [balance]);
    }),
  );
});

const now = parseInstant("2024-06-01T12:00:00Z")!;
const sum = {
  ...about,
  batch: "a",
  month: 2024 * 12,
  claimedCents: 600n,
  grantedCents: 0n,
  rejectedCents: 0n,
  receivedOn: parseDay("2024-02-03"),
};

test("the lake flows in: a claim is known since its batch came in, a decision since now, and nothing twice", () => {
  const first = claimEntries([], [sum], now);
  assert.deepEqual(
    first.map(({ move, cents, known_at }) => [move, cents, known_at]),
    [["claim", "600", "2024-02-03T00:00:00+01:00"]],
  );
  const decided = { ...sum, grantedCents: 450n, rejectedCents: 150n };
  const second = claimEntries(balances(first), [decided], now);
  assert.deepEqual(
    second.map(({ move, cents, known_at }) => [move, cents, known_at]),
    [
      ["grant", "450", "2024-06-01T14:00:00+02:00"],
      ["reject", "150", "2024-06-01T14:00:00+02:00"],
    ],
  );
  assert.deepEqual(claimEntries(balances([...first, ...second]), [decided], now), []);
});

test("a ceiling that changes is the difference, known from now; told again it is no news", () => {
  const told = { provider: about.provider, insurer: about.insurer, year: 2024, origin: "contracts x" };
  const first = agreeEntries([], [{ ...told, cents: 1000n }], now);
  const second = agreeEntries(balances(first), [{ ...told, cents: 800n }], now);
  assert.deepEqual([first[0]!.known_at, second[0]!.cents], ["2024-01-01T00:00:00+01:00", "-200"]);
  assert.equal(balances([...first, ...second])[0]!.room, 800n);
  assert.deepEqual(agreeEntries(balances([...first, ...second]), [{ ...told, cents: 800n }], now), []);
});

test("a journal is a text of lines, and reads back as it was written", () => {
  assert.deepEqual(readEntries(writeEntries(year)), year);
});
