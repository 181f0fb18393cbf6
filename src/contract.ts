/**
 * A contract: what is paid for which care. The text of a contract is a list of terms that people read from top to bottom. A term takes
 * an amount (a fixed sum, prices times quantities, a fact, terms above it) and leads it past a few steps, always in this order:
 *
 *     of → above, below → share → at_least, at_most → when → round → discuss
 *
 * That is all there is. A ceiling is `at_most`; a corridor adds what lies `above` one edge and takes off what lies `below` another;
 * shared savings are a share of a saving above a threshold, at most a cap, when quality held. Every term is a curve of the volume, so
 * its marginal euro, its cliffs and the stretches where less care pays more are read from it exactly (`src/curve.ts`).
 *
 *     const { contract, findings } = readContract(file, text);
 *     const settlement = settle(contract, contract.plan);
 *
 * Invariants: amounts are whole cents only where the contract rounds; a split loses nothing; an unknown fact is never zero; what is
 * still to be discussed stays open and is never given a figure; pay is continuous in the volume unless a term declares a `cliff`.
 */
import type { Basis } from "./basis.ts";
import type { ClaimSource } from "./contract/claims.ts";
import type { Relation } from "./curve.ts";
import type { Datum, Type } from "./datum.ts";
import type { RoundingMode } from "./decimal.ts";
import type { Node } from "./document.ts";
import type { Asked } from "./filling.ts";
import type { Ratio } from "./ratio.ts";

export { compareContracts } from "./contract/compare.ts";
export type { Comparison, Futures, Side } from "./contract/compare.ts";
export { tryExamples } from "./contract/example.ts";
export { explain } from "./contract/explain.ts";
export type { Explanation, Step } from "./contract/explain.ts";
export { cliffs, marginalEuro, payCurve } from "./contract/pay.ts";
export type { Edges, PayCurve } from "./contract/pay.ts";
export { readContract } from "./contract/read.ts";
export type { ReadContract } from "./contract/read.ts";
export { countSelect, countedFacts, toRealisedRows, waitingSelect } from "./contract/claims.ts";
export type { ClaimSource, Claimant, Counted } from "./contract/claims.ts";
export { readRealised, realisedSheet } from "./contract/realised.ts";
export type { RealisedRow } from "./contract/realised.ts";
export { settle } from "./contract/settle.ts";
export type { Open, Payment, Settlement, Worth } from "./contract/settle.ts";

/** The two languages in which everything is named. */
export interface Label {
  readonly nl: string;
  readonly en: string;
}

/** What the year must tell before there can be settled; per part where it has a kind: a client, a quarter. */
export interface ContractFact extends Label {
  readonly id: string;
  readonly type: Type;
  /** The kind of part that each has one of; undefined for the contract as a whole. */
  readonly kind?: string;
  /** It goes up and down with the volume of care. */
  readonly moves: boolean;
}

/** What is known: of the whole, and per kind and part. A fact that is not there is unknown. */
export interface Realised {
  readonly own: ReadonlyMap<string, Datum>;
  readonly parts: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Datum>>>;
}

/** An amount that a term speaks of: written out, another term, or a fact. */
export type Operand =
  | { readonly kind: "amount"; readonly cents: Ratio }
  | { readonly kind: "term"; readonly id: string; readonly place: number }
  | { readonly kind: "fact"; readonly id: string };

/** A percentage that follows from facts and not from volume; inside it is a fraction. */
export interface Rate extends Label {
  readonly id: string;
  readonly kind?: string;
  readonly basis: Basis;
  readonly is:
    | {
        readonly kind: "points";
        readonly base: Ratio;
        /** The points of a fact that is true; negative for a minus. */
        readonly points: readonly { readonly fact: string; readonly by: Ratio }[];
        readonly atLeast?: Ratio;
        readonly atMost?: Ratio;
      }
    | { readonly kind: "choice"; readonly fact: string; readonly values: ReadonlyMap<string, Ratio> }
    | { readonly kind: "compound"; readonly growth: readonly Ratio[] };
}

