import assert from "node:assert/strict";
import { test } from "node:test";
import { disk, memoryDisk, nothing } from "./disk.ts";

const readText = async (path: string, on = memoryDisk({}, nothing)) =>
  new TextDecoder().decode((await on.read(path)) ?? new Uint8Array());

test("what lies in memory goes before what lies below, and all of it is listed once", async () => {
  const below = memoryDisk({ "a/one": "below", "a/two": "below" }, nothing);
  const over = memoryDisk({ "a/one": "over", "a/b/three": "over" }, below);
  assert.deepEqual([await readText("a/one", over), await readText("a/two", over)], ["over", "below"]);
  assert.deepEqual(await over.list("a"), ["b/three", "one", "two"]);
  assert.equal(await over.read("a/four"), undefined);
});

test("what is written and added stays in memory", async () => {
  const own = memoryDisk();
  await own.write("house/new", new TextEncoder().encode("one "));
  await own.append("house/new", "two");
  assert.deepEqual([own.text("house/new"), await disk.read("house/new")], ["one two", undefined]);
  assert.ok((await own.list("house")).includes("disk.ts"), "the machine's own files are below");
});
