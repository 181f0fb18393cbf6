/**
 * The quality of a claim feed. Before claims say anything about a provider, a control department asks whether they are all there and can
 * be true: a month that is missing, a month ten times the others, ages that nobody has, tariffs above what may be asked. What is asked, and
 * from where on it is too much, the policy declares in `data-quality.yaml`; here the answers of the lake become a verdict per check.
 *
 *     kind            what is measured, of one provider in one year of care
 *     gap-months      months without a claim between the first and the last with one
 *     early-months    months of the year without a claim before the first with one
 *     silent-months   months of the year without a claim after the last with one
 *     jump            how many times as much, or as little, the oddest month is as the median of the provider's other months
 *     lines           the share of the lines of which something holds: of the year, or of the worst month
 *
 * A verdict is red above the check's `red`, amber above its `amber`, and green otherwise. A provider with fewer lines than the check
 * asks is not judged by it: a feed that small swings by itself.
 */
import type { Basis } from "./basis.ts";
import type { LineFault } from "./data-quality/line-fault.ts";
import type { Ratio } from "./decimal.ts";
import type { Node } from "./document.ts";
import type { Given } from "./indicator.ts";

export { judge, monthNumbers } from "./data-quality/judge.ts";
export type { MonthSum, QualityLevel, QualityVerdict } from "./data-quality/judge.ts";
export { duplicateLines, impossibleAges, monthlyFaults } from "./data-quality/query.ts";
export { lineFaults } from "./data-quality/line-fault.ts";
export type { LineFault } from "./data-quality/line-fault.ts";
export { claimFindings, emptyMonthFindings, shownMeasure } from "./data-quality/finding.ts";
export { qualityCsv } from "./data-quality/table.ts";
export { readDataQuality } from "./data-quality/read.ts";

/** A limit as it stands in the policy: its own words, and its value or the parameter that is missing for it. */
export interface Bound {
  readonly key: string;
  readonly given: Given<Ratio>;
}

export type Measure =
  | { readonly kind: "gap-months" | "early-months" | "silent-months" }
  | { readonly kind: "jump"; readonly of: "lines" | "claimed" }
  | { readonly kind: "lines"; readonly where: LineFault; readonly per: "year" | "month" };

export interface QualityCheck {
  readonly id: string;
  readonly nl: string;
  readonly en: string;
  readonly measure: Measure;
  /** Above this the check warns. */
  readonly amber?: Bound;
  /** Above this nothing is told of the provider that rests on these claims. */
  readonly red?: Bound;
  /** Judged from so many lines on: in what is judged, and for months a month on average. */
  readonly linesLeast?: Bound;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

/** The most that may be asked for one unit of a service in a year of care. */
export interface MaximumTariff {
  readonly service: string;
  readonly unit: string;
  readonly year: number;
  readonly cents: bigint;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export interface DataQuality {
  readonly checks: readonly QualityCheck[];
  /** Above this age nobody is; needed where `impossible_age` is asked. */
  readonly ageMost?: Bound;
  readonly tariffs: readonly MaximumTariff[];
}
