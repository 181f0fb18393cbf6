import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { disk as files } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { sizes } from "../src/market.ts";
import { makeMarketFolder } from "./market.ts";
import { radar } from "./radar.ts";
import type { RadarInput } from "./radar.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";

let folder = "";
let lake: OpenLake;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-radar-"));
  lake = await openLake(join(folder, "lake"), { threads: 2, now: "2024-09-15T00:00:00Z", key: "07".repeat(32) });
  const effects = { lake, files, progress: { say: () => {} } };
  await makeMarketFolder(effects, {
    size: { ...sizes.tiny, batchMonths: 1 },
    seed: 7,
    years: [2022, 2023, 2024],
    out: folder,
  });
});
after(async () => {
  await lake.close();
  await rm(folder, { recursive: true });
});

function look(input: Partial<RadarInput> = {}) {
  const effects = {
    files,
    clock: { now: () => "2024-09-16T09:00:00Z" },
    installedFacts: "policy/facts",
    openLake: async () => lake,
  };
  return radar(effects, { lake: join(folder, "lake"), on: "2024-09-15", insurers: ["9001"], ...input });
}

test("every provider is seen with its ceiling, its claims, a forecast with a band, and its account", async () => {
  const { exit, seen } = await look();
  assert.equal(exit, 0);
  assert.equal(seen.length, 16);
  for (const { ceiling, claimed, forecast, balances } of seen) {
    const { expected, band, late } = forecast!;
    assert.ok(ceiling! > 0n && band!.low <= expected && expected <= band!.high && late >= 0);
    const [{ pending, posted, excess, voided } = assert.fail()] = balances;
    assert.ok(pending + posted + excess + voided >= claimed, "what was refused is claimed too");
  }
  const expected = seen.reduce((sum, { forecast }) => sum + forecast!.expected, 0);
  const truth = await lake.query(
    `SELECT sum(granted_cents)::BIGINT AS cents FROM claims WHERE year = 2024 AND insurer = '9001'`,
  );
  assert.ok(Math.abs(expected / Number(truth[0]!["cents"]) - 1) < 0.05, String(expected));
});

test("on an earlier day less is known, and nothing that came in later", async () => {
  const [june, september] = [await look({ on: "2024-06-15" }), await look()];
  for (const [i, { claimed }] of june.seen.entries()) assert.ok(claimed <= september.seen[i]!.claimed);
  const [row] =
    await lake.query(`SELECT sum(claimed_cents - rejected_cents)::BIGINT AS cents FROM batch_month JOIN batches USING (batch)
    WHERE year = 2024 AND insurer = '9001' AND received_on <= DATE '2024-06-15'`);
  assert.equal(
    june.seen.reduce((sum, { claimed }) => sum + claimed, 0n),
    row!["cents"],
  );
});

test("a year comes to no less than what is claimed and still to come, nor does its band begin below what is claimed", async () => {
  for (const on of ["2024-03-20", "2024-11-15", "2024-11-30"]) {
    for (const { provider, claimed, forecast } of (await look({ on })).seen) {
      if (forecast === undefined) {
        assert.equal(claimed, 0n, "only who never claimed is not forecast");
        continue;
      }
      const { expected, late, band, claimed: known } = forecast;
      const told = `${provider} on ${on}: ${claimed} ${late} ${expected} ${band!.low}`;
      assert.equal(BigInt(known), claimed, told);
      assert.ok(known + late <= expected && known <= expected, told);
      assert.ok(known <= band!.low && band!.low <= expected, told);
    }
  }
});

test("on a policy's terms is warned, and decided who may have more room with what is missing", async () => {
  const { seen, watch } = await look({ policy });
  assert.deepEqual(watch?.warnings.map(({ id }) => id).toSorted(), ["notice", "request_window"]);
  const warned = seen.filter(({ warnings }) => warnings.some(({ state }) => state === "given"));
  assert.ok(warned.length > 0);
  for (const { claimed, ceiling } of warned) assert.ok(10n * claimed >= 7n * ceiling!);
  const [{ request } = assert.fail()] = seen;
  assert.equal(request?.status, "incomplete");
  const missing = request.status === "incomplete" ? request.missing : [];
  assert.ok(missing.includes("fact.delivered_before_october@2024"), "delivered care is the provider's to prove");
  assert.ok(!missing.includes("fact.revenue_ceiling@2024"), "the ceiling stands in the ledger");
});

test("the ceilings that people decided on in a round go before those in the lake", async () => {
  const [{ provider } = assert.fail()] = (await look()).seen;
  const entry = {
    move: "agree",
    provider,
    year: 2024,
    cents: "12345",
    on: "2024-01-01",
    known_at: "2024-01-02T00:00:00Z",
  };
  await files.write(join(folder, "round/ledger.ndjson"), `${JSON.stringify(entry)}\n`);
  const { seen } = await look({ round: join(folder, "round") });
  assert.equal(seen[0]?.ceiling, 12_345n);
  assert.equal(seen[0]?.open, "ceiling-reached");
});

test("the journal is written once: looking again adds nothing", async () => {
  const path = join(folder, "lake/ledger/journal.ndjson");
  const written = await readFile(path, "utf8");
  await look();
  assert.equal(await readFile(path, "utf8"), written);
});

test("a year of which nothing is known is told, and a folder without a lake", async () => {
  const told = async (input: Partial<RadarInput>) => {
    const { exit, findings } = await look(input);
    return [exit, ...findings.map(({ code }) => code)];
  };
  assert.deepEqual(await told({ on: "2030-03-01" }), [2, "nothing-to-watch"]);
  assert.deepEqual(await told({ lake: join(folder, "nowhere") }), [2, "no-lake"]);
});
