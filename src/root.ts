/**
 * Roots of exact numbers. A standard deviation and an interval need a square root, an outlier fence a root of any degree. They
 * are taken of whole numbers, so that the last digit is right and the same on every machine.
 *
 *     floorRoot(26n, 2)                              // 5n
 *     roundRoot("half_up", 6, { n: 2n, d: 1n })      // 1414214n, which is 1.414214
 */
import { powerOfTen } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";

/** The greatest whole number of which the power of `degree` is at most `n`; `n` ≥ 0 and `degree` ≥ 1. */
export function floorRoot(n: bigint, degree: number): bigint {
  if (n < 2n || degree === 1) return n;
  const power = BigInt(degree);
  let root = 1n << (BigInt(n.toString(2).length) / power + 1n);
  for (;;) {
    const next = ((power - 1n) * root + n / root ** (power - 1n)) / power;
    if (next >= root) return root;
    root = next;
  }
}

/** The square root of a quotient ≥ 0, rounded by name to `scale` decimals, as digits at that scale. */
export function roundRoot(mode: "floor" | "ceiling" | "half_up", scale: number, { n, d }: Ratio): bigint {
  const square = n * powerOfTen(2 * scale);
  const below = floorRoot(square / d, 2);
  if (mode === "floor" || below * below * d === square) return below;
  if (mode === "ceiling") return below + 1n;
  const twice = 2n * below + 1n;
  return twice * twice * d <= 4n * square ? below + 1n : below;
}
