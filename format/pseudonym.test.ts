import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { Pseudonyms } from "./pseudonym.ts";

const key = Buffer.from("0b".repeat(20), "hex");
const pseudonyms = new Pseudonyms(key);

test("a pseudonym is HMAC-SHA-256 cut to 32 hex digits, and says what kind of number it hides", () => {
  // The key is that of RFC 4231, test case 1.
  assert.equal(createHmac("sha256", key).update("Hi There").digest("hex").slice(0, 16), "b0344c61d8db3853");
  assert.equal(
    pseudonyms.ofBsn("111222333"),
    createHmac("sha256", key).update("bsn:111222333").digest("hex").slice(0, 32),
  );
  const others = [
    pseudonyms.ofBsn("123456782"),
    new Pseudonyms(Buffer.alloc(20)).ofBsn("111222333"),
    pseudonyms.ofInsured("9001", "111222333"),
    pseudonyms.ofInsured("9002", "111222333"),
    pseudonyms.ofPseudonym("9001", "111222333"),
  ];
  assert.equal(new Set([pseudonyms.ofBsn("111222333"), ...others]).size, 6);
});
