import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { headBytes, signHead, verifyHead } from "./head.ts";

/** RFC 8032 §7.1: secret key, public key, message, signature (TEST 1, 2, 3 and SHA(abc)). */
const vectors = [
  [
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
  ],
  [
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  ],
  [
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
  ],
  [
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704",
  ],
] as const;

const head = { at: "2024-10-01T12:00:00+02:00", log: "voorbeeld-2024", root: "ab".repeat(32), size: 3 };
const secretKey = hexToBytes(vectors[0][0]);

test("the vectors of RFC 8032 §7.1", () => {
  for (const [secret, key, message, sig] of vectors) {
    assert.equal(bytesToHex(ed25519.getPublicKey(hexToBytes(secret))), key);
    assert.equal(bytesToHex(ed25519.sign(hexToBytes(message), hexToBytes(secret))), sig);
  }
});

const python = spawnSync("python3", ["--version"]).status === 0;

test("the same vectors in the Python checker", { skip: python ? false : "python3 is not installed" }, () => {
  const program = `
import json, sys
sys.path.insert(0, sys.argv[1])
from check import is_signed
for _, key, message, sig in json.loads(sys.argv[2]):
    key, message, sig = map(bytes.fromhex, (key, message, sig))
    assert is_signed(key, sig, message)
    assert not is_signed(key, sig, message + b"x")
    for place in (0, 31, 32, 63):
        bent = bytearray(sig)
        bent[place] ^= 1
        try:
            assert not is_signed(key, bytes(bent), message)
        except ValueError:
            pass
    beyond = sig[:32] + (int.from_bytes(sig[32:], "little") + 2**252 + 27742317777372353535851937790883648493).to_bytes(32, "little")
    assert not is_signed(key, beyond, message)
print("all right")`;
  const folder = new URL("../../verifier/", import.meta.url).pathname;
  const { stdout, stderr } = spawnSync("python3", ["-B", "-c", program, folder, JSON.stringify(vectors)]);
  assert.equal(stdout.toString(), "all right\n", stderr.toString());
});

test("signHead() signs the canonical bytes of at, log, root and size", () => {
  const signed = signHead(head, secretKey);
  assert.equal(signed.key, vectors[0][1]);
  assert.equal(
    new TextDecoder().decode(headBytes(signed)),
    `{"at":"2024-10-01T12:00:00+02:00","log":"voorbeeld-2024","root":"${head.root}","size":3}`,
  );
  assert.ok(verifyHead(signed));
});

test("verifyHead() refuses another head, key or signature, and what is no key at all", () => {
  const signed = signHead(head, secretKey);
  const other = signHead({ ...head, size: 4 }, secretKey);
  for (const change of [
    { at: "2024-10-01T12:00:01+02:00" },
    { log: "voorbeeld-2025" },
    { root: "ac".repeat(32) },
    { size: 4 },
    { key: vectors[1][1] },
    { sig: other.sig },
    { sig: signed.sig.toUpperCase() },
    { sig: signed.sig.slice(2) },
    { key: "" },
    { key: `01${"00".repeat(31)}` },
  ])
    assert.ok(!verifyHead({ ...signed, ...change }), JSON.stringify(change));
});
