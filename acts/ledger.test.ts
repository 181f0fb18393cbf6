import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { memoryDisk, nothing } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import { parseDay, parseInstant } from "../src/day.ts";
import { balances } from "../src/ledger.ts";
import type { TakenDecision } from "../src/round.ts";
import { keepAgreements, keepLedger, keepSupplement, readJournal, roundLedger } from "./ledger.ts";

/** Files in memory that only grow. */
const journals = () => ({ ...memoryDisk({}, nothing), write: () => assert.fail("a journal is never written anew") });

const clock = (now: string) => ({ now: () => now });

/** Claims `provider batch day claimed granted`, granted `-` while it waits; of insurer 9001. */
function claims(...lines: string[]): string {
  const rows = lines.map((line, i) => {
    const [provider, batch, day, claimed, granted = ""] = line.split(" ");
    const cents = granted === "-" ? "NULL" : granted;
    const status = granted === "-" ? "pending" : "granted";
    return `('${batch}', ${i}, '${provider}', DATE '${day}', ${claimed}::BIGINT, ${cents}::BIGINT, '${status}')`;
  });
  return `SELECT batch, line, 'c' AS client, provider, '9001' AS insurer, 'r' AS region, 1950 AS birth_year, 'male' AS sex,
    '1033' AS service, 'g' AS target_group, "from", "from" + 1 AS until, 1 AS quantity, '04' AS unit, claimed_cents AS tariff_cents,
    claimed_cents, granted_cents, status, batch || line AS ref, NULL AS corrects
    FROM (VALUES ${rows.join(", ")}) AS rows(batch, line, provider, "from", claimed_cents, granted_cents, status)`;
}

test("keepLedger() lets agreements and claims flow into a journal that grows by what is new", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ledger-"));
  const lake = await openLake(folder, { threads: 2, now: "2024-01-01T00:00:00Z" });
  const files = journals();
  const keep = (now: string) => keepLedger({ files, clock: clock(now) }, lake, { year: 2024, insurers: ["9001"] });
  try {
    await lake.write(
      "contracts/a.parquet",
      `SELECT 'a' AS batch, 'p' AS provider, '9001' AS insurer, 2024 AS year,
      NULL::BIGINT AS ceiling_cents, 1000::BIGINT AS agreement_cents`,
    );
    await lake.write("batches/a.parquet", "SELECT 'b1' AS batch, DATE '2024-02-03' AS received_on");
    await lake.writeClaims("b1", claims("p b1 2024-01-10 800 -", "p b1 2024-01-20 500 -", "q b1 2024-01-20 9 -"));
    const first = await keep("2024-03-01T10:00:00Z");
    assert.deepEqual(first.map(({ move, cents, known_at }) => `${move} ${cents} ${known_at}`), [
      "agree 1000 2024-01-01T00:00:00+01:00",
      "claim 1300 2024-02-03T00:00:00+01:00",
    ]); // prettier-ignore
    await lake.writeClaims("b1", claims("p b1 2024-01-10 800 700", "p b1 2024-01-20 500 500"));
    const second = await keep("2024-04-01T10:00:00Z");
    const [balance] = balances(second);
    const { pending, posted, excess, voided } = balance!;
    assert.deepEqual([pending, posted, excess, voided], [0n, 1000n, 200n, 100n]);
    assert.deepEqual(await keep("2024-05-01T10:00:00Z"), second, "nothing new, nothing written");
    assert.deepEqual(await readJournal(files, `${folder}/ledger/journal.ndjson`), second);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
});

