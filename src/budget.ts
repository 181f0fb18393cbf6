/**
 * Fitting proposals into what there is to spend. A round proposes an amount to every provider as if money were no matter; a buyer has a
 * contracting budget per region, or one for everything, keeps some of it for newcomers, and guarantees that nobody falls so far that
 * running care stops. Wanted are the amounts within all of that which lie closest to the proposals.
 *
 * What a provider would get in one region is a portion: its proposal there, a floor, a cap and a weight. Close is measured as the
 * budget declares:
 *
 *     squares   the least sum of weight × (proposal − amount)² ÷ proposal: everybody gives the same share of his proposal, who weighs
 *               double gives half of that share (a convex quadratic program)
 *     order     the least sum of weight × (proposal − amount): who weighs least gives first, down to his floor; who weigh alike give
 *               the same share of the room above their floors (a linear program)
 *
 * Because a region lies within the whole, both have an answer in closed form: at a level from zero (everybody at his floor) to the
 * top (everybody at his proposal) each portion is a rising line between two bounds, and the level at which their sum is the budget is
 * read from the sum of those curves. Nothing is approximated, and `isClosest` proves of every answer that none is closer.
 * Amounts are cents; the exact quotients become whole cents by the largest remainder, so that a budget that binds is met to the cent
 * and no bound is passed. No outcome depends on the order in which providers are named.
 *
 * What comes of it is a proposal for the purchaser, and no provider ever sees it: it would tell him of the others.
 */
import { assert } from "./assert.ts";
import { isClosest } from "./budget/closest.ts";
import { clashesOf } from "./budget/clash.ts";
import type { Clash } from "./budget/clash.ts";
import { toCents } from "./budget/cent.ts";
import { levelOf, responsesOf } from "./budget/response.ts";
import type { Distance, Responses } from "./budget/response.ts";
import { availableIn, isIn } from "./budget/room.ts";
import { constant, lowerOf, sumOf } from "./curve.ts";
import type { Curve } from "./curve.ts";
import { add, compare, lesser, ratio, zero } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

export type { Clash } from "./budget/clash.ts";
export { isClosest } from "./budget/closest.ts";
export { nextEuro } from "./budget/euro.ts";
export type { NextEuro } from "./budget/euro.ts";
export { layOut } from "./budget/layout.ts";
export type { Aside, Claimant, Gap, Layout } from "./budget/layout.ts";
export { readBudget } from "./budget/read.ts";
export { amountsOf, fitCsv, readRecord, recordOf } from "./budget/record.ts";
export type { ReadFit } from "./budget/record.ts";
export { distances } from "./budget/response.ts";
export type { Distance } from "./budget/response.ts";
export { availableIn } from "./budget/room.ts";
export { bases } from "./budget/read.ts";
export type { Budget } from "./budget/read.ts";

/** What one provider would get in one region; in cents. */
export interface Portion {
  readonly provider: string;
  /** Absent where it is not known in which regions the provider gives its care. */
  readonly region?: string;
  readonly proposed: bigint;
  readonly floor?: bigint;
  readonly cap?: bigint;
  /** Above zero. */
  readonly weight: Ratio;
}

/** What there is to spend in a region, or in all. */
export interface Room {
  /** Absent of the whole. */
  readonly region?: string;
  readonly budget: bigint;
  /** Kept for providers who are not there yet. */
  readonly newcomers: bigint;
  /** Kept for providers who stand apart from the fit. */
  readonly reserved: bigint;
}

export interface FittedPortion extends Portion {
  readonly fitted: bigint;
  /** Before it became whole cents. */
  readonly exact: Ratio;
  /** The bound that it lies on. */
  readonly heldBy?: "floor" | "cap";
  /** What presses on it: the room of its region, that of the whole, or nothing. */
  readonly pressedBy?: "region" | "whole";
}

export interface FittedRoom extends Room {
  readonly proposed: bigint;
  readonly fitted: bigint;
  /** What is left of the budget beside newcomers, reserved and fitted. */
  readonly left: bigint;
  readonly binds: boolean;
  /**
   * How hard the portions here are pressed: by squares the share of its proposal that a portion of weight one gives, by order the weight
   * of who gives last. Zero where nothing presses.
   */
  readonly price: Ratio;
}

export interface Fit {
  readonly kind: "fitted";
  readonly distance: Distance;
  /** By provider and region. */
  readonly portions: readonly FittedPortion[];
  /** The regions that have a room, by name; the whole last, where it has one. */
  readonly rooms: readonly FittedRoom[];
}

