/** What one more euro in a room would do: who would get it, and whether others would have to give it. */
import type { Fit, FittedPortion, FittedRoom } from "../budget.ts";
import { pieceAt } from "../curve.ts";
import { add, compare, divide, sign, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { responsesOf } from "./response.ts";
import { isIn, spentIn } from "./room.ts";

export interface NextEuro {
  readonly room: FittedRoom;
  /** Which part of it goes to whom, the largest first; together one. Empty where it would reach nobody. */
  readonly receivers: readonly { readonly portion: FittedPortion; readonly share: Ratio }[];
  /** The whole binds as well, so other regions would give what this one gets. */
  readonly fromOthers: boolean;
}

/**
 * Of every room that presses harder than the whole, and of the whole. The shares hold up to the next portion that reaches a bound; of the
 * whole nothing reaches a region that has spent its own, and where the whole is spent a region gets only what others can give.
 */
export function nextEuro({ portions, rooms, distance }: Fit): NextEuro[] {
  const { lines, curves, valueAt } = responsesOf(portions, distance);
  const spent = rooms.filter((room) => spentIn(portions, room) === 0);
  const isSpent = (region: string | undefined): boolean => spent.some((room) => room.region === region);
  const pressing = rooms.filter(
    ({ region, binds }) =>
      binds && (region === undefined || portions.some((each) => each.region === region && each.pressedBy === "region")),
  );
  return pressing.map((room) => {
    const fromOthers = room.region !== undefined && isSpent(undefined);
    const reaches = !fromOthers || portions.some((portion, i) => mayGive(portion, i, room));
    const rising = reaches ? [...portions.entries()].filter(([i, portion]) => mayRise(portion, i, room)) : [];
    const all = rising.reduce((sum, [i]) => add(sum, lines[i]!.slope), zero);
    const receivers = rising.map(([i, portion]) => ({ portion, share: divide(lines[i]!.slope, all) }));
    return { room, receivers: receivers.toSorted((a, b) => compare(b.share, a.share)), fromOthers };
  });

  /** Whoever the whole alone presses on gives until it is pressed as hard as this room. */
  function mayGive(portion: FittedPortion, i: number, room: FittedRoom): boolean {
    return !isIn(portion, room) && portion.pressedBy !== "region" && compare(portion.exact, valueAt(i, room.level)) > 0;
  }

  function mayRise(portion: FittedPortion, i: number, room: FittedRoom): boolean {
    const own = room.region === undefined ? "whole" : "region";
    if (!isIn(portion, room) || portion.pressedBy !== own) return false;
    if (own === "whole" && portion.region !== undefined && isSpent(portion.region)) return false;
    return sign(pieceAt(curves[i]!, room.level).slope) > 0;
  }
}
