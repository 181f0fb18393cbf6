/**
 * The proof that no amounts are closer to the proposals: the conditions of Karush, Kuhn and Tucker, which for a convex problem are not
 * only necessary but enough. They are checked on the exact amounts, without looking at how those were found:
 *
 *   - every amount lies within its bounds, and no room is overspent;
 *   - a room that presses is spent to the end: the whole by its price, a region by what its own adds to that;
 *   - a portion between its bounds is pulled back to its proposal exactly as hard as it is pressed; one on its floor no harder, one on
 *     its proposal or cap no less hard.
 */
import type { Fit, Portion } from "../budget.ts";
import { compare, divide, multiply, negate, ratio, sign, subtract, zero } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { boundsOf } from "./response.ts";
import type { Distance } from "./response.ts";
import { spentIn } from "./room.ts";

export function isClosest({ portions, rooms, distance }: Fit): boolean {
  const wholePrice = rooms.find(({ region }) => region === undefined)?.price ?? zero;
  const priceIn = new Map(rooms.map(({ region, price }) => [region, price]));
  const roomsHold = rooms.every((room) => {
    const order = spentIn(portions, room);
    const own = room.region === undefined ? room.price : subtract(room.price, wholePrice);
    return order <= 0 && sign(own) >= 0 && (sign(own) === 0 || order === 0);
  });
  return (
    roomsHold &&
    portions.every((portion) =>
      standsStill(portion, portion.exact, priceIn.get(portion.region) ?? wholePrice, distance),
    )
  );
}

/** Whether a portion would move neither up nor down at this price. */
function standsStill(portion: Portion, amount: Ratio, price: Ratio, distance: Distance): boolean {
  const { low, high } = boundsOf(portion);
  if (compare(amount, low) < 0 || compare(amount, high) > 0) return false;
  const { least, most } = pullOn(portion, amount, distance);
  const mayFall = compare(amount, low) > 0;
  const mayRise = compare(amount, high) < 0;
  return (!mayFall || compare(most, price) >= 0) && (!mayRise || compare(least, price) <= 0);
}

/** How hard a portion is pulled to its proposal: half the slope of its square, or its weight; at the bend a range. */
function pullOn({ proposed, weight }: Portion, amount: Ratio, distance: Distance): { least: Ratio; most: Ratio } {
  const given = subtract(ratio(proposed), amount);
  if (distance === "order") {
    const [least, most] = [negate(weight), weight];
    return { least: sign(given) > 0 ? most : least, most: sign(given) < 0 ? least : most };
  }
  const pull = proposed === 0n ? zero : divide(multiply(weight, given), ratio(proposed));
  return { least: pull, most: pull };
}
