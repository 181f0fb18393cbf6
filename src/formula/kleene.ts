/** Three-valued logic, and what else must cope with an operand that is not known. */
import type { Value } from "./term.ts";

/** Kleene's *and* (`all`) and *or*: one operand that settles it settles it, whatever else is unknown. */
export function kleene(all: boolean, values: readonly (Value | undefined)[]): boolean | undefined {
  if (values.includes(!all)) return !all;
  return values.includes(undefined) ? undefined : all;
}

/** A number that counts only where a condition holds. Where that is unknown, only a zero is the same either way. */
export function guarded(condition: Value | undefined, value: bigint | undefined): bigint | undefined {
  if (condition === undefined) return value === 0n ? value : undefined;
  return condition === true ? value : 0n;
}

/** The least or greatest of the values whose condition is true; unknown when there is none or one cannot be told. */
export function extremeOf(
  cells: readonly (readonly [Value | undefined, Value | undefined])[],
  wins: (a: bigint, b: bigint) => boolean,
): bigint | undefined {
  let best: bigint | undefined;
  for (const [condition, value] of cells) {
    if (condition === undefined || (condition === true && value === undefined)) return undefined;
    if (condition === true && (best === undefined || wins(value as bigint, best))) best = value as bigint;
  }
  return best;
}
