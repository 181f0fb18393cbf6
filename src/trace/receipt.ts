/** The receipt of one provider: what a teller wrote down, with who decided by which version of which policy, and why that one. */
import { toDayText } from "../day.ts";
import type { Json } from "../datum.ts";
import type { Policy } from "../policy.ts";
import type { Receipt } from "../receipt.ts";
import type { Record } from "../trace.ts";

/** The engine's name in receipts; an old receipt says by which engine it was made. */
export const engine = "driehoek/1";

export interface Heading {
  readonly policy: Policy;
  /** The hash of the policy's lock as its text stands. */
  readonly policyHash: string;
  readonly why: { readonly code: string; readonly args: Readonly<{ [name: string]: Json }> };
  readonly subject: string;
  readonly on: number;
  /** RFC 3339, from the clock of the machine that issues it. */
  readonly issuedAt: string;
  /** Of the peers only what is published: means and deviations, with the hash of the sums they were made from. */
  readonly peers?: Receipt["peers"];
  /** SHA-256 of the layer that is opened for an auditor only. */
  readonly sealed?: string;
}

export function toReceipt(record: Record, heading: Heading): Receipt {
  const { policy, policyHash, why, subject, on, issuedAt, peers, sealed } = heading;
  return {
    format: "driehoek-receipt/1",
    engine,
    policy: { id: policy.id, hash: policyHash, valid: [toDayText(policy.valid.from), toDayText(policy.valid.until)] },
    why_version: { code: why.code, args: why.args },
    subject,
    on: toDayText(on),
    issued_at: issuedAt,
    ...record,
    ...(peers && { peers }),
    ...(sealed && { sealed }),
  };
}
