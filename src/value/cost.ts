/**
 * Cost per client against the peers: what a provider's clients cost, over what as many clients in the same strata (target group, region,
 * sex, age, as declared) cost the peers on average. The provider is one of its own peers. A client counts in each target group in
 * which, credits taken off, more than nothing was granted; once where target groups are not told apart.
 */
import { powerOfTen, roundQuotient, toRatio, unreduced } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { CaseMix, CostRatio, Counted, Indicator } from "../indicator.ts";
import { scaledInterval } from "../interval.ts";
import { add, multiply, ratio } from "../ratio.ts";
import { overOneDenominator, standardise } from "../standardisation.ts";
import type { Rates, Standardised, Weights } from "../standardisation.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking, SumRow } from "./asking.ts";
import { behindOf } from "./behind.ts";
import type { Counted as Weighed } from "./behind.ts";
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

/** The cost of a unit, a provider or a target group of one, against what it was expected to be; and how far chance moves it. */
export interface ComparedCost {
  readonly standardised: Standardised;
  readonly variance?: Ratio;
  /** The strata of which it is not known how far the cost of clients differs, so that there is no variance. */
  readonly unvaried: readonly string[];
}

/** What every unit cost against the peers, without rounding. */
export interface ComparedCosts {
  readonly counted: Counted;
  readonly sums: readonly StratumSum[];
  readonly peers: Peers;
  readonly byUnit: ReadonlyMap<string, ComparedCost>;
}

/**
 * Compares the cost of every provider with the peers, or of every target group of one; or tells what is missing for it. Once, however many
 * indicators rest on it.
 */
export function* compareCosts(
  { year, exclude, per, among }: Omit<CostRatio, "kind">,
  context: Context,
  perGroup = false,
): Asking<ComparedCosts | { readonly missing: readonly string[] }> {
  const resolved = resolveExclusion(year, exclude);
  if ("missing" in resolved) return resolved;
  if (!context.question.tables.has("claims")) return { missing: [claimsOf(year)] };
  const { counted } = resolved;
  const key = `${query.stratumSums(counted, per)} ${JSON.stringify(among)} ${perGroup}`;
  const before = context.costs.get(key);
  if (before !== undefined) return before;
  const sums = yield* readStrata(counted, per, context);
  const peers = yield* context.peers(year, among);
  const compared = { counted, sums, peers, byUnit: compareUnits(sums, peers, perGroup ? groupUnit : providerUnit) };
  context.costs.set(key, compared);
  return compared;
}

const providerUnit = ({ provider }: StratumSum): string => provider;
const groupUnit = ({ provider, group }: StratumSum): string => `${provider} ${group}`;

function compareUnits(
  sums: readonly StratumSum[],
  peers: Peers,
  unitOf: (sum: StratumSum) => string,
): ReadonlyMap<string, ComparedCost> {
  const national = nationalOf(sums.filter(({ provider }) => peers.providers.has(provider)));
  const rows = Map.groupBy(sums, unitOf);
  const cells = sums.map((sum) => ({
    unit: unitOf(sum),
    stratum: sum.stratum,
    exposure: sum.clients,
    events: sum.cents,
  }));
  const byUnit = standardise(cells, national.means).map((standardised) => {
    const own = rows.get(standardised.unit)!;
    const variance = varianceOf(own, national.variances);
    const strata = own.map(({ stratum }) => stratum);
    const unvaried = [...new Set(strata)].filter((stratum) => !national.variances.numerators.has(stratum)).toSorted();
    return [standardised.unit, { standardised, unvaried, ...(variance && { variance }) }] as const;
  });
  return new Map(byUnit);
}

export function* reckonCost(indicator: Indicator, method: CostRatio, context: Context): Asking<Figures> {
  const perGroup = indicator.subject !== "provider";
  const costs = yield* compareCosts(method, context, perGroup);
  if ("missing" in costs) return withoutSums(perGroup, context, costs.missing);
  const { counted, sums, peers, byUnit } = costs;
  const notes = yield* leftOutNotes(counted, context);
  // A group has one mean, which its ratio tells; a provider is told the ratio of all its groups, on which it is judged.
  const behind = perGroup ? behindGroups(costs) : new Map<string, readonly Weighed[]>();
  const figures = new Map(
    [...byUnit].map(([unit, cost]) => {
      const own = perGroup ? [] : (notes.get(unit) ?? []);
      return [unit, figureOf(indicator, method.year, cost, { notes: own, behind: behind.get(unit) })];
    }),
  );
  const nobody = (provider: string): Figure => unknown([claimsOf(method.year)], { notes: notes.get(provider) ?? [] });
  if (!perGroup) {
    const whole = context.providers.map((provider) => [provider, figures.get(provider) ?? nobody(provider)] as const);
    return { of: "whole", notes: peers.notes, figures: new Map(whole) };
  }
  const byProvider = Map.groupBy(sums, providerUnit);
  const parts = context.providers.map((provider) => {
    const own = byProvider.get(provider) ?? [];
    return [provider, new Map(own.map((sum) => [sum.group, figures.get(groupUnit(sum))!]))] as const;
  });
  return { of: "part", notes: peers.notes, figures: new Map(parts) };
}

