/**
 * Conditions: a list of tests that must hold, as minimum requirements, exclusion grounds and the proofs of a request are
 * (`policy/LANGUAGE.md` §5). A refusal gives every condition that fails. A preferred condition never refuses, and is always told.
 */
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import { checkKeys, checkOnce, child, childText, childWord, findingAt, itemsOf } from "./document.ts";
import type { Node, Scalar } from "./document.ts";
import type { Finding } from "./finding.ts";
import { checkFormula, namesOf, readFormula } from "./formula.ts";
import type { Name, Scope, Term } from "./formula.ts";

export interface Condition {
  readonly id: string;
  readonly test: Term;
  readonly weight: "required" | "preferred";
  readonly nl: string;
  readonly en: string;
  /** The names whose values a reason shows: those of the test and those in the braces of the texts. */
  readonly shown: readonly Name[];
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export interface Conditions {
  readonly kind: "conditions";
  readonly id: string;
  readonly subject: string;
  readonly holds: "all" | "any";
  readonly conditions: readonly Condition[];
  readonly declaredAt: Node;
}

/** Reads a list of conditions against the names it can see; faulty conditions are told and left out. */
export function readConditions(node: Node, scope: Scope, findings: Finding[]): Conditions | undefined {
  if (!checkKeys(node, ["id", "for", "holds", "conditions"], ["nl", "en"], findings)) return undefined;
  const holds = childWord(node, "holds", ["all", "any"] as const, findings);
  const items = itemsOf(child(node, "conditions"), "conditions", findings);
  const conditions = items.flatMap((item) => readCondition(item, scope, findings) ?? []);
  checkOnce(conditions, "one condition of this id", findings);
  if (holds === undefined) return undefined;
  return {
    kind: "conditions",
    id: childText(node, "id") ?? "",
    subject: scope.subject,
    holds,
    conditions,
    declaredAt: node,
  };
}

function readCondition(node: Node, scope: Scope, findings: Finding[]): Condition | undefined {
  if (!checkKeys(node, ["id", "test", "weight", "nl", "en"], basisKeys, findings)) return undefined;
  const test = readFormula(child(node, "test")!, scope, { kind: "bool" }, "test", findings);
  const weight = childWord(node, "weight", ["required", "preferred"] as const, findings);
  const basis = readBasis(node, findings);
  const named = [child(node, "nl")!, child(node, "en")!].flatMap((text) => readBraces(text, scope, findings));
  if (test === undefined || weight === undefined || basis === undefined) return undefined;
  const shown = new Map([...namesOf(test), ...named].map((name) => [name.key, name]));
  const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(node, key));
  return { id, test, weight, nl, en, shown: [...shown.values()], basis, declaredAt: node };
}

/** The names in the braces of a text, `{fact.delivered}`; an unknown one is a finding at its place. */
function readBraces(node: Node, scope: Scope, findings: Finding[]): Name[] {
  if (node.kind !== "scalar") return [];
  return [...node.text.matchAll(/\{([^}]*)\}/g)].flatMap((match) =>
    readBrace(node, match[1] ?? "", match.index + 1, scope, findings),
  );
}

function readBrace(node: Scalar, text: string, offset: number, scope: Scope, findings: Finding[]): Name[] {
  const declared = scope.find(text.split("@")[0] ?? "");
  const { term, faults } = checkFormula(text, scope, declared?.type ?? { kind: "text" });
  for (const { code, at, found, expected } of faults)
    findings.push(findingAt(node, code, found, expected, { offset: offset + at }));
  return term?.op === "name" ? [term.name] : [];
}
