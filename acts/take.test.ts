import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { balances } from "../src/ledger.ts";
import { readJournal } from "./ledger.ts";
import { readTaken, take } from "./take.ts";
import type { TakeInput } from "./take.ts";

/** Nothing done yet. */
const none = { decided: 0, changed: 0, fitted: 0, sentOn: 0, waiting: 0, moreCents: 0n, fittedCents: 0n };

const outcomes = [
  '{"provider":"42000001","decision":"class","outcome":{"status":"decided","value":"B"}}',
  '{"provider":"42000001","decision":"ceiling_proposal","outcome":{"status":"decided","value":{"cents":"100000000"}}}',
  '{"provider":"42000002","decision":"class","outcome":{"status":"incomplete","missing":["fact.x"],"reasons":[]}}',
].join("\n");

/** A fit in which the first provider gives € 20,000.00. */
const fitted = new TextEncoder().encode(
  JSON.stringify({
    format: "driehoek-budget/1",
    policy: "voorbeeld-wijkverpleging-2024",
    on: "2024-01-01",
    decision: "ceiling_proposal",
    amounts: { "42000001": { cents: "98000000" } },
  }),
);

function world(told = outcomes) {
  const files = {
    ...memoryDisk({ "round/outcomes.ndjson": told, "budget.json": fitted }),
    write: () => assert.fail("nothing is overwritten"),
  };
  return { files, clock: { now: () => "2023-10-02T09:00:00Z" }, installedFacts: "policy/facts" };
}

const base = {
  round: "round",
  policy: "policy/voorbeeld-wijkverpleging/2024",
  provider: "42000001",
  decision: "class",
  verdict: "take",
  mandate: "inkoper",
};

test("what a person decided stands beside the proposal, line by line", async () => {
  const effects = world();
  assert.equal((await take(effects, base)).exit, 0);
  const changed = {
    ...base,
    decision: "ceiling_proposal",
    verdict: "change",
    value: "950000.00",
    reason: "groei in de regio",
  };
  assert.equal((await take(effects, changed)).exit, 0);
  const taken = await readTaken(effects.files, "round");
  assert.deepEqual(
    taken.map(({ decision, verdict, value, proposed }) => [decision, verdict, value, proposed.status]),
    [
      ["class", "take", undefined, "decided"],
      ["ceiling_proposal", "change", { cents: "95000000" }, "decided"],
    ],
  );
  const [balance] = balances(await readJournal(effects.files, "round/ledger.ndjson"));
  assert.equal(balance?.room, 95_000_000n, "a ceiling reaches the ledger of the round at once");
});

test("without a mandate, a reason or a proposal nothing is recorded", async () => {
  for (const [change, code] of [
    [{ provider: "42999999" }, "no-proposal"],
    [{ mandate: "" }, "no-mandate"],
    [{ verdict: "approve" }, "unknown-word"],
    [{ verdict: "change", value: "A" }, "no-reason"],
    [{ verdict: "change", value: "D", reason: "x" }, "bad-value"],
    [{ provider: "42000002" }, "nothing-to-take"],
  ] as [Partial<TakeInput>, string][]) {
    const effects = world();
    const { exit, findings } = await take(effects, { ...base, ...change });
    assert.deepEqual([exit, findings.map((finding) => finding.code)], [2, [code]]);
    assert.deepEqual(await readTaken(effects.files, "round"), []);
  }
});

const ceiling = { ...base, decision: "ceiling_proposal" };
const more = { ...ceiling, verdict: "change", value: "1200000.00", reason: "groei in de regio" };

test("above what one person may decide it waits; a second person who decides the same makes it stand", async () => {
  const effects = world();
  await take(effects, more);
  const { taken, departures } = await take(effects, { ...more, mandate: "inkoper-2" });
  assert.equal(taken?.first, "inkoper");
  assert.deepEqual(departures, { ...none, decided: 1, changed: 1, moreCents: 20_000_000n });
  const [first, second] = await readTaken(effects.files, "round");
  assert.deepEqual([first?.waits, second?.waits], [true, undefined]);
});

test("a second person who decides otherwise is a first again; a wider mandate needs no second", async () => {
  const effects = world();
  await take(effects, more);
  const other = await take(effects, { ...more, value: "1300000.00", mandate: "inkoper-2" });
  assert.deepEqual([other.taken?.waits, other.taken?.first], [true, undefined]);
  const manager = await take(effects, { ...more, mandate: "manager" });
  assert.deepEqual([manager.taken?.waits, manager.taken?.first], [undefined, undefined]);
});

test("taking away asks as wide a mandate as giving: the larger of proposal and decision counts", async () => {
  const big = outcomes.replace("100000000", "200000000");
  const cut = { ...more, value: "1.00" };
  const { taken } = await take(world(big), cut);
  assert.equal(taken?.waits, true);
});

test("what a mandate does not reach is refused with the reason, and nothing is recorded", async () => {
  for (const [change, code] of [
    [{ mandate: "stagiair" }, "unknown-mandate"],
    [{ verdict: "send-on", value: "raad" }, "unknown-mandate"],
    [{ verdict: "change", value: "5000000.01", reason: "x" }, "above-mandate"],
    [{ fit: "no/budget.json" }, "other-fit"],
    [{ fit: "budget.json", provider: "42000002", decision: "class" }, "other-fit"],
  ] as [Partial<TakeInput>, string][]) {
    const effects = world();
    const { exit, findings } = await take(effects, { ...ceiling, ...change });
    assert.deepEqual([exit, findings[0]?.code], [2, code]);
    assert.deepEqual(await readTaken(effects.files, "round"), []);
  }
  const effects = world();
  await take(effects, more);
  const { exit, findings } = await take(effects, more);
  assert.deepEqual([exit, findings.map(({ code }) => code)], [2, ["same-person"]]);
});

test("sent on to a mandate; and of a fit the fitted amount is taken, with the hash of that fit", async () => {
  const effects = world();
  const sent = await take(effects, { ...ceiling, verdict: "send-on", value: "manager" });
  assert.deepEqual([sent.taken?.to, sent.taken?.value], ["manager", undefined]);
  const { taken } = await take(effects, { ...ceiling, fit: "budget.json" });
  assert.deepEqual(taken?.value, { cents: "98000000" });
  assert.match(taken?.fit ?? "", /^[0-9a-f]{64}$/);
});

test("a decision may have been known before it is recorded, and not before the one that it follows", async () => {
  const effects = world();
  const knownAt = "2023-09-20T12:00:00Z";
  assert.equal((await take(effects, { ...base, knownAt })).taken?.at, knownAt);
  const other = { ...base, verdict: "change", value: "C", reason: "gesprek" };
  const { exit, findings } = await take(effects, { ...other, knownAt: "2023-09-19T12:00:00Z" });
  assert.deepEqual([exit, findings.map(({ file }) => file)], [2, ["--known-at"]]);
});
