/**
 * A formula after checking: every name bound, every type, unit and scale known, every operand brought to the scale at which it
 * meets the other. What is left can be evaluated without asking any further question. The operations are those of the receipt
 * (`verifier/RECEIPT.md`), plus `rescale` and `quotient`, which change how a number is kept and not what it is.
 */
import { powerOfTen } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Datum, NumberType, Type } from "../datum.ts";

/** A number inside a formula may be a quotient still: then its value is a `Ratio` and its scale means nothing. */
export type TermType = Exclude<Type, NumberType> | (NumberType & { readonly quotient?: true });

/** A value inside a formula; undefined is unknown. */
export type Value = Datum | Ratio;

/** A name bound to what it stands for. `key` tells the periods of one fact apart: `fact.agreement_amount@2023`. */
export interface Name {
  readonly ref: string;
  readonly key: string;
  readonly subject: string;
  readonly type: Type;
}

export const operations = [
  "add",
  "sub",
  "mul",
  "div",
  "round",
  "abs",
  "min",
  "max",
  "min_of",
  "max_of",
  "rescale",
  "quotient",
  "cmp",
  "and",
  "or",
  "not",
  "if",
  "known",
  "set_count",
  "set_contains",
  "set_without",
  "add_days",
  "add_weeks",
  "add_months",
  "days_between",
  "day_of",
  "year_of",
  "month_of",
] as const;

export type OperationName = (typeof operations)[number];

export type Relation = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

export type AggregateName = "sum" | "count" | "mean" | "weighted_mean" | "min_of" | "max_of" | "all" | "any";

export type Term =
  | { readonly op: "literal"; readonly type: TermType; readonly value: Datum }
  | { readonly op: "name"; readonly type: TermType; readonly name: Name }
  | Aggregate
  | Operation;

/** An aggregate over the parts of one kind; its operands are evaluated in each part. */
export interface Aggregate {
  readonly op: "aggregate";
  readonly of: AggregateName;
  readonly type: TermType;
  readonly over: string;
  /** The value (or the condition of `count`, `all`, `any`), the weight, and the condition to count a part at all. */
  readonly value: Term;
  readonly weight?: Term;
  readonly where?: Term;
}

export interface Operation {
  readonly op: OperationName;
  readonly type: TermType;
  readonly args: readonly Term[];
  /** The relation of `cmp`, or the mode of `round`. */
  readonly mode?: string;
  /** The decimals of `round`, or how many powers of ten `rescale` adds. */
  readonly scale?: number;
  /** The aggregate over months that this was written as. */
  readonly monthly?: AggregateName;
}

export const bool: TermType = { kind: "bool" };

export function literal(type: TermType, value: Datum): Term {
  return { op: "literal", type, value };
}

/** A number term at a larger scale. */
export function rescaled(term: Term, scale: number): Term {
  if (term.type.kind !== "number" || term.type.quotient || term.type.scale === scale) return term;
  const type = { ...term.type, scale };
  if (term.op === "literal")
    return { ...term, type, value: (term.value as bigint) * powerOfTen(scale - term.type.scale) };
  return { op: "rescale", type, args: [term], scale: scale - term.type.scale };
}

/** A number term as a quotient. */
export function asQuotient(term: Term): Term {
  if (term.type.kind !== "number" || term.type.quotient) return term;
  return { op: "quotient", type: { ...term.type, quotient: true }, args: [term], scale: term.type.scale };
}

/** Brings number terms to one scale, or all to quotients when one is. */
export function aligned(terms: readonly Term[]): Term[] {
  const numbers = terms.flatMap(({ type }) => (type.kind === "number" ? [type] : []));
  if (numbers.some((type) => type.quotient)) return terms.map(asQuotient);
  const scale = Math.max(...numbers.map((type) => type.scale));
  return terms.map((term) => rescaled(term, scale));
}

/** The names a term reads, each once, in the order in which they stand. */
export function namesOf(term: Term): Name[] {
  const names = new Map<string, Name>();
  const walk = (at: Term): void => {
    if (at.op === "name") names.set(at.name.key, at.name);
    else for (const operand of operandsOf(at)) walk(operand);
  };
  walk(term);
  return [...names.values()];
}

/** A term and all terms inside it. */
export function termsIn(term: Term): Term[] {
  return [term, ...operandsOf(term).flatMap(termsIn)];
}

function operandsOf(term: Term): readonly Term[] {
  if (term.op === "aggregate") return [term.value, term.weight, term.where].filter((operand) => operand !== undefined);
  return "args" in term ? term.args : [];
}
