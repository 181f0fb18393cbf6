/**
 * The same story (003 §2.2.3–2.2.5) as a buyer lives it: files come in, the request is filled in beforehand, a person answers, the
 * ceiling rises from that day on, and the year is paid. Every step is a command; nothing is reckoned here.
 */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { main } from "../cli/main.ts";
import { parseInstant } from "../src/day.ts";
import { balances, readEntries } from "../src/ledger.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
const provider = "42000001";
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-request-"));
  await load("regions", "regions.csv", "pc4,region\n5038,Zuid\n5039,Zuid\n1012,West\n");
  await load("contracts", "contracts.csv", `agb,jaar,verzekeraar,omzetplafond\n${provider},2024,9001,1000000.00\n`);
  await load(
    "signals",
    "signals.csv",
    "kenmerk,datum,regio,soort,melder\nZ-1,2024-08-12,Zuid,geen plaats,verwijzer\n",
    "--known-at",
    "2024-08-13T09:00:00+02:00",
  );
  await load("claims", "early.csv", granted("2024-03-01 500000.00"));
  await load("dossier", "september.ndjson", dossier(september));
});
after(() => rm(folder, { recursive: true }));

async function run(...args: string[]): Promise<{ exit: number; out: string }> {
  let out = "";
  const exit = await main(args, { out: (text) => void (out += text), err: (text) => void (out += text) });
  return { exit, out };
}

async function load(kind: string, name: string, text: string, ...flags: string[]): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, text);
  const { exit, out } = await run("load", kind, path, "--lake", lakeOf(), ...flags);
  assert.equal(exit, 0, out);
}

const lakeOf = () => join(folder, "lake");
const roundOf = () => join(folder, "round");

/** What the provider sends and what the buyer finds: `fact[@period] value day`. */
const september = [
  ["ceiling_change_cause", "shortfall", "09-03"],
  ["request_received_at", "2024-09-03T10:00:00+02:00", "09-03"],
  ["invited_by_buyer", false, "09-03"],
  ["care_stop_grounds@2024", [], "09-03"],
  ["delivered_before_october@2024", { cents: "80000000" }, "09-10"],
  ["expected_delivery@2024", { cents: "112000000" }, "09-10"],
  ["causal_link_shown", true, "09-10"],
  ["client_shift_shown", true, "09-10"],
  ["special_circumstances", true, "09-12"],
  ["intake_even@2024", true, "09-12"],
  ["request_solves_shortage", true, "09-12"],
  ["mediation_possible", false, "09-12"],
  ["efficiency_kept@2024", true, "09-12"],
  ["class_taken@2024", "B", "01-05"],
] as const;

type Told = readonly [name: string, value: unknown, day: string];

function dossier(told: readonly Told[]): string {
  const lines = told.map(([name, value, day]) => {
    const [fact, period] = name.split("@");
    const known_at = `2024-${day}T12:00:00${day < "04" ? "+01:00" : "+02:00"}`;
    return JSON.stringify({ fact, subject: provider, ...(period && { period }), value, origin: "verzoek", known_at });
  });
  return `${lines.join("\n")}\n`;
}

/** Claims as they were granted: `day euro`. The file bears no date itself. */
function granted(...lines: readonly string[]): string {
  const rows = lines.map((line, i) => {
    const [day, euro] = line.split(" ");
    return `c${i % 3},1950,v,5038,${provider},9001,1033,${day},60,01,${euro},${euro},R-${day}-${i}`;
  });
  return `client,birth_year,sex,postcode,provider,insurer,service,from,quantity,unit,claimed,granted,ref\n${rows.join("\n")}\n`;
}

interface Read {
  readonly status: string;
  readonly value?: unknown;
}

/** One request as data. */
async function request(on: string, ...flags: string[]) {
  const about = ["--lake", lakeOf(), "--round", roundOf(), "--provider", provider, "--on", on];
  const { exit, out } = await run("request", policy, ...about, "--json", ...flags);
  const { result, findings } = JSON.parse(out) as {
    result: {
      requests: {
        outcome: Read;
        phases: { id: string; state: string; due?: string; done_on?: string }[];
        conditions: { id: string; holds?: boolean }[];
        facts: {
          ref: string;
          value?: unknown;
          origin?: string;
          known_at?: string;
          evidence?: { amount?: unknown }[];
        }[];
        missing: { ref: string; supplier: string }[];
        money: Record<string, Read>;
      }[];
    };
    findings: { code: string; severity: string }[];
  };
  return { exit, ...result.requests[0]!, findings: findings.map(({ code }) => code) };
}

function phase({ phases }: Awaited<ReturnType<typeof request>>, id: string) {
  return phases.find((each) => each.id === id);
}

function factOf({ facts }: Awaited<ReturnType<typeof request>>, ref: string) {
  return facts.find((each) => each.ref === ref);
}

