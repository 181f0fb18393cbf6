/**
 * Who stands behind a mean that a figure is held against. Whoever knows its own cost and how it compares with the mean of others knows that
 * mean, and can take its own part out of it. So it is told of such a figure how many others stand behind it, and how much of what they make
 * of it is one of them at most: the dominance rule of statistical offices for a total that one of its contributors reads (Hundepool et
 * al., Statistical Disclosure Control, 2012, chapter 4). From where on that is too few or too much, the policy says (`withheld.ts`).
 */
import { roundQuotient, toDecimalText } from "../decimal.ts";
import type { Ratio } from "../ratio.ts";

/** What a peer adds to the total of a stratum: a target group, or a service in a unit. */
export interface Contribution {
  readonly provider: string;
  readonly cents: bigint;
}

/** The contributors to a stratum, each once, and the two largest of them. */
export interface Behind {
  readonly cents: ReadonlyMap<string, bigint>;
  readonly all: bigint;
  readonly largest: readonly Contribution[];
}

export function behindOf(contributions: readonly Contribution[]): Behind {
  const cents = new Map<string, bigint>();
  for (const { provider, cents: own } of contributions) cents.set(provider, (cents.get(provider) ?? 0n) + size(own));
  const largest: Contribution[] = [];
  let all = 0n;
  for (const [provider, own] of cents) {
    all += own;
    const place = largest.findIndex((other) => own > other.cents);
    largest.splice(place === -1 ? largest.length : place, 0, { provider, cents: own });
    largest.splice(2);
  }
  return { cents, all, largest };
}

function size(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}

/** A stratum, and for how much of its total the reader's own figure counts it. */
export interface Counted {
  readonly behind: Behind;
  readonly weight: Ratio;
}

/**
 * How many others stand behind the figure of a reader, `others`, and at most how much of it is one of them, `largest_share`, as they are
 * told in what the figure was made of. Over several strata it is as if the largest of each were the same one: never less than the truth. The
 * share is absent where the others add up to nothing.
 */
export function othersOf(reader: string, strata: readonly Counted[]): Readonly<Record<string, string>> {
  let [others, all, largest] = [0, 0n, 0n];
  for (const { behind, weight } of strata) {
    const { cents, all: total, largest: row } = behind;
    others = Math.max(others, cents.size - Number(cents.has(reader)));
    all += (finer * (total - (cents.get(reader) ?? 0n)) * weight.n) / weight.d;
    const most = row.find(({ provider }) => provider !== reader)?.cents ?? 0n;
    largest += (finer * most * weight.n + weight.d - 1n) / weight.d;
  }
  return {
    others: String(others),
    // Six decimals tell any two shares of a market apart; rounded upwards, so that a share at the limit is not taken to be within it.
    ...(all > 0n && { largest_share: toDecimalText(roundQuotient("up", 6, largest < all ? largest : all, all), 6) }),
  };
}

/** Amounts are added up in parts of a cent so small that rounding shows in no decimal that is told, the largest upwards. */
const finer = 10n ** 12n;
