import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { disk as files } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { balances } from "../src/ledger.ts";
import type { Files } from "./effects.ts";
import { readJournal } from "./ledger.ts";
import { radar } from "./radar.ts";
import { request } from "./request.ts";
import type { RequestInput } from "./request.ts";
import { readTaken } from "./take.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
const insurers = ["9001", "9002"];

let folder = "";
let lake: OpenLake;

/** Claims `provider client day cents`, all granted, of insurer 9001 in region Zuid. */
function claims(...lines: string[]): string {
  const rows = lines.map((line, i) => {
    const [provider, client, day, cents] = line.split(" ");
    return `(${i}, '${provider}', '${client}', DATE '${day}', ${cents}::BIGINT)`;
  });
  return `SELECT 'b1' AS batch, line, client, provider, '9001' AS insurer, 'Zuid' AS region, 1950 AS birth_year, 'male' AS sex,
    '1033' AS service, 'frail_short' AS target_group, "from", "from" + 1 AS until, 1 AS quantity, '04' AS unit, cents AS tariff_cents,
    cents AS claimed_cents, cents AS granted_cents, 'granted' AS status, 'r' || line AS ref, NULL AS corrects
    FROM (VALUES ${rows.join(", ")}) AS rows(line, provider, client, "from", cents)`;
}

/** Agreements `provider insurer cents`. */
function contracts(...lines: string[]): string {
  const rows = lines.map((line) => {
    const [provider, insurer, cents] = line.split(" ");
    return `('${provider}', '${insurer}', ${cents}::BIGINT)`;
  });
  return `SELECT 'c' AS batch, provider, insurer, 2024 AS year, cents AS ceiling_cents, cents AS agreement_cents
    FROM (VALUES ${rows.join(", ")}) AS rows(provider, insurer, cents)`;
}

const [one, two, three, merged] = ["42000001", "42000002", "42000003", "42000004"] as const;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-request-"));
  lake = await openLake(join(folder, "lake"), { threads: 2, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
  await lake.write(
    "contracts/c.parquet",
    contracts(`${one} 9001 1000`, `${two} 9001 500`, `${two} 9002 500`, `${merged} 9001 9`),
  );
  await lake.write("batches/b.parquet", "SELECT 'b1' AS batch, DATE '2024-09-05' AS received_on");
  await lake.writeClaims(
    "b1",
    claims(
      `${one} a 2023-03-01 100`, `${one} a 2024-03-01 300`, `${one} b 2024-05-01 400`, `${one} c 2024-06-01 250`,
      `${two} b 2023-02-01 10`, `${three} d 2024-02-01 10`, `${two} a 2024-07-01 20`, `${merged} e 2024-02-01 1`,
    ), // prettier-ignore
  );
  await lake.keepSums();
  const signal = { ref: "Z-1", region: "Zuid", kind: "no_place", from: "referrer", origin: "s.csv" };
  const signals = ["2024-08-01", "2024-09-20"].map((on, i) => ({
    ...signal,
    ref: `Z-${i}`,
    on,
    known_at: `${on}T12:00:00Z`,
  }));
  await files.append(
    join(folder, "lake/signals/journal.ndjson"),
    signals.map((each) => `${JSON.stringify(each)}\n`).join(""),
  );
  const told = { origin: "upload", known_at: "2024-09-03T12:00:00+02:00" };
  const causes = [one, two, three].map((subject) => ({
    fact: "ceiling_change_cause",
    subject,
    value: "shortfall",
    ...told,
  }));
  const invited = [one, two, three, merged].map((subject) => ({
    fact: "invited_by_buyer",
    subject,
    value: false,
    ...told,
  }));
  const merger = { fact: "ceiling_change_cause", subject: merged, value: "merger", ...told };
  await files.write(
    join(folder, "d.ndjson"),
    [...causes, ...invited, merger].map((each) => JSON.stringify(each)).join("\n"),
  );
  const outcome = { provider: one, decision: "class", outcome: { status: "decided", value: "B" } };
  await files.write(join(folder, "round/outcomes.ndjson"), `${JSON.stringify(outcome)}\n`);
});
after(async () => {
  await lake.close();
  await rm(folder, { recursive: true });
});

