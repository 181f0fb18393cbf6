/**
 * Who stands behind a figure: the contributors to a mean or a total, and what is left of them to one who reads it. Whoever knows its own
 * part in a mean takes it out; so what a figure may tell a reader rests on the others alone. From where on that is too few or too much,
 * the policy says (`disclosure.ts`).
 */
import type { Ratio } from "../ratio.ts";

/** What a peer adds to the total of a stratum: a target group, or a service in a unit. People are absent where none were counted. */
export interface Contribution {
  readonly provider: string;
  readonly cents: bigint;
  readonly clients?: bigint;
}

/** The contributors to a stratum, each once, and the two largest of them. */
export interface Behind {
  readonly cents: ReadonlyMap<string, bigint>;
  readonly all: bigint;
  readonly largest: readonly { readonly provider: string; readonly cents: bigint }[];
  /** Of each the people that it speaks of; absent where they were not counted. */
  readonly people?: ReadonlyMap<string, bigint>;
}

export function behindOf(contributions: readonly Contribution[]): Behind {
  const cents = new Map<string, bigint>();
  const people = new Map<string, bigint>();
  for (const { provider, cents: own, clients } of contributions) {
    cents.set(provider, (cents.get(provider) ?? 0n) + size(own));
    if (clients !== undefined) people.set(provider, (people.get(provider) ?? 0n) + clients);
  }
  const largest: { readonly provider: string; readonly cents: bigint }[] = [];
  let all = 0n;
  for (const [provider, own] of cents) {
    all += own;
    if (largest.length === 2 && own <= largest[1]!.cents) continue;
    const place = largest.findIndex((other) => own > other.cents);
    largest.splice(place === -1 ? largest.length : place, 0, { provider, cents: own });
    largest.splice(2);
  }
  return { cents, all, largest, ...(people.size === cents.size && people.size > 0 && { people }) };
}

function size(cents: bigint): bigint {
  return cents < 0n ? -cents : cents;
}

/** The contributors of whom one of two figures is made and the other is not: of these their difference tells. */
export function apart(one: Behind, other: Behind): Behind {
  const only = (of: Behind, without: Behind): Contribution[] =>
    [...of.cents]
      .filter(([provider]) => !without.cents.has(provider))
      .map(([provider, cents]) => ({
        provider,
        cents,
        ...(of.people && { clients: of.people.get(provider)! }),
      }));
  return behindOf([...only(one, other), ...only(other, one)]);
}

/** A stratum, and for how much of its total the reader's own figure counts it. */
export interface Counted {
  readonly behind: Behind;
  readonly weight: Ratio;
}

/** A single stratum, all of it. */
export function wholly(behind: Behind): readonly Counted[] {
  return [{ behind, weight: { n: 1n, d: 1n } }];
}

/** What is left of a figure to one who reads it: how many others, how many people of theirs, and the largest of them. */
export interface Left {
  readonly others: bigint;
  /** Absent where people were not counted. */
  readonly people?: bigint;
  /** The largest share of one other in what the others add up to; absent where they add up to nothing. */
  readonly share?: Ratio;
}

/**
 * What is left to a reader, who may be nobody that the figure is made of; over several strata, of each other what it has in all of
 * them.
 */
export function leftTo(reader: string, strata: readonly Counted[]): Left {
  const row = strata.length === 1 ? strata[0]!.behind : together(strata);
  const own = row.cents.get(reader) ?? 0n;
  const most = row.largest.find(({ provider }) => provider !== reader)?.cents ?? 0n;
  const isIn = row.cents.has(reader);
  const people = row.people && [...row.people.values()].reduce((sum, each) => sum + each, 0n);
  return {
    others: BigInt(row.cents.size - Number(isIn)),
    ...(people !== undefined && { people: people - (row.people?.get(reader) ?? 0n) }),
    ...(row.all > own && { share: { n: most, d: row.all - own } }),
  };
}

/** The strata as one, each for as much as the figure counts it. */
function together(strata: readonly Counted[]): Behind {
  return behindOf(
    strata.flatMap(({ behind: { cents, people }, weight: { n, d } }) =>
      [...cents].map(([provider, own]) => {
        const clients = people?.get(provider);
        return { provider, cents: (finer * own * n) / d, ...(clients !== undefined && { clients }) };
      }),
    ),
  );
}

/** Weighed amounts are added up in parts of a cent so small that rounding shows in no share of a market. */
const finer = 10n ** 12n;
