/** The verdicts on all claims as a table for who reckons on: `provider,year,check,level,measured,bound,months`, numbers with a point. */
import { shownMeasure } from "./finding.ts";
import type { QualityVerdict } from "./judge.ts";

/** One row per provider, year and check that judged it; shares in percent, months as 1 to 12 with spaces between them. */
export function qualityCsv(verdicts: ReadonlyMap<string, readonly QualityVerdict[]>): string {
  const rows = [...verdicts].flatMap(([provider, own]) =>
    own.map(({ check, year, level, measured, bound, months }) => {
      const limit = bound !== undefined && "value" in bound.given ? shownMeasure(check.measure, bound.given.value) : "";
      return [provider, year, check.id, level, shownMeasure(check.measure, measured), limit, months.join(" ")].join(
        ",",
      );
    }),
  );
  return `${["provider,year,check,level,measured,bound,months", ...rows].join("\n")}\n`;
}
