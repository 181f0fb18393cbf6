import assert from "node:assert/strict";
import { test } from "node:test";
import { checkProof, proofFor, signLog } from "./proof.ts";
import { merkleTree } from "./merkle.ts";

const receipts = ["een", "twee", "drie", "vier", "vijf"].map((text) => new TextEncoder().encode(text));
const secretKey = new Uint8Array(32).fill(7);
const { head, proofs } = signLog(receipts, { log: "test", at: "2024-10-01T12:00:00Z", secretKey });

test("every receipt of a log has a proof that holds", () => {
  receipts.forEach((bytes, i) => assert.deepEqual(checkProof(bytes, proofs[i]!, "p"), []));
  assert.equal(head.size, 5);
  assert.equal(new Set(proofs.map(({ sig }) => sig)).size, 1);
});

test("a proof of other bytes, with another path or another head, does not hold", () => {
  const [first, second] = [proofs[0]!, proofs[1]!];
  const codes = (proof: typeof first, bytes = receipts[0]!) => checkProof(bytes, proof, "p").map(({ code }) => code);
  assert.deepEqual(codes(second), ["receipt-leaf"]);
  assert.deepEqual(codes(first, receipts[1]), ["receipt-leaf"]);
  assert.deepEqual(codes({ ...first, index: 1 }), ["receipt-path"]);
  assert.deepEqual(codes({ ...first, path: first.path.toReversed() }), ["receipt-path"]);
  assert.deepEqual(codes({ ...first, at: "2024-10-02T12:00:00Z" }), ["receipt-signature"]);
  assert.deepEqual(codes({ ...first, root: second.leaf }), ["receipt-path"]);
});

test("proofFor() refuses a receipt that is not in the tree of the head", () => {
  const tree = merkleTree(receipts);
  assert.deepEqual(proofFor(tree, 4, head), proofs[4]);
  assert.throws(() => proofFor(tree, 5, head), /Cannot prove receipt 5/);
  assert.throws(() => proofFor(merkleTree(receipts.slice(1)), 0, head), /Cannot prove receipt 0/);
});
