/** Values and types as they stand in a receipt. */
import { toRatio, toDecimalText } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { toJson } from "../datum.ts";
import type { Datum, Type } from "../datum.ts";
import type { TermType, Value } from "../formula.ts";
import type { Kind, StepValue, ValueType } from "../receipt.ts";

/** The name of a type in the policy language. */
export function typeName(type: Type): ValueType {
  if (type.kind === "number") return type.form;
  return type.kind === "set" ? "set<enum>" : type.kind;
}

/** A value inside a step: numbers as decimals (money in euro, a percentage as its fraction) or quotients in lowest terms. */
export function toStepValue(type: TermType, value: Value): StepValue {
  if (type.kind !== "number") return toJson(type, value as Datum) as StepValue;
  if (!type.quotient) return toDecimalText(value as bigint, type.scale);
  const { n, d } = toRatio((value as Ratio).n, (value as Ratio).d)!;
  return { n: n.toString(), d: d.toString() };
}

/** What kind of values a comparison compares. */
export function kindOf(type: TermType): Kind {
  return type.kind === "enum" ? "text" : type.kind;
}
