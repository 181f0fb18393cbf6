/**
 * Stretches: the values of a column cut up so finely that within one piece every cell of the column says the same. A column of
 * amounts with one bound has three: below it, exactly on it, and above it. A sheet can be proven by its stretches alone, and
 * never needs to be tried on every combination of values.
 */
import type { Datum, Type } from "../datum.ts";
import { operandsOf } from "../decision.ts";
import type { Term } from "../formula.ts";
import type { Policy } from "../policy.ts";
import type { Cell, Sheet } from "../sheet.ts";
import { nameOf, worthOf } from "./binding.ts";
import type { Binding } from "./binding.ts";

/** Rules as bits: rule 0 is bit 0. */
export type Rules = bigint;

export interface Stretch {
  /** The rules whose cell holds here. */
  readonly holds: Rules;
  /** Between two bounds, neither of which belongs to it; for a single value both are that value. */
  readonly from?: Datum;
  readonly to?: Datum;
  readonly single: boolean;
}

/** The stretches of one column, in order where its values have one. */
export interface Stretched {
  readonly type: Type;
  readonly stretches: readonly Stretch[];
  /** A bound that can be worth anything goes by its name. */
  readonly names: ReadonlyMap<Datum, string>;
}

/** The columns of a sheet cut into stretches, its bounds being worth what the binding says. */
export function stretchesOf(policy: Policy, sheet: Sheet, binding: Binding): Stretched[] {
  return sheet.inputs.map(({ name: { type } }, column) => {
    const cells = sheet.rules.map(({ when }) => resolve(policy, binding, when[column]!));
    const terms = sheet.rules.flatMap(({ when }) => operandsOf(when[column]!));
    const bounds = terms.flatMap((term) => worthOf(policy, binding, term) ?? []) as Datum[];
    const stretches = pieced(type, bounds).map(({ sample, ...piece }) => ({ ...piece, holds: holdsAt(cells, sample) }));
    const names = new Map(terms.flatMap((term) => named(binding, term)));
    return { type, stretches, names };
  });
}

function named(binding: Binding, term: Term): [Datum, string][] {
  const name = nameOf(term) ?? "";
  const value = binding.get(name);
  return value === undefined ? [] : [[value, name]];
}

type Piece = Omit<Stretch, "holds"> & { readonly sample: Datum };

/** A list that no bound names. */
const other: Piece = { single: false, sample: "\u0001" };

/** The pieces of a type that these bounds tell apart, each with a value in it. */
export function pieced(type: Type, bounds: readonly Datum[]): Piece[] {
  const one = (value: Datum): Piece => ({ single: true, from: value, to: value, sample: value });
  switch (type.kind) {
    case "bool":
      return [one(true), one(false)];
    case "enum":
      return type.values.map(one);
    case "set": {
      const lists = new Map(bounds.map((value) => [(value as readonly string[]).join(), value]));
      return lists.size === 2 ** type.values.length
        ? [...lists.values()].map(one)
        : [...[...lists.values()].map(one), other];
    }
    default: {
      const points = [...new Set(bounds as (bigint | number)[])].toSorted((a, b) => (a < b ? -1 : 1));
      return points.length === 0 ? [{ single: false, sample: type.kind === "number" ? 0n : 0 }] : ordered(points);
    }
  }
}

/** Below, on, between and above the points; nothing lies between neighbours. */
function ordered(points: readonly (bigint | number)[]): Piece[] {
  const [first, last] = [points[0]!, points.at(-1)!];
  const between = points.flatMap((point, i): Piece[] => {
    const next = points[i + 1];
    const after = step(point, 1);
    const single: Piece = { single: true, from: point, to: point, sample: point };
    return next === undefined || after === next
      ? [single]
      : [single, { single: false, from: point, to: next, sample: after }];
  });
  return [
    { single: false, to: first, sample: step(first, -1) },
    ...between,
    { single: false, from: last, sample: step(last, 1) },
  ];
}

/** The value next to one: a cent, a day, a unit of the last decimal. */
export function step(value: bigint | number, sign: 1 | -1): bigint | number {
  return typeof value === "bigint" ? value + BigInt(sign) : value + sign;
}

type Resolved =
  | { readonly kind: "any" }
  | { readonly kind: "in"; readonly values: readonly string[]; readonly negated: boolean }
  | { readonly kind: "range"; readonly from?: Edge; readonly to?: Edge };

interface Edge {
  readonly value: Datum | undefined;
  readonly open: boolean;
}

function resolve(policy: Policy, binding: Binding, cell: Cell): Resolved {
  if (cell.kind === "any") return cell;
  if (cell.kind === "in") return { ...cell, values: cell.values.map((term) => String(worthOf(policy, binding, term))) };
  const edge = (bound: typeof cell.from): Edge | undefined =>
    bound && { value: worthOf(policy, binding, bound.value), open: bound.open };
  const [from, to] = [edge(cell.from), edge(cell.to)];
  return { kind: "range", ...(from && { from }), ...(to && { to }) };
}

function holdsAt(cells: readonly Resolved[], sample: Datum): Rules {
  return cells.reduce((rules, cell, i) => (holds(cell, sample) ? rules | (1n << BigInt(i)) : rules), 0n);
}

function holds(cell: Resolved, sample: Datum): boolean {
  if (cell.kind === "any") return true;
  if (cell.kind === "in") return cell.values.includes(String(sample)) !== cell.negated;
  const { from, to } = cell;
  const above = from === undefined || (from.open ? sample > from.value! : sample >= from.value!);
  const below = to === undefined || (to.open ? sample < to.value! : sample <= to.value!);
  return above && below;
}
