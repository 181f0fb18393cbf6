/**
 * Decision sheets, evaluated again from what a receipt holds of them: which rules are hit for the values of the input columns,
 * and what an output then gives.
 */
import { and, extreme } from "./op.ts";
import type { Computed } from "./op.ts";
import { add, rational } from "./rational.ts";
import type { Cell, Kind, Operand, SheetRecord } from "./record.ts";
import { asNumber, compareAs, fromStep, isKind, kindOf, toSet } from "./value.ts";
import type { Given, Value } from "./value.ts";

/** The rules hit: one id for `unique` and `first`, a list for the collects, unknown when that is not certain. */
export function row(sheet: SheetRecord, columns: readonly Given[], inputs: readonly Given[]): Computed {
  const kinds = sheet.inputs.map(({ type }) => kindOf(type));
  const wrong = columns.findIndex((value, k) => value !== undefined && !isKind(kinds[k]!, value));
  if (wrong >= 0) return { wrong: { arg: wrong + 1, expected: `a value of type ${sheet.inputs[wrong]!.type}` } };
  const truths = sheet.rules.map(({ when }) =>
    and(when.map((cell, k) => cellHolds(cell, kinds[k]!, columns[k], inputs))),
  );
  const hit = sheet.rules.filter((_, i) => truths[i] === true).map(({ id }) => id);
  if (sheet.hit === "first") {
    const first = truths.findIndex((truth) => truth !== false);
    return { out: truths[first] === true ? sheet.rules[first]!.id : undefined };
  }
  if (truths.includes(undefined)) return { out: undefined };
  if (sheet.hit === "unique") return { out: hit.length === 1 ? hit[0]! : undefined };
  return { out: hit };
}

function cellHolds(cell: Cell, kind: Kind, value: Given, inputs: readonly Given[]): boolean | undefined {
  if ("any" in cell) return true;
  if (value === undefined) return undefined;
  const known = (operands: readonly (Operand | undefined)[]): Given[] =>
    operands.map((operand) => operand && operandValue(operand, [], inputs));
  if ("in" in cell || "not_in" in cell) {
    const members = known("in" in cell ? cell.in : cell.not_in);
    if (members.includes(undefined)) return undefined;
    return members.some((member) => compareAs(kind, value, member!) === 0) === "in" in cell;
  }
  const [from, to] = known([cell.from, cell.to]);
  if ((cell.from && from === undefined) || (cell.to && to === undefined)) return undefined;
  const beyondFrom = from === undefined ? 1 : compareAs(kind, value, from);
  const beforeTo = to === undefined ? 1 : compareAs(kind, to, value);
  return (cell.from_open ? beyondFrom > 0 : beyondFrom >= 0) && (cell.to_open ? beforeTo > 0 : beforeTo >= 0);
}

function operandValue(operand: Operand, columns: readonly Given[], inputs: readonly Given[]): Given {
  if ("value" in operand) return fromStep(operand.value);
  return "input" in operand ? inputs[operand.input] : columns[operand.column];
}

/** What a row step gives to `pick`: what it hit, and the values of its columns. */
export interface Hit {
  readonly rules: Given;
  readonly columns: readonly Given[];
}

/** The value of one output over the rules hit. */
export function pick(sheet: SheetRecord, output: string, hit: Hit, inputs: readonly Given[]): Computed {
  if (hit.rules === undefined) return { out: undefined };
  const ids = typeof hit.rules === "string" ? [hit.rules] : (hit.rules as readonly Value[]);
  const place = sheet.outputs.findIndex(({ id }) => id === output);
  const values = sheet.rules
    .filter(({ id }) => ids.includes(id))
    .map(({ then }) => operandValue(then[place]!, hit.columns, inputs));
  if (sheet.hit === "collect-count") return { out: rational(BigInt(values.length)) };
  if (values.includes(undefined)) return { out: undefined };
  const given = values as readonly Value[];
  switch (sheet.hit) {
    case "collect-sum":
      return { out: given.map((value) => asNumber(value)!).reduce(add, rational(0n)) };
    case "collect-min":
      return extreme(1, given);
    case "collect-max":
      return extreme(-1, given);
    case "collect-list":
      return { out: toSet(given as readonly string[]) };
    case "unique":
    case "first":
      return { out: given[0] };
  }
}
