/**
 * The limits of a funnel: how far a figure may lie from the target by chance, at every number of clients. Cost: what chance does to a
 * mean of so many clients, widened by what lies between providers beside it. Shares: exact, by the binomial distribution.
 */
import { overdispersion, shareLimitsAt, widenedLimits } from "../../src/funnel.ts";
import type { Limits, Measured } from "../../src/funnel.ts";
import type { FunnelLimit } from "./funnel.ts";

/** A figure with the lower end of its 95 % interval, and the clients that it rests on. */
export interface Placed {
  readonly clients: number;
  readonly value: number;
  readonly low: number;
}

/** The tails beyond 95 % and 99.8 %, as funnels have them (Spiegelhalter 2005), and how many deviations the first is. */
const [surprising, alarming, deviations] = [0.025, 0.001, 1.96];

type Four = [number, number, number, number];

/** Around 1, as expected. The interval of a ratio tells what chance does to it; a client is as uncertain everywhere, on average. */
export function costLimits(figures: readonly Placed[]): FunnelLimit[] {
  const told = figures.filter(({ low, value }) => low > 0 && value > low);
  if (told.length === 0) return [];
  const measured = told.map(({ value, low }): Measured => ({ value, deviation: (value / low - 1) / deviations }));
  const perClient = told.reduce((sum, { clients }, i) => sum + clients * measured[i]!.deviation ** 2, 0) / told.length;
  const { between } = overdispersion(measured, 1);
  return along(figures, (clients, tail) => widenedLimits(Math.sqrt(perClient / clients), between, tail, 1));
}

/** Around the share of all clients together. */
export function shareLimits(figures: readonly Pick<Placed, "clients">[], target: number): FunnelLimit[] {
  return along(figures, (clients, tail) => shareLimitsAt(Math.round(clients), tail, target));
}

/** From the fewest clients to the most, in steps of like proportion. */
function along(
  figures: readonly Pick<Placed, "clients">[],
  limitsAt: (clients: number, tail: number) => Limits,
): FunnelLimit[] {
  const sizes = figures.map(({ clients }) => clients);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  // Enough steps for a line that looks smooth.
  return Array.from({ length: 40 }, (_, i) => {
    const clients = least * (most / least) ** (i / 39);
    const [[low95, high95], [low998, high998]] = [limitsAt(clients, surprising), limitsAt(clients, alarming)];
    const [a, b, c, d] = [low95, high95, low998, high998].map((limit) => Math.max(0, limit)) as Four;
    return { clients, low95: a, high95: b, low998: c, high998: d };
  });
}