function ask(input: Partial<RequestInput> = {}) {
  const effects = {
    files,
    clock: { now: () => "2024-10-22T09:00:00Z" },
    installedFacts: "policy/facts",
    openLake: async () => lake,
  };
  const at = { policy, lake: join(folder, "lake"), dossier: join(folder, "d.ndjson"), round: join(folder, "round") };
  return request(effects, { ...at, on: "2024-09-15", insurers, provider: one, ...input });
}

async function refused(input: Partial<RequestInput>): Promise<string[]> {
  const { exit, findings } = await ask(input);
  assert.equal(exit, 2);
  return findings.filter(({ severity }) => severity === "file").map(({ code }) => code);
}

test("every proof that the program has stands with its fact: from ledger, round, register and claims", async () => {
  const { exit, requests } = await ask();
  assert.equal(exit, 4, "what only people can tell is missing");
  const facts = new Map(requests[0]!.facts.map((each) => [each.fact.id, each]));
  const found = (id: string) => facts.get(id)?.evidence[0] as unknown as Record<string, unknown>;
  assert.deepEqual(
    [facts.get("revenue_ceiling")?.value, facts.get("revenue_ceiling")?.origin],
    [{ cents: "1000" }, "ledger"],
  );
  assert.deepEqual([facts.get("shortage_signalled")?.value, found("shortage_signalled")["regions"]], [true, ["Zuid"]]);
  assert.equal(
    (found("shortage_signalled")["signals"] as unknown[]).length,
    1,
    "the signal of 20 September is not known yet",
  );
  assert.equal(found("delivered_before_october")["cents"], 950n);
  assert.equal(facts.get("delivered_before_october")?.value, undefined, "claims are no statement of the provider");
  assert.deepEqual((found("intake_even")["intake"] as { months: number[] }).months, [0, 0, 0, 0, 1, 1, 0, 0]);
  assert.deepEqual(found("care_stop_grounds")["months"], [0, 0, 1, 0, 1, 1, 0, 0]);
  assert.deepEqual([found("client_shift_shown")["came"], found("client_shift_shown")["went"]], [1, 1]);
  assert.deepEqual(found("efficiency_kept")["groups"], [
    { group: "frail_short", year: { clients: 3, cents: 950n }, before: { clients: 1, cents: 100n } },
  ]);
  assert.deepEqual(found("class_taken")["proposed"], { status: "decided", value: "B" });
  assert.equal(facts.get("class_taken")?.value, undefined, "what was only proposed is taken by nobody");
});

test("without a provider all are told; without a register nobody knows of signals", async () => {
  const effects = {
    files,
    clock: { now: () => "2024-10-22T09:00:00Z" },
    installedFacts: "policy/facts",
    openLake: async () => lake,
  };
  const { requests } = await request(effects, { policy, lake: join(folder, "lake"), on: "2024-09-15", insurers });
  assert.deepEqual(
    requests.map(({ provider }) => provider),
    [one, two, three, merged],
  );
  const bare: Files = { ...files, read: async (path) => (path.includes("signals/") ? undefined : files.read(path)) };
  const blind = await request(
    { ...effects, files: bare },
    { policy, lake: join(folder, "lake"), on: "2024-09-15", insurers, provider: one },
  );
  const signalled = blind.requests[0]!.facts.find(({ fact }) => fact.id === "shortage_signalled");
  assert.deepEqual([signalled?.value, signalled?.evidence], [undefined, []]);
});

