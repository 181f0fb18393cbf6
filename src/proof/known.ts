/**
 * What can never be known under a policy as it stands, because it rests on what the buyer left open. A rule that waits for such a
 * thing says nothing yet, so no example can show it wrong.
 */
import type { Decision } from "../decision.ts";
import { outputsOf } from "../decision.ts";
import type { Term } from "../formula.ts";
import type { Policy } from "../policy.ts";

/** The names of parameters and decisions that nobody can know, whatever is supplied. */
export function neverKnown(policy: Policy): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { id, open } of policy.parameters.values()) if (open !== undefined) names.add(`parameter.${id}`);
  for (const decision of policy.order)
    if (isNeverKnown(policy, decision, names)) for (const { ref } of outputsOf(decision)) names.add(ref);
  return names;
}

/** True for a decision that is unknown whatever is supplied, given the names that are. Of a sheet this is never said. */
export function isNeverKnown(policy: Policy, decision: Decision, names: ReadonlySet<string>): boolean {
  const never = (term: Term): boolean => termIsNeverKnown(policy, term, names);
  if (decision.kind === "sheet") return false;
  if (decision.kind === "formula") return "open" in decision.is || never(decision.is);
  const required = decision.conditions.filter(({ weight }) => weight === "required");
  return required.length > 0 && required.every(({ test }) => never(test));
}

/** True for a term that is unknown whatever is supplied. */
export function termIsNeverKnown(policy: Policy, term: Term, names: ReadonlySet<string>): boolean {
  const never = (operand: Term): boolean => termIsNeverKnown(policy, operand, names);
  switch (term.op) {
    case "literal":
    case "known":
    case "min_of":
    case "max_of":
      return false;
    case "name":
      return names.has(term.name.ref);
    case "aggregate":
      return term.where === undefined && (policy.subjects.get(term.over) ?? []).length > 0 && never(term.value);
    case "and":
    case "or":
      return term.args.length > 0 && term.args.every(never);
    case "if": {
      const [test, yes, no] = term.args.map(never);
      return (yes === true && no === true) || (test === true && (yes === true || no === true));
    }
    default:
      return term.args.some(never);
  }
}