test("S2.1 and S2.2 in September: every condition is decided, complete on the 10th, so an answer by 22 October", async () => {
  const told = await request("2024-09-20");
  assert.deepEqual([told.exit, told.outcome.status, told.missing], [0, "decided", []]);
  assert.deepEqual(
    told.conditions.filter(({ holds }) => holds !== true).map(({ id }) => id),
    ["extra_contracting_request.class_a"],
    "class B is preferred otherwise, and never refuses",
  );
  assert.equal(phase(told, "complete")?.done_on, "2024-09-10");
  assert.equal(phase(told, "answer")?.due, "2024-10-22");
  assert.equal(phase(told, "answer")?.state, "open");
  const { value, origin, known_at } = factOf(told, "fact.delivered_before_october@2024")!;
  assert.deepEqual([value, origin, known_at], [{ cents: "80000000" }, "verzoek", "2024-09-10T12:00:00+02:00"]);
  assert.equal(factOf(told, "fact.shortage_signalled")?.origin, "signals");
});

test("S2.1 a cent less than eighty percent is refused, and nothing else is", async () => {
  const path = join(folder, "less.ndjson");
  await writeFile(path, dossier([["delivered_before_october@2024", { cents: "79999999" }, "09-11"]]));
  const told = await request("2024-09-20", "--dossier", path);
  assert.equal(told.outcome.status, "refused");
  const failed = told.conditions.filter(({ holds }) => holds === false).map(({ id }) => id);
  assert.deepEqual(failed, [
    "extra_contracting.request",
    "extra_contracting_request.used_enough",
    "extra_contracting_request.class_a",
  ]);
});

test("S2.4 granted from 22 October on: € 1,030,000 is paid and € 40,000 stays unpaid", async () => {
  const about = ["--lake", lakeOf(), "--round", roundOf(), "--provider", provider, "--on", "2024-10-22"];
  const { exit, out } = await run(
    "request",
    policy,
    ...about,
    "--grant",
    "60000.00",
    "--mandate",
    "inkoper",
    "--known-at",
    "2024-10-22T12:00:00+02:00",
    "--lang",
    "en",
  );
  assert.equal(exit, 0, out);
  assert.match(out, /€ 60,000\.00 granted, for care from 22 October 2024 on \(mandate: inkoper\)/);
  const again = await run("request", policy, ...about, "--grant", "60000.00", "--mandate", "inkoper");
  assert.deepEqual([again.exit, /answered-already/.test(again.out)], [2, true]);

  const [year, late] = [
    granted("2024-09-30 500000.00", "2024-10-01 25000.00", "2024-10-21 15000.00"),
    granted("2024-10-22 10000.00", "2024-12-01 20000.00"),
  ];
  await load("claims", "year.csv", year);
  await load("claims", "late.csv", late);
  const told = await request("2024-12-31", "--received", "2024-12-15");
  const paid = Object.fromEntries(Object.entries(told.money).map(([id, { value }]) => [id, value]));
  assert.deepEqual(paid, {
    paid_until_answer: { cents: "100000000" },
    paid_with_extra: { cents: "103000000" },
    unpaid_with_extra: { cents: "4000000" },
    new_ceiling: { cents: "106000000" },
  });
  const beside = factOf(told, "fact.delivered_before_october@2024")?.evidence?.map(({ amount }) => amount);
  assert.deepEqual(beside, [{ cents: "100000000" }], "claims stand beside the provider's own statement");
});

test("S2.4 the ledger says the same, to the cent, and the agreement of January stands in it as it was", async () => {
  const journal = readEntries(await readFile(join(lakeOf(), "ledger/journal.ndjson"), "utf8"));
  const [balance] = balances(journal);
  const { room, posted, excess, pending } = balance!;
  assert.deepEqual([room, posted, excess, pending], [106_000_000n, 103_000_000n, 4_000_000n, 0n]);
  assert.deepEqual(
    journal.filter(({ move }) => move === "agree").map(({ cents, on, known_at }) => [cents, on, known_at]),
    [
      ["100000000", "2024-01-01", "2024-01-01T00:00:00+01:00"],
      ["6000000", "2024-10-22", "2024-10-22T12:00:00+02:00"],
    ],
  );
  const [then] = balances(journal, { knownAt: parseInstant("2024-10-22T11:59:59+02:00")! });
  assert.equal(then?.room, 100_000_000n);
});

test("S2.4 and the contract, settled on the claims of the lake, pays the same", async () => {
  const whose = ["--lake", lakeOf(), "--provider", provider, "--insurer", "9001", "--json"];
  const { exit, out } = await run("settle", "examples/contracts/extra-contracting", ...whose);
  const { result } = JSON.parse(out) as { result: { payments: unknown; terms: Record<string, unknown> } };
  assert.deepEqual([exit, result.payments], [0, [{ payee: "provider", amount: { cents: "103000000" } }]]);
  assert.deepEqual(result.terms["unpaid"], { cents: "4000000" });
});
