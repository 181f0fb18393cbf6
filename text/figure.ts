/**
 * Values as people read them: `€ 1.000.000,00` and `62,5 %` in Dutch, `€1,000,000.00` and `62.5%` in English. The digits are
 * those of the value; nothing is rounded for show.
 */
import type { Json, Type } from "../src/datum.ts";
import { roundQuotient, toDecimalText } from "../src/decimal.ts";
import type { Units } from "../src/unit.ts";
import type { Language } from "./text.ts";

/** How a language writes days; making one takes longer than all days of a page. */
const dayFormats: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat("nl-NL", { dateStyle: "long" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long" }),
};

/** A value of a type, written for a reader; with `units`, units by their name in the reader's language. */
export function toFigure(type: Type, value: Json, lang: Language, units?: Units): string {
  switch (type.kind) {
    case "bool":
      return truth(value === true, lang);
    case "number":
      return numberFigure(type, value, lang, units);
    case "day":
      return dayFigure(String(value), lang);
    case "instant":
      return instantFigure(String(value), lang);
    case "enum":
      return type.labels?.get(String(value))?.[lang] ?? String(value);
    case "set":
      return (value as readonly string[]).map((each) => type.labels?.get(each)?.[lang] ?? each).join(", ");
    default:
      return String(value);
  }
}

function truth(value: boolean, lang: Language): string {
  return { nl: ["nee", "ja"], en: ["no", "yes"] }[lang][value ? 1 : 0]!;
}

function numberFigure(type: Type & { kind: "number" }, value: Json, lang: Language, units?: Units): string {
  if (type.form === "money") return moneyFigure(BigInt((value as { cents: string }).cents), lang);
  const digits = trimDecimals(groupDigits(String(value), lang), lang);
  if (type.form === "percent") return `${digits} %`;
  return type.unit === "" ? digits : `${digits} ${unitText(type.unit, digits === "1", lang, units)}`;
}

/** `fte/client` as “fte per cliënt”, `month` as “maand” where it is one and as “maanden” where it is not. */
function unitText(unit: string, isOne: boolean, lang: Language, units?: Units): string {
  const name = (part: string, above: boolean): string =>
    part
      .split("*")
      .map((each) => ((above && !isOne && units?.get(each)?.many) || units?.get(each))?.[lang] ?? each)
      .join(" ");
  return unit
    .split("/")
    .map((part, i) => name(part, i === 0))
    .join(" per ");
}

/** An amount of cents in euro. */
export function moneyFigure(cents: bigint, lang: Language): string {
  const size = cents < 0n ? -cents : cents;
  const text = groupDigits(`${size / 100n}.${String(size % 100n).padStart(2, "0")}`, lang);
  return `${cents < 0n ? "−" : ""}€ ${text}`;
}

/** How much more or less, in euro. */
export function differenceFigure(cents: bigint, lang: Language): string {
  return `${cents > 0n ? "+" : ""}${moneyFigure(cents, lang)}`;
}

/** A part of a whole as a percentage with one decimal, rounded; a dash of a whole that is nothing. */
export function shareFigure(part: bigint, whole: bigint, lang: Language): string {
  if (whole === 0n) return "–";
  return `${groupDigits(toDecimalText(roundQuotient("half_up", 1, 100n * part, whole), 1), lang)} %`;
}

/** `0.62 – 1.59`, or “ten minste 0,62” where there is no upper end. */
export function intervalText(
  { low, high }: { readonly low: bigint; readonly high?: bigint },
  figure: (digits: bigint) => string,
  lang: Language,
): string {
  const least = { nl: "ten minste", en: "at least" }[lang];
  return high === undefined ? `${least} ${figure(low)}` : `${figure(low)} – ${figure(high)}`;
}

/** A decimal as text with the reader's point and groups of three. */
export function groupDigits(decimal: string, lang: Language): string {
  const [point, group] = lang === "nl" ? [",", "."] : [".", ","];
  const [whole = "", fraction] = decimal.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return `${decimal.startsWith("-") ? "−" : ""}${grouped}${fraction === undefined ? "" : point + fraction}`;
}

function trimDecimals(digits: string, lang: Language): string {
  const point = lang === "nl" ? "," : ".";
  return digits.includes(point) ? digits.replace(/0+$/, "").replace(point === "," ? /,$/ : /\.$/, "") : digits;
}

function dayFigure(day: string, lang: Language): string {
  return dayFormats[lang].format(Temporal.PlainDate.from(day));
}

function instantFigure(instant: string, lang: Language): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Amsterdam");
  const clock = local.toPlainTime().toString({ smallestUnit: local.second === 0 ? "minute" : "second" });
  return `${dayFigure(local.toPlainDate().toString(), lang)} ${clock}`;
}
