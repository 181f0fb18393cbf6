/** A random dossier for a policy: some of what its decisions read, and parts of the provider. */
import type { Datum } from "../../src/datum.ts";
import { parseDay } from "../../src/day.ts";
import { readsOf } from "../../src/decision.ts";
import { whole } from "../../src/formula.ts";
import type { Name } from "../../src/formula.ts";
import type { Policy } from "../../src/policy.ts";
import type { Dossier, Supplied } from "../../src/program.ts";
import { group, measure, measures } from "./draft.ts";
import type { Dice } from "./dice.ts";
import { datum } from "./value.ts";

/** The facts and indicators that decisions read, each once. */
function suppliedNames(policy: Policy): Name[] {
  const names = policy.order.flatMap(readsOf).filter(({ ref }) => /^(fact|indicator)\./.test(ref));
  return [...new Map(names.map((name) => [name.key, name])).values()];
}

export function randomDossier(policy: Policy, dice: Dice): Dossier {
  const names = suppliedNames(policy);
  const values = (subject: string): ReadonlyMap<string, Supplied> =>
    new Map(
      names
        .filter((name) => name.subject === subject && dice.chance(80))
        .map(({ key, type }) => [key, supplied(datum(dice, type))]),
    );
  const members = (kind: string, all: readonly string[]) =>
    [kind, new Map(all.map((member) => [member, values(kind)]))] as const;
  const groups = ["x", "y", "z"].slice(0, dice.below(4));
  const parts = new Map([members(group, groups), members(measure, measures)]);
  return { provider: "p", on: parseDay("2024-10-01")!, values: values(whole), parts };
}

function supplied(value: Datum): Supplied {
  return { value, origin: "dossier" };
}
