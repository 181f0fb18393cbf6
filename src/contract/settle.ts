/**
 * Settling: what is paid to whom for one year, in whole cents. Nothing depends on the order or the batches in which claims came in,
 * because a fact is a sum by the time it comes here; and what is split is split by largest remainder, so that nothing is lost.
 */
import type { Contract, Operand, Realised } from "../contract.ts";
import { add, divideWhole, ratio, round, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { evaluate, exact } from "./evaluate.ts";
import type { Amount, Evaluated } from "./evaluate.ts";

export interface Payment {
  readonly payee: string;
  /** Absent when something is missing. With open parts it is what is sure already. */
  readonly cents?: bigint;
  /** What was paid before, and what is still to be paid; below zero it is to be paid back. */
  readonly prepaid?: bigint;
  readonly balance?: bigint;
}

/** Something that is still to be discussed. No figure is made up for it: `stake` is what the talks are about. */
export interface Open {
  readonly term: string;
  readonly part?: string;
  readonly stake: Ratio;
}

/** What is paid against what the care delivered is worth. */
export interface Worth {
  readonly delivered: Ratio;
  /** Paid less delivered, leaving out what is to be discussed: above zero the provider has the advantage, below zero the buyer. */
  readonly advantage: Ratio;
  /** What was left out: delivered, and still to be discussed. */
  readonly undecided: Ratio;
}

export interface Settlement {
  readonly status: "settled" | "open" | "incomplete";
  readonly payments: readonly Payment[];
  /** Per term of the whole contract its amount, exact; absent where something is missing. */
  readonly terms: ReadonlyMap<string, Ratio>;
  readonly open: readonly Open[];
  /** The facts without which a payment is not known, each once. */
  readonly missing: readonly string[];
  readonly carried?: ReadonlyMap<string, bigint>;
  readonly instalments?: readonly bigint[];
  readonly worth?: Worth;
  readonly nextYear?: bigint;
}

export function settle(contract: Contract, realised: Realised): Settlement {
  const evaluated = evaluate(contract, realised, exact);
  const paid = [...contract.pays.values()].map((operand) => evaluated.amountOf(operand));
  const payments = [...contract.pays.keys()].map((payee, i) => toPayment(contract, payee, paid[i]!, evaluated));
  const open = paid.flatMap((amount) => amount.open);
  const missing = [...new Set(paid.flatMap((amount) => amount.missing))];
  const cents = (operand: Operand | undefined): bigint | undefined => wholeCents(contract, operand, evaluated);
  const terms = new Map<string, Ratio>();
  contract.terms.forEach(({ id }, i) => {
    const value = evaluated.own[i]?.value;
    if (value !== undefined) terms.set(id, value);
  });
  const carried = cents(contract.carriedBy?.of);
  const advance = cents(contract.instalments?.of);
  const nextYear = cents(contract.nextYear);
  const worth = worthOf(contract, payments, open, evaluated);
  return {
    status: missing.length > 0 ? "incomplete" : open.length > 0 ? "open" : "settled",
    payments,
    terms,
    open: open.map(({ term, part, stake }) => ({ term, ...(part !== undefined && { part }), stake })),
    missing,
    ...(carried !== undefined && { carried: carry(carried, contract.carriedBy!.weights) }),
    ...(advance !== undefined && { instalments: inParts(advance, contract.instalments!.into) }),
    ...(worth && { worth }),
    ...(nextYear !== undefined && { nextYear }),
  };
}

function toPayment(contract: Contract, payee: string, { value }: Amount<Ratio>, evaluated: Evaluated<Ratio>): Payment {
  const cents = value && round(contract.rounding, value);
  const prepaid = wholeCents(contract, contract.prepaid.get(payee), evaluated);
  const balance = cents === undefined || prepaid === undefined ? undefined : cents - prepaid;
  return {
    payee,
    ...(cents !== undefined && { cents }),
    ...(prepaid !== undefined && { prepaid }),
    ...(balance !== undefined && { balance }),
  };
}

function wholeCents(
  { rounding }: Contract,
  operand: Operand | undefined,
  evaluated: Evaluated<Ratio>,
): bigint | undefined {
  const value = operand && evaluated.amountOf(operand).value;
  return value && round(rounding, value);
}

function carry(cents: bigint, weights: ReadonlyMap<string, bigint>): ReadonlyMap<string, bigint> {
  const parts = divideWhole(cents, [...weights.values()]);
  return new Map([...weights.keys()].map((name, i) => [name, parts[i]!]));
}

function inParts(cents: bigint, into: number): readonly bigint[] {
  return divideWhole(
    cents,
    Array.from({ length: into }, () => 1n),
  );
}

/** Delivered care that is still to be discussed counts for neither side. */
function worthOf(
  contract: Contract,
  payments: readonly Payment[],
  open: Amount<Ratio>["open"],
  evaluated: Evaluated<Ratio>,
): Worth | undefined {
  const { delivered: operand } = contract;
  const delivered = operand && evaluated.amountOf(operand).value;
  const paid = payments.reduce<bigint | undefined>(
    (all, { cents }) => (all === undefined || cents === undefined ? undefined : all + cents),
    0n,
  );
  if (operand === undefined || delivered === undefined || paid === undefined) return undefined;
  const undecided = open
    .filter(({ term }) => {
      const origin = contract.terms.find(({ id }) => id === term)?.origin;
      return origin?.kind === "of" && sameOperand(origin.operand, operand);
    })
    .reduce((sum, { stake }) => add(sum, stake), zero);
  return { delivered, advantage: subtract(ratio(paid), subtract(delivered, undecided)), undecided };
}

function sameOperand(a: Operand, b: Operand): boolean {
  return a.kind !== "amount" && b.kind !== "amount" && a.kind === b.kind && a.id === b.id;
}
