/** What there is to spend in a region, or in all, and on whom. */
import type { Portion, Room } from "../budget.ts";

/** What may be spent on the portions in a room. */
export function availableIn({ budget, newcomers, reserved }: Room): bigint {
  return budget - newcomers - reserved;
}

/** Whether a room is for a portion: the whole is for all. */
export function isIn(portion: Portion, room: Room): boolean {
  return room.region === undefined || room.region === portion.region;
}
