/**
 * Worked examples: what a policy officer expects of a decision, for facts that are written down with it. They are run before a
 * policy is published and whenever it changes, and they show a reader what a rule means (`policy/LANGUAGE.md` §8).
 *
 *     - name: exactly 80 % passes
 *       decision: extra_contracting
 *       on: 2024-10-01
 *       facts: {delivered_before_october: "800000.00"}
 *       expect: {status: decided, value: true}
 */
import type { Datum } from "./datum.ts";
import { readExamples } from "./example/read.ts";
import type { Decision } from "./decision.ts";
import { findingAt } from "./document.ts";
import type { Node } from "./document.ts";
import { compareOutcome } from "./example/compare.ts";
import type { Finding } from "./finding.ts";
import type { Dossier, Program } from "./program.ts";
import { Teller } from "./trace.ts";

export { readExamples };

/** What is expected of a decision; lists are sets, in any order. */
export type Expected = (
  | { readonly status: "decided"; readonly value: Datum }
  | { readonly status: "refused"; readonly reasons: readonly string[] }
  | { readonly status: "incomplete"; readonly missing: readonly string[] }
) & {
  /** The preferred conditions that do not hold, when the example says. */
  readonly notes?: readonly string[];
};

export interface Example {
  readonly name: string;
  readonly decision: Decision;
  /** The output that is meant: `decision.class`, `decision.offer.price`. */
  readonly ref: string;
  readonly member?: string;
  readonly dossier: Dossier;
  readonly expect: Expected;
  readonly declaredAt: Node;
  readonly expectedAt: Node;
}

/** Runs an example; a finding at its `expect` when something else comes out. */
export function runExample(program: Program, example: Example): Finding | undefined {
  const { expectedAt, name } = example;
  const differs = differenceOf(program, example);
  return differs && findingAt(expectedAt, "example-fails", differs.found, differs.expected, { field: `"${name}"` });
}

/** What came out and what was expected, in words, where the two differ. */
export function differenceOf(
  program: Program,
  { ref, member, dossier, expect, decision }: Example,
): { readonly found: string; readonly expected: string } | undefined {
  const outcome = new Teller(program, dossier).tell(ref.slice("decision.".length), member);
  return compareOutcome(expect, outcome, decision, ref);
}
