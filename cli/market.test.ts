import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { main } from "./main.ts";

const known = { market: () => import("./market.ts") };

async function driehoek(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  const said = { out: "", err: "" };
  const terminal = { out: (text: string) => void (said.out += text), err: (text: string) => void (said.err += text) };
  return { exit: await main(["market", ...args], terminal, known), ...said };
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "market-cli-"));
  await run(folder).finally(() => rm(folder, { recursive: true }));
}

test("a market is made in a folder, with everything that its page promises", () =>
  inFolder(async (folder) => {
    const out = join(folder, "m");
    const { exit, out: json } = await driehoek(
      "--size",
      "tiny",
      "--seed",
      "7",
      "--years",
      "2023",
      "--format",
      "aw319",
      "--out",
      out,
      "--json",
    );
    assert.equal(exit, 0);
    const { result } = JSON.parse(json) as { result: { size: string; seed: number; years: number[]; lines: string } };
    assert.deepEqual([result.size, result.seed, result.years], ["tiny", 7, [2023]]);
    assert.ok(Number(result.lines) > 30_000);
    const names = ["claims", "contracts.csv", "dossier.ndjson", "lake", "population.csv", "regions.csv", "truth"];
    assert.deepEqual((await readdir(out)).filter((name) => name !== "granted").toSorted(), names);
  }));

test("a folder that holds something is left alone", () =>
  inFolder(async (folder) => {
    await writeFile(join(folder, "note.txt"), "mine");
    const { exit, err } = await driehoek("--size", "tiny", "--out", folder);
    assert.equal(exit, 2);
    assert.match(err, /een lege of nieuwe map/);
    assert.deepEqual(await readdir(folder), ["note.txt"]);
  }));

test("what cannot be made is refused, all reasons at once", async () => {
  const { exit, err } = await driehoek(
    "--size",
    "huge",
    "--kind",
    "wild",
    "--years",
    "1999",
    "--format",
    "csv",
    "--dirty",
  );
  assert.equal(exit, 2);
  for (const reason of [/--out MAP/, /tiny, region, country/, /plain, unruly/, /een jaar, of jaren/, /verwacht aw319/])
    assert.match(err, reason);
});

test("claim files of a whole country are refused, and faults without claim files", async () => {
  assert.match((await driehoek("--size", "country", "--format", "aw319", "--out", "m")).err, /tiny of region/);
  assert.match((await driehoek("--size", "tiny", "--dirty", "--out", "m")).err, /--dirty met --format aw319/);
});
