/**
 * What the bounds of a sheet are worth. Most are literals or given parameters. A bound that is left open, or that each provider
 * brings along, can be worth anything; but a sheet only compares, so it is enough to try every order in which such bounds can
 * stand to each other and to the known ones. What differs per part is tried part by part.
 */
import { toPolicyText } from "../datum.ts";
import type { Datum, Type } from "../datum.ts";
import { operandsOf } from "../decision.ts";
import type { Term } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";
import type { Sheet } from "../sheet.ts";

/** A possible worth of every bound that is not the same for everybody, by its name. */
export type Binding = ReadonlyMap<string, Datum>;

/** Beyond so many orders a sheet is not tried: it compares with too much that is unknown. */
const most = 2_000;

interface Unknown {
  readonly key: string;
  readonly type: Type;
  /** The known bounds of the columns in which it stands. */
  readonly beside: Set<Datum>;
}

/** The name in a bound, whatever the scale at which it is compared; undefined for a literal. */
export function nameOf(term: Term): string | undefined {
  if (term.op === "name") return term.name.key;
  return term.op === "rescale" ? nameOf(term.args[0]!) : undefined;
}

/** The worth of a bound under a binding. */
export function worthOf(policy: Policy, binding: Binding, term: Term): Datum | undefined {
  return constantOf(policy, term) ?? binding.get(nameOf(term) ?? "");
}

/** Every way in which the bounds of a sheet can stand to each other; undefined when there are too many to try. */
export function bindingsOf(policy: Policy, sheet: Sheet): readonly Binding[] | undefined {
  const unknowns = unknownsOf(policy, sheet);
  const perPart = unknowns.filter(({ key }) => valuesPerPart(policy, key) !== undefined);
  const free = unknowns.filter((unknown) => !perPart.includes(unknown));
  const members = new Set(perPart.flatMap(({ key }) => [...valuesPerPart(policy, key)!.keys()]));
  const starts: Binding[] = [...members].map(
    (member) => new Map(perPart.flatMap(({ key }) => pair(key, valuesPerPart(policy, key)!.get(member)))),
  );
  return free.reduce<readonly Binding[] | undefined>(
    (bindings, unknown) => {
      const extended = bindings?.flatMap((binding) =>
        placesOf(unknown, free.length).map((value) => new Map([...binding, [unknown.key, value]])),
      );
      return extended === undefined || extended.length > most ? undefined : extended;
    },
    starts.length === 0 ? [new Map()] : starts,
  );
}

/** How a binding has the bounds of a sheet stand to each other: `parameter.cutoff_a` < `parameter.cutoff_b`. */
export function orderInWords(policy: Policy, sheet: Sheet, binding: Binding): string {
  const chains = sheet.inputs.flatMap(({ name: { type } }, column) => {
    const worths = new Map<string, Datum>();
    for (const term of sheet.rules.flatMap(({ when }) => operandsOf(when[column]!))) {
      const known = constantOf(policy, term);
      const value = known ?? worthOf(policy, binding, term);
      if (value !== undefined) worths.set(known === undefined ? nameOf(term)! : toPolicyText(type, value), value);
    }
    return [...worths.keys()].some((name) => binding.has(name)) ? [chain([...worths])] : [];
  });
  return [...new Set(chains)].join(", ");
}

function chain(worths: readonly [string, Datum][]): string {
  const sorted = worths.toSorted(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted
    .map(([name, value], i) => (i === 0 ? name : `${sorted[i - 1]![1] === value ? "=" : "<"} ${name}`))
    .join(" ");
}

function pair(key: string, value: Datum | undefined): [string, Datum][] {
  return value === undefined ? [] : [[key, value]];
}

function valuesPerPart(policy: Policy, key: string): ReadonlyMap<string, Datum> | undefined {
  return key.startsWith("parameter.") ? policy.parameters.get(key.slice("parameter.".length))?.values : undefined;
}

function unknownsOf(policy: Policy, sheet: Sheet): Unknown[] {
  const unknowns = new Map<string, Unknown>();
  for (const [column, { name }] of sheet.inputs.entries()) {
    const bounds = sheet.rules.flatMap(({ when }) => operandsOf(when[column]!));
    const known = bounds.flatMap((term) => constantOf(policy, term) ?? []) as Datum[];
    for (const term of bounds) {
      if (constantOf(policy, term) !== undefined) continue;
      const key = nameOf(term)!;
      const beside = unknowns.get(key)?.beside ?? new Set();
      for (const value of known) beside.add(value);
      unknowns.set(key, { key, type: name.type, beside });
    }
  }
  return [...unknowns.values()];
}

/** The places where an unknown bound can stand: on each known one, between them with room for the others, and beyond. */
function placesOf({ type, beside }: Unknown, unknowns: number): Datum[] {
  if (type.kind === "enum") return [...type.values];
  if (type.kind === "bool") return [true, false];
  if (type.kind === "set") return type.values.map((value) => [value]);
  const known = [...new Set([...beside].map((value) => BigInt(value as bigint | number)))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const room = Array.from({ length: unknowns }, (_, i) => 2n * BigInt(i + 1));
  const [first = 0n, last = first] = [known[0], known.at(-1)];
  const places = [
    ...room.map((step) => first - step),
    ...known.flatMap((point, i) => [point, ...spread(point, known[i + 1], unknowns)]),
    ...room.map((step) => last + step),
  ];
  return type.kind === "number" ? places : places.map(Number);
}

/** Up to `count` values strictly between two points, spread evenly. */
function spread(from: bigint, to: bigint | undefined, count: number): bigint[] {
  if (to === undefined) return [];
  const values = Array.from({ length: count }, (_, i) => from + ((to - from) * BigInt(i + 1)) / BigInt(count + 1));
  return [...new Set(values)].filter((value) => value > from);
}
