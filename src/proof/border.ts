/**
 * Borders: where a comparison of one input with something fixed turns, counted in the smallest steps of that input. Two comparisons
 * with the same border tell the same values apart, however they are written: no whole number lies between 2.4 and 2.6.
 */
import type { Datum } from "../datum.ts";
import { compile, namesOf, unwrapped } from "../formula.ts";
import type { Layout, Name, Operation, Relation, Term, Value } from "../formula.ts";
import type { Policy } from "../policy.ts";
import { constantOf } from "../program.ts";

export interface Border {
  readonly input: Name;
  /** The first value above the border. */
  readonly least: bigint;
  readonly holdsAbove: boolean;
}

const mirrored: Readonly<Record<Relation, Relation>> = { lt: "gt", le: "ge", gt: "lt", ge: "le", eq: "eq", ne: "ne" };

/** The border of a comparison by order between one input and something fixed; undefined for any other. */
export function borderOf(policy: Policy, { op, args, mode }: Operation): Border | undefined {
  if (op !== "cmp") return undefined;
  const [left, right] = args as [Term, Term];
  const fixed = constantOf(policy, right) === undefined ? left : right;
  const side = fixed === right ? left : right;
  const relation = fixed === right ? (mode as Relation) : mirrored[mode as Relation];
  const input = unwrapped(side);
  const bound = constantOf(policy, fixed);
  const ordered = typeof bound === "bigint" || typeof bound === "number";
  const quotient = side.type.kind === "number" && side.type.quotient === true;
  if (!ordered || quotient || input.op !== "name" || relation === "eq" || relation === "ne") return undefined;
  const step = side.op === "rescale" ? 10n ** BigInt(side.scale ?? 0) : 1n;
  const belongsBelow = relation === "gt" || relation === "le";
  const least = floorDivision(BigInt(bound) - (belongsBelow ? 0n : 1n), step) + 1n;
  return { input: input.name, least, holdsAbove: relation === "gt" || relation === "ge" };
}

function floorDivision(n: bigint, d: bigint): bigint {
  return n >= 0n || n % d === 0n ? n / d : n / d - 1n;
}

/**
 * What both branches of an `if` give when the input of its test has this value; undefined when a branch needs another input, or
 * cannot be known.
 */
export function branchesAt(
  policy: Policy,
  { args }: Operation,
  input: Name,
  value: bigint,
): readonly [Value, Value] | undefined {
  const branches = args.slice(1);
  const others = branches.flatMap(namesOf).filter(({ key }) => key !== input.key);
  if (others.some((name) => constantOf(policy, { op: "name", type: name.type, name }) === undefined)) return undefined;
  const layout: Layout = { slotOf: () => 0, constantOf: (term) => constantOf(policy, term) };
  const datum: Datum = input.type.kind === "number" ? value : Number(value);
  const frame = { member: "", values: [datum], parts: new Map() };
  const [yes, no] = branches.map((branch) => compile(branch, input.subject, layout)(frame));
  return yes === undefined || no === undefined ? undefined : [yes, no];
}
