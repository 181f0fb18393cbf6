/** Posting: how what was granted takes up the room of a contract, line by line in the ledger's order. */
import { parseDay } from "../day.ts";
import type { Instant } from "../day.ts";
import type { Line, Room } from "../ledger.ts";

/** What a batch claims about a month or a part of it, before it is known what fits. */
export interface Draft {
  month: string;
  on: string;
  batch: string;
  knownAt: Instant;
  claimed: bigint;
  granted: bigint;
  voided: bigint;
}

/**
 * Fills the room line by line. A credit gives back what lies above the room first, so that the sums do not depend on the order. Where the
 * room changes on a day, what was posted for care before it stays posted, and care from that day on fills what is left.
 */
export function post(drafts: readonly Draft[], rooms: readonly Room[]): Line[] {
  const filled = new Filled();
  let next = 0;
  return drafts.map((draft) => {
    const on = parseDay(draft.on)!;
    for (let room = rooms[next]; room !== undefined && (next === 0 || room.on <= on); room = rooms[next]) {
      filled.enter(room.cents);
      next += 1;
    }
    const posted = filled.add(draft.granted);
    const { month, batch, knownAt, claimed, voided } = draft;
    const pending = claimed - draft.granted - voided;
    return { month, on: draft.on, batch, knownAt, claimed, pending, voided, posted, excess: draft.granted - posted };
  });
}

/** A room while it fills up. */
class Filled {
  #room: bigint | undefined;
  /** Posted under the rooms of before, and granted under this one. */
  #base = 0n;
  #granted = 0n;

  /** Care from here on has another room. */
  enter(room: bigint): void {
    [this.#base, this.#granted] = [this.#posted(), 0n];
    this.#room = room;
  }

  /** How much of an amount fits; what a credit takes out is negative. */
  add(granted: bigint): bigint {
    const before = this.#posted();
    this.#granted += granted;
    return this.#posted() - before;
  }

  #posted(): bigint {
    const all = this.#base + this.#granted;
    if (this.#room === undefined || all < this.#room) return all;
    return this.#room > this.#base ? this.#room : this.#base;
  }
}
