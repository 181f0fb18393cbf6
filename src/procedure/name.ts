/** A name in a procedure, which must be one that the policy has. */
import { decisionOf } from "../decision.ts";
import { describe, findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import type { Policy } from "../policy.ts";

/** The id behind `decision.`, `fact.` or `parameter.`, if the policy has it. */
export function readRef(
  node: Node,
  root: "decision" | "fact" | "parameter",
  policy: Policy,
  findings: Finding[],
): string | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const id = text.slice(root.length + 1);
  const known = {
    decision: decisionOf(text, policy.decisions) !== undefined,
    fact: policy.vocabulary.has(id),
    parameter: policy.parameters.has(id),
  }[root];
  if (text === `${root}.${id}` && known) return id;
  const refs = [...policy.names.refs()].filter((ref) => ref.startsWith(`${root}.`));
  findings.push(findingAt(node, "unknown-name", describe(node), didYouMean(text, refs, `a ${root} of the policy`)));
  return undefined;
}
