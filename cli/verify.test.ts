import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { main } from "./main.ts";
import { command } from "./verify.ts";

const golden = (name: string): string => fileURLToPath(new URL(`../verifier/golden/${name}`, import.meta.url));

async function run(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const terminal = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const exit = await main(["verify", ...args], terminal, { verify: () => Promise.resolve({ command }) });
  return { exit, out, err };
}

test("driehoek verify says same to the cent and exits 0", async () => {
  const { exit, out, err } = await run(golden("every-op.json"), "--keys", golden("keys.yaml"), "--lang", "en");
  assert.equal(exit, 0);
  assert.equal(err, "");
  assert.match(out, /every-op\.json: same to the cent, 48 steps\n  proven: receipt 3 of 3 .*; published key d75a98/);
});

test("driehoek verify names the first step that differs and exits 1", async () => {
  const { exit, out, err } = await run(golden("bad/step-differs.json"), "--json");
  assert.equal(exit, 1);
  assert.equal(err, "");
  const { command: name, result, findings } = JSON.parse(out) as Printed;
  assert.equal(name, "verify");
  assert.deepEqual(result.verdicts[0]?.difference, {
    field: "steps[6]",
    decision: "short_of",
    op: "round",
    found: '"0.02"',
    expected: '"0.01"',
  });
  assert.equal(findings.length, 1);
});

interface Printed {
  readonly command: string;
  readonly result: { readonly verdicts: readonly { readonly difference?: unknown }[] };
  readonly findings: readonly unknown[];
}

test("driehoek verify asks a receipt, and one receipt with --proof", async () => {
  assert.equal((await run()).exit, 2);
  assert.equal((await run(golden("every-op.json"), golden("class-sheets.json"), "--proof", "p.json")).exit, 2);
  assert.equal((await run(golden("nowhere.json"))).exit, 2);
});
