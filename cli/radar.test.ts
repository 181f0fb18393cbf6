import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "./main.ts";

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["radar", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("driehoek radar asks for a lake and a day", async () => {
  for (const args of [[], ["--lake", "x"], ["word", "--lake", "x", "--on", "2024-09-15"]]) {
    const { exit, err } = await run(...args);
    assert.equal(exit, 2);
    assert.match(err, /driehoek radar --lake MAP --on DAG/);
  }
});

test("a folder without a lake is told, and none is made", async () => {
  const { exit, err } = await run("--lake", "no/such/folder", "--on", "2024-09-15", "--lang", "en");
  assert.equal(exit, 2);
  assert.match(err, /no-lake/);
});
