/** Which years of claims a figure rests on. */
import type { Indicator } from "../indicator.ts";

/** The years of claims that an indicator is counted from. */
export function yearsOf({ method }: Indicator): number[] {
  if (method.kind !== "proportion" && method.kind !== "rate") return "year" in method ? [method.year] : [];
  const operands = [...method.numerator, ...method.denominator];
  return operands.some(({ kind }) => kind === "people") ? [method.year] : [];
}
