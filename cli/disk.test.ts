import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { disk } from "./disk.ts";

let folder = "";
before(async () => void (folder = await mkdtemp(join(tmpdir(), "driehoek-disk-"))));
after(() => rm(folder, { recursive: true }));

test("a file is written with its folders and read back", async () => {
  const path = join(folder, "round/receipts/a.json");
  await disk.write(path, "{}\n");
  await disk.write(path, new TextEncoder().encode("[]\n"));
  assert.equal(new TextDecoder().decode(await disk.read(path)), "[]\n");
});

test("list() gives sorted relative paths, without what a broken write left", async () => {
  await disk.write(join(folder, "list/b/2.txt"), "");
  await disk.write(join(folder, "list/a.txt"), "");
  await writeFile(join(folder, "list/c.txt.99.tmp"), "half");
  assert.deepEqual(await disk.list(join(folder, "list")), ["a.txt", "b/2.txt"]);
});

test("what is not there is no error; what cannot be read is", async () => {
  assert.equal(await disk.read(join(folder, "absent")), undefined);
  assert.deepEqual(await disk.list(join(folder, "absent")), []);
  await assert.rejects(async () => disk.read(folder), { code: "EISDIR" });
});

test("a write that fails leaves the old file and nothing beside it", async () => {
  await disk.write(join(folder, "kept/in/file.txt"), "old");
  await assert.rejects(disk.write(join(folder, "kept/in"), "new"));
  assert.deepEqual(await disk.list(join(folder, "kept")), ["in/file.txt"]);
});
