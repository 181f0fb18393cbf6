/**
 * A value while a receipt is recomputed. Text stays as it stands and is read as a number, a day or an instant where a step asks
 * for one; numbers that were calculated are fractions. Unknown is `undefined`.
 */
import { isDay, isInstant, momentOf } from "./calendar.ts";
import { canonical } from "./canonical.ts";
import { compare, divide, parseNumber, rational, toDecimal } from "./rational.ts";
import type { Rational } from "./rational.ts";
import type { Kind, Quotient, StepValue, TypedValue, ValueType } from "./record.ts";

export type Value = boolean | string | Rational | readonly Value[];
export type Given = Value | undefined;

/** A value as it stands inside steps and sheets. */
export function fromStep(value: StepValue): Value {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (isList(value)) return value.map(fromStep);
  return rational(BigInt(value.n), BigInt(value.d));
}

/** How a value is written inside steps: a number as a decimal where it is one, else as a quotient. */
export function toStep(value: Value): StepValue {
  if (typeof value === "string" || typeof value === "boolean") return value;
  return isList(value) ? value.map(toStep) : (toDecimal(value) ?? toQuotient(value));
}

export function toQuotient({ n, d }: Rational): Quotient {
  return { n: String(n), d: String(d) };
}

/** A value as it stands in an input or an outcome: cents become euro, a percentage its fraction. */
export function fromTyped(type: ValueType, value: TypedValue): Value {
  if (typeof value === "object" && "cents" in value) return rational(BigInt(value.cents), 100n);
  if (type !== "percent" || typeof value !== "string") return value;
  const percentage = parseNumber(value);
  return percentage === undefined ? value : divide(percentage, rational(100n))!;
}

export function asNumber(value: Value): Rational | undefined {
  if (typeof value === "string") return parseNumber(value);
  return typeof value === "object" && "n" in value ? value : undefined;
}

export function asWhole(value: Value): bigint | undefined {
  const number = asNumber(value);
  return number?.d === 1n ? number.n : undefined;
}

export function asDay(value: Value): string | undefined {
  return typeof value === "string" && isDay(value) ? value : undefined;
}

export function asInstant(value: Value): string | undefined {
  return typeof value === "string" && isInstant(value) ? value : undefined;
}

export function asText(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function asBool(value: Value): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function asSet(value: Value): readonly string[] | undefined {
  if (!isList(value)) return undefined;
  const members = value.filter((member) => typeof member === "string");
  return members.length === value.length ? toSet(members) : undefined;
}

/** A set as it is written: sorted by UTF-16 code units, each member once. */
export function toSet(members: readonly string[]): string[] {
  return [...new Set(members)].toSorted((a, b) => (a < b ? -1 : 1));
}

/** The kind in which values of a type are compared. */
export function kindOf(type: ValueType): Kind {
  switch (type) {
    case "int":
    case "decimal":
    case "money":
    case "percent":
      return "number";
    case "enum":
    case "text":
      return "text";
    case "set<enum>":
      return "set";
    case "bool":
    case "day":
    case "instant":
      return type;
  }
}

/** True when a value can be read as a kind. */
export function isKind(kind: Kind, value: Value): boolean {
  const read = { number: asNumber, day: asDay, instant: asInstant, text: asText, bool: asBool, set: asSet }[kind];
  return read(value) !== undefined;
}

/** The order of two values of one kind; for texts, truth values and sets only zero means something. */
export function compareAs(kind: Kind, a: Value, b: Value): number {
  switch (kind) {
    case "number":
      return compare(asNumber(a)!, asNumber(b)!);
    case "instant":
      return momentOf(asInstant(a)!) - momentOf(asInstant(b)!);
    case "day":
      return a < b ? -1 : a > b ? 1 : 0;
    case "text":
    case "bool":
      return a === b ? 0 : 1;
    case "set":
      return show(asSet(a)) === show(asSet(b)) ? 0 : 1;
  }
}

/** The kind in which all values can be put in order; undefined when there is none. */
export function orderedKind(values: readonly Value[]): Kind | undefined {
  return (["number", "day", "instant"] as const).find((kind) => values.every((value) => isKind(kind, value)));
}

/** True when two values say the same: numbers by value, instants by moment, lists by their members. */
export function same(a: Given, b: Given): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (isList(a)) return isList(b) && a.length === b.length && a.every((member, i) => same(member, b[i]));
  for (const kind of ["number", "instant"] as const)
    if (isKind(kind, a) && isKind(kind, b)) return compareAs(kind, a, b) === 0;
  return a === b;
}

/** A value as a message shows it. */
export function show(value: Given): string {
  return value === undefined ? "unknown" : canonical(toStep(value));
}

function isList<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}
