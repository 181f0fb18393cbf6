/** What one more euro in a room would do: who would get it, and whether others would have to give it. */
import type { Fit, FittedPortion, FittedRoom } from "../budget.ts";
import { add, compare, divide, ratio, sign, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { responsesOf } from "./response.ts";
import { isIn } from "./room.ts";

export interface NextEuro {
  readonly room: FittedRoom;
  /** Which part of it goes to whom, the largest first; together one. Empty where nobody is short of it. */
  readonly receivers: readonly { readonly portion: FittedPortion; readonly share: Ratio }[];
  /** The whole binds as well, so other regions would give what this one gets. */
  readonly fromOthers: boolean;
}

/** Of every room that binds. The shares hold up to the next portion that reaches a bound. */
export function nextEuro({ portions, rooms, distance }: Fit): NextEuro[] {
  const { lines } = responsesOf(portions, distance);
  const wholeBinds = rooms.some(({ region, binds }) => region === undefined && binds);
  const pressing = rooms.filter(({ binds }) => binds);
  return pressing.map((room) => {
    const by = room.region === undefined ? "whole" : "region";
    const rising = [...portions.entries()].filter(
      ([i, portion]) =>
        isIn(portion, room) &&
        portion.pressedBy === by &&
        compare(portion.exact, lines[i]!.high) < 0 &&
        isRising(portion, lines[i]!.slope, room),
    );
    const all = rising.reduce((sum, [i]) => add(sum, lines[i]!.slope), zero);
    const receivers = rising.map(([i, portion]) => ({ portion, share: divide(lines[i]!.slope, all) }));
    const largestFirst = receivers.toSorted((a, b) => compare(b.share, a.share));
    return { room, receivers: largestFirst, fromOthers: by === "region" && wholeBinds };
  });

  /** A portion on its floor rises only where the pressure that holds it there is no greater than its own pull. */
  function isRising(portion: FittedPortion, slope: Ratio, room: FittedRoom): boolean {
    if (sign(slope) === 0) return false;
    if (distance === "order") return compare(portion.weight, room.price) === 0;
    const { proposed, floor = 0n } = portion;
    if (compare(portion.exact, ratio(floor)) > 0) return true;
    const pull = divide(ratio((proposed - floor) * portion.weight.n, portion.weight.d), ratio(proposed));
    return compare(pull, room.price) >= 0;
  }
}
