/**
 * The proof beside a receipt: that these very bytes are one of so many receipts under a signed root. The path shows nothing of
 * the other receipts but hashes.
 */
import { bytesToHex } from "@noble/hashes/utils.js";
import { assert } from "./assert.ts";
import { signHead } from "./head.ts";
import { inclusionPath, merkleRoot, merkleTree } from "./merkle.ts";
import type { MerkleTree } from "./merkle.ts";
import type { Proof, SignedHead } from "./record.ts";

/** The log of one run: its signed head and one proof per receipt, in the order of the receipts. */
export interface SignedLog {
  readonly head: SignedHead;
  readonly proofs: readonly Proof[];
}

/** Enters receipts (their bytes, in the order of the log) and signs the root. */
export function signLog(
  receipts: readonly Uint8Array[],
  { log, at, secretKey }: { log: string; at: string; secretKey: Uint8Array },
): SignedLog {
  const tree = merkleTree(receipts);
  const head = signHead({ at, log, root: bytesToHex(merkleRoot(tree)), size: receipts.length }, secretKey);
  return { head, proofs: receipts.map((_, index) => proofFor(tree, index, head)) };
}

/** The proof of entry `index` of a tree whose root is signed in `head`. */
export function proofFor(tree: MerkleTree, index: number, head: SignedHead): Proof {
  const leaf = tree[0]?.[index];
  assert(
    leaf !== undefined && bytesToHex(merkleRoot(tree)) === head.root,
    `Cannot prove receipt ${index}: it is not in the tree of this head`,
  );
  return { ...head, leaf: bytesToHex(leaf), index, path: inclusionPath(tree, index).map(bytesToHex) };
}
