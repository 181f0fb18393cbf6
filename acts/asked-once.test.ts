import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOnce } from "./asked-once.ts";
import type { Lake } from "./effects.ts";

/** A lake that keeps what it is asked, and answers with how often that was. */
function counting(): { readonly lake: Lake; readonly asked: string[] } {
  const asked: string[] = [];
  const query: Lake["query"] = async (sql) => [{ times: BigInt(asked.push(sql)) }];
  const run: Lake["run"] = async (sql) => void asked.push(sql);
  return { lake: { folder: "lake", query, run } as Lake, asked };
}

const made = "CREATE OR REPLACE TEMP TABLE peer AS SELECT 1";

test("the same question is asked once, and the same table made once", async () => {
  const { lake, asked } = counting();
  const once = askedOnce(lake);
  for (let i = 0; i < 2; i++) {
    await once.run(made);
    assert.deepEqual(await once.query("SELECT n FROM peer"), [{ times: 2n }]);
  }
  assert.deepEqual(asked, [made, "SELECT n FROM peer"]);
});

test("a table with other rows forgets what rested on it, and nothing else", async () => {
  const { lake, asked } = counting();
  const once = askedOnce(lake);
  await once.run(made);
  await once.query("SELECT n FROM peer");
  await once.query("SELECT n FROM other");
  await once.run(`${made}0`);
  await once.query("SELECT n FROM peer");
  await once.query("SELECT n FROM other");
  assert.deepEqual(asked, [made, "SELECT n FROM peer", "SELECT n FROM other", `${made}0`, "SELECT n FROM peer"]);
});

test("a table made from one that has other rows is made again", async () => {
  const { lake, asked } = counting();
  const once = askedOnce(lake);
  const from = "CREATE TEMP TABLE close AS SELECT n FROM peer";
  for (const sql of [made, from, `${made}0`, from]) await once.run(sql);
  assert.equal(asked.length, 4);
});
