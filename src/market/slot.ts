/**
 * Which provider takes a new client: per region, target group and year of start, 4,096 slots are divided over the providers
 * that serve it, by weight. A client draws a slot, so a provider's chance is known exactly.
 */
import { targetGroups } from "./care.ts";
import { apportion, type Region } from "./place.ts";
import { type Provider, weightIn } from "./provider.ts";
import { rateYear } from "./national-rate.ts";

export const slotCount = 4096;

export interface Slots {
  /** Indices of region, target group and provider. */
  readonly region: number;
  readonly group: number;
  readonly provider: number;
  /** The year in which the episode starts. */
  readonly year: number;
  /** The slots from `from` up to but not including `until` lead to the provider. */
  readonly from: number;
  readonly until: number;
}

export function makeSlots(
  regions: readonly Region[],
  providers: readonly Provider[],
  years: readonly number[],
): readonly Slots[] {
  return [...regions.keys()].flatMap((region) => {
    const local = [...providers.keys()].filter((i) => providers[i]!.places.some((place) => place.region === region));
    return [...targetGroups.keys()].flatMap((group) =>
      years.flatMap((year) => divide(local, { region, group, year }, providers)),
    );
  });
}

function divide(
  local: readonly number[],
  where: { region: number; group: number; year: number },
  providers: readonly Provider[],
): readonly Slots[] {
  const weights = local.map((i) => weightIn(providers[i]!, where.region, where.group, where.year - rateYear));
  let from = 0;
  return apportion(slotCount, weights).flatMap((count, i) => {
    if (count === 0) return [];
    const slots = { ...where, provider: local[i]!, from, until: from + count };
    from += count;
    return [slots];
  });
}
