import assert from "node:assert/strict";
import { test } from "node:test";
import { main } from "./main.ts";

async function lint(...args: string[]) {
  let [out, err] = ["", ""];
  const exit = await main(["lint", ...args], { out: (text) => (out += text), err: (text) => (err += text) });
  return { exit, out, err };
}

test("lint tells a policy to people, and as data", async () => {
  const told = await lint("examples/maternity-tariff/2024", "--lang", "en");
  assert.equal(told.exit, 0);
  assert.match(told.out, /Proven: 1 sheet complete and free of overlap/);
  assert.equal(told.err, "", "warnings are part of the story");

  const data = JSON.parse((await lint("examples/maternity-tariff/2024", "--json")).out) as {
    policy: string;
    result: { proven: string[]; mutants: { tried: number } };
    findings: { code: string }[];
  };
  assert.deepEqual([data.policy, data.result.proven], ["maternity-tariff-2024", ["adjustment"]]);
  assert.ok(data.result.mutants.tried > 20);
  assert.ok(data.findings.some(({ code }) => code === "cliff"));
});

test("without a folder, and where no policy stands, nothing can be proven", async () => {
  const none = await lint();
  assert.deepEqual([none.exit, /Gebruik: driehoek lint BELEID/.test(none.out)], [2, true]);
  const nowhere = await lint("policy/nowhere");
  assert.equal(nowhere.exit, 2);
  assert.match(nowhere.err, /^policy\/nowhere: no-policy: /);
});
