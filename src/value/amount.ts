/** Amounts of an owner: what was submitted, reckoned or decided of a provider, a part of it or a region, or given by the policy. */
import type { Amount, Indicator, Operand, People } from "../indicator.ts";
import type { Datum } from "../datum.ts";
import type { Policy } from "../policy.ts";
import { missingRuleOf } from "../program.ts";
import { add } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, ratioOf } from "./figure.ts";
import type { Figure } from "./figure.ts";
import { byRegion } from "./provider.ts";

/** Whose figure is made: a provider, a part of it, or a region with its people. */
export interface Owner {
  readonly unit: string;
  readonly part?: { readonly kind: string; readonly member: string };
  readonly people?: Readonly<Record<People, Ratio>>;
}

/** Where amounts are looked up: in what is reckoned, or in a draw of what that may be in truth. */
export interface Amounts {
  readonly policy: Policy;
  /** What somebody supplied of a provider or a part, or what the policy takes it to be. */
  supplied(unit: string, key: string, part?: Owner["part"]): Datum | undefined;
  decided(ref: string, unit: string, member?: string): Datum | undefined;
  /** The digits of a figure; of a part that of its provider where the indicator is about the provider. */
  reckoned(id: string, owner: Owner): bigint | undefined;
}

/** Operands added up; or what is missing of them. `made` tells each by its name, `negative` those that are below zero. */
export type Sum =
  | { readonly sum: Ratio; readonly made: Readonly<Record<string, string>>; readonly negative: readonly string[] }
  | { readonly missing: string[] };

/** Digits at the scale of the amount's type; of an unknown figure what the policy takes it to be, if it says so. */
export function digitsOf(amount: Amount, owner: Owner, amounts: Amounts): bigint | undefined {
  const { unit, part } = owner;
  const { policy } = amounts;
  switch (amount.kind) {
    case "number":
      return amount.digits;
    case "fact":
      return amounts.supplied(unit, amount.key, part) as bigint | undefined;
    case "decision":
      return amounts.decided(amount.key, unit, part?.member) as bigint | undefined;
    case "parameter": {
      const { value, values } = policy.parameters.get(amount.id)!;
      return (value ?? values?.get(part?.member ?? "")) as bigint | undefined;
    }
    case "indicator":
      return amounts.reckoned(amount.id, owner) ?? (missingRuleOf(policy, amount.key)?.value as bigint | undefined);
  }
}

function lookUp(operand: Operand, owner: Owner, amounts: Amounts): Ratio | undefined {
  if (operand.kind === "people") return owner.people?.[operand.of];
  const digits = digitsOf(operand, owner, amounts);
  return digits === undefined ? undefined : ratioOf(digits, operand.type.scale);
}

export function addUp(operands: readonly Operand[], owner: Owner, amounts: Amounts): Sum {
  let sum: Ratio = { n: 0n, d: 1n };
  const made: Record<string, string> = {};
  const missing: string[] = [];
  const negative: string[] = [];
  for (const operand of operands) {
    const value = lookUp(operand, owner, amounts);
    if (value === undefined) missing.push(operand.key);
    else {
      sum = add(sum, value);
      if (value.n < 0n) negative.push(operand.key);
      made[operand.key] = operand.kind === "people" ? countText(value) : decimalText(value, operand.type.scale);
    }
  }
  return missing.length > 0 ? { missing } : { sum, made, negative };
}

/** People counted by days are seldom a whole number. */
function countText(count: Ratio): string {
  return count.d === 1n ? String(count.n) : decimalText(count, 2);
}

/** A figure for every owner of the subject: each provider, each of its parts, or each region that has figures. */
export function forEach({ subject }: Indicator, context: Context, figure: (owner: Owner) => Figure): Figures {
  if (subject === "provider")
    return { of: "whole", notes: [], figures: new Map(context.providers.map((unit) => [unit, figure({ unit })])) };
  if (subject === "region")
    return {
      of: "whole",
      notes: [],
      figures: new Map([...byRegion(context).keys()].map((unit) => [unit, figure({ unit })])),
    };
  const parts = context.providers.map((unit) => {
    const members = context.membersOf(unit, subject);
    const own = members.map((member) => [member, figure({ unit, part: { kind: subject, member } })] as const);
    return [unit, new Map(own)] as const;
  });
  return { of: "part", notes: [], figures: new Map(parts) };
}
