/** Which plots a value model has: a funnel for every ratio and share of clients, and a caterpillar of every ratio. */
import type { Indicator } from "../../src/indicator.ts";
import type { Policy } from "../../src/policy.ts";
import type { Round } from "../../src/round.ts";
import type { Figure, Reckoning } from "../../src/value.ts";
import { choiceText, indicatorLabel } from "../label.ts";
import type { Language } from "../text.ts";
import type { Caterpillar } from "./caterpillar.ts";
import type { Funnel, FunnelPoint } from "./funnel.ts";
import { countedText } from "./counted.ts";
import { costLimits, shareLimits } from "./limit.ts";
import { withYears } from "./year.ts";

interface Plotted extends FunnelPoint {
  readonly low: number;
  readonly high?: number;
}

/** A funnel for every ratio of observed to expected cost, around 1, and for every share of clients, around that of all. */
export function funnelsOf(
  { policy, reckoning, proposals, insurers }: Pick<Round, "policy" | "reckoning" | "proposals" | "insurers">,
  lang: Language,
  indicators = reckoning.indicators,
): Funnel[] {
  const classOf = new Map(
    proposals.map(({ provider, told }) => [provider, told.find(({ decision }) => decision === "class")?.outcome]),
  );
  return indicators.flatMap((indicator): Funnel[] => {
    const isCost = isCostRatio(indicator);
    if (!isCost && (indicator.subject !== "provider" || indicator.method.kind !== "outlier-share")) return [];
    const points = pointsOf(indicator, reckoning).map((point) => {
      const outcome = classOf.get(point.provider);
      const known = outcome?.status === "decided" &&
        typeof outcome.value === "string" && { class: choiceText(outcome.value, "class", policy, lang) };
      return { ...point, ...known };
    });
    if (points.length === 0) return [];
    const people = points.reduce((sum, { clients }) => sum + clients, 0);
    const target = isCost ? 1 : points.reduce((sum, { clients, value }) => sum + clients * value, 0) / people;
    const limits = isCost ? costLimits(points) : shareLimits(points, target);
    const label = withYears(indicatorLabel(indicator.id, policy, lang), indicator, reckoning.indicators);
    return [{ label, target, points, limits, counted: countedText(insurers, lang) }];
  });
}

/** Every provider's ratio of observed to expected cost with its interval. */
export function caterpillarsOf(policy: Policy, reckoning: Reckoning, lang: Language): Caterpillar[] {
  return reckoning.indicators.filter(isCostRatio).map((indicator) => ({
    label: indicatorLabel(indicator.id, policy, lang),
    target: 1,
    rows: pointsOf(indicator, reckoning).map(({ provider, ...row }) => ({ label: provider, ...row })),
  }));
}

function isCostRatio({ subject, method }: Indicator): boolean {
  return subject === "provider" && method.kind === "mean-per-person-against-peers";
}

function pointsOf(indicator: Indicator, { providers }: Reckoning): Plotted[] {
  return [...providers].flatMap(([provider, { own }]) => {
    const figure = own.get(indicator.id);
    const point = figure && numbersOf(figure, indicator.type.scale);
    const clients = Number(figure?.people ?? 0n);
    return point === undefined || clients === 0 ? [] : [{ provider, clients, ...point }];
  });
}

/** A figure as numbers to draw with; undefined where it is not known. */
export function numbersOf(
  { value, interval }: Figure,
  scale: number,
): { readonly value: number; readonly low: number; readonly high?: number } | undefined {
  if (value === undefined) return undefined;
  const number = (digits: bigint): number => Number(digits) / 10 ** scale;
  const { low = value, high } = interval ?? {};
  return { value: number(value), low: number(low), ...(high !== undefined && { high: number(high) }) };
}
