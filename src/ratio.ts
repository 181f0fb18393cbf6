/**
 * Arithmetic on exact quotients: what a contract does to an amount between two named roundings. A share of 62.5 % of a third of an
 * amount stays what it is until the contract says where it becomes whole cents.
 *
 *     const share = ratio(625n, 1000n);                       // 5/8
 *     round("half_up", multiply(share, ratio(100n)));          // 63n
 */
import { assert } from "./assert.ts";
import { roundQuotient, toRatio } from "./decimal.ts";
import type { Ratio, RoundingMode } from "./decimal.ts";

export type { Ratio } from "./decimal.ts";

export const zero: Ratio = { n: 0n, d: 1n };
export const one: Ratio = { n: 1n, d: 1n };

/** n/d in lowest terms; `d` is not zero. */
export function ratio(n: bigint, d: bigint = 1n): Ratio {
  if (d === 1n) return { n, d };
  const quotient = toRatio(n, d);
  assert(quotient !== undefined, "Cannot make a quotient: the denominator is zero");
  return quotient;
}

export function add(a: Ratio, b: Ratio): Ratio {
  return a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Ratio, b: Ratio): Ratio {
  return add(a, negate(b));
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.n, a.d * b.d);
}

/** a/b; `b` is not zero. */
export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.n * b.d, a.d * b.n);
}

export function negate({ n, d }: Ratio): Ratio {
  return { n: -n, d };
}

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.d === b.d ? a.n - b.n : a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function same(a: Ratio, b: Ratio): boolean {
  return a.n === b.n && a.d === b.d;
}

/** −1, 0 or 1. */
export function sign({ n }: Ratio): number {
  return n < 0n ? -1 : n > 0n ? 1 : 0;
}

export function lesser(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) <= 0 ? a : b;
}

export function greater(a: Ratio, b: Ratio): Ratio {
  return compare(a, b) >= 0 ? a : b;
}

/** The whole number that a named rounding makes of a quotient. */
export function round(mode: RoundingMode, { n, d }: Ratio): bigint {
  return d === 1n ? n : roundQuotient(mode, 0, n, d);
}

/**
 * Divides a whole amount over weights so that nothing is lost: each gets its share rounded down, and what is then left goes, one by
 * one, to whom most was cut off (the largest remainder); of equals the first. The weights are ≥ 0 and not all zero.
 */
export function divideWhole(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  assert(sum > 0n, "Cannot divide an amount: no weight is above zero");
  const parts: bigint[] = [];
  const cutOff: { readonly i: number; readonly rest: bigint }[] = [];
  let left = total;
  for (const [i, weight] of weights.entries()) {
    const rest = (((total * weight) % sum) + sum) % sum;
    const part = (total * weight - rest) / sum;
    parts.push(part);
    left -= part;
    if (rest > 0n) cutOff.push({ i, rest });
  }
  const inOrder = cutOff.toSorted((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  for (const { i } of inOrder.slice(0, Number(left))) parts[i]! += 1n;
  return parts;
}