/** Who stands behind the means that each group of a provider is held against. */
function behindGroups({ sums, peers }: ComparedCosts): ReadonlyMap<string, readonly Weighed[]> {
  const ofPeers = Map.groupBy(
    sums.filter(({ provider }) => peers.providers.has(provider)),
    ({ stratum }) => stratum,
  );
  const strata = new Map([...ofPeers].map(([stratum, own]) => [stratum, behindOf(own)]));
  const clients = new Map(
    [...ofPeers].map(([stratum, own]) => [stratum, own.reduce((sum, row) => sum + row.clients, 0n)]),
  );
  const counted = (own: readonly StratumSum[]): Weighed[] =>
    own.flatMap(({ stratum, clients: count }) => {
      const behind = strata.get(stratum);
      return behind === undefined ? [] : [{ behind, weight: ratio(count, clients.get(stratum)) }];
    });
  const units = [...Map.groupBy(sums, groupUnit)];
  return new Map(units.map(([unit, own]) => [unit, counted(own)]));
}

export const claimsOf = (year: number): string => `lake.claims@${year}`;

export function withoutSums(perGroup: boolean, { providers }: Context, missing: readonly string[]): Figures {
  if (perGroup) return { of: "part", notes: [], figures: new Map() };
  return { of: "whole", notes: [], figures: new Map(providers.map((provider) => [provider, unknown(missing)])) };
}

/** By stratum: the mean cost of the peers' clients, and the variance of it between clients. */
interface National {
  readonly means: Rates;
  readonly variances: Weights;
}

/**
 * Of a single client no variance can be told. It is taken to be that of the other strata beside the square of the mean, as costs
 * vary the more the higher they are: all squares of clients about the mean of their stratum, over those of these means, counted by
 * degrees of freedom (a relative variance pooled over strata; Wolter, Introduction to Variance Estimation, 2007, chapter 7).
 */
function nationalOf(sums: readonly StratumSum[]): National {
  const strata = [...Map.groupBy(sums, ({ stratum }) => stratum)].map(([stratum, own]) => {
    const total = (of: (sum: StratumSum) => bigint): bigint => own.reduce((sum, row) => sum + of(row), 0n);
    const [clients, cents, squares] = [
      total((row) => row.clients),
      total((row) => row.cents),
      total((row) => row.centsSquared),
    ];
    const spread = toRatio(clients * squares - cents * cents, clients * (clients - 1n));
    return { stratum, clients, mean: toRatio(cents, clients)!, variance: spread && roundedUp(spread) };
  });
  const pooled = pooledOf(strata);
  const variances = strata.flatMap(({ stratum, mean, variance }) => {
    const taken = variance ?? (pooled && roundedUp(multiply(pooled, multiply(mean, mean))));
    return taken === undefined ? [] : [[stratum, taken] as const];
  });
  return {
    means: new Map(strata.map(({ stratum, mean }) => [stratum, mean])),
    variances: overOneDenominator(new Map(variances)),
  };
}

/** The clients of the peers in a stratum, what they cost on average, and how far that differs between them. */
interface Spread {
  readonly clients: bigint;
  readonly mean: Ratio;
  readonly variance: Ratio | undefined;
}

/** The variance in the strata beside the squares of their means, each counted by its clients but one; undefined where none has two. */
function pooledOf(strata: readonly Spread[]): Ratio | undefined {
  let [variances, squares]: [Ratio, Ratio] = [ratio(0n), ratio(0n)];
  for (const { clients, mean, variance } of strata) {
    if (variance === undefined) continue;
    const free = ratio(clients - 1n);
    variances = add(variances, multiply(free, variance));
    squares = add(squares, multiply(free, roundedUp(multiply(mean, mean))));
  }
  return toRatio(variances.n * squares.d, variances.d * squares.n);
}

/** To twelve decimals of a cent squared, as little as what a root of it is rounded by; sums of many stay short. */
function roundedUp({ n, d }: Ratio): Ratio {
  return { n: roundQuotient("ceiling", 12, n, d), d: powerOfTen(12) };
}

function figureOf(
  { type }: Indicator,
  year: number,
  {
    standardised: { exposure: people, observed, expected, ratio: quotient, missing },
    variance,
    unvaried,
  }: ComparedCost,
  { notes, behind }: Pick<Figure, "notes"> & { readonly behind: Figure["behind"] | undefined },
): Figure {
  if (expected === undefined || quotient === undefined) {
    const strangers = missing.map((stratum) => note("no_peers_in_stratum", { stratum }));
    return unknown([claimsOf(year)], { people, notes: [...notes, ...strangers] });
  }
  const made = { actual_cents: String(observed), expected_cents: decimalText(expected, 0), clients: String(people) };
  return known(type, quotient, {
    interval: variance && scaledInterval(observed, expected, variance),
    people,
    made,
    ...(behind && { behind }),
    notes: [...notes, ...unvaried.map(singleClient)],
  });
}

/** Why a cost has no interval. */
export const singleClient = (stratum: string): Note => note("single_client", { stratum });

/** How far a provider with these clients would lie from its expectation by chance; unknown when that is so of a stratum. */
function varianceOf(own: readonly StratumSum[], { denominator, numerators }: Weights): Ratio | undefined {
  if (!own.every(({ stratum }) => numerators.has(stratum))) return undefined;
  const sum = own.reduce((total, { stratum, clients }) => total + clients * numerators.get(stratum)!, 0n);
  return unreduced(sum, denominator);
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
