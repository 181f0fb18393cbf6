/**
 * An indicator: one figure of the value model, as its buyer declared it in `value-model.yaml`. The declaration says what is counted,
 * over whom, and what is left out; here it becomes typed, with every name looked up. Which text the lake is asked with stands in
 * `indicator/query.ts`; how sums become figures is the work of `value.ts`.
 *
 *     kind                            the figure
 *     mean-per-person-against-peers   granted cost over what it would be at the peers' mean cost per client of each stratum
 *     price-part, use-part            of that ratio, the part that prices make and the part that the use of care makes; their product is it
 *     rate-against-peers              what was submitted per stratum over what it would be at the rates of the peers
 *     outlier-share                   clients whose cost is extreme within a target group, of all clients
 *     observed-expected               clients in care of a region over the number expected at the insurer's own national rates
 *     proportion                      a part of a whole: people of people
 *     rate                            one amount for each of another: fte per client, one indicator over another
 *     difference                      one amount less another: this year less the provider's own baseline
 *     position                        how far an amount has come from one to another: from a threshold to a benchmark
 *     nps                             percent promoters less percent critics
 *     fact                            a fact as it was submitted
 *     weighted-mean                   a figure of regions, brought to a provider by its clients in each
 *     of-part                         one row of figures: of each part, the indicator that stands for it
 *     peer-mean, peer-deviation       mean and standard deviation over the peers of a figure, a fact or a decision; `peer-sum` its total
 *     certainty                       how likely a decision comes out as it did, or as it is said, where its figures contain chance too
 *     peer-quantile, peer-rank        the amount below which a share of the peers lies; the share of the peers below one's own amount
 *
 * What a parameter leaves open is kept as missing, so that a figure can say why it is not known. A figure that rests on fewer than
 * the `least` that its declaration asks is not known either.
 */
import type { Basis } from "./basis.ts";
import type { NumberType } from "./datum.ts";
import type { Ratio } from "./decimal.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { readIndicator } from "./indicator/read.ts";
import type { Policy } from "./policy.ts";

export { apartFindings } from "./indicator/apart.ts";
export * as query from "./indicator/query.ts";
export type { Counted } from "./indicator/query.ts";

/** A value that the policy gives, or the name under which it is missing. */
export type Given<T> = { readonly value: T } | { readonly missing: string };

/** Who does not count. */
export interface Exclusion {
  /** People younger than this in the year: year of care less year of birth. */
  readonly ageUnder?: Given<bigint>;
  readonly targetGroups: readonly Given<string>[];
}

/** Something of a provider that must have a value, for the provider to be among the peers. */
export interface Among {
  /** `decision.assessment`, or a fact with its period. */
  readonly key: string;
  readonly value: string;
}

/** A number that somebody submitted, that was counted or decided before, or that the policy gives. */
export type Operand =
  | { readonly kind: "fact" | "decision"; readonly key: string; readonly type: NumberType }
  | { readonly kind: "indicator" | "parameter"; readonly key: string; readonly type: NumberType; readonly id: string }
  | { readonly kind: "number"; readonly key: string; readonly type: NumberType; readonly digits: bigint }
  | { readonly kind: "people"; readonly key: string; readonly of: People };

/** An operand with digits at the scale of its type. */
export type Amount = Exclude<Operand, { kind: "people" }>;

/** People of a region in a year: in care; insured, as insured days over the days of the year; insured and not in care. */
export type People = "clients" | "insured" | "insured_without_care";

export type OutlierMethod = "quartiles_of_log_cost" | "deviations_from_mean" | "percentile";

/**
 * When cost is extreme, in target groups with enough clients to tell: so many times the spread beyond, or, by `percentile`, above
 * what this share of the clients cost at most.
 */
export interface OutlierRule {
  readonly method: Given<OutlierMethod>;
  readonly multiple: Given<Ratio>;
  readonly clientsLeast: Given<bigint>;
}

/** By what clients are told apart before their cost is compared; ages in classes from these years on. */
export type CaseMix = "target_group" | "region" | "sex" | { readonly ageFrom: readonly bigint[] };

interface OverClaims {
  readonly year: number;
  readonly exclude: Exclusion;
}

