import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openTable } from "../format/table.ts";
import type { Files } from "./effects.ts";
import { settle } from "./settle.ts";

const written = new Map<string, Uint8Array | string>();

const files: Files = {
  read: (path) => readFile(path).catch(() => undefined),
  list: () => Promise.resolve([]),
  write: (path, bytes) => Promise.resolve(void written.set(path, bytes)),
  append: () => assert.fail("settling appends nothing"),
};

const effects = { files, tables: { open: openTable } };
const futures = { count: 20, spread: 100, seed: 1 };

test("settle() reads the year beside the contract and writes only the drawing that is asked", async () => {
  const path = "examples/contracts/extra-contracting";
  const { exit, told } = await settle(effects, { path, futures, lang: "nl" });
  assert.equal(exit, 0);
  assert.equal(told?.file, `${path}/realised.csv`);
  assert.deepEqual(told.settlement.payments, [{ payee: "provider", cents: 103_000_000n }]);
  assert.equal(written.size, 0);
  await settle(effects, { path, futures, lang: "nl", plot: "pay.svg" });
  assert.deepEqual([...written.keys()], ["pay.svg"]);
});

test("settle() compares with another form, and fills what is asked", async () => {
  const { comparison, filled } = await settle(effects, {
    path: "examples/contracts/lump-sum",
    compare: "examples/contracts/ceiling",
    fill: true,
    futures,
    lang: "nl",
  });
  assert.equal(comparison?.sides[1].contract.form, "ceiling");
  assert.equal(filled?.sum, 123_456_789n);
});
