/** Why proposals cannot be fitted: every pair of bounds that cannot both hold, with the amount by which they clash. */
import type { Portion, Room } from "../budget.ts";
import { availableIn, isIn } from "./room.ts";

/** Amounts in cents; a room without a region is the whole. */
export type Clash =
  /** What is kept for newcomers and who stands apart is more than the budget. */
  | { readonly code: "budget-overdrawn"; readonly room: Room; readonly short: bigint }
  /** The floors of the portions in a room are together more than it has for them. */
  | { readonly code: "floors-above-budget"; readonly room: Room; readonly floors: bigint; readonly short: bigint }
  /** A portion may not fall below one bound and not rise above the other. */
  | { readonly code: "floor-above-cap"; readonly portion: Portion; readonly short: bigint };

export function clashesOf(portions: readonly Portion[], rooms: readonly Room[]): Clash[] {
  const crossed = portions.flatMap((portion): Clash[] => {
    const { floor = 0n, cap } = portion;
    return cap !== undefined && floor > cap ? [{ code: "floor-above-cap", portion, short: floor - cap }] : [];
  });
  const overfull = rooms.flatMap((room): Clash[] => {
    const available = availableIn(room);
    if (available < 0n) return [{ code: "budget-overdrawn", room, short: -available }];
    const own = portions.filter((portion) => isIn(portion, room));
    const floors = own.reduce((all, { floor = 0n }) => all + floor, 0n);
    return floors > available ? [{ code: "floors-above-budget", room, floors, short: floors - available }] : [];
  });
  return [...crossed, ...overfull];
}
