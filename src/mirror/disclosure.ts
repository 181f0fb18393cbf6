/**
 * What one provider may be shown of others. Whoever is shown a mean knows its own part in it and can take it out; so the rules are
 * about the others alone. Of them there must be people enough, providers enough, and none may make up more than a share of the cost
 * (the dominance rule of statistical offices; Hundepool et al., Statistical Disclosure Control, 2012).
 */
import type { Ratio } from "../decimal.ts";
import type { Withheld } from "../mirror.ts";

export interface Part {
  readonly provider: string;
  readonly clients: bigint;
  readonly cents: bigint;
}

/** From how many people and providers on, and up to which share of one; `undefined` where the policy does not say. */
export interface Disclosure {
  readonly peopleLeast: bigint | undefined;
  readonly peersLeast: bigint | undefined;
  readonly shareMost: Ratio | undefined;
}

/** Why the mean of these peers is not shown to a provider; nothing when it may be. */
export function withheldFrom(
  provider: string,
  peers: readonly Part[],
  { peopleLeast, peersLeast, shareMost }: Disclosure,
): Withheld | undefined {
  if (peopleLeast === undefined || peersLeast === undefined || shareMost === undefined) return "not_declared";
  const others = peers.filter((part) => part.provider !== provider);
  const total = (of: (part: Part) => bigint): bigint => others.reduce((sum, part) => sum + of(part), 0n);
  if (BigInt(others.length) < peersLeast) return "few_peers";
  if (total(({ clients }) => clients) < peopleLeast) return "few_people";
  const [all, largest] = [
    total(({ cents }) => cents),
    others.reduce((most, { cents }) => (cents > most ? cents : most), 0n),
  ];
  return largest * shareMost.d > shareMost.n * all ? "dominant_peer" : undefined;
}