export type Fitting = Fit | { readonly kind: "clash"; readonly reasons: readonly Clash[] };

/** The amounts closest to the proposals within every room and bound, or every reason why there are none. */
export function fitInto(unordered: readonly Portion[], rooms: readonly Room[], distance: Distance): Fitting {
  const portions = unordered.toSorted(byName);
  const reasons = clashesOf(portions, rooms);
  if (reasons.length > 0) return { kind: "clash", reasons };
  const responses = responsesOf(portions, distance);
  const areas = areasOf(portions, rooms, responses);
  const whole = rooms.find(({ region }) => region === undefined);
  const level = whole === undefined ? responses.top : levelOf(spentBy(areas), whole, responses.top);
  const levels = new Map(areas.map(({ region, own }) => [region, lesser(own, level)]));
  const exact = portions.map(({ region }, i) => responses.valueAt(i, levels.get(region)!));
  const fitted = toCents(portions, exact);
  const found = portions.map((portion, i): FittedPortion => {
    const own = levels.get(portion.region)!;
    const pressed = compare(own, responses.top) < 0;
    const pressedBy = compare(own, level) < 0 ? ("region" as const) : ("whole" as const);
    return {
      ...portion,
      fitted: fitted[i]!,
      exact: exact[i]!,
      ...heldBy(portion, exact[i]!),
      ...(pressed && { pressedBy }),
    };
  });
  const told = rooms.toSorted(byRegion).map((room) => {
    const own = room.region === undefined ? level : (levels.get(room.region) ?? level);
    return roomOf(found, room, responses.price(own), compare(own, responses.top) < 0);
  });
  const fit: Fit = { kind: "fitted", distance, portions: found, rooms: told };
  assert(isClosest(fit), "Cannot fit the proposals: the amounts found are not the closest");
  return fit;
}

/** The portions of one region, what they ask for at every level, and up to which level their room goes. */
interface Area {
  readonly region: string | undefined;
  readonly room: Room | undefined;
  readonly asked: Curve;
  readonly own: Ratio;
}

function areasOf(portions: readonly Portion[], rooms: readonly Room[], responses: Responses): Area[] {
  const indices = Map.groupBy(portions.keys(), (i) => portions[i]!.region);
  return [...indices].map(([region, own]) => {
    const room = region === undefined ? undefined : rooms.find((each) => each.region === region);
    const asked = sumOfAll(own.map((i) => responses.curves[i]!));
    return { region, room, asked, own: room === undefined ? responses.top : levelOf(asked, room, responses.top) };
  });
}

/** What all areas together ask for at every level, each up to its own room. */
function spentBy(areas: readonly Area[]): Curve {
  return sumOfAll(
    areas.map(({ room, asked }) => (room === undefined ? asked : lowerOf(asked, constant(ratio(availableIn(room)))))),
  );
}

/** Sums two by two, so that no piece is passed on more often than the sum has storeys. */
function sumOfAll(curves: readonly Curve[]): Curve {
  let storey = curves;
  while (storey.length > 1)
    storey = storey.flatMap((curve, i) =>
      i % 2 === 1 ? [] : [i + 1 < storey.length ? sumOf(curve, storey[i + 1]!) : curve],
    );
  return storey[0] ?? constant(zero);
}

function heldBy({ floor, cap }: Portion, exact: Ratio): Pick<FittedPortion, "heldBy"> {
  if (floor !== undefined && compare(exact, ratio(floor)) === 0) return { heldBy: "floor" };
  return cap !== undefined && compare(exact, ratio(cap)) === 0 ? { heldBy: "cap" } : {};
}

function roomOf(portions: readonly FittedPortion[], room: Room, price: Ratio, pressed: boolean): FittedRoom {
  const own = portions.filter((portion) => isIn(portion, room));
  const [proposed, fitted] = [sum(own.map((portion) => portion.proposed)), sum(own.map((portion) => portion.fitted))];
  const left = availableIn(room) - fitted;
  const exact = own.reduce((all, portion) => add(all, portion.exact), zero);
  const binds = pressed && compare(exact, ratio(availableIn(room))) === 0;
  return { ...room, proposed, fitted, left, binds, price };
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((all, amount) => all + amount, 0n);
}

function byName(a: Portion, b: Portion): number {
  return order(a.provider, b.provider) || order(a.region ?? "", b.region ?? "");
}

function byRegion(a: Room, b: Room): number {
  if (a.region === undefined || b.region === undefined)
    return Number(a.region === undefined) - Number(b.region === undefined);
  return order(a.region, b.region);
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
