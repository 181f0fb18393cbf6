/**
 * What a rule rests on: a place in a published text, or an assumption with its reason. Every rule, parameter, deadline and fact
 * has exactly one of the two, so that nobody can take the one for the other. A basis may also name the vague words of the text
 * and the operational choice that was made for them. An assumption is written in Dutch, and may stand in English beside it.
 */
import { child, childText, describe, findingAt } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";

export type Ground = { readonly source: string } | { readonly assumption: string };

export type Basis = Ground & {
  readonly vague?: string;
  readonly choice?: string;
  /** The assumption in English. */
  readonly english?: string;
};

/** The keys with which a declaration says what it rests on. */
export const basisKeys = ["source", "assumption", "vague", "choice", "assumption_en"];

/** The keys with which the buyer says why it leaves something open. */
export const openKeys = ["open", "open_en"];

/** Reads `source` xor `assumption`, and `vague` with `choice`. Undefined with a finding when there is none, or both. */
export function readBasis(node: Node, findings: Finding[]): Basis | undefined {
  const [source, assumption, vague, choice, english] = basisKeys.map((key) => childText(node, key));
  if (source !== undefined && assumption !== undefined) {
    findings.push(
      findingAt(child(node, "assumption") ?? node, "two-grounds", "`source` and `assumption`", "one of the two"),
    );
    return undefined;
  }
  if (source !== undefined && !/^\S.* §\S+/.test(source)) {
    const at = child(node, "source") ?? node;
    findings.push(
      findingAt(at, "bad-source", describe(at), 'a document and a paragraph, as "003 §2.2.1"', { field: "source" }),
    );
    return undefined;
  }
  const words = { ...(vague && { vague }), ...(choice && { choice }) };
  if (source !== undefined && english === undefined) return { source, ...words };
  if (assumption !== undefined && assumption.trim() !== "")
    return { assumption, ...words, ...(english && { english }) };
  if (english !== undefined) {
    const at = child(node, "assumption_en") ?? node;
    findings.push(findingAt(at, "missing-key", "`assumption_en` alone", "`assumption` in Dutch beside it"));
    return undefined;
  }
  if (isMisspelt(node, findings)) return undefined;
  findings.push(
    findingAt(
      node,
      "no-source",
      "neither `source` nor `assumption`",
      '`source: "<document> §<n>"` or `assumption: "<reason>"`',
    ),
  );
  return undefined;
}

/** Whether a key was refused already that was meant to be one of the two. */
function isMisspelt(node: Node, findings: readonly Finding[]): boolean {
  if (node.kind !== "mapping") return false;
  return [...node.entries.values()].some(({ key }) => {
    const { line, column } = key.at(0);
    const here = findings.filter((finding) => finding.file === key.file && finding.line === line);
    return here.some((finding) => finding.column === column && /`(source|assumption)`/.test(finding.expected));
  });
}

/** The ground alone, as it stands in reasons and receipts. */
export function groundOf(basis: Basis): Ground {
  return "source" in basis ? { source: basis.source } : { assumption: basis.assumption };
}
