import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "./main.ts";

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["budget", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("driehoek budget asks for a policy, a round and a lake", async () => {
  for (const args of [[], ["policy"], ["policy", "--round", "r"], ["policy", "x", "--round", "r", "--lake", "l"]]) {
    const { exit, err } = await run(...args);
    assert.equal(exit, 2);
    assert.match(err, /driehoek budget BELEID --round MAP --lake MAP/);
  }
});

test("a folder that is no round is told", async () => {
  const { exit, err } = await run("policy/voorbeeld-wijkverpleging/2024", "--round", "no/round", "--lake", "l");
  assert.equal(exit, 2);
  assert.match(err, /no-round-folder/);
  assert.match(err, /de map van een ronde/);
});
