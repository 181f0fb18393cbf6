/**
 * Price against use: why is a provider's cost ratio what it is? All that it was granted, over what the same quantities would have been at
 * reference prices, is the part that prices make. What is left of the ratio is the part that use makes: care in price-neutral units, over
 * what the peers would have given the same clients. The product of the two is the ratio, exactly, before either is rounded.
 *
 *     price = granted / Σ quantity × reference price          use = ratio / price
 *
 * A price has no age: quantities are of all granted care of the year, also of clients who do not count in the ratio. A month of care and an
 * hour of it are different things, each with a price of its own.
 */
import { toRatio, unreduced } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { CostPart, Indicator, ReferencePrices } from "../indicator.ts";
import { scaledInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import { ratio } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { overOneDenominator } from "../standardisation.ts";
import type { Weights } from "../standardisation.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Asking } from "./asking.ts";
import { behindOf } from "./behind.ts";
import type { Behind, Counted } from "./behind.ts";
import type { Context, Figures, Peers } from "./context.ts";
import { claimsOf, compareCosts, singleClient, withoutSums } from "./cost.ts";
import type { ComparedCost } from "./cost.ts";
import { decimalText, known, note, unknown } from "./figure.ts";
import type { Figure } from "./figure.ts";

/** How much of a service in a unit a provider was granted, and for what. */
interface Granted {
  readonly provider: string;
  readonly service: string;
  readonly unit: string;
  readonly quantity: bigint;
  readonly cents: bigint;
}

/** What one unit of each service costs everywhere, and which peers made that so; of a maximum tariff, none. */
interface References {
  readonly prices: Weights;
  readonly peers: ReadonlyMap<string, number>;
  readonly behind: ReadonlyMap<string, Delivered>;
}

/** The peers behind a mean price, and all that they delivered. */
interface Delivered {
  readonly behind: Behind;
  readonly quantity: bigint;
}

/** Of each provider the part of its cost ratio that the declaration asks for. */
export function* reckonCostPart(indicator: Indicator, method: CostPart, context: Context): Asking<Figures> {
  const costs = yield* compareCosts(method, context);
  if ("missing" in costs) return withoutSums(false, context, costs.missing);
  const { insurers } = context.question;
  const rows = yield* context.lake.rows(query.granted({ year: method.year, ...(insurers && { insurers }) }));
  const granted = rows.map((row): Granted => ({
    provider: nameOf(row, "provider") ?? "",
    service: nameOf(row, "service") ?? "",
    unit: nameOf(row, "unit") ?? "",
    quantity: wholeOf(row, "quantity"),
    cents: wholeOf(row, "cents"),
  }));
  const references = referencesOf(method.prices, granted, costs.peers, method.year, context);
  const byProvider = Map.groupBy(granted, ({ provider }) => provider);
  const figures = context.providers.map((provider) => {
    const cost = costs.byUnit.get(provider);
    if (cost === undefined) return [provider, unknown([claimsOf(method.year)])] as const;
    return [provider, figureOf(indicator, method, cost, byProvider.get(provider) ?? [], references)] as const;
  });
  return { of: "whole", notes: costs.peers.notes, figures: new Map(figures) };
}

/** A service in a unit: an hour of it is not a month of it. */
const keyOf = ({ service, unit }: { readonly service: string; readonly unit: string }): string => `${service} ${unit}`;

function referencesOf(
  prices: ReferencePrices,
  granted: readonly Granted[],
  peers: Peers,
  year: number,
  { question }: Context,
): References {
  if (prices === "maximum") {
    const own = (question.quality?.tariffs ?? []).filter((tariff) => tariff.year === year);
    return {
      prices: overOneDenominator(new Map(own.map((tariff) => [keyOf(tariff), ratio(tariff.cents)]))),
      peers: new Map(own.map((tariff) => [keyOf(tariff), peers.providers.size])),
      behind: new Map(),
    };
  }
  const ofPeers = Map.groupBy(
    granted.filter(({ provider }) => peers.providers.has(provider)),
    keyOf,
  );
  const total = (rows: readonly Granted[], of: (row: Granted) => bigint): bigint =>
    rows.reduce((sum, row) => sum + of(row), 0n);
  const means = [...ofPeers].flatMap(([key, rows]): [string, Ratio][] => {
    const price = toRatio(
      total(rows, ({ cents }) => cents),
      total(rows, ({ quantity }) => quantity),
    );
    return price === undefined ? [] : [[key, price]];
  });
  const behind = [...ofPeers].map(([key, rows]): [string, Delivered] => {
    return [key, { behind: behindOf(rows), quantity: total(rows, ({ quantity }) => quantity) }];
  });
  return {
    prices: overOneDenominator(new Map(means)),
    peers: new Map([...ofPeers].map(([key, rows]) => [key, rows.length])),
    behind: new Map(behind),
  };
}

function figureOf(
  { type }: Indicator,
  { kind, year }: CostPart,
  { standardised: { observed, expected, exposure: people, ratio: total }, variance, unvaried }: ComparedCost,
  granted: readonly Granted[],
  { prices, peers, behind }: References,
): Figure {
  const priceless = granted.filter((row) => !prices.numerators.has(keyOf(row)));
  if (priceless.length > 0) {
    const notes = priceless.map(({ service, unit }) => note("no_reference_price", { service, unit }));
    return unknown([claimsOf(year)], { notes });
  }
  const cents = granted.reduce((sum, row) => sum + row.cents, 0n);
  const atReference = unreduced(
    granted.reduce((sum, row) => sum + row.quantity * prices.numerators.get(keyOf(row))!, 0n),
    prices.denominator,
  );
  if (total === undefined || expected === undefined || cents <= 0n || atReference.n <= 0n)
    return unknown([claimsOf(year)], { notes: [note("nothing_below_the_line")] });
  const made = {
    granted_cents: String(cents),
    reference_cents: decimalText(atReference, 0),
    peers: String(Math.min(...granted.map((row) => peers.get(keyOf(row))!))),
  };
  const stood = behind.size > 0 && { behind: standingBehind(granted, behind) };
  const price = over({ n: cents, d: 1n }, atReference);
  if (kind === "price-part") return known(type, price, { made, ...stood });
  const interval = variance && scaledInterval(observed, expected, variance);
  return known(type, over(total, price), {
    made: { ...made, actual_cents: String(observed), expected_cents: decimalText(expected, 0) },
    ...stood,
    interval: interval && atPrice(interval, price),
    people,
    notes: unvaried.map(singleClient),
  });
}

/** Who stands behind the mean prices at which a provider's own quantities were reckoned. */
function standingBehind(granted: readonly Granted[], behind: References["behind"]): readonly Counted[] {
  return granted.map((row) => {
    const delivered = behind.get(keyOf(row))!;
    return { behind: delivered.behind, weight: ratio(row.quantity, delivered.quantity) };
  });
}

/** One quotient over another. */
function over(a: Ratio, b: Ratio): Ratio {
  return unreduced(a.n * b.d, a.d * b.n);
}

/**
 * The interval of the whole ratio, without what the price makes of it: chance is in who the clients were, and not in what an hour
 * costs.
 */
function atPrice({ method, low, high }: Interval, price: Ratio): Interval {
  return { method, low: over(low, price), ...(high && { high: over(high, price) }) };
}
