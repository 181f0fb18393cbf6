import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { main } from "./main.ts";

let folder = "";
before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-demo-"))));
after(() => rm(folder, { recursive: true }));

async function demo(...args: readonly string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["demo", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("the story in Dutch, then from the same market in English and as data", async () => {
  const args = ["--size", "tiny", "--seed", "5", "--out", folder];
  const dutch = await demo(...args);
  assert.equal(dutch.exit, 0);
  assert.match(dutch.out, /\nHet verhaal van aanbieder \d{8}\n/);
  assert.match(dutch.out, /\nRekenbon nagerekend: \d+ stappen, tot op de cent gelijk/);
  const english = await demo(...args, "--lang", "en");
  assert.match(english.out, /\nThe story of provider \d{8}\n[^]*\nReceipt recomputed: \d+ steps, the same to the cent/);
  assert.match(await readFile(join(folder, "round", "report", "overview.html"), "utf8"), /<html lang="en">/);
  const told = JSON.parse((await demo(...args, "--json")).out) as { command: string; result: Record<string, unknown> };
  assert.equal(told.command, "demo");
  assert.deepEqual([told.result["out"], told.result["providers"]], [folder, 16]);
  assert.match(dutch.out, new RegExp(`aanbieder ${String(told.result["story"])}\n`));
});

test("a word, or a size that there is not, is exit 2", async () => {
  const word = await demo("tiny");
  assert.deepEqual([word.exit, word.out], [2, ""]);
  assert.match(word.err, /usage: gevonden `tiny`, verwacht geen woorden, alleen vlaggen/);
  const size = await demo("--size", "huge");
  assert.deepEqual([size.exit, size.out], [2, ""]);
  assert.match(size.err, /flag-value: gevonden `--size huge`, verwacht tiny, region of country/);
});
