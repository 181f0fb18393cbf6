/** What claims that did not pass say to who loaded them: one finding per provider, year and check. */
import type { Bound, Measure } from "../data-quality.ts";
import { roundQuotient, toDecimalText } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import type { Finding } from "../finding.ts";
import type { QualityVerdict } from "./judge.ts";

/** Red is a fault of the provider's record, amber and a limit left open are warnings; `lake` is the folder they were read from. */
export function claimFindings(verdicts: ReadonlyMap<string, readonly QualityVerdict[]>, lake: string): Finding[] {
  return [...verdicts].flatMap(([provider, own]) => own.flatMap((verdict) => findingOf(provider, verdict, lake) ?? []));
}

/** Months of a counted year in which nobody has a claim: what is known of such a lake is less than a year, whoever it is about. */
export function emptyMonthFindings(years: ReadonlyMap<number, readonly number[]>, lake: string): Finding[] {
  const cut = [...years].filter(([, months]) => months.length > 0);
  return cut.map(([year, months]) => ({
    code: "months-without-claims",
    severity: "warning",
    file: lake,
    line: 0,
    found: `no claim of anybody (${monthsOf(year, months)})`,
    expected: "claims of every month of a year that is counted",
  }));
}

function monthsOf(year: number, months: readonly number[]): string {
  return months.length === 0 ? `${year}` : `${year}, month${months.length > 1 ? "s" : ""} ${months.join(", ")}`;
}

function findingOf(provider: string, verdict: QualityVerdict, lake: string): Finding | undefined {
  const { check, year, level, bound, months } = verdict;
  if (level === "green") return undefined;
  const common = { file: lake, line: 0, field: provider } as const;
  const found = `${measuredText(verdict)} (${monthsOf(year, months)})`;
  if (level === "open")
    return {
      ...common,
      code: "claim-check-open",
      severity: "warning",
      found,
      expected: `a value for \`${bound!.key}\``,
    };
  const expected = `at most ${boundText(check.measure, bound!)}, as check \`${check.id}\` says`;
  return level === "red"
    ? { ...common, code: "claims-at-fault", severity: "record", found, expected }
    : { ...common, code: "claims-in-doubt", severity: "warning", found, expected };
}

/** As many words as tell what was measured: `3.44 %`, `12.50 times`, `2`. */
function measuredText({ check, measured }: QualityVerdict): string {
  const words = { lines: " %", jump: " times", "gap-months": "", "early-months": "", "silent-months": "" };
  return `${shownMeasure(check.measure, measured)}${words[check.measure.kind]}`;
}

/** A limit in its own words, with its value where these name a parameter: `parameter.feed_jump_red (25.00)`. */
function boundText(measure: Measure, { key, given }: Bound): string {
  if (!("value" in given) || !key.startsWith("parameter.")) return key;
  return `${key} (${shownMeasure(measure, given.value)}${measure.kind === "lines" ? " %" : ""})`;
}

/** What was measured as people read it, with a point: a share in percent and a jump with two decimals, months as their number. */
export function shownMeasure({ kind }: Measure, { n, d }: Ratio): string {
  // A hundred: percent. Two decimals tell a share or a factor from its limit.
  if (kind === "lines") return toDecimalText(roundQuotient("half_up", 2, 100n * n, d), 2);
  return kind === "jump" ? toDecimalText(roundQuotient("half_up", 2, n, d), 2) : String(n / d);
}
