/**
 * The proof beside a receipt: that these very bytes are one of so many receipts under a signed root. The path shows nothing of
 * the other receipts but hashes.
 */
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { Finding } from "../finding.ts";
import { assert } from "../assert.ts";
import { signHead, verifyHead } from "./head.ts";
import { inclusionPath, leafHash, merkleRoot, merkleTree, verifyInclusion } from "./merkle.ts";
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

/** Why a proof does not hold for these bytes: another leaf, a path that leads elsewhere, or no signature of the key; the first. */
export function checkProof(receipt: Uint8Array, proof: Proof, file: string): Finding[] {
  const refuse = (code: string, field: string, found: string, expected: string): Finding[] => [
    { code, severity: "file", file, line: 1, field, found, expected },
  ];
  const hash = leafHash(receipt);
  const leaf = bytesToHex(hash);
  if (leaf !== proof.leaf) return refuse("receipt-leaf", "leaf", proof.leaf, `${leaf}, the hash of the receipt`);
  const { index, size, root, sig, key } = proof;
  const path = proof.path.map(hexToBytes);
  if (!verifyInclusion({ leaf: hash, index, size, path, root: hexToBytes(root) }))
    return refuse(
      "receipt-path",
      "path",
      `${path.length} hashes`,
      `a path from leaf ${index} of ${size} to root ${root}`,
    );
  if (!verifyHead(proof))
    return refuse("receipt-signature", "sig", sig, `a signature by ${key} over at, log, root and size`);
  return [];
}
