/**
 * Cost per client against the peers: what a provider's clients cost, over what as many clients in the same strata (target group, region,
 * sex, age, as declared) cost the peers on average. The provider is one of its own peers. A client counts in each target group in
 * which, credits taken off, more than nothing was granted; once where target groups are not told apart.
 */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { CaseMix, CostRatio, Counted, Indicator } from "../indicator.ts";
import { scaledInterval } from "../interval.ts";
import { standardise } from "../standardisation.ts";
import type { Cell, Standardised } from "../standardisation.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking, SumRow } from "./asking.ts";
import { resolveExclusion } from "./context.ts";
import type { Context, Figures, Peers } from "./context.ts";
import { decimalText, known, note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** Clients of a provider in a stratum, and their cost. */
export interface StratumSum {
  readonly provider: string;
  /** The target group, where these are told apart. */
  readonly group: string;
  /** All by which clients are told apart: `frail_short female 75`. */
  readonly stratum: string;
  readonly clients: bigint;
  readonly cents: bigint;
  readonly centsSquared: bigint;
}

export function* readStrata(counted: Counted, per: readonly CaseMix[], context: Context): Asking<StratumSum[]> {
  const rows = yield* context.lake.rows(query.stratumSums(counted, per));
  return rows.map((row) => ({
    provider: nameOf(row, "provider") ?? "",
    group: nameOf(row, "target_group") ?? "",
    stratum: per.map((by) => String(row[typeof by === "string" ? by : "age_from"] ?? "")).join(" "),
    clients: wholeOf(row, "clients"),
    cents: wholeOf(row, "cents"),
    centsSquared: wholeOf(row, "cents_squared"),
  }));
}

/** Cost of every provider, and what the peers make of a stratum. */
export interface Costs {
  readonly counted: Counted;
  readonly byProvider: ReadonlyMap<string, readonly StratumSum[]>;
  readonly peers: Peers;
  readonly national: ReadonlyMap<string, National>;
}

/** What the comparison rests on; or what is missing for it. */
export function* readCosts(
  { year, exclude, per, among }: Omit<CostRatio, "kind">,
  context: Context,
): Asking<Costs | { readonly missing: readonly string[] }> {
  const resolved = resolveExclusion(year, exclude);
  if ("missing" in resolved) return resolved;
  if (!context.question.tables.has("claims")) return { missing: [claimsOf(year)] };
  const sums = yield* readStrata(resolved.counted, per, context);
  const peers = yield* context.peers(year, among);
  const national = nationalOf(sums.filter(({ provider }) => peers.providers.has(provider)));
  return { counted: resolved.counted, byProvider: Map.groupBy(sums, ({ provider }) => provider), peers, national };
}

export function* reckonCost(indicator: Indicator, method: CostRatio, context: Context): Asking<Figures> {
  const perGroup = indicator.subject !== "provider";
  const costs = yield* readCosts(method, context);
  if ("missing" in costs) return withoutSums(perGroup, context, costs.missing);
  const { counted, byProvider, peers, national } = costs;
  const notes = yield* leftOutNotes(counted, context);
  const compare = (own: readonly StratumSum[], more: readonly Note[]): Figure =>
    figureOf(indicator, method.year, own, national, more);
  if (!perGroup) {
    const figures = context.providers.map(
      (provider) => [provider, compare(byProvider.get(provider) ?? [], notes.get(provider) ?? [])] as const,
    );
    return { of: "whole", notes: peers.notes, figures: new Map(figures) };
  }
  const parts = context.providers.map((provider) => {
    const groups = Map.groupBy(byProvider.get(provider) ?? [], ({ group }) => group);
    return [provider, new Map([...groups].map(([group, own]) => [group, compare(own, [])]))] as const;
  });
  return { of: "part", notes: peers.notes, figures: new Map(parts) };
}

export const claimsOf = (year: number): string => `lake.claims@${year}`;

export function withoutSums(perGroup: boolean, { providers }: Context, missing: readonly string[]): Figures {
  if (perGroup) return { of: "part", notes: [], figures: new Map() };
  return { of: "whole", notes: [], figures: new Map(providers.map((provider) => [provider, unknown(missing)])) };
}

/** Of a stratum: the mean cost of the peers' clients, and the variance of it between clients, where there are two. */
export interface National {
  readonly mean: Ratio;
  readonly variance?: Ratio;
}

function nationalOf(sums: readonly StratumSum[]): ReadonlyMap<string, National> {
  const strata = [...Map.groupBy(sums, ({ stratum }) => stratum)].map(([stratum, own]) => {
    const total = (of: (sum: StratumSum) => bigint): bigint => own.reduce((sum, row) => sum + of(row), 0n);
    const [clients, cents, squares] = [
      total((row) => row.clients),
      total((row) => row.cents),
      total((row) => row.centsSquared),
    ];
    const variance = toRatio(clients * squares - cents * cents, clients * (clients - 1n));
    return [stratum, { mean: toRatio(cents, clients)!, ...(variance && { variance }) }] as const;
  });
  return new Map(strata);
}

function figureOf(
  { type }: Indicator,
  year: number,
  own: readonly StratumSum[],
  national: ReadonlyMap<string, National>,
  notes: readonly Note[],
): Figure {
  const people = own.reduce((sum, { clients }) => sum + clients, 0n);
  if (people === 0n) return unknown([claimsOf(year)], { notes });
  const { observed, expected, ratio, missing } = againstNational(own, national);
  if (expected === undefined || ratio === undefined) {
    const strangers = missing.map((stratum) => note("no_peers_in_stratum", { stratum }));
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

/** What these clients cost, against what they would at the means of the peers; `own` is not empty. */
export function againstNational(own: readonly StratumSum[], national: ReadonlyMap<string, National>): Standardised {
  const cells = own.map(({ stratum, clients, cents }): Cell => ({
    unit: "",
    stratum,
    exposure: clients,
    events: cents,
  }));
  const rates = new Map([...national].map(([stratum, { mean }]) => [stratum, mean]));
  const [standardised] = standardise(cells, rates) as [Standardised];
  return standardised;
}

/** How far a provider with these clients would lie from its expectation by chance; unknown when a stratum has a single client. */
export function varianceOf(own: readonly StratumSum[], national: ReadonlyMap<string, National>): Ratio | undefined {
  return own.reduce<Ratio | undefined>(
    (sum, { stratum, clients }) => {
      const variance = national.get(stratum)?.variance;
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