test("what cannot be told or answered is refused, and nothing is recorded", async () => {
  assert.deepEqual(await refused({ lake: join(folder, "nowhere") }), ["no-lake"]);
  assert.deepEqual(await refused({ provider: "42999999" }), ["no-providers"]);
  assert.deepEqual(await refused({ procedure: "extra_contacting" }), ["unknown-procedure"]);
  const mandate = { mandate: "inkoper" };
  assert.deepEqual(await refused({ answer: { grant: 60n } }), ["no-mandate", "no-reason"]);
  assert.deepEqual(await refused({ answer: { grant: 60n, ...mandate } }), ["no-reason"]);
  assert.deepEqual(await refused({ answer: mandate }), ["no-reason"], "an incomplete proposal is no refusal");
  const reasoned = { ...mandate, reason: "tekort in de regio" };
  const outside = { ...reasoned, mandate: "stagiair" };
  assert.deepEqual(await refused({ answer: { grant: 60n, ...outside } }), ["unknown-mandate"]);
  const above = { grant: 500_000_001n, ...reasoned };
  assert.deepEqual(await refused({ answer: above }), ["above-mandate"]);
  assert.deepEqual(await refused({ provider: two, answer: { grant: 60n, ...reasoned } }), ["several-contracts"]);
  assert.deepEqual(await refused({ provider: three, answer: { grant: 60n, ...reasoned } }), ["no-ceiling"]);
  assert.deepEqual(await refused({ provider: merged, answer: { grant: 60n, ...reasoned } }), ["left-to-talks"]);
  assert.deepEqual(await readTaken(files, join(folder, "round")), []);
});

test("an answer is a line in the decisions of the round and an entry in the ledgers, once", async () => {
  const answer = { grant: 60n, mandate: "inkoper", reason: "tekort in de regio" };
  const { exit, taken, requests } = await ask({ on: "2024-10-22", answer });
  assert.equal(exit, 0);
  assert.deepEqual(
    [taken?.decision, taken?.verdict, taken?.value, taken?.grants, taken?.on, taken?.at],
    ["extra_contracting", "change", true, { cents: "60" }, "2024-10-22", "2024-10-22T09:00:00Z"],
  );
  assert.equal(requests[0]?.stages.find(({ phase }) => phase.answers)?.state, "done");
  const granted = requests[0]?.facts.find(({ fact }) => fact.id === "extra_granted");
  assert.deepEqual([granted?.value, granted?.origin], [{ cents: "60" }, "ledger"]);
  const [balance] = balances(await readJournal(files, join(folder, "lake/ledger/journal.ndjson")));
  assert.deepEqual(balance?.rooms.map(({ cents }) => cents), [1000n, 1060n]); // prettier-ignore
  assert.deepEqual(await refused({ on: "2024-10-23", answer }), ["answered-already"]);
  const earlier = await ask({ on: "2024-10-21" });
  assert.equal(earlier.requests[0]?.answer, undefined, "the day before nobody had answered");
});

test("a refusal is recorded too, and adds nothing to a ledger", async () => {
  const entries = (await readJournal(files, join(folder, "lake/ledger/journal.ndjson"))).length;
  const { exit, taken } = await ask({
    on: "2024-10-22",
    provider: two,
    answer: { mandate: "inkoper", reason: "geen tekort" },
  });
  assert.deepEqual([exit, taken?.value, taken?.grants], [0, false, undefined]);
  assert.equal((await readJournal(files, join(folder, "lake/ledger/journal.ndjson"))).length, entries);
});

test("where only the round set a ceiling, its own ledger takes what is granted", async () => {
  const ceiling = {
    move: "agree",
    provider: three,
    year: 2024,
    cents: "700",
    on: "2024-01-01",
    known_at: "2024-01-02T00:00:00Z",
  };
  await files.append(join(folder, "round/ledger.ndjson"), `${JSON.stringify(ceiling)}\n`);
  const answer = { grant: 60n, mandate: "inkoper", reason: "tekort" };
  const { exit, requests } = await ask({ on: "2024-10-22", provider: three, answer });
  assert.equal(exit, 0);
  const [balance] = balances(await readJournal(files, join(folder, "round/ledger.ndjson")));
  assert.deepEqual(balance?.rooms.map(({ cents }) => cents), [700n, 760n]); // prettier-ignore
  assert.deepEqual(requests[0]?.facts.find(({ fact }) => fact.id === "extra_granted")?.value, { cents: "60" });
});

