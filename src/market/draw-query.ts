/**
 * Chance as query text. A draw is a hash of the seed, of what it is for and of whom it is about; so it is the same on one thread
 * and on many, in any order, and one row can be made without the others.
 */
import type { Market } from "../market.ts";
import { quoteText } from "../sql.ts";

/** How many slots a list of counts gives each index: `[2, 1]` is 0, 0, 1. */
export function spread(counts: readonly number[]): number[] {
  return counts.flatMap((count, index) => Array.from({ length: count }, () => index));
}

/** A draw that looks up its outcome: the list as SQL, asked by an even number from 0. */
export function pick(list: readonly number[], draw: string): string {
  return `[${list.join(",")}][1 + ${draw}]`;
}

/** A type for texts out of a short list, which travel as places in it; sorted, so that they keep the order of texts. */
export function wordType(words: Iterable<string>): string {
  return `ENUM(${[...new Set(words)].toSorted().map(quoteText).join(", ")})`;
}

/** A number from the draw of a market that keeps the draws for one purpose apart from those for another. */
export function salt(market: Market, purpose: number): string {
  return `hash(${market.draw}::BIGINT, ${purpose})`;
}

/** Peels even draws off one hash: each takes its part of what the earlier ones left. */
export function draws(hash: string): (n: number | string) => string {
  let left = hash;
  return (n) => {
    const draw = `(${left} % ${n})::BIGINT`;
    left = `(${left} // ${n})`;
    return draw;
  };
}
