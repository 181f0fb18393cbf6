import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { keyId, readKey } from "./key.ts";
import { openLake } from "./lake.ts";

test("a lake refuses a key that it was not made with", async () => {
  const folder = await mkdtemp(join(tmpdir(), "key-"));
  const lake = await openLake(folder, { threads: 1 });
  assert.match(keyId(await lake.pseudonymKey()), /^[0-9a-f]{16}$/);
  await lake.close();
  process.env["DRIEHOEK_PSEUDONYM_KEY"] = "ab".repeat(32);
  await assert.rejects(readKey(folder), /is not the one of/);
  process.env["DRIEHOEK_PSEUDONYM_KEY"] = "ab";
  await assert.rejects(readKey(folder), /not 64 hex digits/);
  delete process.env["DRIEHOEK_PSEUDONYM_KEY"];
  await rm(folder, { recursive: true });
});
