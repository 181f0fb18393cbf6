/** What the checks of a provider's claims say, as sentences: what was found, in which months, and what the policy allows. */
import { shownMeasure } from "../src/data-quality.ts";
import type { QualityVerdict } from "../src/data-quality.ts";
import { groupDigits } from "./figure.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    level: { green: "in orde", amber: "let op", red: "houdt tegen", open: "opengelaten" },
    of: (year: string, months: string) => (months === "" ? `over ${year}` : `over ${year}, in ${months}`),
    most: (bound: string) => `hoogstens ${bound}`,
    open: "het beleid noemt geen grens",
    times: (count: string) => `${count} keer`,
  },
  en: {
    level: { green: "in order", amber: "take care", red: "blocks", open: "left open" },
    of: (year: string, months: string) => (months === "" ? `of ${year}` : `of ${year}, in ${months}`),
    most: (bound: string) => `at most ${bound}`,
    open: "the policy names no limit",
    times: (count: string) => `${count} times`,
  },
} as const;

/** `3,44 %`, `12,5 keer` or `2`; the kind is that of the check. */
export function measureText(kind: string, shown: string, lang: Language): string {
  const digits = groupDigits(
    shown.replace(/\.?0+$/, (zeros) => (shown.includes(".") ? "" : zeros)),
    lang,
  );
  if (kind === "lines") return `${digits} %`;
  return kind === "jump" ? words[lang].times(digits) : digits;
}

export function levelText(level: QualityVerdict["level"], lang: Language): string {
  return words[lang].level[level];
}

/** What was measured, of which months, and the limit: `3,44 % over 2022, in maart; hoogstens 1 %`. */
export function verdictText(verdict: QualityVerdict, lang: Language): string {
  const say = words[lang];
  const { check, year, level, measured, bound, months } = verdict;
  const measuredText = measureText(check.measure.kind, shownMeasure(check.measure, measured), lang);
  const named = months.length === 12 ? "" : months.map((month) => monthName(month, lang)).join(", ");
  const limit =
    level === "open" || bound === undefined || "missing" in bound.given
      ? say.open
      : say.most(measureText(check.measure.kind, shownMeasure(check.measure, bound.given.value), lang));
  return `${measuredText} ${say.of(String(year), named)}; ${limit}`;
}

/** The label of the check, its level and its text, on a line. */
export function tellVerdict(verdict: QualityVerdict, lang: Language): string {
  return `${verdict.check[lang]} – ${levelText(verdict.level, lang)}: ${verdictText(verdict, lang)}`;
}

/** The full name of a month of the year, 1 to 12. */
export function monthName(month: number, lang: Language): string {
  return monthFormats[lang].format(Temporal.PlainDate.from({ year: 2000, month, day: 1 }));
}

const monthFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat("nl-NL", { month: "long" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "long" }),
};
