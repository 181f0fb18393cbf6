/**
 * Exact numbers. A decimal is a whole number of units of 10^-scale: 12.50 is 1250 at scale 2. The scale is part of a number's
 * type and known when a policy is loaded, so at run time a number is nothing but a bigint. A quotient keeps its numerator and
 * denominator until a named rounding makes it a decimal again. No float is ever involved.
 *
 *     parseDecimal("12.5")                       // { digits: 125n, scale: 1 }
 *     roundQuotient("half_up", 2, 1n, 8n)        // 13n, which is 0.13
 */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** An exact quotient, `d` > 0; in lowest terms where `toRatio` made it. */
export interface Ratio {
  readonly n: bigint;
  readonly d: bigint;
}

/** The named roundings. `up` is away from zero, `down` towards zero, `floor` and `ceiling` towards minus and plus infinity. */
export const roundingModes = ["half_up", "half_even", "up", "down", "floor", "ceiling"] as const;
export type RoundingMode = (typeof roundingModes)[number];

const decimalPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Reads `-12.50`; undefined for anything else (no exponent, no grouping, no comma, no plus sign). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = decimalPattern.exec(text);
  if (match === null) return undefined;
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = BigInt(whole + fraction);
  return { digits: sign === "-" ? -digits : digits, scale: fraction.length };
}

/** The same number at another scale; undefined when that would lose digits. */
export function rescale(decimal: Decimal, scale: number): bigint | undefined {
  if (scale >= decimal.scale) return decimal.digits * powerOfTen(scale - decimal.scale);
  const divisor = powerOfTen(decimal.scale - scale);
  return decimal.digits % divisor === 0n ? decimal.digits / divisor : undefined;
}

/** Writes a decimal with exactly `scale` decimals: `toDecimalText(1250n, 2)` is `12.50`. */
export function toDecimalText(digits: bigint, scale: number): string {
  if (scale === 0) return digits.toString();
  const negative = digits < 0n;
  const text = (negative ? -digits : digits).toString().padStart(scale + 1, "0");
  return `${negative ? "-" : ""}${text.slice(0, -scale)}.${text.slice(-scale)}`;
}

const powers: bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

export function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** A quotient in lowest terms with a positive denominator; undefined when `d` is zero. */
export function toRatio(n: bigint, d: bigint): Ratio | undefined {
  if (d === 0n) return undefined;
  const divisor = greatestCommonDivisor(n < 0n ? -n : n, d < 0n ? -d : d);
  if (divisor === 1n && d > 0n) return { n, d };
  const sign = d < 0n ? -1n : 1n;
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

/** A quotient as it falls, for what is rounded before long: bringing it to lowest terms would take longer than that. `d` is not zero. */
export function unreduced(n: bigint, d: bigint): Ratio {
  return d < 0n ? { n: -n, d: -d } : { n, d };
}

/** By Euclid; once both are exact as numbers of the machine, in those, which is many times as fast. */
function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b > mostSafe) [a, b] = [b, a % b];
  if (b === 0n) return a === 0n ? 1n : a;
  let [larger, smaller] = [Number(b), Number(a % b)];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return BigInt(larger);
}

const mostSafe = BigInt(Number.MAX_SAFE_INTEGER);

/** n/d rounded to `scale` decimals by a named rule, as digits at that scale. `d` is not zero. */
export function roundQuotient(mode: RoundingMode, scale: number, n: bigint, d: bigint): bigint {
  const positive = d < 0n ? { n: -n, d: -d } : { n, d };
  const scaled = positive.n * powerOfTen(scale);
  const towardsZero = scaled / positive.d;
  const remainder = scaled % positive.d;
  if (remainder === 0n) return towardsZero;
  const away = remainder < 0n ? towardsZero - 1n : towardsZero + 1n;
  switch (mode) {
    case "down":
      return towardsZero;
    case "up":
      return away;
    case "floor":
      return remainder < 0n ? away : towardsZero;
    case "ceiling":
      return remainder < 0n ? towardsZero : away;
    case "half_up":
    case "half_even": {
      const twice = 2n * (remainder < 0n ? -remainder : remainder);
      if (twice !== positive.d) return twice > positive.d ? away : towardsZero;
      return mode === "half_up" || towardsZero % 2n !== 0n ? away : towardsZero;
    }
  }
}
