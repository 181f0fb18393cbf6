/**
 * Exact numbers for recomputing a receipt: a numerator over a positive denominator, in lowest terms. The engine calculates with
 * scaled decimals; here every number is a fraction, so that the two can only agree by both being right.
 */
import { assert } from "../assert.ts";

export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const roundingModes = ["half_up", "half_even", "up", "down", "floor", "ceiling"] as const;
export type RoundingMode = (typeof roundingModes)[number];

/** n/d in lowest terms; d is not zero. */
export function rational(n: bigint, d: bigint = 1n): Rational {
  assert(d !== 0n, "Cannot make a fraction: the denominator is zero");
  let [a, b] = [n < 0n ? -n : n, d < 0n ? -d : d];
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = d < 0n ? -a : a;
  return { n: n / divisor, d: d / divisor };
}

/** Reads a decimal string as a receipt writes it; undefined for any other text. */
export function parseNumber(text: string): Rational | undefined {
  const match = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?$/.exec(text);
  if (match === null || text.length > 1000) return undefined;
  const [, sign = "", whole = "", decimals = ""] = match;
  const digits = BigInt(whole + decimals);
  if (sign === "-" && digits === 0n) return undefined;
  return rational(sign === "-" ? -digits : digits, 10n ** BigInt(decimals.length));
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** a/b; undefined when b is zero. */
export function divide(a: Rational, b: Rational): Rational | undefined {
  return b.n === 0n ? undefined : rational(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive as a is less than, equal to or more than b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The number rounded by a named rule, written with exactly `scale` decimals. */
export function round(mode: RoundingMode, scale: number, { n, d }: Rational): string {
  const scaled = n * 10n ** BigInt(scale);
  const negative = scaled < 0n;
  const rest = ((scaled % d) + d) % d;
  const below = (scaled - rest) / d;
  const tie = 2n * rest === d;
  const up = {
    floor: false,
    ceiling: true,
    down: negative,
    up: !negative,
    half_up: tie ? !negative : 2n * rest > d,
    half_even: tie ? below % 2n !== 0n : 2n * rest > d,
  }[mode];
  return withPoint(rest !== 0n && up ? below + 1n : below, scale);
}

/** The number as a decimal string; undefined for one that has no end, such as 1/3. */
export function toDecimal({ n, d }: Rational): string | undefined {
  let [rest, twos, fives] = [d, 0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  const scale = Math.max(twos, fives);
  return rest === 1n ? withPoint((n * 10n ** BigInt(scale)) / d, scale) : undefined;
}

function withPoint(digits: bigint, scale: number): string {
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, "0");
  const point = text.length - scale;
  return `${digits < 0n ? "-" : ""}${text.slice(0, point)}${scale === 0 ? "" : "."}${text.slice(point)}`;
}
