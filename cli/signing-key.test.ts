import assert from "node:assert/strict";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { signingKey } from "./signing-key.ts";

test("a key is made once, for its owner only", async () => {
  const folder = await mkdtemp(join(tmpdir(), "driehoek-"));
  try {
    const path = join(folder, "deep", "signing.key");
    const [first, second] = [await signingKey(path), await signingKey(path)];
    assert.equal(first.length, 32);
    assert.deepEqual([...second], [...first]);
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    await writeFile(path, "not a key");
    await assert.rejects(signingKey(path), /64 hexadecimal digits/);
  } finally {
    await rm(folder, { recursive: true });
  }
});
