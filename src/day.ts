/**
 * Days, instants and periods. A day is a number of days since 1970-01-01, an instant a number of milliseconds since then, so that
 * comparing is comparing numbers; the calendar itself is `Temporal`, and its clock face is that of Europe/Amsterdam. Nothing
 * here knows what time it is now: time is always an argument.
 */
const zone = "Europe/Amsterdam";
const epoch = Temporal.PlainDate.from("1970-01-01");

/** Days since 1970-01-01. */
export type Day = number;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Reads `2024-09-15`; undefined for anything else, 2023-02-29 included. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const millis = Date.parse(text);
  const day = millis / 86_400_000;
  return Number.isInteger(day) && toDayText(day) === text ? day : undefined;
}

export function toDayText(day: Day): string {
  return plain(day).toString();
}

/** Reads an RFC 3339 instant with its offset, `2023-06-01T00:00:00+02:00` or `…Z`. */
export function parseInstant(text: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const millis = Date.parse(text);
  return Number.isNaN(millis) ? undefined : millis;
}

/** Writes an instant with the offset that Amsterdam has at that moment. */
export function toInstantText(instant: Instant): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return local.toString({ timeZoneName: "never", smallestUnit: instant % 1000 === 0 ? "second" : "millisecond" });
}

/** The day on Amsterdam's calendar at an instant. */
export function dayOf(instant: Instant): Day {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  return epoch.until(local).days;
}

export function addDays(day: Day, count: number): Day {
  return day + count;
}

/** The same day so many months on; the 31st becomes the last day of a shorter month. */
export function addMonths(day: Day, count: number): Day {
  return epoch.until(plain(day).add({ months: count })).days;
}

export function yearOf(day: Day): number {
  return plain(day).year;
}

export function monthOf(day: Day): number {
  return plain(day).month;
}

function plain(day: Day): Temporal.PlainDate {
  return epoch.add({ days: day });
}

/** A year (`2023`), a month (`2024-08`), or a span of months (`2024-01..2024-08`). */
export type Period = string;

/** The months of a period in order: twelve for a year, one for a month, each of a span. */
export function monthsOf(period: Period): Period[] | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:\.\.(\d{4})-(\d{2}))?)?$/.exec(period);
  if (match === null) return undefined;
  const [, year = "", month, toYear, toMonth] = match;
  const first = Number(year) * 12 + (month === undefined ? 0 : Number(month) - 1);
  const last =
    toYear === undefined ? (month === undefined ? first + 11 : first) : Number(toYear) * 12 + Number(toMonth) - 1;
  if (Number(month ?? 1) > 12 || Number(toMonth ?? 1) > 12 || last < first || last - first > 1200) return undefined;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const at = first + i;
    return `${String(Math.floor(at / 12)).padStart(4, "0")}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}
