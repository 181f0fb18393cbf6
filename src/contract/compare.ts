/**
 * Two forms of contract on the same year and on the same futures. A future is the year times one factor, drawn around 1 with a given
 * spread; what each form pays in it is read from its pay curve. Who carries the risk is how pay moves with the worth of the care:
 * what the buyer pays extra for a euro of care more, on average over the futures, the buyer carries, and the provider the rest.
 */
import type { Contract, Realised } from "../contract.ts";
import { valueAt } from "../curve.ts";
import type { Curve } from "../curve.ts";
import type { Datum } from "../datum.ts";
import { add, divide, greater, multiply, one, ratio, round, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { roundRoot } from "../root.ts";
import { drawNormal } from "./draw.ts";
import { payCurve } from "./pay.ts";
import type { PayCurve } from "./pay.ts";
import { settle } from "./settle.ts";
import type { Settlement } from "./settle.ts";

export interface Futures {
  readonly count: number;
  /** One standard deviation of the volume, in thousandths of the year. */
  readonly spread: number;
  readonly seed: number;
}

export interface Side {
  readonly contract: Contract;
  readonly settlement: Settlement;
  readonly curve: PayCurve;
  /** Facts that the year does not tell and this form asks; its own plan stands in for them. */
  readonly assumed: readonly string[];
  /** Over the futures, in cents. */
  readonly mean: bigint;
  readonly deviation: bigint;
  /** Of a euro of care more or less, the part that the buyer carries; absent where the worth of the care is not told or stands still. */
  readonly carriedByBuyer?: Ratio;
}

export interface Comparison {
  readonly futures: Futures;
  readonly sides: readonly [Side, Side];
}

export function compareContracts(
  contracts: readonly [Contract, Contract],
  known: Realised,
  futures: Futures,
): Comparison {
  const factors = Array.from({ length: futures.count }, (_, i) => factor(futures, i));
  const side = (contract: Contract): Side => toSide(contract, known, factors);
  return { futures, sides: [side(contracts[0]), side(contracts[1])] };
}

function factor({ spread, seed }: Futures, i: number): Ratio {
  const drawn = ratio(BigInt(drawNormal(seed, i) * spread), 1_000_000n);
  return greater(add(one, drawn), zero);
}

function toSide(contract: Contract, known: Realised, factors: readonly Ratio[]): Side {
  const { realised, assumed } = asAsked(contract, known);
  const curve = payCurve(contract, realised);
  const pays = factors.map((x) => valueAt(curve.pay, x));
  const mean = meanOf(pays);
  const risk = curve.delivered && carriedByBuyer(pays, curve.delivered, factors);
  return {
    contract,
    settlement: settle(contract, realised),
    curve,
    assumed,
    mean: round("half_up", mean),
    deviation: roundRoot("half_up", 0, meanOf(pays.map((pay) => square(subtract(pay, mean))))),
    ...(risk && { carriedByBuyer: risk }),
  };
}

/** The slope of pay on worth that fits the futures best (least squares). */
function carriedByBuyer(pays: readonly Ratio[], delivered: Curve, factors: readonly Ratio[]): Ratio | undefined {
  const worths = factors.map((x) => valueAt(delivered, x));
  const [meanPay, meanWorth] = [meanOf(pays), meanOf(worths)];
  const apart = worths.map((worth) => subtract(worth, meanWorth));
  const varies = meanOf(apart.map(square));
  if (sign(varies) === 0) return undefined;
  return divide(meanOf(apart.map((worth, i) => multiply(worth, subtract(pays[i]!, meanPay)))), varies);
}

function meanOf(values: readonly Ratio[]): Ratio {
  return divide(values.reduce(add, zero), ratio(BigInt(values.length)));
}

function square(value: Ratio): Ratio {
  return multiply(value, value);
}

/** What is known as far as a contract asks it, with its plan for what nobody told. */
function asAsked({ facts, plan, terms }: Contract, known: Realised): { realised: Realised; assumed: string[] } {
  const outcomes = new Set(terms.flatMap(({ discuss }) => discuss ?? []));
  const assumed: string[] = [];
  const own = new Map<string, Datum>();
  const kinds = new Set([...facts.values()].flatMap(({ kind }) => kind ?? []));
  for (const { id, kind } of facts.values()) {
    if (kind !== undefined) continue;
    const datum = known.own.get(id) ?? plan.own.get(id);
    if (!known.own.has(id) && !outcomes.has(id)) assumed.push(id);
    if (datum !== undefined && (known.own.has(id) || !outcomes.has(id))) own.set(id, datum);
  }
  const parts = new Map(
    [...kinds].map((kind) => {
      if (!known.parts.has(kind)) assumed.push(kind);
      return [kind, known.parts.get(kind) ?? plan.parts.get(kind) ?? new Map<string, Map<string, Datum>>()] as const;
    }),
  );
  return { realised: { own, parts }, assumed };
}
