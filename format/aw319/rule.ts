/**
 * A rule between the fields of a record, or between a record and the ones above it. Each field is sound by then; a rule is not
 * judged when a field that it reads is not, so that one cause gives one finding.
 */
import { fieldsOf, type Field, type FieldName, type RecordCode } from "./layout.ts";
import type { FieldFault } from "./content.ts";

export interface Rule<Facts> {
  /** The field that a finding names. */
  readonly field: Field;
  readonly code: string;
  /** The names of the fields of this record that it reads. */
  readonly reads: readonly string[];
  holds(facts: Facts): boolean;
  expected(facts: Facts): string;
}

type Draft<Code extends RecordCode, Facts> = Omit<Rule<Facts>, "field" | "reads"> & {
  readonly field: FieldName<Code>;
  readonly reads: readonly FieldName<Code>[];
};

/** The rules of one kind of record, with field names that the compiler checks. */
export function rulesOf<Code extends RecordCode, Facts>(
  record: Code,
  drafts: readonly Draft<Code, Facts>[],
): readonly Rule<Facts>[] {
  const fields = new Map(fieldsOf(record).map((field) => [field.name, field]));
  return drafts.map((draft) => ({ ...draft, field: fields.get(draft.field)! }));
}

/** True when every rule holds. */
export function allHold<Facts>(rules: readonly Rule<Facts>[], facts: Facts): boolean {
  for (const rule of rules) if (!rule.holds(facts)) return false;
  return true;
}

/** A broken rule, as a fault of its field, and the fields that it doubts. */
export interface BrokenRule extends FieldFault {
  readonly reads: readonly string[];
}

/** The rules that do not hold, leaving out those that read a field that is not sound. */
export function brokenRules<Facts>(
  rules: readonly Rule<Facts>[],
  facts: Facts,
  unsound: ReadonlySet<string>,
): BrokenRule[] {
  const judged = rules.filter((rule) => !rule.reads.some((name) => unsound.has(name)));
  return judged
    .filter((rule) => !rule.holds(facts))
    .map((rule) => ({ field: rule.field, code: rule.code, expected: rule.expected(facts), reads: rule.reads }));
}
