import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import type { Files } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import { valueCheck } from "./value-check.ts";
import type { ValueCheckAnswer, ValueCheckInput } from "./value-check.ts";

const disk: Files = {
  read: (path) => readFile(path).catch(() => undefined),
  list: async (path) => (await readdir(path, { recursive: true }).catch((): string[] => [])).toSorted(),
  write: async (path, bytes) => {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  },
  append: () => assert.fail("a scrutiny takes no decisions"),
};

/** Checks a policy of the house; its lakes are opened and closed here. */
async function check(input: Omit<ValueCheckInput, "folder"> & { policy: string }): Promise<ValueCheckAnswer> {
  const lakes: OpenLake[] = [];
  const effects = {
    files: disk,
    installedFacts: "policy/facts",
    progress: { say: () => {} },
    openLake: async (folder: string) => {
      const lake = await openLake(folder, { threads: 2 });
      lakes.push(lake);
      return lake;
    },
  };
  const { policy, ...rest } = input;
  const told = await valueCheck(effects, { ...rest, folder: `policy/${policy}/2024` });
  for (const lake of lakes) await lake.close();
  return told;
}

test("on the claims of a lake: the published policy decides no class, the completed one is scrutinised", async () => {
  const folder = await mkdtemp(join(tmpdir(), "value-check-"));
  const market = join(folder, "market");
  const lake = await openLake(join(market, "lake"), { threads: 2 });
  const effects = { files: disk, lake, progress: { say: () => {} } };
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