/** What radar and request make of the same provider, lake and round on a day. */
async function both(input: Partial<RequestInput>) {
  const told = await ask(input);
  const at = { lake: join(folder, "lake"), policy, dossier: join(folder, "d.ndjson"), round: join(folder, "round") };
  const effects = {
    files,
    clock: { now: () => "2024-10-22T09:00:00Z" },
    installedFacts: "policy/facts",
    openLake: async () => lake,
  };
  const watched = await radar(effects, { ...at, on: "2024-09-15", insurers, ...input });
  const fact = (id: string) => told.requests[0]?.facts.find((each) => each.fact.id === id)?.value;
  const codes = [told, watched].map(({ findings }) => findings.map(({ code }) => code));
  return { told: told.requests[0]!, seen: watched.seen.find(({ provider }) => provider === one)!, fact, codes };
}

test("a decision of the round counts since it is known, and radar and request tell the same", async () => {
  const round = join(folder, "later");
  const known = "2024-10-20T10:00:00Z";
  const taken = { provider: one, decision: "class", verdict: "change", value: "B", mandate: "inkoper", at: known };
  const ceiling = { move: "agree", provider: one, year: 2024, cents: "1200", on: "2024-01-01", known_at: known };
  await files.append(join(round, "decisions.ndjson"), `${JSON.stringify(taken)}\n`);
  await files.append(join(round, "ledger.ndjson"), `${JSON.stringify(ceiling)}\n`);
  const earlier = await both({ round, on: "2024-10-19" });
  assert.deepEqual([earlier.fact("revenue_ceiling"), earlier.seen.ceiling], [{ cents: "1000" }, 1000n]);
  assert.deepEqual([earlier.fact("class_taken"), earlier.codes], [undefined, [["known-later"], ["known-later"]]]);
  const later = await both({ round, on: "2024-10-20" });
  assert.deepEqual([later.fact("revenue_ceiling"), later.seen.ceiling], [{ cents: "1200" }, 1200n]);
  assert.deepEqual([later.fact("class_taken"), later.codes], ["B", [[], []]]);
  for (const { told, seen } of [earlier, later]) assert.deepEqual(seen.request, told.outcome);
  const missing = later.seen.request?.status === "incomplete" ? later.seen.request.missing : [];
  assert.ok(missing.length > 0 && !missing.includes("fact.shortage_signalled"), "the register has a signal");
});

test("what was granted does not count against its own request", async () => {
  const dossier = join(folder, "delivered.ndjson");
  const told = { subject: one, origin: "upload", known_at: "2024-10-03T12:00:00+02:00" };
  const delivered = { fact: "delivered_before_october", period: "2024", value: { cents: "820" }, ...told };
  await files.write(dossier, `${JSON.stringify(delivered)}\n`);
  const { told: own, seen, fact } = await both({ on: "2024-10-25", dossier });
  assert.deepEqual([fact("revenue_ceiling"), fact("extra_granted")], [{ cents: "1000" }, { cents: "60" }]);
  assert.equal(seen.ceiling, 1060n, "care is watched against all the room");
  const used = own.conditions.find(({ note }) => note.rule.endsWith("used_enough"));
  assert.equal(used?.note.args["holds"], "true", "820 is 80 % of 1000, and not of 1060");
  assert.deepEqual(seen.request, own.outcome);
});

test("an answer that is recorded later than its day is told with what it brings, and counts once it is known", async () => {
  const round = join(folder, "later");
  const answer = { grant: 60n, mandate: "inkoper", reason: "tekort in de regio" };
  const { exit, requests } = await ask({ round, on: "2024-10-21", answer });
  const granted = requests[0]?.facts.find(({ fact }) => fact.id === "extra_granted");
  assert.deepEqual([exit, granted?.value], [0, { cents: "60" }]);
  const ceiling = requests[0]?.money.find(({ decision }) => decision === "new_ceiling");
  assert.deepEqual(ceiling?.outcome, { status: "decided", value: { cents: "1260" } });
  const again = await both({ round, on: "2024-10-21" });
  assert.deepEqual([again.told.answer, again.codes[0]], [undefined, ["known-later"]]);
  assert.deepEqual(await refused({ round, on: "2024-10-21", answer }), ["answered-already"]);
});

