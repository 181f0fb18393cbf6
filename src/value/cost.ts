/**
 * Cost per client against the peers: what a provider's clients cost, over what as many clients in the same target groups cost the
 * peers on average. The provider is one of its own peers. A client counts in each target group in which, credits taken off, more
 * than nothing was granted.
 */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { CostRatio, Counted, Indicator } from "../indicator.ts";
import { scaledInterval } from "../interval.ts";
import { standardise } from "../standardisation.ts";
import type { Cell, Standardised } from "../standardisation.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking, SumRow } from "./asking.ts";
import { resolveExclusion } from "./context.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, known, note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** Clients of a provider in a target group, and their cost. */
export interface GroupSum {
  readonly provider: string;
  readonly group: string;
  readonly clients: bigint;
  readonly cents: bigint;
  readonly centsSquared: bigint;
}

export function toGroupSum(row: SumRow): GroupSum {
  return {
    provider: nameOf(row, "provider") ?? "",
    group: nameOf(row, "target_group") ?? "",
    clients: wholeOf(row, "clients"),
    cents: wholeOf(row, "cents"),
    centsSquared: wholeOf(row, "cents_squared"),
  };
}

export function* reckonCost(indicator: Indicator, method: CostRatio, context: Context): Asking<Figures> {
  const perGroup = indicator.subject !== "provider";
  const resolved = resolveExclusion(method.year, method.exclude);
  if ("missing" in resolved || !context.question.tables.has("claims"))
    return withoutSums(perGroup, context, "missing" in resolved ? resolved.missing : [claimsOf(method.year)]);
  const { counted } = resolved;
  const sums = (yield* context.lake.rows(query.groupSums(counted))).map(toGroupSum);
  const peers = yield* context.peers(method.year, method.among);
  const national = nationalOf(sums.filter(({ provider }) => peers.providers.has(provider)));
  const notes = yield* leftOutNotes(counted, context);
  const compare = (own: readonly GroupSum[], more: readonly Note[]): Figure =>
    figureOf(indicator, method.year, own, national, more);
  const byProvider = Map.groupBy(sums, ({ provider }) => provider);
  if (!perGroup) {
    const figures = context.providers.map(
      (provider) => [provider, compare(byProvider.get(provider) ?? [], notes.get(provider) ?? [])] as const,
    );
    return { of: "whole", notes: peers.notes, figures: new Map(figures) };
  }
  const parts = context.providers.map((provider) => {
    const groups = byProvider.get(provider) ?? [];
    return [provider, new Map(groups.map((sum) => [sum.group, compare([sum], [])]))] as const;
  });
  return { of: "part", notes: peers.notes, figures: new Map(parts) };
}

export const claimsOf = (year: number): string => `lake.claims@${year}`;

function withoutSums(perGroup: boolean, { providers }: Context, missing: readonly string[]): Figures {
  if (perGroup) return { of: "part", notes: [], figures: new Map() };
  return { of: "whole", notes: [], figures: new Map(providers.map((provider) => [provider, unknown(missing)])) };
}

/** Of a target group: the mean cost of the peers' clients, and the variance of it between clients, where there are two. */
interface National {
  readonly mean: Ratio;
  readonly variance?: Ratio;
}

function nationalOf(sums: readonly GroupSum[]): ReadonlyMap<string, National> {
  const groups = [...Map.groupBy(sums, ({ group }) => group)].map(([group, own]) => {
    const total = (of: (sum: GroupSum) => bigint): bigint => own.reduce((sum, row) => sum + of(row), 0n);
    const [clients, cents, squares] = [
      total((row) => row.clients),
      total((row) => row.cents),
      total((row) => row.centsSquared),
    ];
    const variance = toRatio(clients * squares - cents * cents, clients * (clients - 1n));
    return [group, { mean: toRatio(cents, clients)!, ...(variance && { variance }) }] as const;
  });
  return new Map(groups);
}

function figureOf(
  { type }: Indicator,
  year: number,
  own: readonly GroupSum[],
  national: ReadonlyMap<string, National>,
  notes: readonly Note[],
): Figure {
  const people = own.reduce((sum, { clients }) => sum + clients, 0n);
  if (people === 0n) return unknown([claimsOf(year)], { notes });
  const cells = own.map(({ group, clients, cents }): Cell => ({
    unit: "",
    stratum: group,
    exposure: clients,
    events: cents,
  }));
  const rates = new Map([...national].map(([group, { mean }]) => [group, mean]));
  const [standardised] = standardise(cells, rates) as [Standardised];
  const { observed, expected, ratio, missing } = standardised;
  if (expected === undefined || ratio === undefined) {
    const strangers = missing.map((group) => note("no_peers_in_group", { group }));
    return unknown([claimsOf(year)], { people, notes: [...notes, ...strangers] });
  }
  const variance = varianceOf(own, national);
  const made = { actual_cents: String(observed), expected_cents: decimalText(expected, 0), clients: String(people) };
  return known(type, ratio, {
    interval: variance && scaledInterval(observed, expected, variance),
    people,
    made,
    notes,
  });
}

/** How far a provider with these clients would lie from its expectation by chance; unknown when a group has a single client. */
function varianceOf(own: readonly GroupSum[], national: ReadonlyMap<string, National>): Ratio | undefined {
  return own.reduce<Ratio | undefined>(
    (sum, { group, clients }) => {
      const variance = national.get(group)?.variance;
      if (sum === undefined || variance === undefined) return undefined;
      return toRatio(sum.n * variance.d + clients * variance.n * sum.d, sum.d * variance.d);
    },
    { n: 0n, d: 1n },
  );
}

/** What was left out of each provider's figures, and why. */
export function* leftOutNotes(counted: Counted, context: Context): Asking<ReadonlyMap<string, readonly Note[]>> {
  const rows = yield* context.lake.rows(query.leftOut({ ...counted, targetGroups: [] }));
  return new Map(rows.map((row) => [nameOf(row, "provider") ?? "", notesOf(row, counted)]));
}

function notesOf(row: SumRow, { year, ageUnder }: Counted): Note[] {
  const of = (name: string): bigint => wholeOf(row, name);
  const young = { clients: of("young_clients"), cents: of("young_cents"), age: ageUnder ?? 0n, year };
  const ageless = { clients: of("ageless_clients"), cents: of("ageless_cents") };
  const pending = { lines: of("pending_lines"), cents: of("pending_cents") };
  return [
    ...(young.clients > 0n ? [note("too_young", young)] : []),
    ...(ageless.clients > 0n ? [note("age_unknown", ageless)] : []),
    ...(pending.lines > 0n ? [note("pending", pending)] : []),
  ];
}
