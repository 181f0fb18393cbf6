/**
 * Formulas: a one-page subset of FEEL without loops, exact and three-valued (`policy/LANGUAGE.md` §4). A formula is read and
 * checked once, when the policy is loaded; what comes out is a term that can be evaluated without failing.
 *
 *     readFormula(node, "round_half_up(fact.registered / fact.staff, 4)", scope, { kind: "number", … }, findings)
 */
import type { Type } from "./datum.ts";
import { findingAt } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { Checker } from "./formula/check.ts";
import type { Scope } from "./formula/check.ts";
import { isFault, parseExpression } from "./formula/expression.ts";
import type { Fault } from "./formula/expression.ts";
import type { Term } from "./formula/term.ts";

export { whole } from "./formula/check.ts";
export type { Declared, Scope } from "./formula/check.ts";
export { compile, sameValue, strict } from "./formula/evaluate.ts";
export { extremeOf, kleene } from "./formula/kleene.ts";
export type { Evaluate, Frame, Layout } from "./formula/evaluate.ts";
export { namesOf, termsIn } from "./formula/term.ts";
export { toFormulaText, unwrapped } from "./formula/write.ts";
export type { Aggregate, Name, Operation, OperationName, Relation, Term, TermType, Value } from "./formula/term.ts";

/** Reads the formula in a scalar node and checks it against its scope and declared type; faults become findings. */
export function readFormula(
  node: Node,
  scope: Scope,
  declared: Type,
  field: string,
  findings: Finding[],
): Term | undefined {
  if (node.kind !== "scalar") {
    findings.push(findingAt(node, "formula-syntax", `a ${node.kind}`, "a formula", { field }));
    return undefined;
  }
  const { term, faults } = checkFormula(node.text, scope, declared);
  for (const { code, at, found, expected } of faults)
    findings.push(findingAt(node, code, found, expected, { offset: at, field }));
  return term;
}

/** The term of a formula's text, or what is wrong with it. */
export function checkFormula(text: string, scope: Scope, declared: Type): { term?: Term; faults: readonly Fault[] } {
  const expression = parseExpression(text);
  if (isFault(expression)) return { faults: [expression] };
  const checker = new Checker(scope);
  const term = checker.check(expression, declared);
  const fitted = term && checker.faults.length === 0 ? checker.fit(term, declared, expression.at) : undefined;
  if (fitted === undefined || checker.faults.length > 0) return { faults: checker.faults };
  return { term: fitted, faults: [] };
}
