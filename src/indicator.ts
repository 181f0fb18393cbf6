/**
 * An indicator: one figure of the value model, as its buyer declared it in `value-model.yaml`. The declaration says what is counted,
 * over whom, and what is left out; here it becomes typed, with every name looked up. Which text the lake is asked with stands in
 * `indicator/query.ts`; how sums become figures is the work of `value.ts`.
 *
 *     kind                            the figure
 *     mean-per-person-against-peers   granted cost over what it would be at the peers' mean cost per client of each target group
 *     outlier-share                   clients whose cost is extreme within a target group, of all clients
 *     observed-expected               clients in care of a region over the number expected at the insurer's own national rates
 *     proportion                      a part of a whole: people of people
 *     rate                            one amount for each of another: fte per client, clients per insured person
 *     nps                             percent promoters less percent critics
 *     fact                            a fact as it was submitted
 *     weighted-mean                   a figure of regions, brought to a provider by its clients in each
 *     of-part                         one row of figures: of each part, the indicator that stands for it
 *     peer-mean, peer-deviation       mean and standard deviation of a figure over the peers
 *
 * What a parameter leaves open is kept as missing, so that a figure can say why it is not known.
 */
import type { Basis } from "./basis.ts";
import type { NumberType } from "./datum.ts";
import type { Ratio } from "./decimal.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { readIndicator } from "./indicator/read.ts";
import type { Policy } from "./policy.ts";

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

/** A number that somebody submitted or that was counted before. */
export type Operand =
  | { readonly kind: "fact"; readonly key: string; readonly type: NumberType }
  | { readonly kind: "indicator"; readonly key: string; readonly type: NumberType; readonly id: string }
  | { readonly kind: "people"; readonly key: string; readonly of: People };

/** People of a region in a year: in care; insured, as insured days over the days of the year; insured and not in care. */
export type People = "clients" | "insured" | "insured_without_care";

export type OutlierMethod = "quartiles_of_log_cost" | "deviations_from_mean";

/** When cost is extreme: so many times the spread beyond, in target groups with enough clients to tell. */
export interface OutlierRule {
  readonly method: Given<OutlierMethod>;
  readonly multiple: Given<Ratio>;
  readonly clientsLeast: Given<bigint>;
}

interface OverClaims {
  readonly year: number;
  readonly exclude: Exclusion;
}

export type CostRatio = OverClaims & {
  readonly kind: "mean-per-person-against-peers";
  readonly among: readonly Among[];
};
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
export interface PeerStatistic {
  readonly kind: "peer-mean" | "peer-deviation";
  readonly of: string;
  readonly among: readonly Among[];
}

export type Method =
  | CostRatio
  | OutlierShare
  | ObservedExpected
  | Quotient
  | NetPromoterScore
  | Submitted
  | WeightedMean
  | OfPart
  | PeerStatistic;

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
