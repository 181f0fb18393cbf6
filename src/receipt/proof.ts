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

/** What is wrong with a proof of these bytes: another leaf, a path that does not lead to the root, a signature that is not the key's. */
export function checkProof(receipt: Uint8Array, proof: Proof, file: string): Finding[] {
  const findings: Finding[] = [];
  const say = (code: string, field: string, found: string, expected: string): void =>
    void findings.push({ code, severity: "file", file, line: 1, field, found, expected });
  const leaf = bytesToHex(leafHash(receipt));
  if (leaf !== proof.leaf) say("receipt-leaf", "leaf", proof.leaf, `${leaf}, the hash of the receipt`);
  const { index, size } = proof;
  const path = proof.path.map(hexToBytes);
  if (!verifyInclusion({ leaf: hexToBytes(proof.leaf), index, size, path, root: hexToBytes(proof.root) }))
    say("receipt-path", "path", `${path.length} hashes`, `a path from leaf ${index} of ${size} to root ${proof.root}`);
  if (!verifyHead(proof))
    say("receipt-signature", "sig", proof.sig, `a signature by ${proof.key} over at, log, root and size`);
  return findings;
}
