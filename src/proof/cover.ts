/**
 * Which combinations of stretches no rule covers, and which two rules share. Columns are taken one after the other with the rules
 * that are still possible; what follows depends on nothing but the column and those rules, so it is worked out once for each such
 * pair. The product of the columns is never written out.
 */
import type { Rules, Stretched } from "./stretch.ts";

export type { Rules };

/** A block of combinations: per column the stretches in it, by place. */
export type Region = readonly (readonly number[])[];

/** So many regions are told at most; whoever mends those asks again. */
const told = 4;

/** Beyond so many different sets of rules the sheet is too large to prove. */
const mostSets = 500_000;

/** The combinations that none of these rules covers; undefined when there is too much to go through. */
export function uncovered(columns: readonly Stretched[], rules: Rules): readonly Region[] | undefined {
  const everything = columns.map(({ stretches }) => stretches.map((_, i) => i));
  const wholeRest = [...columns, undefined].map((_, i): readonly Region[] => [everything.slice(i)]);
  const covered: readonly Region[] = [];
  const known = columns.map(() => new Map<Rules, readonly Region[]>());
  let sets = 0;

  const visit = (column: number, possible: Rules): readonly Region[] => {
    if (possible === 0n) return wholeRest[column]!;
    if (column === columns.length) return covered;
    const before = known[column]!.get(possible);
    if (before !== undefined || sets > mostSets) return before ?? [];
    sets++;
    const places = new Map<readonly Region[], number[]>();
    for (const [i, { holds }] of columns[column]!.stretches.entries()) {
      const rest = visit(column + 1, possible & holds);
      places.set(rest, [...(places.get(rest) ?? []), i]);
    }
    const regions = [...places].flatMap(([rest, here]) => rest.map((region) => [here, ...region])).slice(0, told);
    known[column]!.set(possible, regions);
    return regions;
  };
  const regions = visit(0, rules);
  return sets > mostSets ? undefined : regions;
}

/** The combinations that both rules cover; undefined when there is none. */
export function sharedBy(columns: readonly Stretched[], first: number, second: number): Region | undefined {
  const both = bit(first) | bit(second);
  const region = columns.map(({ stretches }) => placesWhere(stretches, ({ holds }) => (holds & both) === both));
  return region.every((places) => places.length > 0) ? region : undefined;
}

/** The columns with only the stretches in which a rule's cell holds. */
export function within(columns: readonly Stretched[], rule: number): Stretched[] {
  return columns.map((column) => ({
    ...column,
    stretches: column.stretches.filter(({ holds }) => (holds & bit(rule)) !== 0n),
  }));
}

export function bit(rule: number): Rules {
  return 1n << BigInt(rule);
}

function placesWhere<T>(items: readonly T[], wanted: (item: T) => boolean): number[] {
  return items.flatMap((item, i) => (wanted(item) ? [i] : []));
}

/** Every set of rules that some combination of these columns leaves; undefined when there are too many. */
export function setsOf(columns: readonly Stretched[], rules: Rules): ReadonlySet<Rules> | undefined {
  let sets = new Set([rules]);
  for (const { stretches } of columns) {
    const masks = [...new Set(stretches.map(({ holds }) => holds))];
    sets = new Set([...sets].flatMap((possible) => masks.map((holds) => possible & holds)));
    if (sets.size > mostSets) return undefined;
  }
  return sets;
}
