/**
 * Mutants that mean the same, and so cannot be noticed. Each is left out because that is proven, never because it stands on a list: a
 * bound between two values that exist, an `if` whose branches meet at the bound, a rule that no case reaches, a decision
 * that cannot be known as long as something is left open.
 */
import type { Decision } from "../decision.ts";
import { namesOf, sameValue, toFormulaText } from "../formula.ts";
import type { Operation, Term } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import { borderOf, branchesAt, isNeverKnown, neverKnown, sameRows, termIsNeverKnown } from "../proof.ts";
import type { Border } from "../proof.ts";
import type { Variant } from "./term.ts";

/** True when it is proven that a decision says the same before and after, in every case. */
export function sameDecision(
  before: { readonly policy: Policy; readonly decision: Decision },
  after: { readonly policy: Policy; readonly decision: Decision },
  variant?: Variant,
): boolean {
  const [old, changed] = [before.decision, after.decision];
  if (old.kind === "sheet" && changed.kind === "sheet")
    return sameRows({ policy: before.policy, sheet: old }, { policy: after.policy, sheet: changed });
  const never = [before, after].every(({ policy, decision }) => isNeverKnown(policy, decision, neverKnown(policy)));
  if (never) return true;
  if (variant !== undefined)
    return [[variant.before, variant.after] as const, ...variant.around].some((pair) => sameTerm(before.policy, pair));
  if (old.kind === "conditions" && changed.kind === "conditions" && old.holds !== changed.holds)
    return old.conditions.filter(({ weight }) => weight === "required").length === 1;
  return old === changed && sameUnderBoth(before.policy, after.policy, old);
}

/** True for what can never be known, for a comparison that tells the same values apart, and for an `if` that gives the same. */
function sameTerm(policy: Policy, [before, after]: readonly [Term, Term]): boolean {
  const never = neverKnown(policy);
  if ([before, after].every((term) => termIsNeverKnown(policy, term, never))) return true;
  if (before.op === "cmp" && after.op === "cmp") return sameBorder(borderOf(policy, before), borderOf(policy, after));
  return before.op === "if" && after.op === "if" && sameChoice(policy, before, after);
}

function sameBorder(a: Border | undefined, b: Border | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.input.key === b.input.key &&
    a.least === b.least &&
    a.holdsAbove === b.holdsAbove
  );
}

/** Beyond so many values on which two tests differ, their branches are not compared one by one. */
const most = 100n;

/** Two *ifs* whose tests differ only where both branches give the same: an amount up to its cap, or else the cap. */
function sameChoice(policy: Policy, before: Operation, after: Operation): boolean {
  const [test, yes, no] = before.args as [Term, Term, Term];
  const other = after.args[0]!;
  if (test.op !== "cmp" || other.op !== "cmp" || after.args[1] !== yes || after.args[2] !== no) return false;
  const [a, b] = [borderOf(policy, test), borderOf(policy, other)];
  if (a !== undefined && b !== undefined) {
    const [from, to] = a.least < b.least ? [a.least, b.least] : [b.least, a.least];
    if (a.holdsAbove !== b.holdsAbove || a.input.key !== b.input.key || to - from > most) return false;
    const between = Array.from({ length: Number(to - from) }, (_, i) => from + BigInt(i));
    return between.every((value) => {
      const branches = branchesAt(policy, before, a.input, value);
      return branches !== undefined && sameValue(...branches);
    });
  }
  return test.args.every((arg, i) => arg === other.args[i]) && meetAtEquality(before);
}

/** True when both branches read the same once the two sides of the test are taken to be equal. */
function meetAtEquality({ args: [test, yes, no] }: Operation): boolean {
  const [left, right] = (test as Operation).args.map(toFormulaText) as [string, string];
  const [first, second] = [yes!, no!].map((branch) => toFormulaText(branch).replaceAll(left, right));
  return first === second;
}

/** A decision whose text did not change, under a parameter that did: it only compares with it, and tells the same values apart. */
function sameUnderBoth(before: Policy, after: Policy, decision: Decision): boolean {
  const terms =
    decision.kind === "formula"
      ? "open" in decision.is
        ? []
        : [decision.is]
      : decision.kind === "conditions"
        ? decision.conditions.map(({ test }) => test)
        : [];
  return terms.every((term) => sameWithin(before, after, term));
}

function sameWithin(before: Policy, after: Policy, term: Term): boolean {
  const changed = namesOf(term).some((name) => {
    const at: Term = { op: "name", type: name.type, name };
    return constantOf(before, at) !== constantOf(after, at);
  });
  if (!changed) return true;
  if (term.op === "cmp") return sameBorder(borderOf(before, term), borderOf(after, term));
  return "args" in term && term.args.every((arg) => sameWithin(before, after, arg));
}
