/** The mutants of a decision: one rule, condition or formula of it changed in one small way. */
import type { Condition, Conditions } from "../condition.ts";
import type { Decision, Formula } from "../decision.ts";
import { child, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import type { Term } from "../formula.ts";
import { toFormulaText } from "../formula.ts";
import type { Sheet, SheetRule } from "../sheet.ts";
import { cellVariants } from "./cell.ts";
import { inWords, variantsOf } from "./term.ts";
import type { Variant } from "./term.ts";
import { neighboursOf } from "./value.ts";

/** A decision with one thing changed. */
export interface ChangedDecision {
  readonly decision: Decision;
  readonly at: Node;
  /** What changed, in words. */
  readonly what: string;
  /** The change within a formula, for those who must tell whether it means anything. */
  readonly variant?: Variant;
}

export function changesOf(decision: Decision): ChangedDecision[] {
  switch (decision.kind) {
    case "formula":
      return formulaChanges(decision);
    case "conditions":
      return conditionChanges(decision);
    case "sheet":
      return sheetChanges(decision);
  }
}

function formulaChanges(formula: Formula): ChangedDecision[] {
  if ("open" in formula.is) return [];
  const at = child(formula.declaredAt, "is") ?? formula.declaredAt;
  return variantsOf(formula.is).map((variant) => ({
    decision: { ...formula, is: variant.term },
    at,
    what: inWords(variant),
    variant,
  }));
}

function conditionChanges(list: Conditions): ChangedDecision[] {
  const holds = list.holds === "all" ? "any" : "all";
  const others: ChangedDecision = {
    decision: { ...list, holds },
    at: child(list.declaredAt, "holds") ?? list.declaredAt,
    what: `\`holds: ${list.holds}\` becomes \`holds: ${holds}\``,
  };
  return [others, ...list.conditions.flatMap((condition, i) => changesIn(list, condition, i))];
}

function changesIn(list: Conditions, condition: Condition, place: number): ChangedDecision[] {
  const put = (changed: Condition): Conditions => ({ ...list, conditions: list.conditions.with(place, changed) });
  const weight = condition.weight === "required" ? "preferred" : "required";
  const at = child(condition.declaredAt, "test") ?? condition.declaredAt;
  return [
    {
      decision: { ...list, conditions: list.conditions.toSpliced(place, 1) },
      at: condition.declaredAt,
      what: `${quote(condition.id)} is left out`,
    },
    {
      decision: put({ ...condition, weight }),
      at: child(condition.declaredAt, "weight") ?? condition.declaredAt,
      what: `${quote(condition.id)} becomes ${weight}`,
    },
    ...variantsOf(condition.test).map((variant) => ({
      decision: put({ ...condition, test: variant.term }),
      at,
      what: `${quote(condition.id)}: ${inWords(variant)}`,
      variant,
    })),
  ];
}

function sheetChanges(sheet: Sheet): ChangedDecision[] {
  return sheet.rules.flatMap((rule, place) => {
    const put = (changed: SheetRule): Sheet => ({ ...sheet, rules: sheet.rules.with(place, changed) });
    const left: ChangedDecision = {
      decision: { ...sheet, rules: sheet.rules.toSpliced(place, 1) },
      at: rule.declaredAt,
      what: `${quote(rule.id)} is left out`,
    };
    const cells = rule.when.flatMap((cell, column) =>
      cellVariants(cell, sheet.inputs[column]!.name.type).map(([changed, what]) => ({
        decision: put({ ...rule, when: rule.when.with(column, changed) }),
        at: itemAt(rule, "when", column),
        what: `${quote(rule.id)}: ${what}`,
      })),
    );
    const values = rule.then.flatMap((term, output) =>
      otherValues(term).map((changed) => ({
        decision: put({ ...rule, then: rule.then.with(output, changed) }),
        at: itemAt(rule, "then", output),
        what: `${quote(rule.id)} gives ${toFormulaText(changed)}, not ${toFormulaText(term)}`,
      })),
    );
    return [left, ...cells, ...values];
  });
}

function otherValues(term: Term): Term[] {
  return term.op === "literal" ? neighboursOf(term.type, term.value).map((value) => ({ ...term, value })) : [];
}

function itemAt({ declaredAt }: SheetRule, key: string, place: number): Node {
  return itemsOf(child(declaredAt, key), key, [])[place] ?? declaredAt;
}
