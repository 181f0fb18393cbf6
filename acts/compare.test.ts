import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { disk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { comparePolicies } from "./compare.ts";
import { makeMarketFolder } from "./market.ts";

const files = { ...disk, append: () => assert.fail("a comparison takes no decisions") };

test("a higher bound for class B: some go from B to C, nobody the other way, and no euro appears from nowhere", async () => {
  const folder = await mkdtemp(join(tmpdir(), "compare-"));
  const lakes: OpenLake[] = [];
  const openOne = async (path: string): Promise<OpenLake> => {
    const lake = await openLake(path, { threads: 2 });
    lakes.push(lake);
    return lake;
  };
  const lake = join(folder, "market", "lake");
  const market = { files, lake: await openOne(lake), progress: { say: () => {} } };
  await makeMarketFolder(market, { size: "tiny", seed: 7, years: [2022, 2023], out: join(folder, "market") });
  await cp("policy", join(folder, "policy"), { recursive: true });
  const draft = join(folder, "policy", "voorbeeld-wijkverpleging", "2024");
  const text = await readFile(join(draft, "policy.yaml"), "utf8");
  await rm(join(draft, "policy.lock"));
  const raised = text.replace(/cutoff_b: \{ value: "40.00"/, 'cutoff_b: { value: "59.00"');
  await writeFile(join(draft, "policy.yaml"), raised.replace("status: in-force", "status: draft"));
  const effects = { files, installedFacts: "policy/facts", openLake: openOne };
  const about = { lake, insurers: ["9001"] };

  const before = "policy/voorbeeld-wijkverpleging/2024";
  const told = await comparePolicies(effects, { ...about, before, after: draft });
  assert.ok(told.comparison, JSON.stringify(told.findings));
  const { changes, total, regions, noRegion } = told.comparison;
  const classes = changes.filter(({ decision }) => decision === "class");
  assert.ok(classes.length > 0, "somebody lies between 40 and 59 points");
  for (const change of classes) assert.deepEqual([change.before, change.after], [{ value: "B" }, { value: "C" }]);
  assert.ok(total.afterCents < total.beforeCents);
  const perRegion = [...regions.values(), noRegion].reduce((sum, { afterCents }) => sum + afterCents, 0n);
  assert.equal(perRegion, total.afterCents);

  const same = await comparePolicies(effects, { ...about, before, after: before });
  assert.deepEqual(same.comparison!.changes, []);
  assert.equal(same.exit === 4, same.unknown!.size > 0, "who is unknown stands beside the exit");
  const who = [...told.unknown!.values()].flat();
  assert.ok(who.length > 0, "the market leaves somebody's figures out");
  assert.equal(new Set(same.findings.map((finding) => JSON.stringify(finding))).size, same.findings.length);
  assert.equal((await comparePolicies(effects, { ...about, before: join(folder, "none"), after: before })).exit, 2);
  await rm(join(lake, "claims", "year=2023"), { recursive: true });
  const undivided = await comparePolicies(effects, { ...about, before, after: draft });
  assert.equal(undivided.comparison!.regions.size, 0);
  assert.ok(undivided.findings.some(({ code }) => code === "no-regions"));
  for (const each of lakes) await each.close();
  await rm(folder, { recursive: true });
});
