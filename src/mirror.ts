/**
 * Mirror figures: what a provider is shown of itself beside others, by target group, month and region. They decide nothing. A provider sees
 * its own clients and cost unsuppressed; of the others it sees one mean per client, and only where that tells nobody's figure:
 * without itself there must be people enough and providers enough behind it, and none of them may make up most of it.
 *
 *     const asking = reflect({ policy, reckoning, indicators, mirror, dossiers, tables });
 *     …                                            // driven as the value model is, on the same lake and after it
 *     mirrors.get("41000001")?.cells                // [{ axis: "group", member: "frail_short", clients: 60n, … }]
 *
 * A provider may be held against its like alone (`same: fact.funding`): who is paid by the month cannot be compared with who is paid by
 * the hour.
 */
import type { Ratio } from "./decimal.ts";
import type { Indicator } from "./indicator.ts";
import type { Figure, Hidden } from "./value.ts";

export { readMirror } from "./mirror/read.ts";
export type { MirrorDeclaration } from "./mirror/read.ts";
export { reflect } from "./mirror/reflect.ts";
export type { MirrorQuestion } from "./mirror/reflect.ts";
export { mirrorCsv, mirrorJson } from "./mirror/table.ts";

/** By what a provider's clients are told apart; `all` is everything that may be compared, added up over target groups. */
export const mirrorAxes = ["all", "group", "month", "region"] as const;
export type MirrorAxis = (typeof mirrorAxes)[number];

/** Why the mean of the others is not shown. */
export type Withheld = Hidden | "not_declared";

/** Clients of one provider in a target group, a month or a region, beside those of the others. */
export interface MirrorCell {
  readonly axis: MirrorAxis;
  /** The group or region by its name; the month as 1 to 12; nothing of all together. */
  readonly member: string;
  readonly clients: bigint;
  readonly cents: bigint;
  /** Cents per client of the peers, this provider among them when it is one; absent when it is withheld. */
  readonly peerMean?: Ratio;
  readonly withheld?: Withheld;
  /** What chance does to the cost of so many clients of the peers, as a variance in cents. */
  readonly variance?: Ratio;
  /** What its clients cost over what they would at the mean of the peers, six decimals, with what chance may make of it. */
  readonly ratio?: Figure;
}

export interface Mirror {
  readonly provider: string;
  readonly year: number;
  /** How many are compared, itself included where it is one of them; and what they share, where the policy holds like against like. */
  readonly peers: number;
  /** Whether it counts in the means itself; who has no agreement is held against others and is none of them. */
  readonly isPeer: boolean;
  readonly same?: { readonly key: string; readonly value: string };
  readonly cells: readonly MirrorCell[];
  /** Its cost ratio and the parts of it that price and use make; empty where the policy declares no such parts. */
  readonly split: readonly MirrorFigure[];
}

/** A figure of the value model that is shown beside the cells. */
export interface MirrorFigure {
  readonly indicator: Indicator;
  readonly figure: Figure;
}

export type Mirrors = ReadonlyMap<string, Mirror>;

/** All mirrors, and the cost indicator whose year, exclusions and peers they share. */
export interface ReflectedMirrors {
  readonly of: Indicator;
  readonly mirrors: Mirrors;
}
