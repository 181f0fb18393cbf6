/**
 * Which means a mirror does not show its provider. A mean of the like tells of one of them by itself, or beside what else the
 * provider knows: the means of all peers, which its cost ratio per target group tells, and its cost ratio as a whole, which is
 * always told because it is judged on it. So of the target groups as many are hidden as it takes for the whole to tell of nobody. A
 * mean of the like is hidden too where one single peer is not like them. Of more, the two means cannot be subtracted: by how many
 * clients each is weighed, nobody is told.
 */
import type { MirrorAxis, Withheld } from "../mirror.ts";
import { ratio } from "../ratio.ts";
import { apart, behindOf, hiddenFrom, tellsTo, wholly } from "../value.ts";
import type { Behind, Counted, Disclosure } from "../value.ts";

/** What a provider's clients of a target group, month or region cost, and the squares of it. */
export interface MirrorSum {
  readonly provider: string;
  readonly axis: Exclude<MirrorAxis, "all">;
  readonly member: string;
  readonly clients: bigint;
  readonly cents: bigint;
  readonly centsSquared: bigint;
}

/** What the peers have in a member of an axis, and who of them. */
export interface MirrorStratum {
  readonly sums: readonly MirrorSum[];
  readonly behind: Behind;
  readonly clients: bigint;
}

export type Strata = ReadonlyMap<string, MirrorStratum>;

export function memberKey({ axis, member }: Pick<MirrorSum, "axis" | "member">): string {
  return `${axis}/${member}`;
}

/** By member, what these peers have in it. */
export function strataOf(sums: readonly MirrorSum[], peers: ReadonlySet<string>): Strata {
  const ofPeers = Map.groupBy(
    sums.filter(({ provider }) => peers.has(provider)),
    memberKey,
  );
  return new Map(
    [...ofPeers].map(([key, own]) => {
      const clients = own.reduce((sum, row) => sum + row.clients, 0n);
      return [key, { sums: own, behind: behindOf(own), clients }];
    }),
  );
}

/** All peers, and those that are like the reader; the same where the policy does not hold the like against the like. */
export interface Compared {
  readonly everybody: Strata;
  readonly alike: Strata;
}

/** Of which of its cells, by key, a provider is not shown the mean, and why. */
export function withheldCells(
  reader: string,
  own: readonly MirrorSum[],
  { everybody, alike }: Compared,
  limits: Disclosure | undefined,
): ReadonlyMap<string, Withheld> {
  if (limits === undefined) return new Map(own.map((sum) => [memberKey(sum), "not_declared"]));
  const hidden = hiddenFrom(reader, groupsOf(own, everybody), limits);
  const why = (sum: MirrorSum): Withheld | undefined => {
    const key = memberKey(sum);
    const stratum = alike.get(key);
    if (stratum === undefined) return "few_peers";
    const alone = tellsTo(reader, wholly(stratum.behind), limits)?.why;
    if (alone !== undefined || sum.axis !== "group") return alone;
    const unlike = apart(everybody.get(key)!.behind, stratum.behind).cents.size;
    const beside = unlike === 0 ? hidden.get(key) : undefined;
    if (beside !== undefined) return beside === "tells_another" ? beside : beside.why;
    return unlike === 1 ? "tells_another" : undefined;
  };
  return new Map(
    own.flatMap((sum) => {
      const reason = why(sum);
      return reason === undefined ? [] : [[memberKey(sum), reason]];
    }),
  );
}

/** The means of all peers by target group, each for as much as the provider's cost ratio counts it. */
function groupsOf(own: readonly MirrorSum[], everybody: Strata): ReadonlyMap<string, readonly Counted[]> {
  const groups = own.flatMap((sum) => {
    const stratum = everybody.get(memberKey(sum));
    if (sum.axis !== "group" || stratum === undefined) return [];
    return [[memberKey(sum), [{ behind: stratum.behind, weight: ratio(sum.clients, stratum.clients) }]] as const];
  });
  return new Map(groups);
}
