/**
 * Figures made of figures: one row of them per provider, and what the peers make of an amount: their mean, deviation and total, the
 * amount at a share of their row, and the place of each in it.
 */
import { powerOfTen, roundQuotient, toDecimalText, toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Amount, Indicator, OfPart, PeerQuantile, PeerRank, PeerStatistic, Ties } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { missingRuleOf } from "../program.ts";
import { roundRoot } from "../root.ts";
import { digitsOf, forEach } from "./amount.ts";
import type { Amounts, Owner } from "./amount.ts";
import type { Context, Figures } from "./context.ts";
import { known, note, ratioOf, unknown } from "./figure.ts";
import type { Ends, Figure } from "./figure.ts";
import { byRegion } from "./provider.ts";

/** Of each part the figure of the indicator that stands for it, at the scale of this one; or what the policy takes it to be. */
export function reckonOfPart(indicator: Indicator, { from }: OfPart, context: Context): Figures {
  const rows = context.providers.map((provider) => {
    const row = [...from].map(([member, id]): [string, Figure] => {
      const figures = context.done.get(id);
      const figure = figures?.of === "whole" ? figures.figures.get(provider) : undefined;
      return [member, standingFor(indicator, context.indicator(id), figure, context.policy)];
    });
    return [provider, new Map(row)] as const;
  });
  return { of: "part", notes: [], figures: new Map(rows) };
}

/** The figure of another indicator as that of a part. */
export function standingFor(
  { type }: Indicator,
  source: Indicator,
  figure: Figure | undefined,
  policy: Policy,
): Figure {
  return rescaled(orTaken(figure, source.id, policy), source.type.scale, type.scale);
}

function orTaken(figure: Figure | undefined, id: string, policy: Policy): Figure {
  const rule = figure?.value === undefined ? missingRuleOf(policy, `indicator.${id}`) : undefined;
  if (rule === undefined) return figure ?? unknown([`indicator.${id}`]);
  return {
    value: rule.value as bigint,
    missing: [],
    made: {},
    notes: [...(figure?.notes ?? []), note("taken_when_missing")],
  };
}

function rescaled(figure: Figure, from: number, to: number): Figure {
  const at = (mode: "half_up" | "floor" | "ceiling", digits: bigint): bigint =>
    roundQuotient(mode, to, digits, powerOfTen(from));
  const { value, interval, ...rest } = figure;
  const ends: Ends | undefined = interval && {
    method: interval.method,
    low: at("floor", interval.low),
    ...(interval.high !== undefined && { high: at("ceiling", interval.high) }),
  };
  return { ...rest, ...(value !== undefined && { value: at("half_up", value) }), ...(ends && { interval: ends }) };
}

type OverPeers = PeerStatistic | PeerQuantile | PeerRank;

/**
 * A statistic over the peers of which the amount is known; each counts once. All but a rank are the same for everybody, peer or not. Of a
 * part the peers' same part counts, of a region every region.
 */
export function reckonPeers(indicator: Indicator, method: OverPeers, context: Context): Figures {
  /** By part, the known amounts of the peers; and the same, rising. */
  const byPeer = new Map<string, ReadonlyMap<string, bigint>>();
  const rows = new Map<string, readonly bigint[]>();
  /** What is the same for many is reckoned once. */
  const statistics = new Map<string, Figure>();
  const units = indicator.subject === "region" ? [...byRegion(context).keys()] : context.among(method.among);
  const rowOf = ({ part }: Owner): readonly bigint[] => {
    const key = part?.member ?? "";
    const before = rows.get(key);
    if (before !== undefined) return before;
    const amounts = units.flatMap((unit) => {
      const digits = digitsOf(method.of, { unit, ...(part && { part }) }, context);
      return digits === undefined ? [] : [[unit, digits] as const];
    });
    byPeer.set(key, new Map(amounts));
    const row = rising(amounts.map(([, digits]) => digits));
    rows.set(key, row);
    return row;
  };
  if (method.kind === "peer-rank") context.rows.set(indicator.id, byPeer);
  return forEach(indicator, context, (owner) => {
    const row = rowOf(owner);
    const made = { peers: String(row.length) };
    if (row.length === 0) return unknown([method.of.key], { made });
    switch (method.kind) {
      case "peer-rank":
        return rankIn(row, indicator, method, digitsOf(method.of, owner, context));
      case "peer-quantile": {
        const at = shareOf(method.at, owner, context);
        if (at === undefined) return unknown([method.at.key], { made });
        return known(indicator.type, ratioOf(row[placeOf(at, row.length)]!, method.of.type.scale), { made });
      }
      default: {
        const span = spanOf(row, method, owner, context);
        if ("missing" in span) return unknown(span.missing);
        const key = `${owner.part?.member ?? ""} ${span.low} ${span.high}`;
        const figure = statistics.get(key) ?? statisticOf(row.slice(span.low, span.high), indicator, method);
        statistics.set(key, figure);
        return figure;
      }
    }
  });
}

