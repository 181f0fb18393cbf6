import assert from "node:assert/strict";
import { test } from "node:test";
import { fileBytes, judge, parseProof, parseReceipt, receiptBytes, replay, signLog } from "./receipt.ts";
import type { Json, Receipt } from "./receipt.ts";

const receipt: Receipt = {
  format: "driehoek-receipt/1",
  engine: "driehoek/1",
  policy: { id: "voorbeeld", hash: "00".repeat(32), valid: ["2024-01-01", "2025-01-01"] },
  why_version: { code: "only-version", args: {} },
  subject: "provider-a",
  on: "2024-10-01",
  issued_at: "2024-10-01T09:30:00+02:00",
  inputs: [
    { ref: "fact.requested", type: "money", value: { cents: "1001" }, origin: "dossier" },
    { ref: "parameter.share", type: "percent", value: "12.5", origin: "policy", assumption: "an eighth" },
  ],
  sheets: {},
  steps: [
    { n: 0, op: "mul", args: [{ in: 0 }, { in: 1 }], out: "1.25125", decision: "granted" },
    {
      n: 1,
      op: "round",
      args: [{ value: "half_up" }, { value: "2" }, { step: 0 }, { value: "1" }],
      out: "1.25",
      decision: "granted",
      assumption: "to whole cents",
    },
  ],
  outcomes: [{ decision: "granted", step: 1, type: "money", outcome: { status: "decided", value: { cents: "125" } } }],
};

test("a receipt is written, entered in a log, signed, read back and found the same to the cent", () => {
  const bytes = receiptBytes(receipt);
  const secretKey = new Uint8Array(32).fill(1);
  const { head, proofs } = signLog([bytes], { log: "voorbeeld-2024", at: "2024-10-01T12:00:00Z", secretKey });
  const parsed = parseReceipt(bytes, "a.json");
  assert.ok("value" in parsed);
  assert.deepEqual(parsed.value, receipt);
  assert.equal(replay(parsed.value), undefined);
  const proof = fileBytes(proofs[0] as unknown as Json);
  assert.deepEqual(parseProof(proof, "a.proof.json"), { value: proofs[0] });
  const verdict = judge({ file: "a.json", bytes }, { file: "a.proof.json", bytes: proof }, new Set([head.key]));
  assert.ok(verdict.holds && verdict.published);
});

test("one cent more is one finding", () => {
  const { steps } = receipt;
  const bytes = receiptBytes({ ...receipt, steps: steps.with(1, { ...steps[1]!, out: "1.26" }) });
  const { findings, difference } = judge({ file: "a.json", bytes });
  assert.deepEqual(findings, [
    {
      code: "receipt-differs",
      severity: "file",
      file: "a.json",
      line: 1,
      field: "steps[1] (granted, round)",
      found: '"1.26"',
      expected: '"1.25"',
    },
  ]);
  assert.equal(difference?.decision, "granted");
});