export type CostRatio = OverClaims & {
  readonly kind: "mean-per-person-against-peers";
  readonly per: readonly CaseMix[];
  readonly among: readonly Among[];
};
/** The part of another indicator's cost ratio that prices make, or that what was used makes; their product is that ratio. */
export type CostPart = Omit<CostRatio, "kind"> & {
  readonly kind: "price-part" | "use-part";
  /** The id of the indicator whose ratio is split. */
  readonly of: string;
  readonly prices: ReferencePrices;
};
/** What a service is taken to cost everywhere: the mean of the peers, or the maximum tariffs of `data-quality.yaml`. */
export type ReferencePrices = "mean" | "maximum";
/** The strata are parts of the provider, with whatever the policy tells them apart by. */
export interface RateRatio {
  readonly kind: "rate-against-peers";
  readonly numerator: readonly Amount[];
  readonly denominator: readonly Amount[];
  readonly per: string;
  readonly among: readonly Among[];
}
export type OutlierShare = OverClaims & {
  readonly kind: "outlier-share";
  readonly rule: OutlierRule;
  readonly among: readonly Among[];
};
export type ObservedExpected = OverClaims & { readonly kind: "observed-expected"; readonly per: readonly string[] };
/** The operands above and below the line are each added up. */
export type Quotient = OverClaims & {
  readonly kind: "proportion" | "rate";
  readonly numerator: readonly Operand[];
  readonly denominator: readonly Operand[];
};
/** What is added up in `of` less what is added up in `less`. */
export interface Difference {
  readonly kind: "difference";
  readonly of: readonly Amount[];
  readonly less: readonly Amount[];
}
/** Nothing at `from`, one at `to`; beyond them when the amount is. */
export interface Position {
  readonly kind: "position";
  readonly of: Amount;
  readonly from: Amount;
  readonly to: Amount;
}
export interface NetPromoterScore {
  readonly kind: "nps";
  readonly promoters: readonly Operand[];
  readonly passives: readonly Operand[];
  readonly critics: readonly Operand[];
}
export interface Submitted {
  readonly kind: "fact";
  readonly of: Operand;
}
/** `of` and the like are ids of indicators declared before this one. */
export interface WeightedMean {
  readonly kind: "weighted-mean";
  readonly of: string;
}
export interface OfPart {
  readonly kind: "of-part";
  readonly from: ReadonlyMap<string, string>;
}
interface OverPeers {
  readonly of: Amount;
  readonly among: readonly Among[];
}
/** `between` keeps the peers from one share of their row to another: the best tenth, or all but the ends. */
export type PeerStatistic = OverPeers & {
  readonly kind: "peer-mean" | "peer-deviation" | "peer-sum";
  readonly between?: readonly [Amount, Amount];
};
/** The amount of one peer, and so told to others only where the policy publishes it as a threshold that everybody knows. */
export type PeerQuantile = OverPeers & {
  readonly kind: "peer-quantile";
  readonly at: Amount;
  readonly published: boolean;
};
/** Where peers have the same amount: whether none of them count as below, half of them, or all. */
export type Ties = "none" | "half" | "all";
export type PeerRank = OverPeers & { readonly kind: "peer-rank"; readonly ties: Ties };

/** Of a choice or a yes or no: the chance of these outcomes, or, where none is named, of the one that came out. */
export interface CertaintyOf {
  readonly kind: "certainty";
  /** `decision.class` */
  readonly of: string;
  readonly is?: readonly string[];
}

export type Method =
  | CostRatio
  | CostPart
  | RateRatio
  | OutlierShare
  | ObservedExpected
  | Quotient
  | Difference
  | Position
  | NetPromoterScore
  | Submitted
  | WeightedMean
  | OfPart
  | PeerStatistic
  | PeerQuantile
  | PeerRank
  | CertaintyOf;

/** Whether a figure is the same for everybody, as it is of the peers together; a rank is one's own. */
export function isOfPeers(method: Method): method is PeerStatistic | PeerQuantile {
  return ["peer-mean", "peer-deviation", "peer-sum", "peer-quantile"].includes(method.kind);
}

/** How much a figure must rest on to be told: people, peers, or something that was submitted or counted. */
export interface Least {
  readonly of: "people" | "peers" | Amount;
  readonly atLeast: Amount;
}

export type Better = "higher" | "lower" | "unstated";

export interface Indicator {
  readonly id: string;
  /** `provider`, a part of it (`provider.group`), or `region`. */
  readonly subject: string;
  readonly type: NumberType;
  readonly nl: string;
  readonly en: string;
  readonly method: Method;
  /** Which way is better, where the declaration says it, or says that the text does not. */
  readonly better?: Better;
  readonly least: readonly Least[];
  readonly basis: Basis;
  readonly declaredAt: Node;
}

/** Reads the indicators of a policy, in the order of declaration; what is at fault is left out, with a finding. */
export function readIndicators(policy: Policy): {
  readonly indicators: readonly Indicator[];
  readonly findings: readonly Finding[];
} {
  const findings: Finding[] = [];
  const indicators = new Map<string, Indicator>();
  const faulty = new Set<string>();
  for (const name of policy.indicators.values()) {
    const indicator = readIndicator(name, { policy, earlier: indicators, faulty, findings });
    if (indicator === undefined) faulty.add(name.id);
    else indicators.set(indicator.id, indicator);
  }
  return { indicators: [...indicators.values()], findings };
}
