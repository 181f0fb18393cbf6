/**
 * Pay as a curve of the volume. All facts that move with the volume are taken times one and the same number: 1 is the year as it is
 * given, 0 is no care at all. The curve is exact and stands before the rounding to whole cents.
 */
import type { Contract, Realised } from "../contract.ts";
import {
  cliffsOf,
  compose,
  constant,
  gateOf,
  inverse,
  lowerOf,
  multipleOf,
  pieceAt,
  proportional,
  stretchesOf,
  sumOf,
  upperOf,
} from "../curve.ts";
import type { Cliff, Curve, Stretch } from "../curve.ts";
import { divide, one, sign, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { evaluate } from "./evaluate.ts";
import type { Algebra, Amount, OpenPart } from "./evaluate.ts";

export interface PayCurve {
  /** What each is paid; absent for whom something is missing. */
  readonly payees: ReadonlyMap<string, Curve>;
  /** What all are paid, which is what the buyer spends. */
  readonly pay: Curve;
  /** What the care delivered is worth, where the contract says. */
  readonly delivered?: Curve;
  /** Pay as a curve of the worth of the care delivered, where more volume is more worth. */
  readonly perWorth?: Curve;
  /** What is to be discussed, per term. */
  readonly open: ReadonlyMap<string, Curve>;
  readonly missing: readonly string[];
}

/** Curves of the volume. */
const curves: Algebra<Curve> = {
  zero: constant(zero),
  constant,
  moving: proportional,
  add: sumOf,
  multiply: multipleOf,
  lower: lowerOf,
  upper: upperOf,
  gate: gateOf,
  round: (curve) => curve,
  isZero: (curve) => curve.every(({ at, start, slope }) => [at, start, slope].every((value) => sign(value) === 0)),
};

/** The pay curve around what is known: the plan, or a year as it went. What talks may give is left open. */
export function payCurve(contract: Contract, known: Realised = contract.plan): PayCurve {
  const evaluated = evaluate(contract, untalked(contract, known), curves);
  const amounts = [...contract.pays].map(([payee, operand]) => [payee, evaluated.amountOf(operand)] as const);
  const payees = new Map(amounts.flatMap(([payee, { value }]) => (value === undefined ? [] : [[payee, value]])));
  const pay = [...payees.values()].reduce(sumOf, curves.zero);
  const delivered = contract.delivered && evaluated.amountOf(contract.delivered).value;
  const back = delivered && inverse(delivered)?.curve;
  const rises = delivered !== undefined && delivered.every(({ slope }) => sign(slope) > 0);
  return {
    payees,
    pay,
    ...(delivered && { delivered }),
    ...(back && rises && { perWorth: compose(pay, back) }),
    open: perTerm(amounts.flatMap(([, { open }]: readonly [string, Amount<Curve>]) => open)),
    missing: [...new Set(amounts.flatMap(([, { missing }]) => missing))],
  };
}

/** What is known without the outcomes of talks: those belong to one year and say nothing about another volume. */
function untalked({ terms }: Contract, { own, parts }: Realised): Realised {
  const outcomes = new Set(terms.flatMap(({ discuss }) => discuss ?? []));
  return { own: new Map([...own].filter(([id]) => !outcomes.has(id))), parts };
}

function perTerm(open: readonly OpenPart<Curve>[]): ReadonlyMap<string, Curve> {
  const stakes = Map.groupBy(open, ({ term }) => term);
  return new Map([...stakes].map(([term, own]) => [term, own.map(({ stake }) => stake).reduce(sumOf)]));
}

/** What to look at before anyone signs. Places are volumes, 1 being the plan. */
export interface Edges {
  /** Where a little volume changes pay by a jump. */
  readonly cliffs: readonly Cliff[];
  /** Where delivering less pays more. */
  readonly stretches: readonly Stretch[];
}

export function cliffs({ pay }: PayCurve): Edges {
  return { cliffs: cliffsOf(pay), stretches: stretchesOf(pay) };
}

/** What one euro more of delivered care pays, just behind a volume; undefined where delivery stands still or has no worth. */
export function marginalEuro({ pay, delivered }: PayCurve, volume: Ratio = one): Ratio | undefined {
  const worth = delivered && pieceAt(delivered, volume).slope;
  return worth === undefined || sign(worth) === 0 ? undefined : divide(pieceAt(pay, volume).slope, worth);
}
