import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { disk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { makeMarketFolder } from "./market.ts";
import { valueCheck } from "./value-check.ts";
import type { ValueCheckAnswer, ValueCheckInput } from "./value-check.ts";

const files = { ...disk, append: () => assert.fail("a scrutiny takes no decisions") };

/** Checks a policy; its lakes are opened and closed here. */
async function check(input: Omit<ValueCheckInput, "folder"> & { policy: string }): Promise<ValueCheckAnswer> {
  const lakes: OpenLake[] = [];
  const effects = {
    files,
    installedFacts: "policy/facts",
    progress: { say: () => {} },
    openLake: async (folder: string) => {
      const lake = await openLake(folder, { threads: 2 });
      lakes.push(lake);
      return lake;
    },
  };
  const { policy, ...rest } = input;
  const folder = policy.includes("/") ? policy : `policy/${policy}/2024`;
  const told = await valueCheck(effects, { ...rest, folder });
  for (const lake of lakes) await lake.close();
  return told;
}

test("on the claims of a lake: the published policy decides no class, the completed one is scrutinised", async () => {
  const folder = await mkdtemp(join(tmpdir(), "value-check-"));
  const market = join(folder, "market");
  const lake = await openLake(join(market, "lake"), { threads: 2 });
  const effects = { files, lake, progress: { say: () => {} } };
  await makeMarketFolder(effects, { size: "tiny", seed: 7, years: [2022, 2023], out: market });
  await lake.close();
  const about = { lake: join(market, "lake"), market: join(folder, "none"), insurers: ["9001"] };

  const published = await check({ ...about, policy: "cz-wijkverpleging" });
  assert.equal(published.exit, 4);
  assert.equal(published.scrutinies![0]!.atStake, 0);

  const completed = await check({ ...about, policy: "voorbeeld-wijkverpleging" });
  assert.equal(completed.exit, 0, JSON.stringify(completed.findings));
  const [told] = completed.scrutinies!;
  assert.ok(told!.atStake > 0 && told!.redrawn.assumed.length > 0);
  assert.equal(completed.market, undefined);
  assert.deepEqual(await disk.list(join(folder, "none")), []);

  // Without claims of its own, the market that lies there is used.
  const again = await check({ market, policy: "voorbeeld-wijkverpleging" });
  assert.deepEqual(again.scrutinies, completed.scrutinies);
  assert.equal(again.market, market);
  await rm(folder, { recursive: true });
});

test("a scheme that counts nothing from claims needs no lake and no market, and is judged on the dossiers", async () => {
  const folder = await mkdtemp(join(tmpdir(), "value-check-"));
  const line = (provider: number, fact: string, value: string): string =>
    JSON.stringify({
      fact,
      subject: `0800000${provider}`,
      period: "2024",
      value,
      origin: "test",
      known_at: "2023-05-04T11:00:00+02:00",
    });
  const yes = ["training_met", "chain_agreements", "recognisable_premises"];
  const no = ["deprived_area", "special_tasks", "raised_maximum_agreed"];
  const lines = [1, 2, 3].flatMap((provider) => [
    ...yes.map((fact) => line(provider, fact, String(provider > 1))),
    ...no.map((fact) => line(provider, fact, "false")),
    line(provider, "self_employed_share", `${provider * 10}`),
  ]);
  const dossier = join(folder, "dossier.ndjson");
  await writeFile(dossier, lines.join("\n"));
  const about = { policy: "examples/maternity-tariff/2024", market: join(folder, "none") };
  const told = await check({ ...about, dossier });
  assert.equal(told.exit, 0, JSON.stringify(told.findings));
  assert.deepEqual([told.scrutinies, told.market], [[], undefined]);
  const [bill] = told.amounts!;
  assert.deepEqual([bill!.decision, bill!.decided, bill!.moved], ["expected_bill", 3, undefined]);
  assert.ok(bill!.redrawn.assumed.some(({ parameter }) => parameter === "maximum_tariff"));
  assert.equal((await check(about)).exit, 4);
  assert.deepEqual(await disk.list(join(folder, "none")), []);
  await rm(folder, { recursive: true });
});
