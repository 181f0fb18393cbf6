/**
 * The gate before the value model: the claims of every year that is counted are held against the checks that the policy declares
 * (`src/data-quality.ts`). Where a check is red for a provider, nothing is told of it that was counted from its claims of that year, and
 * it is no peer of others; what it submitted itself stands.
 */
import {
  duplicateLines,
  impossibleAges,
  judge,
  lineFaults,
  monthlyFaults,
  monthNumbers,
  shownMeasure,
} from "../data-quality.ts";
import type { DataQuality, LineFault, MonthSum, QualityVerdict } from "../data-quality.ts";
import { findingAt } from "../document.ts";
import type { Finding } from "../finding.ts";
import type { Indicator } from "../indicator.ts";
import type { Answers, Asking, SumRow } from "./asking.ts";
import { nameOf, wholeOf } from "./asking.ts";
import type { Context, Figures } from "./context.ts";
import { note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";
import { yearsOf } from "./year.ts";

/** What the checks say of each provider, over all years that are counted. */
export type Verdicts = ReadonlyMap<string, readonly QualityVerdict[]>;

/** A warning where indicators are counted from claims and the policy declares no check that these must pass. */
export function uncheckedClaims(indicators: readonly Indicator[], quality: DataQuality | undefined): Finding[] {
  const counted = indicators.find((indicator) => yearsOf(indicator).length > 0);
  if (counted === undefined || (quality !== undefined && quality.checks.length > 0)) return [];
  const expected = "data-quality.yaml, with what claims must pass before anything is counted from them";
  return [
    findingAt(counted.declaredAt, "claims-unchecked", "claims that nothing checks", expected, { severity: "warning" }),
  ];
}

/** What the lake says of the claims of one year of care. */
export interface Feed {
  readonly year: number;
  /** Per provider and month: lines, what they claim, and the faults that are counted there. */
  readonly months: readonly SumRow[];
  /** The faults that are counted elsewhere, each with its own rows per provider and month. */
  readonly apart: ReadonlyMap<LineFault, readonly SumRow[]>;
}

export function* readFeed(
  lake: Answers,
  quality: DataQuality,
  year: number,
  insurers: readonly string[] | undefined,
): Asking<Feed> {
  const feed = { year, ...(insurers && { insurers }) };
  const faults = faultsIn(quality);
  const questions = [
    ["duplicate_reference", duplicateLines(feed)],
    ["impossible_age", impossibleAges(feed, quality)],
  ] as const;
  const apart = new Map<LineFault, readonly SumRow[]>();
  for (const [fault, sql] of questions)
    if (sql !== undefined && faults.includes(fault)) apart.set(fault, yield* lake.rows(sql));
  return { year, apart, months: yield* lake.rows(monthlyFaults(feed, faults, quality)) };
}

/** What the checks say of every provider with claims in the year. */
export function judgeFeed(quality: DataQuality, feed: Feed): Verdicts {
  const verdicts = [...monthsOf(feed, faultsIn(quality))].map(
    ([provider, months]) => [provider, judge(quality.checks, feed.year, months)] as const,
  );
  return new Map(verdicts);
}

/** The months of the year, 1 to 12, in which nobody has a claim; none of a year without claims, of which every figure is unknown. */
export function emptyMonths({ months: rows }: Feed): readonly number[] {
  const held = new Set(rows.filter((row) => wholeOf(row, "lines") > 0n).map((row) => Number(wholeOf(row, "month"))));
  return held.size === 0 ? [] : monthNumbers.filter((month) => !held.has(month));
}

/** The verdicts of several years together, by provider, sorted. */
export function joined(years: readonly Verdicts[]): Verdicts {
  const all = new Map<string, readonly QualityVerdict[]>();
  for (const [provider, own] of years.flatMap((year) => [...year]))
    all.set(provider, [...(all.get(provider) ?? []), ...own]);
  return new Map([...all].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The faults that a check asks for. */
function faultsIn({ checks }: DataQuality): readonly LineFault[] {
  const asked = new Set(checks.flatMap(({ measure }) => (measure.kind === "lines" ? [measure.where] : [])));
  return lineFaults.filter((fault) => asked.has(fault));
}

function monthsOf({ months: rows, apart }: Feed, faults: readonly LineFault[]): ReadonlyMap<string, MonthSum[]> {
  const none: Partial<Record<LineFault, bigint>> = {};
  const found = new Map<string, Partial<Record<LineFault, bigint>>>();
  for (const [fault, own] of apart) {
    none[fault] = 0n;
    for (const row of own) found.set(keyOf(row), { ...found.get(keyOf(row)), [fault]: wholeOf(row, fault) });
  }
  const counted = faults.filter((fault) => rows[0] !== undefined && fault in rows[0]);
  const months = new Map<string, MonthSum[]>();
  for (const row of rows) {
    const provider = nameOf(row, "provider") ?? "";
    const own = { ...none };
    for (const fault of counted) own[fault] = wholeOf(row, fault);
    months
      .getOrInsertComputed(provider, () => [])
      .push({
        month: Number(wholeOf(row, "month")),
        lines: wholeOf(row, "lines"),
        claimedCents: wholeOf(row, "claimed_cents"),
        faults: found.size === 0 ? own : { ...own, ...found.get(keyOf(row)) },
      });
  }
  return months;
}

const keyOf = (row: SumRow): string => `${nameOf(row, "provider")} ${wholeOf(row, "month")}`;

/** The providers whose claims of a year are not good enough to tell anything by. */
export function blockedIn(verdicts: Verdicts, year: number): ReadonlySet<string> {
  const red = [...verdicts].filter(([, own]) =>
    own.some((verdict) => verdict.level === "red" && verdict.year === year),
  );
  return new Set(red.map(([provider]) => provider));
}

/** The same figures, without those that were counted from claims that did not pass; they say which check, and what it found. */
export function passed(indicator: Indicator, reckoned: Figures, context: Context): Figures {
  const years = claimYearsOf(indicator, context);
  const blocked = new Set(years.flatMap((year) => [...blockedIn(context.verdicts, year)]));
  if (blocked.size === 0) return reckoned;
  if (indicator.subject === "region")
    return { ...reckoned, notes: [...reckoned.notes, note("counts_claims_at_fault", { providers: blocked.size })] };
  const withhold = (provider: string, figure: Figure): Figure => {
    if (!blocked.has(provider)) return figure;
    const red = context.verdicts.get(provider)!.filter(({ level, year }) => level === "red" && years.includes(year));
    return unknown([...new Set(red.map(({ year }) => `lake.claims@${year}`))], { notes: red.map(noteOf) });
  };
  if (reckoned.of === "whole") {
    const figures = [...reckoned.figures].map(([unit, figure]) => [unit, withhold(unit, figure)] as const);
    return { ...reckoned, figures: new Map(figures) };
  }
  const figures = [...reckoned.figures].map(([unit, parts]) => {
    const own = [...parts].map(([member, figure]) => [member, withhold(unit, figure)] as const);
    return [unit, new Map(own)] as const;
  });
  return { ...reckoned, figures: new Map(figures) };
}

/** Also the years of the regions' figure that is brought to a provider by its clients. */
function claimYearsOf(indicator: Indicator, context: Context): readonly number[] {
  const { method } = indicator;
  return method.kind === "weighted-mean" ? yearsOf(context.indicator(method.of)) : yearsOf(indicator);
}

function noteOf({ check, year, measured, bound, months }: QualityVerdict): Note {
  const { id, nl, en, measure } = check;
  const limit = bound !== undefined && "value" in bound.given ? shownMeasure(measure, bound.given.value) : "";
  const shown = { measured: shownMeasure(measure, measured), bound: limit, kind: measure.kind };
  return note("claims_at_fault", { check: id, nl, en, year, ...shown, months: months.join(" ") });
}
