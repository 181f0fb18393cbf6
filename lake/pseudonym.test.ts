import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openLake } from "./lake.ts";
import { keyId, pseudonymOfBsn, pseudonymOfInsured, readKey } from "./pseudonym.ts";

const key = Buffer.from("0b".repeat(20), "hex");

test("a pseudonym is the keyed hash of RFC 2104, cut to 32 hex digits", () => {
  // RFC 4231, test case 1, shows the same key with "Hi There"; here the text carries what kind of number it is.
  assert.match(pseudonymOfBsn(key, "111222333"), /^[0-9a-f]{32}$/);
  assert.equal(pseudonymOfBsn(key, "111222333"), pseudonymOfBsn(key, "111222333"));
  assert.notEqual(pseudonymOfBsn(key, "111222333"), pseudonymOfBsn(Buffer.from("0c".repeat(20), "hex"), "111222333"));
  assert.notEqual(pseudonymOfBsn(key, "111222333"), pseudonymOfInsured(key, "", "111222333"));
  assert.notEqual(pseudonymOfInsured(key, "3311", "A1"), pseudonymOfInsured(key, "3312", "A1"));
});

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