test("a month in which a supplement begins is cut at its day, once, whenever its claims came in", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ledger-"));
  const lake = await openLake(folder, { threads: 2, now: "2024-01-01T00:00:00Z" });
  const files = journals();
  const keep = (now: string) => keepLedger({ files, clock: clock(now) }, lake, { year: 2024, insurers: ["9001"] });
  const supplement = { provider: "p", insurer: "9001", year: 2024, cents: 60n, origin: "inkoper" };
  try {
    await lake.write(
      "contracts/a.parquet",
      `SELECT 'a' AS batch, 'p' AS provider, '9001' AS insurer, 2024 AS year,
      NULL::BIGINT AS ceiling_cents, 1000::BIGINT AS agreement_cents`,
    );
    await lake.write("batches/a.parquet", "SELECT 'b1' AS batch, DATE '2024-10-25' AS received_on");
    await lake.writeClaims("b1", claims("p b1 2024-09-10 1000 1000", "p b1 2024-10-21 40 40", "p b1 2024-10-22 5 5"));
    await keep("2024-10-26T10:00:00Z");
    await keepSupplement(files, folder, {
      ...supplement,
      on: parseDay("2024-10-22")!,
      knownAt: parseInstant("2024-10-27T00:00:00Z")!,
    });
    await lake.writeClaims("b2", claims("p b2 2024-10-22 25 25", "p b2 2024-11-03 7 7"));
    const journal = await keep("2024-11-20T10:00:00Z");
    const [now] = balances(journal);
    assert.deepEqual([now!.room, now!.posted, now!.excess, now!.claimed], [1060n, 1037n, 40n, 1077n]);
    const [then] = balances(journal, { knownAt: parseInstant("2024-10-26T12:00:00Z")! });
    assert.deepEqual([then!.room, then!.posted, then!.excess, then!.claimed], [1000n, 1000n, 45n, 1045n]);
    assert.deepEqual(await keep("2024-12-01T10:00:00Z"), journal, "nothing new, nothing written");
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
});

function taken(
  verdict: TakenDecision["verdict"],
  cents: string,
  at: string,
  decision = "ceiling_proposal",
): TakenDecision {
  const proposed = { status: "decided" as const, value: { cents: "500" } };
  return {
    provider: "p",
    decision,
    verdict,
    proposed,
    mandate: "inkoper",
    at,
    ...(verdict === "change" && { value: { cents }, reason: "groei" }),
  };
}

test("keepAgreements() writes each ceiling that somebody decided on, once, and what corrects it", async () => {
  const files = journals();
  const about = { round: "r", decision: "ceiling_proposal", year: 2024 };
  const effects = { files, clock: clock("2024-01-09T00:00:00Z") };
  const decided = [
    taken("send-on", "", "2024-01-02T00:00:00Z"),
    taken("take", "", "2024-01-03T00:00:00Z"),
    taken("change", "650", "2024-01-04T00:00:00Z"),
    taken("take", "", "2024-01-05T00:00:00Z", "class"),
  ];
  assert.deepEqual(await keepAgreements(effects, about, decided.slice(0, 1)), []);
  assert.equal((await keepAgreements(effects, about, decided))[0]?.room, 650n);
  assert.equal((await keepAgreements(effects, about, decided))[0]?.room, 650n);
  const journal = await readJournal(files, roundLedger("r"));
  assert.deepEqual(
    journal.map(({ cents, origin }) => `${cents} ${origin}`),
    ["500 inkoper", "150 inkoper: groei"],
  );
  // What waits for a second person is no ceiling yet.
  const waiting = { ...taken("change", "700", "2024-01-06T00:00:00Z"), waits: true as const };
  assert.equal((await keepAgreements(effects, about, [...decided, waiting]))[0]?.room, 650n);
  const agreed = { ...taken("change", "700", "2024-01-07T00:00:00Z"), mandate: "inkoper-2", first: "inkoper" };
  const both = { ...about, round: "four-eyes" };
  await keepAgreements(effects, both, [agreed]);
  assert.match((await readJournal(files, roundLedger("four-eyes")))[0]?.origin ?? "", /^inkoper, inkoper-2: groei$/);
  const back = [...decided, taken("change", "600", "2024-02-01T00:00:00Z")];
  assert.equal((await keepAgreements(effects, about, back))[0]?.room, 600n);
});

test("keepAgreements() adds what an answer grants to the ceiling that the round set, from its day on, once", async () => {
  const files = journals();
  const about = { round: "r", decision: "ceiling_proposal", year: 2024 };
  const effects = { files, clock: clock("2024-10-22T12:00:00Z") };
  const ceiling = taken("take", "", "2024-01-03T00:00:00Z");
  const answer = {
    ...taken("take", "", "2024-10-22T10:00:00Z", "extra_contracting"),
    grants: { cents: "60" },
    on: "2024-10-22",
  };
  assert.deepEqual(
    await keepAgreements(effects, about, [answer]),
    [],
    "without a ceiling of the round the lake keeps it",
  );
  await keepAgreements(effects, about, [ceiling]);
  const [balance] = await keepAgreements(effects, about, [ceiling, answer]);
  assert.deepEqual(balance?.rooms.map(({ cents }) => cents), [500n, 560n]); // prettier-ignore
  assert.deepEqual(await keepAgreements(effects, about, [ceiling, answer]), [balance]);
});
