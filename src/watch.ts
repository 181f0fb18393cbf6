/**
 * What a buyer watches while its agreements run, as its policy says in `watch.yaml`; an extension may add warnings and fill what its base
 * leaves out.
 *
 *     ceiling: decision.ceiling_proposal          the decision that sets a ceiling, once somebody took it
 *     request: decision.extra_contracting         who may have more room
 *     delivered: fact.delivered_before_october    what the provider itself says it delivered
 *     stop: fact.intake_stop_reported             whether it reported that it takes no new clients
 *     warnings:
 *       - {id: notice, share: parameter.notice_share, before: deliverable.x.closes, nl: …, en: …, source: …}
 *
 * A warning is given when a share of the ceiling is used, if that happens before a moment where one is named.
 */
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import type { Instant } from "./day.ts";
import { checkKeys, child, childText, describe, findingAt, itemsOf } from "./document.ts";
import type { Node } from "./document.ts";
import { decisionOf } from "./decision.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { Ratio } from "./ratio.ts";
import { ratio } from "./ratio.ts";

export interface Warning {
  readonly id: string;
  /** The share of the ceiling that is used. */
  readonly share: Ratio;
  /** It counts only when the share is used before this moment. */
  readonly before?: Instant;
  readonly nl: string;
  readonly en: string;
  readonly basis: Basis;
}

export interface Watch {
  /** Ids of decisions and facts; absent where the policy does not say. */
  readonly ceiling?: string;
  readonly request?: string;
  readonly delivered?: string;
  readonly stop?: string;
  readonly warnings: readonly Warning[];
}

const keys = ["ceiling", "request", "delivered", "stop", "warnings"];

/** What the policy watches; undefined when it has no `watch.yaml`. */
export function readWatch(policy: Policy): { readonly watch?: Watch; readonly findings: readonly Finding[] } {
  const documents = [...policy.documents].filter(([path]) => /(^|\/)watch\.yaml$/.test(path)).map(([, node]) => node);
  const findings: Finding[] = [];
  const sound = documents.filter((node) => checkKeys(node, [], keys, findings));
  if (sound.length === 0) return { findings };
  const named = ["ceiling", "request", "delivered", "stop"].flatMap((key) =>
    sound.flatMap((node) => {
      const id = readName(child(node, key), policy, findings);
      return id === undefined ? [] : [[key, id] as const];
    }),
  );
  const warnings = sound.flatMap((node) =>
    itemsOf(child(node, "warnings"), "warnings", findings).flatMap((item) => readWarning(item, policy, findings)),
  );
  return { watch: { ...Object.fromEntries(named), warnings }, findings };
}

/** The id behind `decision.` or `fact.`, if the policy has it. */
function readName(node: Node | undefined, policy: Policy, findings: Finding[]): string | undefined {
  if (node === undefined) return undefined;
  const text = node.kind === "scalar" ? node.text : "";
  const [, kind, id = ""] = /^(decision|fact)\.(.+)$/.exec(text) ?? [];
  if (kind === "decision" && decisionOf(text, policy.decisions) !== undefined) return id;
  if (kind === "fact" && policy.vocabulary.has(id)) return id;
  const known = [...policy.names.refs()].filter((ref) => /^(decision|fact)\./.test(ref));
  findings.push(findingAt(node, "unknown-name", describe(node), didYouMean(text, known, "a decision or a fact")));
  return undefined;
}

function readWarning(node: Node, policy: Policy, findings: Finding[]): Warning[] {
  if (!checkKeys(node, ["id", "share", "nl", "en"], ["before", ...basisKeys], findings)) return [];
  const basis = readBasis(node, findings);
  const share = readShare(child(node, "share")!, policy, findings);
  const before = readMoment(child(node, "before"), policy, findings);
  if (basis === undefined || share === undefined || before === "unknown") return [];
  const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
  return [{ id, share, ...(before !== undefined && { before }), nl, en, basis }];
}

function readShare(node: Node, policy: Policy, findings: Finding[]): Ratio | undefined {
  const text = node.kind === "scalar" ? node.text : "";
  const parameter = policy.parameters.get(text.replace(/^parameter\./, ""));
  if (parameter?.type.kind === "number" && parameter.type.form === "percent" && parameter.value !== undefined)
    return ratio(parameter.value as bigint, 10n ** BigInt(parameter.type.scale));
  findings.push(findingAt(node, "unknown-name", describe(node), "a parameter of type percent"));
  return undefined;
}

function readMoment(node: Node | undefined, policy: Policy, findings: Finding[]): Instant | undefined | "unknown" {
  if (node === undefined) return undefined;
  const [, id = "", end] = /^deliverable\.(.+)\.(opens|closes)$/.exec(node.kind === "scalar" ? node.text : "") ?? [];
  const deliverable = policy.deliverables.get(id);
  if (deliverable !== undefined) return deliverable[end as "opens" | "closes"];
  findings.push(findingAt(node, "unknown-name", describe(node), "when a deliverable opens or closes"));
  return "unknown";
}
