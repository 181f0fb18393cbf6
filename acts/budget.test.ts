import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { amountsOf } from "../src/budget.ts";
import { roundPages } from "../text/report.ts";
import { budget } from "./budget.ts";
import type { BudgetInput } from "./budget.ts";
import { makeMarketFolder } from "./market.ts";
import { run } from "./run.ts";

const example = "policy/voorbeeld-wijkverpleging/2024";
const published = "policy/cz-wijkverpleging/2024";

/** The policies on disk; all else is kept in memory. */
const files = memoryDisk();

let folder = "";
let lake: OpenLake;
const effects = () => ({
  files,
  clock: { now: () => "2024-01-02T09:00:00Z" },
  progress: { say: () => {} },
  installedFacts: "policy/facts",
  openLake: async () => lake,
  signingKey: async () => new Uint8Array(32).fill(7),
  report: (round: Parameters<typeof roundPages>[0]) => roundPages(round, "nl"),
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-budget-"));
  lake = await openLake(join(folder, "lake"), { threads: 2, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
  await makeMarketFolder(
    { lake, files, progress: { say: () => {} } },
    { size: "tiny", seed: 7, years: [2022, 2023], out: folder },
  );
  await holdRound();
});
after(async () => {
  await lake.close();
  await rm(folder, { recursive: true });
});

async function holdRound() {
  const about = { folder: example, lake: join(folder, "lake"), insurers: ["9001"] };
  return run(effects(), { ...about, dossier: join(folder, "dossier.ndjson"), out: "round" });
}

async function fit(input: Partial<BudgetInput> = {}) {
  const about = { folder: example, round: "round", lake: join(folder, "lake"), insurers: ["9001"] };
  return budget(effects(), { ...about, dossier: join(folder, "dossier.ndjson"), ...input });
}

/** Everything that a provider of the round gets to see. */
function seenByProviders(): ReadonlyMap<string, string> {
  const paths = [...files.held.keys()].filter((path) => /^round\/(receipts\/|mirror\/|report\/\d)/.test(path));
  return new Map(paths.map((path) => [path, files.text(path)]));
}

test("the proposals of a round are fitted into the budget of its policy, and written for the purchaser", async () => {
  const { exit, findings, fitted } = await fit({ out: "round" });
  assert.deepEqual([exit, findings], [0, []]);
  assert.ok(fitted?.fitting.kind === "fitted");
  const { fitting, layout } = fitted;
  for (const room of fitting.rooms) assert.ok(room.binds ? room.left === 0n : room.left >= 0n);
  assert.ok(fitting.rooms.some(({ binds }) => binds));
  assert.deepEqual(new Set(layout.asides.map(({ cause }) => cause)), new Set(["unproposed"]));
  const record = JSON.parse(files.text("round/budget.json")) as { amounts: Record<string, { cents: string }> };
  assert.deepEqual(
    Object.entries(record.amounts).map(([provider, { cents }]) => [provider, BigInt(cents)]),
    [...amountsOf(fitting)],
  );
  assert.equal(files.text("round/budget.csv").trimEnd().split("\n").length, fitting.portions.length + 1);
});

test("no provider gets to see anything of it: receipts, mirrors and reports stay as they were, to the byte", async () => {
  const seen = seenByProviders();
  assert.ok(seen.size > 16 * 4);
  const { fitted } = await fit({ out: "round" });
  await holdRound();
  assert.deepEqual(seenByProviders(), seen);
  assert.ok(fitted?.fitting.kind === "fitted");
  const secrets = [
    ...fitted.fitting.portions
      .filter((portion) => portion.fitted !== portion.proposed)
      .map((portion) => portion.fitted),
    ...fitted.fitting.rooms.flatMap((room) => [room.budget, room.fitted]),
  ];
  const all = [...seen.values()].join("\n").replaceAll(/(?<=\d)[.,](?=\d)/g, "");
  const isSeen = (cents: bigint): boolean => new RegExp(`(?<!\\d)${cents}(?!\\d)`).test(all);
  assert.ok(secrets.length > 5);
  assert.deepEqual(secrets.filter(isSeen), []);
  // What is proposed is told to its provider, so the search does find amounts.
  const proposed = Map.groupBy(fitted.fitting.portions, ({ provider }) => provider);
  for (const own of proposed.values()) assert.ok(isSeen(own.reduce((sum, portion) => sum + portion.proposed, 0n)));
});

test("providers that merge are talked about apart: neither is fitted, and their agreements are kept in reserve (S2.7)", async () => {
  const { fitted: whole } = await fit();
  assert.ok(whole?.fitting.kind === "fitted");
  const [first, second] = [...amountsOf(whole.fitting).keys()];
  const lines = [first, second].map((subject) =>
    JSON.stringify({
      fact: "ceiling_change_cause",
      subject,
      value: "merger",
      origin: "buyer",
      known_at: "2023-10-01T09:00:00+02:00",
    }),
  );
  const known = new TextDecoder().decode(await files.read(join(folder, "dossier.ndjson")));
  files.held.set("merging.ndjson", `${known.trimEnd()}\n${lines.join("\n")}\n`);
  const { fitted } = await fit({ dossier: "merging.ndjson" });
  assert.ok(fitted?.fitting.kind === "fitted");
  const apart = fitted.layout.asides.filter(({ cause }) => cause === "apart");
  assert.deepEqual(
    apart.map(({ provider, word }) => [provider, word]),
    [
      [first, "separate_talks"],
      [second, "separate_talks"],
    ],
  );
  assert.ok(apart.every(({ reserved }) => reserved > 0n));
  assert.equal(amountsOf(fitted.fitting).has(first!), false);
});

test("a budget that cannot hold its floors fits nothing, says where and by how much, and writes nothing", async () => {
  const rules = new TextDecoder().decode(await files.read(`${example}/budget.yaml`));
  files.held.set("budgets/narrow.yaml", rules.replace('share: "103.50"', 'share: "90.00"'));
  const { exit, fitted } = await fit({ budget: "budgets/narrow.yaml", out: "narrow" });
  assert.equal(exit, 1);
  assert.ok(fitted?.fitting.kind === "clash");
  assert.ok(fitted.fitting.reasons.every((clash) => clash.code === "floors-above-budget" && clash.short > 0n));
  assert.deepEqual(await files.list("narrow"), []);
});

test("without a round, a budget or a lake nothing is fitted, and what is missing is told", async () => {
  for (const [input, code] of [
    [{ round: "nowhere" }, "no-round-folder"],
    [{ folder: published, budget: undefined }, "other-round"],
    [{ budget: "no/budget.yaml" }, "no-budget"],
    [{ lake: "no/lake" }, "no-lake"],
  ] as [Partial<BudgetInput>, string][]) {
    const { exit, findings, fitted } = await fit(input);
    assert.deepEqual([exit, findings[0]?.code, fitted], [2, code, undefined]);
  }
});

test("a policy that says nothing of a budget has none invented for it", async () => {
  const round = JSON.parse(files.text("round/round.json")) as { policy: object };
  files.held.set("other/round.json", JSON.stringify({ ...round, policy: { id: "cz-wijkverpleging-2024" } }));
  const { exit, findings } = await fit({ folder: published, round: "other" });
  assert.deepEqual([exit, findings.map(({ code }) => code)], [2, ["no-budget"]]);
});
