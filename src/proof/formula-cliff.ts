/**
 * Cliffs in a formula: an `if` that compares one input with a fixed bound, and whose branches differ at that bound. Branches
 * that need another input are compared by what they are: two that can only give different words do jump, two amounts that
 * hang on more than the one input are left alone.
 */
import { toPolicyText } from "../datum.ts";
import type { Datum } from "../datum.ts";
import type { Formula } from "../decision.ts";
import { quote } from "../document.ts";
import type { Finding } from "../finding.ts";
import { sameValue, termsIn, toFormulaText } from "../formula.ts";
import type { Operation, Relation, Term, Value } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import { borderOf, branchesAt } from "./border.ts";
import { cliff, isMeasured } from "./cliff.ts";

/** The cliffs of a formula, as warnings at its line. */
export function formulaCliffs(policy: Policy, formula: Formula): Finding[] {
  if ("open" in formula.is) return [];
  return termsIn(formula.is).flatMap((term) => {
    const jump = term.op === "if" && isMeasured(term.type) ? jumpOf(policy, term) : undefined;
    return jump === undefined ? [] : [cliff(formula.declaredAt, jump)];
  });
}

/** How an `if` jumps at the border of its test, in words; undefined when it does not, or when that cannot be told. */
function jumpOf(policy: Policy, choice: Operation): string | undefined {
  const [test, yes, no] = choice.args as [Term, Term, Term];
  if (test.op !== "cmp" || !["lt", "le", "gt", "ge"].includes(test.mode as Relation)) return undefined;
  const words = quote(toFormulaText(test));
  const border = borderOf(policy, test);
  const sides = border && [border.least - 1n, border.least].map((at) => branchesAt(policy, choice, border.input, at));
  const [under, over] = sides ?? [];
  if (border === undefined || under === undefined || over === undefined) return differing(policy, choice, words);
  if (sameValue(...under) || sameValue(...over)) return undefined;
  const [last, first] = border.holdsAbove ? [under[1], over[0]] : [under[0], over[1]];
  const text = (value: Value, { type }: Term): string => toPolicyText(type, value as Datum);
  return border.holdsAbove
    ? `${words}: ${text(last, no)} just before it holds, ${text(first, yes)} once it does`
    : `${words}: ${text(last, yes)} as long as it holds, ${text(first, no)} just after`;
}

/** Branches of words alone, no word of the one among those of the other. */
function differing(policy: Policy, choice: Operation, words: string): string | undefined {
  const [, yes, no] = choice.args as [Term, Term, Term];
  const [first, second] = [yes, no].map((branch) => leavesOf(policy, branch));
  if (first === undefined || second === undefined || first.some((leaf) => second.includes(leaf))) return undefined;
  return `${words}: ${first.join(" or ")} while it holds, ${second.join(" or ")} when not`;
}

/** What a branch can give, when all of that is fixed. */
function leavesOf(policy: Policy, branch: Term): string[] | undefined {
  if (branch.op === "if") {
    const [yes, no] = [leavesOf(policy, branch.args[1]!), leavesOf(policy, branch.args[2]!)];
    return yes === undefined || no === undefined ? undefined : [...new Set([...yes, ...no])];
  }
  const value = constantOf(policy, branch);
  return value === undefined ? undefined : [toPolicyText(branch.type, value)];
}
