/**
 * The shape of a receipt and of its proof, field by field as `verifier/RECEIPT.md` lays it down. Field names are those of the
 * file (`why_version`, `issued_at`), because a receipt is its bytes. There is no float and no null: a number is a string, and
 * what is unknown is an absent key.
 */

/** What canonical JSON can hold here; a number is a safe integer. */
export type Json = string | boolean | number | readonly Json[] | { readonly [key: string]: Json };

/** The types of the policy language whose values a receipt may hold. */
export const valueTypes = [
  "bool",
  "int",
  "decimal",
  "money",
  "percent",
  "day",
  "instant",
  "enum",
  "set<enum>",
  "text",
] as const;
export type ValueType = (typeof valueTypes)[number];

/** A quotient before rounding: lowest terms, d > 0. */
export interface Quotient {
  readonly n: string;
  readonly d: string;
}

/** A value written by its type, as in inputs and outcomes: money in cents, a percentage as a percentage. */
export type TypedValue = string | boolean | { readonly cents: string } | readonly string[];

/** A value inside steps and sheets: a number is a decimal string (money in euro, a percentage as its fraction) or a quotient. */
export type StepValue = string | boolean | Quotient | readonly StepValue[];

/** Where a rule, a fact or a parameter comes from: a paragraph, or a reason. */
export interface Grounds {
  readonly source?: string;
  readonly assumption?: string;
}

export interface Input extends Grounds {
  readonly ref: string;
  readonly part?: string;
  readonly type: ValueType;
  /** Absent: the input is unknown. */
  readonly value?: TypedValue;
  readonly origin: string;
  readonly known_at?: string;
}

export type Arg = { readonly in: number } | { readonly step: number } | { readonly value: StepValue };

export const ops = [
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
  "cmp",
  "and",
  "or",
  "not",
  "if",
  "known",
  "row",
  "pick",
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
export type Op = (typeof ops)[number];

export type Kind = "number" | "day" | "instant" | "text" | "bool" | "set";

export interface Step extends Grounds {
  readonly n: number;
  readonly op: Op;
  readonly args: readonly Arg[];
  /** Absent: the step is unknown. */
  readonly out?: StepValue;
  /** Only with `cmp`. */
  readonly kind?: Kind;
  readonly decision: string;
  readonly part?: string;
  readonly rule?: string;
}

/** A literal, the index of a parameter among the receipt's inputs, or (in a `then` cell) an input column of the row. */
export type Operand = { readonly value: StepValue } | { readonly input: number } | { readonly column: number };

export interface RangeCell {
  readonly from?: Operand;
  readonly from_open?: true;
  readonly to?: Operand;
  readonly to_open?: true;
}
export type Cell =
  { readonly any: true } | { readonly in: readonly Operand[] } | { readonly not_in: readonly Operand[] } | RangeCell;

export const hitPolicies = [
  "unique",
  "first",
  "collect-sum",
  "collect-min",
  "collect-max",
  "collect-count",
  "collect-list",
] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export interface SheetRecord {
  readonly hit: HitPolicy;
  readonly inputs: readonly { readonly ref: string; readonly type: ValueType }[];
  readonly outputs: readonly { readonly id: string; readonly type: ValueType }[];
  readonly rules: readonly { readonly id: string; readonly when: readonly Cell[]; readonly then: readonly Operand[] }[];
}

/** A reason as a code with arguments; its text is rendered elsewhere. */
export interface ReasonRecord extends Grounds {
  readonly code: string;
  readonly args?: Json;
  readonly rule?: string;
  readonly part?: string;
}

export type OutcomeRecord =
  | { readonly status: "decided"; readonly value: TypedValue; readonly notes?: readonly ReasonRecord[] }
  | {
      readonly status: "refused";
      readonly reasons: readonly ReasonRecord[];
      readonly notes?: readonly ReasonRecord[];
    }
  | {
      readonly status: "incomplete";
      readonly missing: readonly string[];
      readonly reasons?: readonly ReasonRecord[];
      readonly notes?: readonly ReasonRecord[];
    };

export interface Result {
  readonly decision: string;
  readonly part?: string;
  /** The step that gives the outcome; only an incomplete outcome may lack it. */
  readonly step?: number;
  readonly type: ValueType;
  readonly outcome: OutcomeRecord;
}

export interface Receipt {
  readonly format: "driehoek-receipt/1";
  readonly engine: string;
  /** `valid` is half-open: [from, until). */
  readonly policy: { readonly id: string; readonly hash: string; readonly valid: readonly [string, string] };
  readonly why_version: { readonly code: string; readonly args: Json };
  readonly subject: string;
  readonly on: string;
  readonly issued_at: string;
  readonly inputs: readonly Input[];
  readonly sheets: Readonly<Record<string, SheetRecord>>;
  readonly steps: readonly Step[];
  readonly outcomes: readonly Result[];
  readonly peers?: { readonly sums_sha256: string; readonly values: Readonly<Record<string, Json>> };
  /** SHA-256 of the sealed layer. */
  readonly sealed?: string;
}

/** What is signed: the root of a log of so many receipts, at an instant. */
export interface Head {
  readonly at: string;
  readonly log: string;
  readonly root: string;
  readonly size: number;
}

/** A head with the public key and the Ed25519 signature over its canonical bytes, both hex. */
export interface SignedHead extends Head {
  readonly key: string;
  readonly sig: string;
}

/** The file beside a receipt: its leaf, the path from leaf to root, and the signed head. All hashes are lower-case hex. */
export interface Proof extends SignedHead {
  readonly leaf: string;
  readonly index: number;
  readonly path: readonly string[];
}
