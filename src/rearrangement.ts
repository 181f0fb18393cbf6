/**
 * Rearrangement (herschikking): room moves between the agreements of one region, and the region stays within what it has. Free is
 * what was never agreed and what providers give back; a share of it stays for newcomers; the rest goes to who asks, all of it where
 * there is enough and otherwise in proportion to what was asked, in whole cents by the largest remainder.
 *
 *     after = agreed − gives + gets          per provider
 *     budget = the sum of after + left       per region, to the cent
 *
 * Nobody gets more than it asks or gives more than it has, and what one gets does not depend on the order in which providers stand. A
 * region that has agreed to more than its budget gives nothing out, and its shortage is told.
 */
import { multiply, ratio, round, divideWhole } from "./ratio.ts";
import type { Ratio } from "./ratio.ts";

/** What a provider has, gives back and asks; whole cents, none below zero. */
export interface Position {
  readonly provider: string;
  readonly agreed: bigint;
  readonly gives: bigint;
  readonly asks: bigint;
}

export interface Moved extends Position {
  readonly gets: bigint;
  readonly after: bigint;
}

export interface Rearranged {
  readonly budget: bigint;
  /** Agreed before, given back, kept for newcomers, asked and granted, all providers together. */
  readonly agreed: bigint;
  readonly given: bigint;
  readonly kept: bigint;
  readonly asked: bigint;
  readonly granted: bigint;
  /** What is not agreed afterwards, with what is kept; below zero where more is agreed than there is. */
  readonly left: bigint;
  readonly providers: readonly Moved[];
}

/** Rearranges the room of one region. `newcomers` is the share of the free room that nobody gets, from 0 to 1. */
export function rearrange(budget: bigint, positions: readonly Position[], newcomers: Ratio): Rearranged {
  const sum = (of: (position: Position) => bigint): bigint => positions.reduce((all, each) => all + of(each), 0n);
  const [agreed, given, asked] = [sum((each) => each.agreed), sum((each) => each.gives), sum((each) => each.asks)];
  const free = budget - agreed + given;
  const kept = free > 0n ? round("half_up", multiply(newcomers, ratio(free))) : 0n;
  const room = free > kept ? free - kept : 0n;
  const inOrder = positions.toSorted((a, b) => (a.provider < b.provider ? -1 : 1));
  const asks = inOrder.map((position) => position.asks);
  const gets = asked <= room ? asks : divideWhole(room, asks);
  const providers = inOrder.map((position, i) => ({
    ...position,
    gets: gets[i]!,
    after: position.agreed - position.gives + gets[i]!,
  }));
  const granted = gets.reduce((all, cents) => all + cents, 0n);
  return { budget, agreed, given, kept, asked, granted, left: free - granted, providers };
}
