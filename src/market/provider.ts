/**
 * Who delivers the care, and the truth about them that a value model tries to find from claims and questionnaires: how many
 * hours they need for the same client (efficiency), how good they are (quality), how often a client runs out of hand (outliers),
 * whom they serve (tilt), and how they grow.
 */
import { type Chance, chance, exponential } from "./chance.ts";
import { targetGroups } from "./care.ts";
import { providerName } from "./name.ts";
import { apportion, type Region } from "./place.ts";
import type { Size } from "./size.ts";
import type { Unrest } from "./unrest.ts";

export interface Provider {
  /** A made-up AGB code. */
  readonly id: string;
  readonly name: string;
  /** By the hour, or a fixed amount per client per month in the experiment with monthly funding. */
  readonly funding: "hourly" | "monthly";
  /** In which regions it works, and how large it is there beside others, in thousandths of the average provider. */
  readonly places: readonly { readonly region: number; readonly weight: number }[];
  /** Thousandths of the care that an average provider gives the same client: below 1000 is thriftier. */
  readonly efficiency: number;
  /** Thousandths of a standard deviation: above 0 is better than average. */
  readonly quality: number;
  /** Of `outlierScale` episodes, how many become outliers. */
  readonly outliers: number;
  /** Growth of its share of new clients per year, in thousandths on the log scale. */
  readonly growth: number;
  /** Per target group, how much it is drawn to it, in thousandths; 0 does not serve it. */
  readonly tilt: readonly number[];
  /** Its agreed tariffs in thousandths of the usual ones. */
  readonly tariff: number;
  /** Absent in a plain market. */
  readonly unrest?: Unrest;
}

export const outlierScale = 10_000;

const spread = { size: 1800, efficiency: 120, outliers: 400, tilt: 300, growth: 60, tariff: 15 };

/** The providers of a market, numbered through the regions; in each region the largest serves every target group. */
export function makeProviders(size: Size, seed: number, regions: readonly Region[]): readonly Provider[] {
  const perRegion = apportion(
    size.providers,
    regions.map((region) => region.weight),
  );
  const homes = perRegion.flatMap((count, region) => Array.from({ length: count }, (_, rank) => ({ region, rank })));
  return homes.map(({ region, rank }, i) => makeProvider(i, region, rank === 0, chance(seed, "provider", i), regions));
}

function makeProvider(
  index: number,
  home: number,
  leading: boolean,
  draw: Chance,
  regions: readonly Region[],
): Provider {
  const own = Math.min(12_000, Math.max(40, draw.logNormal(spread.size)));
  const weight = leading ? own + 4000 : own;
  const neighbour = (home + 1) % regions.length;
  const wide = weight > 3000 && neighbour !== home;
  const quality = draw.normal();
  return {
    id: String(42_900_001 + index),
    name: providerName(index),
    funding: !leading && draw.below(10) === 0 ? "monthly" : "hourly",
    places: [{ region: home, weight }, ...(wide ? [{ region: neighbour, weight: Math.floor(weight / 4) }] : [])],
    efficiency: draw.logNormal(spread.efficiency),
    quality,
    outliers: Math.round((60 * draw.logNormal(spread.outliers)) / 1000),
    growth: Math.round((spread.growth * draw.normal()) / 1000 + quality / 100),
    tilt: targetGroups.map((group) => {
      const rare = group.service === "1038" ? 4 : group.service === "1037" ? 2 : 1;
      const serves = leading || draw.below(rare) === 0;
      const pull = draw.logNormal(spread.tilt);
      return serves ? pull : 0;
    }),
    tariff: 1000 + Math.round((spread.tariff * draw.normal()) / 1000),
  };
}

/** Thousandths of the care that an average provider gives an average client of the group: how it works, and how heavy its clients are. */
export function intensityOf({ efficiency, unrest }: Provider): number {
  return unrest === undefined ? efficiency : Math.round((efficiency * unrest.severity) / 1000);
}

/** How heavily a provider weighs for new clients of a target group in a region, `years` after the year of the rates. */
export function weightIn(provider: Provider, region: number, group: number, years: number): number {
  const place = provider.places.find((candidate) => candidate.region === region);
  if (place === undefined) return 0;
  const growth = provider.growth + (provider.unrest?.drift[group] ?? 0);
  const pull = place.weight * provider.tilt[group]! * exponential(growth * years);
  return Math.floor(pull / 1000);
}
