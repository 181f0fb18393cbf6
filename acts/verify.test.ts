import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Files } from "./effects.ts";
import { verify } from "./verify.ts";

const golden = new URL("../verifier/golden/", import.meta.url);

/** The golden receipts, with some files replaced or taken away. */
function filesWith(changes: Readonly<Record<string, Uint8Array | undefined>> = {}): Files {
  const refuse = (): Promise<never> => Promise.reject(new Error("verify writes nothing and lists nothing"));
  return {
    read: (path) =>
      path in changes ? Promise.resolve(changes[path]) : readFile(new URL(path, golden)).catch(() => undefined),
    list: refuse,
    write: refuse,
    append: refuse,
  };
}

const installedFacts = "policy/facts";
const world = (changes?: Parameters<typeof filesWith>[0]) => ({ files: filesWith(changes), installedFacts });

test("verify() finds the proof beside the receipt, and passes over proofs that are named", async () => {
  const receipts = ["every-op.json", "every-op.proof.json", "class-sheets.json"];
  const { exit, verdicts, findings } = await verify(world(), { receipts, keys: "keys.yaml" });
  assert.equal(exit, 0);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    verdicts.map(({ file, proof, published }) => [file, proof?.index, published]),
    [
      ["every-op.json", 2, true],
      ["class-sheets.json", 1, true],
    ],
  );
});

test("verify() says that there is no proof, and that a key is not published", async () => {
  const files = filesWith({ "every-op.proof.json": undefined });
  const alone = await verify({ files, installedFacts }, { receipts: ["every-op.json"], keys: "keys.yaml" });
  assert.equal(alone.exit, 0);
  assert.equal(alone.verdicts[0]?.proof, undefined);
  const unlisted = await verify(world(), { receipts: ["every-op.json"] });
  assert.equal(unlisted.exit, 0);
  assert.equal(unlisted.verdicts[0]?.published, false);
});

test("verify() answers no when a receipt differs, is malformed, or has the proof of another", async () => {
  for (const receipt of ["bad/step-differs.json", "bad/duplicate-key.json", "bad/other-index.json"]) {
    const { exit, findings } = await verify(world(), { receipts: [receipt, "every-op.json"] });
    assert.equal(exit, 1, receipt);
    assert.equal(findings.length, 1);
  }
  const swapped = await verify(world(), { receipts: ["every-op.json"], proof: "class-sheets.proof.json" });
  assert.deepEqual(
    swapped.findings.map(({ code, file }) => [code, file]),
    [["receipt-leaf", "class-sheets.proof.json"]],
  );
});

test("verify() refuses files that are not there, and keys that are none", async () => {
  const none = new TextEncoder().encode("keys: none\n");
  for (const input of [
    { receipts: ["nowhere.json"] },
    { receipts: ["every-op.json"], proof: "nowhere.json" },
    { receipts: ["every-op.json"], keys: "nowhere.yaml" },
    { receipts: ["every-op.json"], keys: "bad-keys.yaml" },
  ]) {
    const { exit, findings } = await verify(world({ "bad-keys.yaml": none }), input);
    assert.equal(exit, 2, JSON.stringify(input));
    assert.equal(findings.length, 1);
  }
});

test("verify() knows the keys that the buyer of a receipt published, and refuses any other", async () => {
  const text = new TextDecoder().decode(await filesWith().read("every-op.json"));
  const [, buyer] = /"policy":\{[^}]*"id":"([^"]+?)(?:-\d{4})?"/.exec(text) ?? assert.fail("no policy in the receipt");
  const path = `policy/${buyer}/keys.yaml`;
  const listing = (key: string) => new TextEncoder().encode(`keys:\n  - {key: "${key}", from: 2024-01-01}\n`);
  const own = /"key":"([0-9a-f]{64})"/.exec(
    new TextDecoder().decode(await filesWith().read("every-op.proof.json")),
  )![1]!;
  for (const [published, exit, codes] of [
    [listing(own), 0, []],
    [listing("ab".repeat(32)), 1, ["receipt-key"]],
    [new TextEncoder().encode("keys: []\n"), 0, []],
  ] as const) {
    const told = await verify(world({ [path]: published }), { receipts: ["every-op.json"] });
    assert.deepEqual([told.exit, told.findings.map(({ code }) => code)], [exit, codes]);
  }
});
