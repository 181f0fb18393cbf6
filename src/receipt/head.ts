/**
 * The signed head of a log: whoever issues receipts signs how many there are and what their root is, once, at an instant.
 * A receipt that is changed, added or left out afterwards no longer fits under the signature.
 *
 * @source RFC 8032 §5.1 (Ed25519).
 */
import { ed25519 } from "@noble/curves/ed25519.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import { canonical } from "./canonical.ts";
import type { Head, SignedHead } from "./record.ts";

/** What the signature covers: the canonical bytes of `{at, log, root, size}`, without line feed. */
export function headBytes({ at, log, root, size }: Head): Uint8Array {
  return new TextEncoder().encode(canonical({ at, log, root, size }));
}

/** Signs a head. The secret key has 32 bytes; the public key that belongs to it stands in the signed head. */
export function signHead({ at, log, root, size }: Head, secretKey: Uint8Array): SignedHead {
  const head = { at, log, root, size };
  const sig = bytesToHex(ed25519.sign(headBytes(head), secretKey));
  return { ...head, key: bytesToHex(ed25519.getPublicKey(secretKey)), sig };
}

/** True when `sig` is a signature by `key` over this head, both in lower-case hex. Strict as RFC 8032, not ZIP 215. */
export function verifyHead(head: SignedHead): boolean {
  if (!/^[0-9a-f]{64}$/.test(head.key) || !/^[0-9a-f]{128}$/.test(head.sig)) return false;
  return ed25519.verify(hexToBytes(head.sig), headBytes(head), hexToBytes(head.key), { zip215: false });
}
