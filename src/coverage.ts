/**
 * Coverage: every normative statement of the published text, and where it went. A statement is executed by rules, recorded as
 * somebody's commitment, left to a person, or out of scope with the reason; none is simply gone. The other way round, every
 * rule that cites the text answers to a statement of it.
 *
 *     - {id: six_weeks, source: "003 §2.2.5", nl: …, en: …, as: rule, rules: [answer_due, parameter.answer_within]}
 */
import type { Basis } from "./basis.ts";
import type { Decision } from "./decision.ts";
import { checkKeys, child, childText, childWord, describe, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";

export const treatments = ["rule", "commitment", "person", "out-of-scope"] as const;
export type Treatment = (typeof treatments)[number];

/** What each treatment must say besides. */
const wanted: Readonly<Record<Treatment, readonly string[]>> = {
  rule: ["rules"],
  commitment: ["who"],
  person: ["who", "why"],
  "out-of-scope": ["why"],
};

export interface Statement {
  readonly id: string;
  readonly source: string;
  readonly nl: string;
  readonly en: string;
  readonly as: Treatment;
  /** `class`, `class.best`, `parameter.cutoff_a`, `indicator.nps`, `deliverable.quality_data`. */
  readonly rules: readonly string[];
  readonly who?: string;
  readonly why?: string;
}

/** Something of a policy that may answer to a statement. */
interface Rule {
  readonly name: string;
  readonly at: Node;
  readonly cites: boolean;
}

/**
 * The statements of a policy's own `coverage.yaml`; undefined when it has none. A rule that does not exist is an error, a rule
 * that cites the text and answers to no statement a warning.
 */
export function readCoverage(policy: Policy, findings: Finding[]): readonly Statement[] | undefined {
  const document = policy.documents.get("coverage.yaml");
  if (document === undefined || !document.file.startsWith(`${policy.folder}/`)) return undefined;
  if (!checkKeys(document, ["statements"], [], findings)) return [];
  const rules = rulesOf(policy);
  const names = new Set(rules.map(({ name }) => name));
  const covered = new Set<string>();
  const seen = new Set<string>();
  const statements = itemsOf(child(document, "statements"), "statements", findings).flatMap((item) => {
    const statement = readStatement(item, names, findings);
    if (statement === undefined) return [];
    if (seen.has(statement.id))
      findings.push(findingAt(item, "declared-twice", quote(statement.id), "one statement of this id"));
    seen.add(statement.id);
    for (const rule of statement.rules) covered.add(rule);
    return [statement];
  });
  const own = rules.filter(({ at, cites }) => cites && at.file.startsWith(`${policy.folder}/`));
  for (const { name, at } of own) if (!covered.has(name)) findings.push(uncovered(name, at));
  return statements;
}

function uncovered(name: string, at: Node): Finding {
  const expected = "a statement in coverage.yaml that names it";
  return findingAt(at, "uncovered", quote(name), expected, { severity: "warning" });
}

function readStatement(node: Node, names: ReadonlySet<string>, findings: Finding[]): Statement | undefined {
  const keys = ["id", "source", "nl", "en", "as"];
  if (!checkKeys(node, keys, ["rules", "who", "why"], findings)) return undefined;
  const treatment = childWord(node, "as", treatments, findings);
  if (treatment === undefined || !checkKeys(node, wanted[treatment], [...keys, "rules", "who", "why"], findings))
    return undefined;
  const rules = itemsOf(child(node, "rules"), "rules", findings);
  for (const rule of rules) checkRule(rule, names, findings);
  const [id = "", source = "", nl = "", en = ""] = ["id", "source", "nl", "en"].map((key) => childText(node, key));
  const [who, why] = [childText(node, "who"), childText(node, "why")];
  const named = rules.flatMap((rule) => (rule.kind === "scalar" ? [rule.text] : []));
  return { id, source, nl, en, as: treatment, rules: named, ...(who && { who }), ...(why && { why }) };
}

function checkRule(rule: Node, names: ReadonlySet<string>, findings: Finding[]): void {
  const name = rule.kind === "scalar" ? rule.text : "";
  if (names.has(name)) return;
  const expected = didYouMean(name, names, "a rule of the policy");
  findings.push(findingAt(rule, "unknown-rule", describe(rule), expected, { field: "rules" }));
}

/** Everything that a statement may name. A decision as a whole cites the text when it carries its source itself. */
function rulesOf(policy: Policy): Rule[] {
  const given = (root: string, things: ReadonlyMap<string, { readonly basis: Basis; readonly declaredAt: Node }>) =>
    [...things].map(([id, { basis, declaredAt }]) => ruleOf(`${root}${id}`, declaredAt, basis));
  return [
    ...[...policy.decisions.values()].flatMap(partsOf),
    ...given("parameter.", policy.parameters),
    ...given("deliverable.", policy.deliverables),
    ...given("indicator.", policy.indicators),
    ...given("missing.", policy.missing),
  ];
}

function partsOf(decision: Decision): Rule[] {
  const { id, declaredAt } = decision;
  if (decision.kind === "formula") return [ruleOf(id, declaredAt, decision.basis)];
  const parts = decision.kind === "sheet" ? decision.rules : decision.conditions;
  return [
    { name: id, at: declaredAt, cites: false },
    ...parts.map((part) => ruleOf(`${id}.${part.id}`, part.declaredAt, part.basis)),
  ];
}

function ruleOf(name: string, at: Node, basis: Basis): Rule {
  return { name, at, cites: "source" in basis };
}
