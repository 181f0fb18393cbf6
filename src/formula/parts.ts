/** Aggregates over the parts of a provider, as a dossier has them. */
import { powerOfTen, toRatio } from "../decimal.ts";
import type { Evaluate, Frame } from "./evaluate.ts";
import { extremeOf, guarded, kleene } from "./kleene.ts";
import type { Aggregate, Value } from "./term.ts";

export interface Operands {
  readonly value: Evaluate;
  readonly weight: Evaluate | undefined;
  readonly where: Evaluate | undefined;
}

interface Row {
  readonly counts: Value | undefined;
  readonly value: Value | undefined;
  readonly weight: Value | undefined;
}

/** The function that evaluates an aggregate in the frame of the whole. */
export function overParts(term: Aggregate, { value, weight, where }: Operands): Evaluate {
  const combine = combiners[term.of];
  const divisor = powerOfTen(term.value.type.kind === "number" ? term.value.type.scale : 0);
  return (frame: Frame) => {
    const parts = frame.parts.get(term.over) ?? [];
    const rows = parts.map((part) => ({
      counts: where === undefined ? true : where(part),
      value: value(part),
      weight: weight?.(part),
    }));
    return combine(rows, divisor);
  };
}

function sumOf(rows: readonly Row[], of: (row: Row) => bigint | undefined): bigint | undefined {
  let sum = 0n;
  for (const row of rows) {
    const addend = guarded(row.counts, of(row));
    if (addend === undefined) return undefined;
    sum += addend;
  }
  return sum;
}

function quotient(n: bigint | undefined, d: bigint | undefined, divisor: bigint): Value | undefined {
  return n === undefined || d === undefined ? undefined : toRatio(n, d * divisor);
}

const valueOf = (row: Row): bigint | undefined => row.value as bigint | undefined;
const weightOf = (row: Row): bigint | undefined => row.weight as bigint | undefined;

function weighted({ value, weight }: Row): bigint | undefined {
  return value === undefined || weight === undefined ? undefined : (value as bigint) * (weight as bigint);
}

function bothHold({ counts, value }: Row): boolean | undefined {
  return kleene(true, [counts, value]);
}

function impliedBy({ counts, value }: Row): boolean | undefined {
  return kleene(false, [counts === undefined ? undefined : counts !== true, value]);
}

const combiners: Readonly<Record<Aggregate["of"], (rows: readonly Row[], divisor: bigint) => Value | undefined>> = {
  sum: (rows) => sumOf(rows, valueOf),
  count: (rows) =>
    sumOf(
      rows.map((row) => ({ ...row, counts: bothHold(row) })),
      () => 1n,
    ),
  mean: (rows, divisor) =>
    quotient(
      sumOf(rows, valueOf),
      sumOf(rows, () => 1n),
      divisor,
    ),
  weighted_mean: (rows, divisor) => quotient(sumOf(rows, weighted), sumOf(rows, weightOf), divisor),
  min_of: (rows) =>
    extremeOf(
      rows.map((row) => [row.counts, row.value]),
      (a, b) => a < b,
    ),
  max_of: (rows) =>
    extremeOf(
      rows.map((row) => [row.counts, row.value]),
      (a, b) => a > b,
    ),
  all: (rows) => kleene(true, rows.map(impliedBy)),
  any: (rows) => kleene(false, rows.map(bothHold)),
};
