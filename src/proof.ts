/**
 * Proof before publication: that a sheet has a rule for every case, never two that contradict each other, and none that can
 * never hit. A proof holds for all values at once; an example only for one. What it cannot see is that two columns may hang
 * together: a combination that never occurs in practice counts as a case.
 *
 *     const { findings, proven } = proveSheet(policy, sheet);      // gap: no rule for `fact.amount` 100000.00
 */
import type { Decision } from "./decision.ts";
import { findingAt } from "./document.ts";
import type { Finding } from "./finding.ts";
import type { Policy } from "./policy.ts";
import type { Sheet } from "./sheet.ts";
import { bindingsOf, orderInWords } from "./proof/binding.ts";
import type { Binding } from "./proof/binding.ts";
import { faultsUnder } from "./proof/fault.ts";
import type { Fault } from "./proof/fault.ts";
import { formulaCliffs } from "./proof/formula-cliff.ts";
import { sheetCliffs } from "./proof/sheet-cliff.ts";

export { borderOf, branchesAt } from "./proof/border.ts";
export type { Border } from "./proof/border.ts";
export { isNeverKnown, neverKnown, termIsNeverKnown } from "./proof/known.ts";
export { sameRows } from "./proof/same.ts";

export interface SheetProof {
  readonly sheet: string;
  /** True when there is no gap, no overlap and no dead rule, whatever its open bounds may become. */
  readonly proven: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Proves a sheet, or says where it fails: `gap`, `overlap` and `dead-rule` when it fails whatever its open bounds may become, the
 * warning `depends-on-open` when only some orders of those bounds make it fail, `not-proven` when it is too large to go through.
 */
export function proveSheet(policy: Policy, sheet: Sheet): SheetProof {
  const bindings = bindingsOf(policy, sheet);
  const faults = bindings?.map((binding) => faultsUnder(policy, sheet, binding));
  if (bindings === undefined || faults === undefined || faults.includes(undefined)) {
    const found = `${sheet.inputs.length} columns and ${sheet.rules.length} rules`;
    const expected = "two sheets, one of which reads the other";
    const finding = findingAt(sheet.declaredAt, "not-proven", found, expected, { severity: "warning" });
    return { sheet: sheet.id, proven: false, findings: [finding] };
  }
  const found = faults as readonly (readonly Fault[])[];
  const always = (found[0] ?? []).filter((fault) => found.every((list) => list.some((other) => isSame(fault, other))));
  const sometimes = found.flatMap((list, i) =>
    list.flatMap((fault) =>
      fault.code === "dead-rule" || always.some((known) => isSame(known, fault))
        ? []
        : [{ fault, binding: bindings[i]! }],
    ),
  );
  const findings = [
    ...always.map((fault) => findingAt(fault.at, fault.code, fault.found, fault.expected)),
    ...dependent(policy, sheet, sometimes),
  ];
  return { sheet: sheet.id, proven: findings.length === 0, findings };
}

function isSame(a: Fault, b: Fault): boolean {
  return a.code === b.code && a.about === b.about;
}

/** A sheet that fails for some orders of its open bounds: one warning, with the first such order for each fault. */
function dependent(
  policy: Policy,
  sheet: Sheet,
  cases: readonly { readonly fault: Fault; readonly binding: Binding }[],
): Finding[] {
  const firsts = cases.filter(({ fault }, i) => cases.findIndex((other) => isSame(other.fault, fault)) === i);
  return firsts.map(({ fault, binding }) => {
    const found = `while ${orderInWords(policy, sheet, binding)}: ${fault.code}, ${fault.found}`;
    return findingAt(fault.at, "depends-on-open", found, fault.expected, { severity: "warning" });
  });
}

/** The cliffs of a decision, as warnings. Conditions have none: a test that fails is a refusal with its reason. */
export function cliffsOf(policy: Policy, decision: Decision): Finding[] {
  if (decision.kind === "formula") return formulaCliffs(policy, decision);
  return decision.kind === "sheet" ? sheetCliffs(policy, decision) : [];
}
