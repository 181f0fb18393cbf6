/** Which version of a policy holds on a day, and why that one. A year without a policy has none: the last known is never taken. */
import { toDayText } from "../day.ts";
import type { Day } from "../day.ts";
import type { Json } from "../datum.ts";

export interface Dated {
  readonly id: string;
  readonly status: "draft" | "in-force";
  readonly valid: { readonly from: Day; readonly until: Day };
}

export interface Choice<P extends Dated> {
  readonly policy?: P;
  /** A code with arguments: `version-in-force`, `version-draft`, `no-version`, `two-versions`. */
  readonly why: { readonly code: string; readonly args: Readonly<Record<string, Json>> };
}

/** Chooses among versions of one policy by the day of the decision; one in force goes before a draft. */
export function choosePolicy<P extends Dated>(versions: readonly P[], on: Day): Choice<P> {
  const valid = versions.filter(({ valid: { from, until } }) => from <= on && on < until);
  const inForce = valid.filter(({ status }) => status === "in-force");
  const candidates = inForce.length > 0 ? inForce : valid;
  const [policy] = candidates;
  const day = toDayText(on);
  if (policy === undefined)
    return { why: { code: "no-version", args: { on: day, known: versions.map(({ id }) => id) } } };
  if (candidates.length > 1)
    return { why: { code: "two-versions", args: { on: day, known: candidates.map(({ id }) => id) } } };
  const args = { on: day, id: policy.id, from: toDayText(policy.valid.from), until: toDayText(policy.valid.until) };
  return { policy, why: { code: inForce.length > 0 ? "version-in-force" : "version-draft", args } };
}
