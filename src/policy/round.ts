/**
 * What a round decides about every provider: `round: [offer, {decision: ceiling_proposal, when: decision.agreement = "production"}]`.
 * A decision with a `when` is told only to those for whom it holds, and to those of whom it is not known.
 */
import type { Decision } from "../decision.ts";
import { checkKeys, child, childText, describe, findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { readFormula, whole } from "../formula.ts";
import type { Term } from "../formula.ts";
import type { Names } from "./name.ts";

export interface RoundItem {
  readonly decision: string;
  readonly when?: Term;
}

/** A round can only take decisions that the policy has, about the provider as a whole; one at fault is told elsewhere. */
export function readRound(
  items: readonly Node[],
  decisions: ReadonlyMap<string, Decision>,
  names: Names,
  findings: Finding[],
): RoundItem[] {
  return items.flatMap((item) => {
    if (item.kind !== "scalar" && !checkKeys(item, ["decision", "when"], [], findings)) return [];
    const named = child(item, "decision") ?? item;
    const decision = item.kind === "scalar" ? item.text : (childText(item, "decision") ?? "");
    if (!decisions.has(decision) && names.find(`decision.${decision}`) !== undefined) return [];
    if (decisions.get(decision)?.subject !== whole) {
      const expected = didYouMean(decision, decisions.keys(), "a decision about the provider");
      findings.push(findingAt(named, "unknown-decision", describe(named), expected, { field: "round" }));
      return [];
    }
    const condition = child(item, "when");
    const when = condition && readFormula(condition, names.scopeOf(whole), { kind: "bool" }, "when", findings);
    return [{ decision, ...(when && { when }) }];
  });
}
