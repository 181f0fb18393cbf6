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
import { compile, namesOf, sameValue, termsIn, toFormulaText, unwrapped } from "../formula.ts";
import type { Layout, Operation, Relation, Term, Value } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import { cliff, isMeasured } from "./cliff.ts";

/** The cliffs of a formula, as warnings at its line. */
export function formulaCliffs(policy: Policy, formula: Formula): Finding[] {
  if ("open" in formula.is) return [];
  return termsIn(formula.is).flatMap((term) => {
    const jump = term.op === "if" && isMeasured(term.type) ? jumpOf(policy, term) : undefined;
    return jump === undefined ? [] : [cliff(formula.declaredAt, jump)];
  });
}

/** How an `if` jumps at the bound of its test, in words; undefined when it does not, or when that cannot be told. */
function jumpOf(policy: Policy, choice: Operation): string | undefined {
  const [test, yes, no] = choice.args as [Term, Term, Term];
  if (!isOrdered(test)) return undefined;
  const words = wordsOf(test as Operation);
  const branches = branchesAt(policy, choice);
  if (branches === undefined) return differing(policy, choice, words);
  const [first, second] = branches;
  if (sameValue(first, second)) return undefined;
  const text = (value: Value, term: Term): string => toPolicyText(term.type, value as Datum);
  return `${words}: at that bound ${text(first, yes)} while it holds, ${text(second, no)} when not`;
}

function isOrdered(test: Term): boolean {
  return test.op === "cmp" && ["lt", "le", "gt", "ge"].includes(test.mode as Relation);
}

function wordsOf(test: Operation): string {
  return quote(toFormulaText(test));
}

/**
 * Both branches of an `if` at the bound of its test: undefined when the test is not between one input and a fixed bound that the
 * input can be worth exactly, or a branch needs another input or is still a quotient.
 */
export function branchesAt(policy: Policy, choice: Operation): readonly [Value, Value] | undefined {
  const [test, ...branches] = choice.args as [Term, Term, Term];
  if (!isOrdered(test)) return undefined;
  const [left, right] = (test as Operation).args as [Term, Term];
  const bound = constantOf(policy, left) ?? constantOf(policy, right);
  const side = constantOf(policy, left) === undefined ? left : right;
  const input = unwrapped(side);
  if (bound === undefined || input.op !== "name" || (side.type.kind === "number" && side.type.quotient))
    return undefined;
  const value = side.op === "rescale" ? dividedBy(bound as bigint, side) : bound;
  const others = branches.flatMap(namesOf).filter((name) => name.key !== input.name.key);
  if (
    value === undefined ||
    others.some((name) => constantOf(policy, { op: "name", type: name.type, name }) === undefined)
  )
    return undefined;
  const layout: Layout = { slotOf: () => 0, constantOf: (term) => constantOf(policy, term) };
  const frame = { member: "", values: [value], parts: new Map() };
  const [first, second] = branches.map((branch) => compile(branch, input.name.subject, layout)(frame));
  return first === undefined || second === undefined ? undefined : [first, second];
}

function dividedBy(bound: bigint, { scale = 0 }: Operation): bigint | undefined {
  const factor = 10n ** BigInt(scale);
  return bound % factor === 0n ? bound / factor : undefined;
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