export type Share =
  | { readonly kind: "percent"; readonly is: Ratio }
  | { readonly kind: "rate"; readonly rate: Rate }
  | { readonly kind: "fact"; readonly id: string };

/** One thing that must hold: a fact that is true (or not), or two amounts held against each other. */
export type Test =
  | { readonly kind: "fact"; readonly id: string; readonly is: boolean; readonly text: string }
  | {
      readonly kind: "comparison";
      readonly left: Operand;
      readonly relation: Relation;
      readonly right: Operand;
      readonly text: string;
    };

/** Where the amount of a term comes from. */
export type Origin =
  | { readonly kind: "of"; readonly operand: Operand }
  | { readonly kind: "prices"; readonly lines: readonly { readonly fact: string; readonly cents: Ratio }[] }
  | { readonly kind: "sum"; readonly of: readonly { readonly operand: Operand; readonly sign: 1 | -1 }[] }
  /** Of a kind of parts: the sum of what each has. */
  | { readonly kind: "total"; readonly operand: Operand; readonly parts: string };

export interface Term extends Label {
  readonly id: string;
  readonly kind?: string;
  readonly basis: Basis;
  readonly origin: Origin;
  readonly above?: Operand;
  readonly below?: Operand;
  readonly shares: readonly Share[];
  readonly atLeast?: Operand;
  readonly atMost?: Operand;
  readonly when: readonly Test[];
  /** Why a jump in the volume is meant. */
  readonly cliff?: string;
  readonly round?: RoundingMode;
  /** The fact that will hold what talks gave; until it is known the amount is open. */
  readonly discuss?: string;
  /** It goes up or down with the volume. */
  readonly moves: boolean;
}

export interface Duty extends Label {
  readonly id: string;
  readonly basis: Basis;
}

export interface Contract extends Label {
  readonly file: string;
  readonly form: string;
  readonly law: string;
  readonly care: string;
  /** How the amounts that are paid become whole cents. */
  readonly rounding: RoundingMode;
  readonly facts: ReadonlyMap<string, ContractFact>;
  /** What both sides expect of the year. */
  readonly plan: Realised;
  readonly terms: readonly Term[];
  /** What the parties are called; one without a name here goes by its own word. */
  readonly parties: ReadonlyMap<string, Label>;
  /** Who is paid what. */
  readonly pays: ReadonlyMap<string, Operand>;
  /** What each was paid before the settlement. */
  readonly prepaid: ReadonlyMap<string, Operand>;
  /** Who carries an amount together, by which weights. */
  readonly carriedBy?: { readonly of: Operand; readonly weights: ReadonlyMap<string, bigint>; readonly basis: Basis };
  /** An amount that is paid in so many equal parts. */
  readonly instalments?: { readonly of: Operand; readonly into: number; readonly basis: Basis };
  /** What the care delivered is worth at the prices agreed: who is paid more has the advantage. */
  readonly delivered?: Operand;
  /** Where next year starts from. */
  readonly nextYear?: Operand;
  readonly duties: readonly Duty[];
  /** The lump sum that is filled with prices, and the products that carry it. */
  readonly filling?: { readonly of: Operand; readonly products: readonly (Asked & Label)[]; readonly basis: Basis };
  /** How the year is counted from claims, where it can be. */
  readonly claims?: ClaimSource;
  readonly examples: readonly ContractExample[];
}

/** What a worked example says must come out; amounts in cents. */
export interface ContractExample {
  readonly name: string;
  readonly facts: Realised;
  readonly declaredAt: Node;
  readonly expect: ReadonlyMap<string, Expected>;
}

/**
 * By path: `pays.provider`, `balance.provider`, `terms.excess`, `open.beyond`, `carried.insurer_a`, `next_year`, `advantage`,
 * `missing`.
 */
export type Expected = bigint | string | readonly string[];
