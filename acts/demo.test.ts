import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { demo } from "./demo.ts";
import type { DemoAnswer } from "./demo.ts";
import type { Files } from "./effects.ts";

let folder = "";
const lakes: OpenLake[] = [];

before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-demo-"))));
after(async () => {
  for (const lake of lakes) await lake.close();
  await rm(folder, { recursive: true });
});

/** The disk, with `spoil` to change what is read back. */
function disk(spoil: (path: string, bytes: Uint8Array) => Uint8Array): Files {
  return {
    read: async (path) => {
      const bytes = await readFile(path).catch(() => undefined);
      return bytes && spoil(path, bytes);
    },
    list: async (path) => (await readdir(path, { recursive: true }).catch((): string[] => [])).toSorted(),
    write: async (path, bytes) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
    },
    append: () => assert.fail("a demo takes no decisions"),
  };
}

async function tell(
  spoil: Parameters<typeof disk>[0] = (_, bytes) => bytes,
): Promise<DemoAnswer & { said: readonly string[] }> {
  const said: string[] = [];
  const effects = {
    files: disk(spoil),
    clock: { now: () => "2024-01-02T09:00:00Z" },
    progress: { say: (text: string) => void said.push(text) },
    installedFacts: "policy/facts",
    async openLake(path: string) {
      const lake = await openLake(path, { threads: 2, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
      lakes.push(lake);
      return lake;
    },
    signingKey: async () => new Uint8Array(32).fill(7),
    report: () => [] as [string, string][],
  };
  const settings = {
    size: "tiny",
    seed: 3,
    years: [2022, 2023],
    folder: "policy/voorbeeld-wijkverpleging/2024",
  } as const;
  return { ...(await demo(effects, { ...settings, out: folder })), said };
}

test("a market is made, a round held on it, and one provider's receipt checked step by step", async () => {
  const { exit, demo: told, said } = await tell();
  assert.equal(exit, 0);
  assert.ok(told !== undefined && told.steps > 50);
  assert.deepEqual(told.faults, []);
  assert.equal(told.steps, told.story.receipt.steps.length);
  assert.match(said[0] ?? "", /^tiny: /);
});

test("the story is of a provider that has a class and could have turned something", async () => {
  const { demo: told } = await tell();
  const { story, round } = told!;
  assert.ok(round.proposals.includes(story));
  assert.equal(story.told.find(({ decision }) => decision === "class")?.outcome.status, "decided");
  assert.ok(story.told.some(({ counterfactuals }) => counterfactuals.length > 0));
});

test("a market that is there is used again", async () => {
  const { said } = await tell();
  assert.ok(!said.some((line) => line.startsWith("tiny: ")), said.join("\n"));
});

test("a receipt that differs by one digit is our fault: exit 3, and what is wrong with it", async () => {
  const { exit, demo: told } = await tell((path, bytes) => {
    if (!/receipts\/\d+\.json$/.test(path)) return bytes;
    const text = new TextDecoder().decode(bytes);
    return new TextEncoder().encode(text.replace('"issued_at":"2024-01-02', '"issued_at":"2024-01-03'));
  });
  assert.equal(exit, 3);
  assert.ok(told!.faults.length > 0);
});
