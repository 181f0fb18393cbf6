/**
 * The Merkle tree of a log of receipts, as Certificate Transparency has it: one root stands for all receipts of a run, and a
 * path of a few hashes shows that one of them is among them, without showing the others.
 *
 * @source RFC 6962 §2.1 (hashing, paths) and RFC 9162 §2.1.3.2 (verifying a path).
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes } from "@noble/hashes/utils.js";

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The hash of one entry of the log. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return sha256(concatBytes(leafPrefix, entry));
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(nodePrefix, left, right));
}

/** All nodes of a tree, level by level from the leaves up; the last level is the root. */
export type MerkleTree = readonly (readonly Uint8Array[])[];

/**
 * The tree over entries. Nodes are paired from the left, and an odd last one rises unpaired: the same tree as RFC 6962's
 * split at the largest power of two.
 */
export function merkleTree(entries: readonly Uint8Array[]): MerkleTree {
  const levels = [entries.map(leafHash)];
  for (let level = levels[0]!; level.length > 1; level = levels.at(-1)!) {
    const parents: Uint8Array[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [left, right] = [level[i]!, level[i + 1]];
      parents.push(right === undefined ? left : nodeHash(left, right));
    }
    levels.push(parents);
  }
  return levels;
}

/** The root of a tree; of an empty one, the hash of nothing. */
export function merkleRoot(tree: MerkleTree): Uint8Array {
  return tree.at(-1)?.[0] ?? sha256(new Uint8Array());
}

/** The siblings from leaf `index` up to the root, the lowest first. */
export function inclusionPath(tree: MerkleTree, index: number): Uint8Array[] {
  const path: Uint8Array[] = [];
  tree.forEach((level, height) => {
    const place = Math.floor(index / 2 ** height);
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1];
    if (sibling !== undefined) path.push(sibling);
  });
  return path;
}

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** True when the path leads from the leaf, at its place in a tree of this size, to the root. */
export function verifyInclusion({ leaf, index, size, path, root }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const sibling of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && bytesToHex(hash) === bytesToHex(root);
}
