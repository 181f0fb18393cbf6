/** What there is to spend in a region, or in all, and on whom. */
import type { FittedPortion, Portion, Room } from "../budget.ts";
import { add, compare, ratio, zero } from "../ratio.ts";

/** What may be spent on the portions in a room. */
export function availableIn({ budget, newcomers, reserved }: Room): bigint {
  return budget - newcomers - reserved;
}

/** Whether a room is for a portion: the whole is for all. */
export function isIn(portion: Portion, room: Room): boolean {
  return room.region === undefined || room.region === portion.region;
}

/**
 * What the portions in a room come to, against what there is for them: negative, zero or positive as they leave something, nothing,
 * or less.
 */
export function spentIn(portions: readonly FittedPortion[], room: Room): number {
  const own = portions.filter((portion) => isIn(portion, room));
  const spent = own.reduce((all, { exact }) => add(all, exact), zero);
  return compare(spent, ratio(availableIn(room)));
}
