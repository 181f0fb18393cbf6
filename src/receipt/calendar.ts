/**
 * The calendar of a receipt: days and instants as the ISO text in which they stand. Years run from 0001 to 9999; what leads
 * outside them is unknown.
 */

/** True for `2024-02-29`, false for `2023-02-29` and for any other text. */
export function isDay(text: string): boolean {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (match === null) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** True for `2023-06-01T00:00:00+02:00`: RFC 3339 with an offset, seconds and up to three decimals of them optional. */
export function isInstant(text: string): boolean {
  const time = /T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,3})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/;
  return time.test(text) && isDay(text.slice(0, text.indexOf("T")));
}

/** Milliseconds since 1970 of an instant's text. */
export function momentOf(instant: string): number {
  return Temporal.Instant.from(instant).epochMilliseconds;
}

const farthest = 4_000_000n;

export function addDays(day: string, count: bigint): string | undefined {
  return count < -farthest || count > farthest ? undefined : within(plain(day).add({ days: Number(count) }));
}

export function addMonths(day: string, count: bigint): string | undefined {
  return count < -120_000n || count > 120_000n ? undefined : within(plain(day).add({ months: Number(count) }));
}

export function daysBetween(from: string, to: string): bigint {
  return BigInt(plain(from).until(plain(to), { largestUnit: "days" }).days);
}

/** The first moment for which Amsterdam's hours are laid down in a receipt. */
export const firstMoment = Date.UTC(1996, 0, 1);

/** The day in Europe/Amsterdam at an instant. */
export function dayOf(instant: string): string | undefined {
  return within(Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Amsterdam").toPlainDate());
}

function plain(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day);
}

function within(date: Temporal.PlainDate): string | undefined {
  return date.year >= 1 && date.year <= 9999 ? date.toString() : undefined;
}