test("above what one person may grant it waits, and is no answer until a second grants the same from the same day", async () => {
  const round = join(folder, "eyes");
  const entries = async () => (await readJournal(files, join(folder, "lake/ledger/journal.ndjson"))).length;
  const held = await entries();
  const answer = { grant: 100_000_001n, mandate: "inkoper", reason: "tekort in de regio" };
  const first = await ask({ round, on: "2024-10-22", answer });
  assert.deepEqual([first.exit, first.taken?.waits, await entries()], [0, true, held]);
  assert.deepEqual([first.requests[0]?.answer, first.requests[0]?.waiting], [undefined, first.taken]);
  assert.equal(first.requests[0]?.facts.find(({ fact }) => fact.id === "extra_granted")?.value, undefined);
  assert.deepEqual(await refused({ round, on: "2024-10-22", answer }), ["same-person"]);
  const far = { ...answer, mandate: "inkoper-2", knownAt: "2024-10-21T09:00:00Z" };
  assert.deepEqual(await refused({ round, on: "2024-10-22", answer: far }), ["bad-value"]);
  const other = await ask({ round, on: "2024-10-23", answer: { ...answer, mandate: "inkoper-2" } });
  assert.deepEqual([other.taken?.waits, await entries()], [true, held], "another day is another answer");
  const second = await ask({ round, on: "2024-10-23", answer });
  assert.deepEqual([second.taken?.first, second.taken?.waits], ["inkoper-2", undefined]);
  assert.deepEqual([second.requests[0]?.answer, second.requests[0]?.waiting], [second.taken, undefined]);
  const journal = await readJournal(files, join(folder, "lake/ledger/journal.ndjson"));
  assert.equal(journal.length, held + 1);
  assert.match(JSON.stringify(journal.at(-1)), /"100000001".*inkoper-2, inkoper: tekort in de regio/);
  assert.deepEqual(await refused({ round, on: "2024-10-23", answer }), ["answered-already"]);
});

test("clients are told as they were known on the day, and as they are now where no claim bears a date", async () => {
  const place = join(folder, "dated");
  const dated = await openLake(place, { threads: 2, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
  const effects = {
    files,
    clock: { now: () => "2024-10-22T09:00:00Z" },
    installedFacts: "policy/facts",
    openLake: async () => dated,
  };
  const about = { policy, lake: place, insurers, provider: one };
  const tell = async (on: string) => {
    const [told] = (await request(effects, { ...about, on })).requests;
    const found = told?.facts.find(({ fact }) => fact.id === "care_stop_grounds")?.evidence[0];
    return found?.source === "stopped_clients" ? [found.months, found.isOfNow, found.knownAt.slice(0, 10)] : found;
  };
  try {
    await dated.writeClaims("b1", claims(`${one} a 2024-03-01 300`, `${one} b 2024-05-01 400`));
    await dated.writeClaims(
      "b2",
      claims(`${one} a 2024-06-01 250`).replaceAll("'b1'", "'b2'").replace("'r' || line", "'s' || line"),
    );
    await dated.keepSums();
    assert.deepEqual(await tell("2024-07-31"), undefined, "nothing to watch");
    await dated.write("contracts/c.parquet", contracts(`${one} 9001 1000`));
    assert.deepEqual(await tell("2024-07-31"), [[0, 0, 0, 0, 1, 1, 0], true, "2024-10-22"]);
    const batches = "(VALUES ('b1', DATE '2024-07-05'), ('b2', DATE '2024-08-05')) AS rows(batch, received_on)";
    await dated.write("batches/b.parquet", `SELECT * FROM ${batches}`);
    assert.deepEqual(await tell("2024-07-31"), [[0, 0, 1, 0, 1, 0, 0], undefined, "2024-07-31"]);
    assert.deepEqual(await tell("2024-08-31"), [[0, 0, 0, 0, 1, 1, 0, 0], undefined, "2024-08-31"]);
  } finally {
    await dated.close();
  }
});
