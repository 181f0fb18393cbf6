/**
 * Outliers: the share of a provider's clients whose cost is extreme within a target group. A fence stands in each group, in whole
 * cents, and a client is an outlier when the cost is above the fence of some group. The fence is the greatest amount that is not
 * extreme, found without rounding, so that the comparison in the lake is between whole numbers:
 *
 *     quartiles_of_log_cost   log cost > Q3 + k (Q3 − Q1) of log cost   ⇔   cost > q3 (q3 / q1)^k, with k = a/b
 *                                                                       ⇔   cost^b > q3^(a+b) / q1^a
 *     deviations_from_mean    cost > mean + k deviations of the sample
 *     percentile              cost > what that share of the clients cost at most
 */
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { Counted, Indicator, OutlierMethod, OutlierRule, OutlierShare } from "../indicator.ts";
import { shareInterval } from "../interval.ts";
import { floorRoot, roundRoot } from "../root.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking, SumRow } from "./asking.ts";
import { resolveExclusion } from "./context.ts";
import type { Context, Figures, Peers } from "./context.ts";
import { claimsOf, leftOutNotes, readStrata } from "./cost.ts";
import { readCostsAt } from "./cost-place.ts";
import { known, note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** The rule with all its values. */
interface Rule {
  readonly method: OutlierMethod;
  readonly multiple: Ratio;
  readonly clientsLeast: bigint;
}

export function* reckonOutliers(indicator: Indicator, method: OutlierShare, context: Context): Asking<Figures> {
  const { providers, question } = context;
  const all = (figure: (provider: string) => Figure, notes: readonly Note[] = []): Figures => ({
    of: "whole",
    notes,
    figures: new Map(providers.map((provider) => [provider, figure(provider)])),
  });
  const resolved = resolveExclusion(method.year, method.exclude);
  const rule = resolveRule(method.rule);
  const missing = [resolved, rule].flatMap((part) => ("missing" in part ? part.missing : []));
  if (!question.tables.has("claims")) missing.push(claimsOf(method.year));
  if (missing.length > 0 || "missing" in resolved || "missing" in rule) return all(() => unknown(missing));
  const { counted } = resolved;
  const peers = yield* context.peers(method.year, method.among);
  const { fences, notes: fenceNotes } = yield* fencesOf(rule, counted, peers, context);
  const rows = new Map(
    (yield* context.lake.rows(query.clientsAbove(counted, fences))).map((row) => [nameOf(row, "provider") ?? "", row]),
  );
  const leftOut = yield* leftOutNotes(counted, context);
  return all(
    (provider) => figureOf(indicator, method.year, rows.get(provider), leftOut.get(provider) ?? []),
    [...peers.notes, ...fenceNotes],
  );
}

function figureOf({ type }: Indicator, year: number, row: SumRow | undefined, notes: readonly Note[]): Figure {
  if (row === undefined) return unknown([claimsOf(year)], { notes });
  const [people, outliers] = [wholeOf(row, "clients"), wholeOf(row, "outliers")];
  const made = { outliers: String(outliers), clients: String(people) };
  return known(type, toRatio(outliers, people)!, { interval: shareInterval(outliers, people), people, made, notes });
}

function resolveRule({ method, multiple, clientsLeast }: OutlierRule): Rule | { readonly missing: readonly string[] } {
  if ("value" in method && "value" in multiple && "value" in clientsLeast)
    return { method: method.value, multiple: multiple.value, clientsLeast: clientsLeast.value };
  return { missing: [method, multiple, clientsLeast].flatMap((given) => ("missing" in given ? [given.missing] : [])) };
}

interface Fences {
  /** Per target group, the greatest cost in cents that is not extreme. */
  readonly fences: ReadonlyMap<string, bigint>;
  readonly notes: readonly Note[];
}

function* fencesOf(rule: Rule, counted: Counted, peers: Peers, context: Context): Asking<Fences> {
  const groups =
    rule.method === "deviations_from_mean"
      ? yield* deviationFences(rule, counted, peers, context)
      : yield* placedFences(rule, counted, peers, context);
  const enough = groups.filter(({ clients }) => clients >= rule.clientsLeast);
  const few = groups.filter(({ clients }) => clients < rule.clientsLeast);
  return {
    fences: new Map(enough.flatMap(({ group, fence }) => (fence === undefined ? [] : [[group, fence]]))),
    notes: [
      ...few.map(({ group, clients }) => note("group_too_small", { group, clients, least: rule.clientsLeast })),
      ...enough.flatMap(({ group, fence }) => (fence === undefined ? [] : [note("fence", { group, cents: fence })])),
    ],
  };
}

interface GroupFence {
  readonly group: string;
  readonly clients: bigint;
  readonly fence: bigint | undefined;
}

/** Fences at a place in the row of all costs of the peers, or beyond the places of the quartiles. */
function* placedFences(rule: Rule, counted: Counted, peers: Peers, context: Context): Asking<GroupFence[]> {
  const table = yield* context.peerTable(peers);
  const isPercentile = rule.method === "percentile";
  const placed = yield* readCostsAt(context.lake, counted, table, isPercentile ? [rule.multiple] : quarters);
  return placed.map(({ group, clients, costs: [first = 0n, third = 0n] }) => {
    const fence = isPercentile ? first : quartileFence(first, third, rule.multiple);
    return { group, clients, fence };
  });
}

const quarters: readonly Ratio[] = [
  { n: 1n, d: 4n },
  { n: 3n, d: 4n },
];

/** The greatest whole number that is not above q3 (q3 / q1)^multiple. */
export function quartileFence(first: bigint, third: bigint, { n: a, d: b }: Ratio): bigint {
  return floorRoot(third ** (a + b) / first ** a, Number(b));
}

function* deviationFences(rule: Rule, counted: Counted, peers: Peers, context: Context): Asking<GroupFence[]> {
  const sums = yield* readStrata(counted, ["target_group"], context);
  const ofPeers = sums.filter(({ provider }) => peers.providers.has(provider));
  return [...Map.groupBy(ofPeers, ({ group }) => group)].map(([group, own]) => {
    const clients = own.reduce((sum, row) => sum + row.clients, 0n);
    const cents = own.reduce((sum, row) => sum + row.cents, 0n);
    const squares = own.reduce((sum, row) => sum + row.centsSquared, 0n);
    return { group, clients, fence: deviationFence({ clients, cents, squares }, rule.multiple) };
  });
}

/** The greatest whole number that is not above mean + multiple × deviation; undefined when one client makes no deviation. */
export function deviationFence(
  { clients, cents, squares }: { readonly clients: bigint; readonly cents: bigint; readonly squares: bigint },
  { n: a, d: b }: Ratio,
): bigint | undefined {
  if (clients < 2n) return undefined;
  const spread = toRatio(a * a * clients * (clients * squares - cents * cents), clients - 1n)!;
  return (b * cents + roundRoot("floor", 0, spread)) / (b * clients);
}
