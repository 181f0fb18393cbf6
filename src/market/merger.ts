/**
 * Mergers: halfway the year of the rates some small providers of an unruly market go on under the code, the contract and the tariffs
 * of a large neighbour, with their clients, their staff and their own way of working. Claims show one provider that ends and
 * another that grows; the truth tells who went where.
 */
import { chance } from "./chance.ts";
import { rateYear } from "./national-rate.ts";
import type { Provider } from "./provider.ts";

/** From this month on, as year × 12 + month - 1: July of the year of the rates. */
export const mergerMonth = rateYear * 12 + 6;

/** One in so many providers is taken over. */
const rarity = 12;

/** Who takes over whom, by place in the market: absorbed → goes on as. Nobody is both. */
export type Mergers = ReadonlyMap<number, number>;

/** The mergers of a market of so many regions: in each the largest takes over some of the small ones that work there alone. */
export function makeMergers(providers: readonly Provider[], seed: number): Mergers {
  const mergers = new Map<number, number>();
  for (const [i, { id, places }] of providers.entries()) {
    const home = places[0]!.region;
    const largest = largestIn(providers, home);
    const small = places.length === 1 && places[0]!.weight < 1000;
    if (i !== largest && small && chance(seed, "merger", id).below(rarity) === 0) mergers.set(i, largest);
  }
  return mergers;
}

function largestIn(providers: readonly Provider[], region: number): number {
  let largest = -1;
  for (const [i, { places }] of providers.entries()) {
    const [home] = places;
    const most = providers[largest]?.places[0]!.weight ?? 0;
    if (home!.region === region && home!.weight > most) largest = i;
  }
  return largest;
}

/** Who claims what a provider delivers in a year, and in which of its months: a month from, and one up to but not including. */
export function claimantsOf(
  mergers: Mergers,
  provider: number,
  year: number,
): readonly { readonly provider: number; readonly from: number; readonly until: number }[] {
  const [january, next] = [year * 12, (year + 1) * 12];
  const into = mergers.get(provider);
  if (into === undefined || mergerMonth >= next) return [{ provider, from: january, until: next }];
  if (mergerMonth <= january) return [{ provider: into, from: january, until: next }];
  return [
    { provider, from: january, until: mergerMonth },
    { provider: into, from: mergerMonth, until: next },
  ];
}
