import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { main } from "./main.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("driehoek request asks for a policy, a lake and a day, and for all that an answer needs", async () => {
  const whole = [policy, "--lake", "x", "--on", "2024-09-15"];
  const unusable = [
    [],
    [policy],
    [policy, "--lake", "x"],
    [...whole, "--received", "gisteren"],
    [...whole, "--grant", "60000.00"],
    [...whole, "--provider", "42000001", "--grant", "60000.00"],
    [...whole, "--provider", "42000001", "--round", "r", "--decline", "--known-at", "nu"],
    [policy, "extra_contracting", "more", "--lake", "x", "--on", "2024-09-15"],
  ];
  for (const args of unusable) {
    const { exit, err } = await run("request", ...args);
    assert.equal(exit, 2);
    assert.match(err, /driehoek request BELEID --lake MAP --on DAG/, args.join(" "));
  }
});

test("an amount that cannot be granted says why", async () => {
  const about = [policy, "--lake", "x", "--on", "2024-09-15", "--provider", "42000001", "--round", "r"];
  const told = async (...answer: string[]) => (await run("request", ...about, ...answer)).err;
  assert.match(
    await told("--grant", "60000,00"),
    /`60000,00`, verwacht een getal met ten hoogste 2 decimalen en een punt/,
  );
  assert.match(await told("--grant=-5.00"), /verwacht een bedrag boven nul/);
  assert.match(await told("--grant", "0.00"), /verwacht een bedrag boven nul/);
  assert.match(await told("--grant", "1.00", "--decline"), /verwacht `--grant` of `--decline`/);
});

test("a request leaves as text and as data, also per provider in a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "driehoek-request-"));
  try {
    await writeFile(join(folder, "c.csv"), "agb,jaar,verzekeraar,omzetplafond\n42000001,2024,9001,1000.00\n");
    await run("load", "contracts", join(folder, "c.csv"), "--lake", join(folder, "lake"));
    const about = [policy, "--lake", join(folder, "lake"), "--on", "2024-09-15", "--out", join(folder, "out")];
    const { exit, out } = await run("request", ...about);
    assert.equal(exit, 4);
    assert.match(out, /Bijcontractering, met wat op 15 september 2024 bekend was/);
    assert.match(
      await readFile(join(folder, "out/42000001.txt"), "utf8"),
      /Omzetplafond voor het jaar \(2024\): € 1\.000,00/,
    );
    const { result } = JSON.parse((await run("request", ...about, "--json")).out) as {
      result: { requests: unknown[] };
    };
    const [told] = result.requests as {
      procedure: string;
      missing: { ref: string; supplier: string }[];
      facts: { ref: string }[];
    }[];
    assert.equal(told?.procedure, "extra_contracting");
    assert.ok(
      told.missing.some(({ ref, supplier }) => ref === "fact.delivered_before_october@2024" && supplier === "provider"),
    );
    assert.deepEqual(JSON.parse(await readFile(join(folder, "out/42000001.json"), "utf8")), told);
  } finally {
    await rm(folder, { recursive: true });
  }
});