function rising(row: readonly bigint[]): readonly bigint[] {
  return row.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

function shareOf(amount: Amount, owner: Owner, context: Context): Ratio | undefined {
  const digits = digitsOf(amount, owner, context);
  return digits === undefined ? undefined : ratioOf(digits, amount.type.scale);
}

/** The place in a row, counted from zero, of the first of which at least this share is at it or before it. */
function placeOf({ n, d }: Ratio, count: number): number {
  const place = Number((n * BigInt(count) + d - 1n) / d);
  return Math.max(place, 1) - 1;
}

/** At which place of a row a share of it lies: a stretch begins at the place that it cuts, and ends behind the one that it cuts. */
function boundaryAt(mode: "floor" | "ceiling", { n, d }: Ratio, count: number): number {
  return Number(roundQuotient(mode, 0, n * BigInt(count), d));
}

/** A provider's place when its own amount is another and those of the others are as they were; a peer stays one of the row. */
export function rankAgain(
  indicator: Indicator,
  method: PeerRank,
  row: ReadonlyMap<string, bigint>,
  owner: Owner,
  amounts: Amounts,
): Figure {
  const own = digitsOf(method.of, owner, amounts);
  const others = [...row].flatMap(([peer, digits]) => (peer === owner.unit ? [] : [digits]));
  const all = own !== undefined && row.has(owner.unit) ? [...others, own] : others;
  return all.length === 0 ? unknown([method.of.key]) : rankIn(all, indicator, method, own);
}

/** The share of a row that is below an amount; of those that are equal to it none, half or all, as declared. */
function rankIn(row: readonly bigint[], { type }: Indicator, { of, ties }: PeerRank, own: bigint | undefined): Figure {
  const made = { peers: String(row.length) };
  if (own === undefined) return unknown([of.key], { made });
  const below = row.filter((digits) => digits < own).length;
  const equal = row.filter((digits) => digits === own).length;
  return known(type, toRatio(BigInt(2 * below + halves[ties] * equal), BigInt(2 * row.length))!, { made });
}

const halves: Readonly<Record<Ties, number>> = { none: 0, half: 1, all: 2 };

/**
 * From which place up to which a row counts: all of it, or whoever has any of its place between two shares. The first is the smaller, as
 * the declaration was read, so that somebody always does.
 */
function spanOf(
  row: readonly bigint[],
  { between }: PeerStatistic,
  owner: Owner,
  context: Context,
): { readonly low: number; readonly high: number } | { readonly missing: readonly string[] } {
  if (between === undefined) return { low: 0, high: row.length };
  const [low, high] = between.map((end) => shareOf(end, owner, context));
  const open = between.filter((_, i) => [low, high][i] === undefined);
  if (low === undefined || high === undefined) return { missing: open.map(({ key }) => key) };
  return { low: boundaryAt("floor", low, row.length), high: boundaryAt("ceiling", high, row.length) };
}

function statisticOf(values: readonly bigint[], { type }: Indicator, { kind, of }: PeerStatistic): Figure {
  const count = BigInt(values.length);
  const made = { peers: String(count), ...largestOf(values) };
  const sum = values.reduce((total, value) => total + value, 0n);
  const one = powerOfTen(of.type.scale);
  if (kind === "peer-sum") return known(type, toRatio(sum, one)!, { made });
  if (kind === "peer-mean") return known(type, toRatio(sum, count * one)!, { made });
  if (count === 1n) return unknown([of.key], { made, notes: [note("too_few_peers")] });
  const squares = values.reduce((total, value) => total + value * value, 0n);
  const variance = toRatio(count * squares - sum * sum, count * (count - 1n) * one * one)!;
  return { value: roundRoot("half_up", type.scale, variance), missing: [], made, notes: [] };
}

/**
 * How much of the total, signs apart, the largest of the amounts is to the second largest, who can take its own out of it: of one who
 * dominates, a mean tells the figure. To everybody else it is less.
 */
function largestOf(values: readonly bigint[]): { readonly largest_share?: string } {
  const sizes = values.map((value) => (value < 0n ? -value : value)).toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const [largest = 0n, second = 0n] = sizes;
  const total = sizes.reduce((sum, size) => sum + size, 0n) - second;
  // Six decimals tell any two shares of a market apart; rounded upwards, so that a share at the limit is not taken to be within it.
  return total === 0n ? {} : { largest_share: toDecimalText(roundQuotient("up", 6, largest, total), 6) };
}
