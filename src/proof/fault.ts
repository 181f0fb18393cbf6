/** What is wrong with a sheet, once it is known how its bounds stand to each other: gaps, overlaps and dead rules. */
import { quote } from "../document.ts";
import type { Node } from "../document.ts";
import type { Policy } from "../policy.ts";
import type { Sheet } from "../sheet.ts";
import type { Binding } from "./binding.ts";
import { bit, sharedBy, uncovered, within } from "./cover.ts";
import { stretchesOf } from "./stretch.ts";
import type { Stretched } from "./stretch.ts";
import { inWords } from "./words.ts";

/** What is wrong with a sheet under one binding of its bounds. `about` is the same for the same fault under another. */
export interface Fault {
  readonly code: "gap" | "overlap" | "dead-rule";
  readonly about: string;
  readonly at: Node;
  readonly found: string;
  readonly expected: string;
}

/** The faults of a sheet whose bounds are worth what the binding says; undefined when there is too much to go through. */
export function faultsUnder(policy: Policy, sheet: Sheet, binding: Binding): readonly Fault[] | undefined {
  const columns = stretchesOf(policy, sheet, binding);
  const gaps = gapsIn(sheet, columns);
  const dead = deadRules(sheet, columns);
  return dead === undefined || gaps === undefined ? undefined : [...gaps, ...overlapsIn(sheet, columns), ...dead];
}

/** Where no rule hits. Under `collect-sum`, `-count` and `-list` nothing is an answer too; elsewhere it is none. */
function gapsIn(sheet: Sheet, columns: readonly Stretched[]): Fault[] | undefined {
  if (["collect-sum", "collect-count", "collect-list"].includes(sheet.hit)) return [];
  const regions = uncovered(columns, bit(sheet.rules.length) - 1n);
  return regions?.map((region) => {
    const found = `no rule for ${inWords(sheet, columns, region)}`;
    return { code: "gap", about: "", at: sheet.declaredAt, found, expected: "a rule for every case" };
  });
}

function overlapsIn(sheet: Sheet, columns: readonly Stretched[]): Fault[] {
  if (sheet.hit !== "unique") return [];
  return sheet.rules.flatMap((second, j) =>
    sheet.rules.slice(0, j).flatMap((first, i): Fault[] => {
      const region = sharedBy(columns, i, j);
      if (region === undefined) return [];
      const about = `${quote(first.id)} and ${quote(second.id)}`;
      const found = `${about} both for ${inWords(sheet, columns, region)}`;
      return [{ code: "overlap", about, at: second.declaredAt, found, expected: "one rule for each case" }];
    }),
  );
}

/** Rules that hit nowhere: no value fits one of their cells, or under `first` the rules above them take every case. */
function deadRules(sheet: Sheet, columns: readonly Stretched[]): Fault[] | undefined {
  const faults: Fault[] = [];
  const report = (rule: number, why: string): void => {
    const { id, declaredAt: at } = sheet.rules[rule]!;
    faults.push({ code: "dead-rule", about: id, at, found: `${quote(id)}: ${why}`, expected: "a rule that can hit" });
  };
  for (const i of sheet.rules.keys()) {
    const own = within(columns, i);
    const empty = own.findIndex(({ stretches }) => stretches.length === 0);
    if (empty >= 0) report(i, `no value of ${quote(sheet.inputs[empty]!.name.key)} fits its cell`);
    if (empty >= 0 || sheet.hit !== "first") continue;
    const left = uncovered(own, bit(i) - 1n);
    if (left === undefined) return undefined;
    if (left.length === 0) report(i, "the rules above it take every case");
  }
  return faults;
}
