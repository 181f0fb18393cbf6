/** Reading `mirror` in `value-model.yaml`: whose cost is shown, from how many people on, and who is alike. */
import { checkKeys, child, childText, describe, findingAt } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { whole } from "../formula.ts";
import type { CostRatio, Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";

export interface MirrorDeclaration {
  /** The indicator whose year, exclusions and peers hold. */
  readonly of: Indicator & { readonly method: CostRatio };
  /** The parameter that says from how many people on a mean of others is shown. */
  readonly peopleLeast: string;
  /** The fact that peers have in common with the provider. */
  readonly same?: string;
}

/** The mirror that the policy declares, if it does; the last one of a chain counts. */
export function readMirror(
  policy: Policy,
  indicators: readonly Indicator[],
  findings: Finding[],
): MirrorDeclaration | undefined {
  const models = [...policy.documents].filter(([name]) => /(^|\/)value-model\.yaml$/.test(name));
  const node = models.map(([, model]) => child(model, "mirror")).findLast((each) => each !== undefined);
  return node && readOne(node, policy, indicators, findings);
}

function readOne(
  node: Node,
  policy: Policy,
  indicators: readonly Indicator[],
  findings: Finding[],
): MirrorDeclaration | undefined {
  if (!checkKeys(node, ["of", "people_least"], ["same"], findings)) return undefined;
  const costs = indicators.filter(isCost);
  const of = costs.find(({ id }) => `indicator.${id}` === childText(node, "of"));
  const least = [...policy.parameters.values()].filter(({ type }) => type.kind === "number" && type.form === "int");
  const peopleLeast = least.find(({ id }) => `parameter.${id}` === childText(node, "people_least"))?.id;
  const facts = [...policy.names.refs()].filter(
    (ref) => ref.startsWith("fact.") && policy.names.find(ref)?.subject === whole,
  );
  const same = childText(node, "same");
  const unknown = (key: string, names: readonly string[], otherwise: string): void => {
    const at = child(node, key)!;
    findings.push(
      findingAt(at, "unknown-name", describe(at), didYouMean(childText(node, key) ?? "", names, otherwise)),
    );
  };
  const costNames = costs.map(({ id }) => `indicator.${id}`);
  if (of === undefined) unknown("of", costNames, "an indicator of the provider's cost against its peers");
  if (peopleLeast === undefined) {
    const names = least.map(({ id }) => `parameter.${id}`);
    unknown("people_least", names, "a parameter of type int");
  }
  const isSame = same === undefined || facts.includes(same.split("@")[0]!);
  if (!isSame) unknown("same", facts, "a fact of the provider");
  if (of === undefined || peopleLeast === undefined || !isSame) return undefined;
  return { of, peopleLeast, ...(same !== undefined && { same }) };
}

function isCost(indicator: Indicator): indicator is MirrorDeclaration["of"] {
  return indicator.subject === whole && indicator.method.kind === "mean-per-person-against-peers";
}
