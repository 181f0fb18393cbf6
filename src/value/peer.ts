/** Figures made of figures: one row of them per provider, and the mean and deviation of the peers that each is held against. */
import { powerOfTen, roundQuotient, toRatio } from "../decimal.ts";
import type { Indicator, OfPart, PeerStatistic } from "../indicator.ts";
import { roundRoot } from "../root.ts";
import type { Context, Figures } from "./context.ts";
import { known, note, unknown } from "./figure.ts";
import type { Ends, Figure } from "./figure.ts";

/** Of each part the figure of the indicator that stands for it, at the scale of this one. */
export function reckonOfPart({ type }: Indicator, { from }: OfPart, context: Context): Figures {
  const rows = context.providers.map((provider) => {
    const row = [...from].map(([member, id]): [string, Figure] => {
      const figures = context.done.get(id);
      const figure = figures?.of === "whole" ? figures.figures.get(provider) : undefined;
      const { scale } = context.indicator(id).type;
      return [member, figure === undefined ? unknown([`indicator.${id}`]) : rescaled(figure, scale, type.scale)];
    });
    return [provider, new Map(row)] as const;
  });
  return { of: "part", notes: [], figures: new Map(rows) };
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

/**
 * The mean, or the deviation of the sample, of an indicator over the peers of which it is known; each counts once. It is the same for
 * all, peers or not. A deviation takes two peers.
 */
export function reckonPeers(indicator: Indicator, method: PeerStatistic, context: Context): Figures {
  const peers = new Set(context.among(method.among));
  const of = context.done.get(method.of);
  const { scale } = context.indicator(method.of).type;
  const statistic = (figures: readonly (Figure | undefined)[]): Figure => {
    const values = figures.flatMap((figure) => figure?.value ?? []);
    return values.length === 0 ? unknown([`indicator.${method.of}`]) : statisticOf(indicator, method, values, scale);
  };
  if (of === undefined || of.of === "whole") {
    const entries = [...(of?.figures ?? [])];
    const own = entries
      .filter(([unit]) => indicator.subject === "region" || peers.has(unit))
      .map(([, figure]) => figure);
    const figure = statistic(own);
    return { of: "whole", notes: [], figures: new Map(entries.map(([unit]) => [unit, figure])) };
  }
  const members = new Set([...of.figures.values()].flatMap((parts) => [...parts.keys()]));
  const byMember = new Map(
    [...members].map((member) => {
      const own = [...of.figures].filter(([provider]) => peers.has(provider));
      return [member, statistic(own.map(([, parts]) => parts.get(member)))] as const;
    }),
  );
  const rows = [...of.figures].map(
    ([provider, parts]) =>
      [provider, new Map([...parts.keys()].map((member) => [member, byMember.get(member)!]))] as const,
  );
  return { of: "part", notes: [], figures: new Map(rows) };
}

function statisticOf(
  { type }: Indicator,
  { kind, of }: PeerStatistic,
  values: readonly bigint[],
  scale: number,
): Figure {
  const count = BigInt(values.length);
  const made = { peers: String(count) };
  const sum = values.reduce((total, value) => total + value, 0n);
  if (kind === "peer-mean") return known(type, toRatio(sum, count * powerOfTen(scale))!, { made });
  if (count < 2n) return unknown([`indicator.${of}`], { made, notes: [note("too_few_peers")] });
  const squares = values.reduce((total, value) => total + value * value, 0n);
  const variance = toRatio(count * squares - sum * sum, count * (count - 1n) * powerOfTen(2 * scale))!;
  return { value: roundRoot("half_up", type.scale, variance), missing: [], made, notes: [] };
}
