/**
 * A receipt: what one provider is told, together with everything needed to recompute it.
 *
 * A decision about care is questioned by people who did not make it: a provider, an auditor, a court. They get the inputs with
 * their origin, the sheets, every step of the arithmetic and the outcome in one canonical file, and a proof that this file is
 * one of a signed log. `replay` recomputes the steps with arithmetic of its own, so that an error of the engine shows; the
 * checker in `verifier/` does the same in another language. `verifier/RECEIPT.md` describes every field.
 *
 *     const bytes = receiptBytes(receipt);
 *     const { head, proofs } = signLog([bytes], { log: "voorbeeld-2024", at: "2024-10-01T12:00:00Z", secretKey });
 */
export * from "./receipt/record.ts";
export { canonical, fileBytes, receiptBytes } from "./receipt/canonical.ts";
export { inclusionPath, leafHash, merkleRoot, merkleTree, verifyInclusion } from "./receipt/merkle.ts";
export type { Inclusion, MerkleTree } from "./receipt/merkle.ts";
export { headBytes, signHead, verifyHead } from "./receipt/head.ts";
export { checkProof, proofFor, signLog } from "./receipt/proof.ts";
export type { SignedLog } from "./receipt/proof.ts";
export { parseProof, parseReceipt } from "./receipt/parse.ts";
export type { Parsed } from "./receipt/parse.ts";
export { replay } from "./receipt/replay.ts";
export type { Difference } from "./receipt/replay.ts";
export { judge, parseKeys } from "./receipt/verdict.ts";
export type { FileBytes, Verdict } from "./receipt/verdict.ts";
