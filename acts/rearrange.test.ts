import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { parseDay } from "../src/day.ts";
import { balances, readEntries } from "../src/ledger.ts";
import { rearrange } from "./rearrange.ts";
import type { RearrangeInput } from "./rearrange.ts";

/** `provider region agreed delivered-to-June asked`, in euros; `-` is not known. */
const worked = [
  "75000001 Oeverland 1000000 450000 0",
  "75000002 Oeverland 600000 380000 150000",
  "75000003 Oeverland 350000 190000 30000",
  "75000004 Veldmark 880000 440000 0",
];

function dossier(lines: readonly string[]): string {
  const facts = lines.flatMap((line) => {
    const [subject, region, agreed, delivered, asked] = line.split(" ");
    const about = { subject, origin: "upload", known_at: "2024-08-10T12:00:00+02:00" };
    const euros = [
      ["agreement_amount", agreed],
      ["delivered_to_june", delivered],
      ["room_asked", asked],
    ].flatMap(([fact, euro]) =>
      euro === "-" ? [] : [{ fact, ...about, period: "2024", value: { cents: `${euro}00` } }],
    );
    const place = region === "-" ? [] : [{ fact: "care_office_region", ...about, value: region }];
    return [...place, ...euros, { fact: "quality_delivered", ...about, period: "2024", value: true }];
  });
  return facts.map((each) => JSON.stringify(each)).join("\n");
}

/** The files of the house, a dossier, and a round that only grows. */
function world(lines: readonly string[]) {
  const files = memoryDisk({ "d.ndjson": dossier(lines) });
  const effects = { files, clock: { now: () => "2024-10-01T09:00:00Z" }, installedFacts: "policy/facts" };
  const run = (more: Partial<RearrangeInput> = {}) =>
    rearrange(effects, { folder: "examples/care-office/2024", on: "2024-10-01", dossier: "d.ndjson", ...more });
  return { run, files };
}

const euros = (cents: bigint | undefined) => Number(cents) / 100;

test("room moves within each region, and the region keeps its total to the cent", async () => {
  const { exit, regions } = await world(worked).run();
  assert.equal(exit, 0);
  const [oever, veld] = regions;
  assert.deepEqual(
    oever?.moved?.providers.map(({ provider, after }) => [provider, euros(after)]),
    [
      ["75000001", 900_000],
      ["75000002", 712_500],
      ["75000003", 372_500],
    ],
  );
  assert.deepEqual([euros(oever?.moved?.kept), euros(oever?.moved?.left)], [15_000, 15_000]);
  assert.equal(veld?.moved?.granted, 0n, "what is free in one region is not given in another");
  for (const { moved } of regions)
    assert.equal(
      moved!.providers.reduce((sum, { after }) => sum + after, moved!.left),
      moved!.budget,
    );
});

test("of whom it is not known what it gives keeps what it has; without an agreement a region cannot be divided", async () => {
  const silent = [...worked, "75000005 Oeverland 50000 - -", "75000006 Veldmark - 1000 0"];
  const { exit, regions } = await world(silent).run();
  assert.equal(exit, 4);
  const [oever, veld] = regions;
  const fifth = oever?.moved?.providers.find(({ provider }) => provider === "75000005");
  assert.equal(fifth?.after, fifth?.agreed);
  assert.deepEqual(oever?.apart, [{ provider: "75000005", missing: ["fact.delivered_to_june@2024"] }]);
  assert.equal(oever?.moved?.granted, 9_000_000n, "what it has is taken from what is free");
  assert.deepEqual([veld?.moved, veld?.apart[0]?.missing], [undefined, ["fact.agreement_amount@2024"]]);
});

test("a provider without a region of the policy takes no part, and is told", async () => {
  const { exit, findings, regions } = await world([...worked, "75000007 Nergens 1 1 0", "75000008 - 1 1 0"]).run();
  assert.equal(exit, 4);
  assert.deepEqual(findings.map(({ code, found }) => `${code} ${found}`), [
    "no-such-region `Nergens` of 75000007",
    "no-such-region no region of 75000008",
  ]); // prettier-ignore
  assert.equal(regions[0]?.moved?.granted, 13_500_000n);
});

test("a person takes it once, with a mandate: a decision and a ledger entry for every agreement that changes", async () => {
  const { run, files } = world(worked);
  const bare = await run({ take: { round: "r" } });
  assert.deepEqual([bare.exit, bare.findings.map(({ code }) => code), files.held.size], [2, ["no-mandate"], 1]);
  for (const [mandate, code] of [
    ["iemand", "unknown-mandate"],
    ["medewerker", "above-mandate"],
  ] as const) {
    const { exit: refused, findings } = await run({ take: { round: "r", mandate } });
    assert.deepEqual([refused, findings.map((each) => each.code), files.held.size], [2, [code], 1]);
  }
  const take = { round: "r", mandate: "zorginkoper" };
  const { exit, taken } = await run({ take });
  assert.deepEqual([exit, taken.map(({ provider, grants, on }) => [provider, grants?.cents, on])], [
    0,
    [
      ["75000001", "-10000000", "2024-10-01"],
      ["75000002", "11250000", "2024-10-01"],
      ["75000003", "2250000", "2024-10-01"],
    ],
  ]); // prettier-ignore
  const journal = readEntries(files.text("r/ledger.ndjson"));
  assert.deepEqual(balances(journal).map(({ room }) => room), [90_000_000n, 71_250_000n, 37_250_000n]); // prettier-ignore
  const before = balances(journal, { on: parseDay("2024-09-30")! });
  assert.deepEqual(before.map(({ room }) => room), [100_000_000n, 60_000_000n, 35_000_000n]); // prettier-ignore
  const again = await run({ take });
  assert.deepEqual([again.exit, again.findings.map(({ code }) => code)], [2, ["answered-already"]]);
  assert.equal(readEntries(files.text("r/ledger.ndjson")).length, journal.length);
});

test("without a procedure that moves room, or anybody to move it for, there is nothing to divide", async () => {
  const codes = async (more: Partial<RearrangeInput>, lines = worked) => {
    const { exit, findings } = await world(lines).run(more);
    return [exit, ...findings.filter(({ severity }) => severity === "file").map(({ code }) => code)];
  };
  assert.deepEqual(await codes({ folder: "policy/cz-wijkverpleging/2024" }), [2, "unknown-procedure"]);
  assert.deepEqual(await codes({}, []), [2, "no-providers"]);
  assert.deepEqual(await codes({ folder: "examples/nowhere" }), [2, "no-policy"]);
});
