/**
 * Days, instants and periods. A day is a number of days since 1970-01-01, an instant a number of milliseconds since then, so that
 * comparing is comparing numbers; the calendar itself is `Temporal`, and its clock face is that of Europe/Amsterdam. Nothing
 * here knows what time it is now: time is always an argument. Years have four digits, 0001 to 9999; what leads outside them is
 * unknown.
 */
const zone = "Europe/Amsterdam";
const epoch = Temporal.PlainDate.from("1970-01-01");

/** The days that four digits can write: 0001-01-01 to 9999-12-31. */
const [firstDay, lastDay] = [-719_162, 2_932_896];
/** Since 1996 all of Europe changes its clocks on the same days (Directive 2000/84/EC); an instant before that is not read. */
const [firstInstant, lastInstant] = [Date.UTC(1996, 0), lastDay * 86_400_000];

/** Days since 1970-01-01. */
export type Day = number;
/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Reads `2024-09-15`; undefined for anything else, 2023-02-29 included. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const millis = Date.parse(text);
  const day = millis / 86_400_000;
  if (!Number.isInteger(day) || day < firstDay) return undefined;
  // A date past the end of a shorter month is read as one of the next; up to the 28th every month has it.
  return text.slice(8) <= "28" || toDayText(day) === text ? day : undefined;
}

export function toDayText(day: Day): string {
  return plain(day).toString();
}

const instantForm =
  /^([\d-]{10})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Reads an RFC 3339 instant with its offset, `2023-06-01T00:00:00+02:00` or `…Z`, from 1996 on. */
export function parseInstant(text: string): Instant | undefined {
  const day = instantForm.exec(text)?.[1];
  const millis = day === undefined || parseDay(day) === undefined ? NaN : Date.parse(text);
  return millis >= firstInstant && millis < lastInstant ? millis : undefined;
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

/** The first instant of a day in Amsterdam. */
export function startOfDay(day: Day): Instant {
  return plain(day).toZonedDateTime(zone).epochMilliseconds;
}

/** The day so many days on; undefined outside the calendar. */
export function addDays(day: Day, count: number): Day | undefined {
  return onCalendar(day + count);
}

/** The same day so many months on; the 31st becomes the last day of a shorter month. Undefined outside the calendar. */
export function addMonths(day: Day, count: number): Day | undefined {
  const tooFar = Math.abs(count) > (lastDay - firstDay) / 28;
  return tooFar ? undefined : onCalendar(epoch.until(plain(day).add({ months: count })).days);
}

function onCalendar(day: Day): Day | undefined {
  return day >= firstDay && day <= lastDay ? day : undefined;
}

export function yearOf(day: Day): number {
  return plain(day).year;
}

export function monthOf(day: Day): number {
  return plain(day).month;
}

export function dayOfMonth(day: Day): number {
  return plain(day).day;
}

/** Whether the month is over with that day. */
export function isMonthEnd(day: Day): boolean {
  return plain(day).day === plain(day).daysInMonth;
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
