/**
 * Two policies beside each other, over the same providers: whose outcomes change, and what that does to amounts, in all, per provider and
 * per region. The figures on which each policy decides are its own; what the buyer and the providers submitted is the same.
 *
 *     const comparison = compare(before, after, delivered);
 *     comparison.changes      // [{ provider: "41000001", decision: "class", before: "B", after: "A" }, …]
 *
 * Amounts are cents; a difference is told only where both policies give an amount.
 */
import { toJson } from "./datum.ts";
import type { Json } from "./datum.ts";
import { outputsOf } from "./decision.ts";
import type { Policy } from "./policy.ts";
import { decideAll, holds, valueOf } from "./program.ts";
import type { Dossier, Program } from "./program.ts";
import { divideOver, proposedDecision } from "./round.ts";
import type { Delivered } from "./round.ts";

/** What a policy gives a provider: a value, or none, as it is not known or as its round does not take the decision about this provider. */
export type Given = { readonly value: Json } | { readonly open: "unknown" | "not_at_issue" };

/** What one policy gives each provider: the outcomes of its round by decision. */
export interface Decisions {
  readonly policy: Policy;
  readonly outcomes: ReadonlyMap<string, ReadonlyMap<string, Given>>;
}

export interface Change {
  readonly provider: string;
  readonly decision: string;
  readonly before: Given;
  readonly after: Given;
}

/** An amount under both policies. */
export interface Amounts {
  readonly beforeCents: bigint;
  readonly afterCents: bigint;
}

export interface Comparison {
  readonly providers: number;
  /** Decisions of both rounds. */
  readonly decisions: readonly string[];
  /** Decisions of one round only. */
  readonly only: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** By decision in the order of the round, then by provider. */
  readonly changes: readonly Change[];
  readonly amounts: ReadonlyMap<string, Amounts>;
  /** Who has an amount under one policy only. */
  readonly oneSided: readonly string[];
  readonly total: Amounts;
  /** The difference of each region, its providers' amounts divided by what was granted there. */
  readonly regions: ReadonlyMap<string, Amounts>;
  /** What belongs to no region, as nothing was granted to the provider. */
  readonly noRegion: Amounts;
}

/** Takes the round's decisions about every provider, without reasons. */
export function decideRound(program: Program, dossiers: readonly Dossier[]): Decisions {
  const { policy } = program;
  const outcomes = dossiers.map((dossier): [string, ReadonlyMap<string, Given>] => {
    const frame = decideAll(program, dossier);
    const own = policy.round.map(({ decision, when }): [string, Given] => {
      if (when !== undefined && holds(program, frame, when) === false) return [decision, { open: "not_at_issue" }];
      const { ref, type } = outputsOf(policy.decisions.get(decision)!)[0]!;
      const value = valueOf(program, frame, ref);
      return [decision, value === undefined ? { open: "unknown" } : { value: toJson(type, value) }];
    });
    return [dossier.provider, new Map(own)];
  });
  return { policy, outcomes: new Map(outcomes) };
}

/** What is not known of whom, in either policy: figures and outcomes by `indicator.x` and `decision.x`. */
export type Unknown = ReadonlyMap<string, readonly string[]>;

/** Brings together what is not known of the figures and the outcomes of each side. `figures` is by indicator. */
export function unknownIn(
  sides: readonly { readonly decisions: Decisions; readonly figures: ReadonlyMap<string, readonly string[]> }[],
): Unknown {
  const told = sides.flatMap(({ decisions, figures }): (readonly [string, readonly string[]])[] => [
    ...[...figures].map(([id, who]) => [`indicator.${id}`, who] as const),
    ...[...decisions.outcomes].flatMap(([provider, given]) =>
      [...given]
        .filter(([, outcome]) => "open" in outcome && outcome.open === "unknown")
        .map(([id]) => [`decision.${id}`, [provider]] as const),
    ),
  ]);
  const byName = Map.groupBy(told, ([name]) => name);
  return new Map([...byName].map(([name, own]) => [name, [...new Set(own.flatMap(([, who]) => who))].toSorted()]));
}

export function compare(before: Decisions, after: Decisions, delivered: readonly Delivered[]): Comparison {
  const [old, young] = [before, after].map(({ policy }) => policy.round.map(({ decision }) => decision)) as [
    string[],
    string[],
  ];
  const decisions = young.filter((decision) => old.includes(decision));
  const providers = [...new Set([...before.outcomes.keys(), ...after.outcomes.keys()])].toSorted();
  const changes = decisions.flatMap((decision) =>
    providers.flatMap((provider): Change[] => {
      const given = ({ outcomes }: Decisions): Given => outcomes.get(provider)?.get(decision) ?? { open: "unknown" };
      const [was, is] = [given(before), given(after)];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ provider, decision, before: was, after: is }];
    }),
  );
  const sides = providers.map((provider) => [provider, centsOf(before, provider), centsOf(after, provider)] as const);
  const amounts = sides.flatMap(([provider, beforeCents, afterCents]): [string, Amounts][] =>
    beforeCents === undefined || afterCents === undefined ? [] : [[provider, { beforeCents, afterCents }]],
  );
  return {
    providers: providers.length,
    decisions,
    only: { before: old.filter((id) => !young.includes(id)), after: young.filter((id) => !old.includes(id)) },
    changes,
    amounts: new Map(amounts),
    oneSided: sides.flatMap(([provider, was, is]) => ((was === undefined) === (is === undefined) ? [] : [provider])),
    total: sumOf(amounts.map(([, own]) => own)),
    ...perRegion(amounts, delivered),
  };
}

function centsOf({ policy, outcomes }: Decisions, provider: string): bigint | undefined {
  const decision = proposedDecision(policy);
  const given = decision === undefined ? undefined : outcomes.get(provider)?.get(decision);
  const cents = given && "value" in given ? (given.value as { cents?: string }).cents : undefined;
  return cents === undefined ? undefined : BigInt(cents);
}

function sumOf(amounts: readonly Amounts[]): Amounts {
  return {
    beforeCents: amounts.reduce((sum, { beforeCents }) => sum + beforeCents, 0n),
    afterCents: amounts.reduce((sum, { afterCents }) => sum + afterCents, 0n),
  };
}

function perRegion(
  amounts: readonly (readonly [string, Amounts])[],
  delivered: readonly Delivered[],
): Pick<Comparison, "regions" | "noRegion"> {
  const own = Map.groupBy(delivered, ({ provider }) => provider);
  const regions = new Map<string, Amounts[]>();
  const nowhere: Amounts[] = [];
  for (const [provider, { beforeCents, afterCents }] of amounts) {
    const parts = (own.get(provider) ?? []).filter(({ cents }) => cents > 0n);
    if (parts.length === 0) nowhere.push({ beforeCents, afterCents });
    const young = new Map(divideOver(afterCents, parts));
    for (const [region, cents] of divideOver(beforeCents, parts)) {
      const sums = regions.get(region) ?? regions.set(region, []).get(region)!;
      sums.push({ beforeCents: cents, afterCents: young.get(region)! });
    }
  }
  const sorted = [...regions].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { regions: new Map(sorted.map(([region, all]) => [region, sumOf(all)])), noRegion: sumOf(nowhere) };
}
