/**
 * The radar: a provider's ceiling watched while the year runs, for both sides of the contract. What is claimed stands beside what is
 * still to come of the care already given, what the year will come to with its band, when the ceiling will be used up, which warnings the
 * buyer's policy gives, whether new clients are spread evenly over the year, and what the provider itself says it delivered.
 *
 * Publicly, a provider is full when it reported a stop or when what is claimed reached the ceiling; a forecast is for buyer and
 * provider alone.
 */
import { parseDay, startOfDay } from "./day.ts";
import type { Day } from "./day.ts";
import { poissonLimits } from "./distribution.ts";
import { exhaustion, scaledTo } from "./forecast.ts";
import type { Forecast } from "./forecast.ts";
import { ratio, round } from "./ratio.ts";
import type { Warning } from "./watch.ts";

/** What the radar knows of a provider's year. Amounts in cents. */
export interface Sight {
  readonly provider: string;
  readonly year: number;
  /** The ceiling; absent where nothing is agreed. */
  readonly ceiling?: bigint | undefined;
  /** Claimed about the year by the day of asking, what was refused taken off. */
  readonly claimed: bigint;
  readonly forecast?: Forecast | undefined;
  /** What the provider says it delivered, and whether it reported a stop. */
  readonly delivered?: bigint | undefined;
  readonly stop?: boolean | undefined;
  readonly intake?: Intake | undefined;
}

/** A day with the band around it; the end of a band that lies behind the year is absent. */
export interface Exhaustion {
  readonly on?: Day;
  readonly earliest?: Day;
  readonly latest?: Day;
}

export interface GivenWarning {
  readonly warning: Warning;
  /** Given: what is claimed is past the share. Expected: the forecast passes it on that day. */
  readonly state: "given" | "expected";
  readonly on?: Day;
}

export interface Watched extends Sight {
  readonly exhausted?: Exhaustion;
  readonly warnings: readonly GivenWarning[];
  /** What may be told to everybody. */
  readonly open: "stop-reported" | "ceiling-reached" | "open";
}

export function watch(sight: Sight, warnings: readonly Warning[]): Watched {
  const { ceiling, forecast, claimed, stop } = sight;
  const exhausted =
    ceiling === undefined || forecast === undefined ? undefined : exhaustionOf(sight.year, forecast, ceiling);
  const full = ceiling !== undefined && claimed >= ceiling;
  return {
    ...sight,
    ...(exhausted && { exhausted }),
    warnings: warnings.flatMap((warning) => warn(sight, warning)),
    open: stop === true ? "stop-reported" : full ? "ceiling-reached" : "open",
  };
}

/** The days of the months of a year. */
function monthLengths(year: number): number[] {
  return Array.from({ length: 12 }, (_, i) => Temporal.PlainYearMonth.from({ year, month: i + 1 }).daysInMonth);
}

/** The day on which an amount is used up, when months come to so much. */
function usedUp(year: number, months: readonly number[], cents: number): Day | undefined {
  const day = exhaustion(months, cents, monthLengths(year));
  return day === undefined ? undefined : parseDay(`${year}-01-01`)! + day;
}

function exhaustionOf(year: number, forecast: Forecast, ceiling: bigint): Exhaustion {
  const at = (total: number | undefined): Day | undefined =>
    total === undefined ? undefined : usedUp(year, scaledTo(forecast, total), Number(ceiling));
  const [on, earliest, latest] = [at(forecast.expected), at(forecast.band?.high), at(forecast.band?.low)];
  return {
    ...(on !== undefined && { on }),
    ...(earliest !== undefined && { earliest }),
    ...(latest !== undefined && { latest }),
  };
}

function warn({ year, ceiling, claimed, forecast }: Sight, warning: Warning): GivenWarning[] {
  if (ceiling === undefined) return [];
  const least = round("ceiling", ratio(warning.share.n * ceiling, warning.share.d));
  const on = forecast && usedUp(year, forecast.months, Number(least));
  if (warning.before !== undefined && (on === undefined || startOfDay(on) >= warning.before)) return [];
  if (claimed >= least) return [{ warning, state: "given", ...(on !== undefined && { on }) }];
  return on === undefined ? [] : [{ warning, state: "expected", on }];
}

/** How new clients are spread over the months that are over. */
export interface Intake {
  /** New clients per month, January first. */
  readonly months: readonly number[];
  /** The fullest month beside what the season says, counted from 0, and how many that season lets expect; absent where nobody came. */
  readonly fullest?: { readonly month: number; readonly clients: number; readonly expected: number };
  /** False when so many in the fullest month would surprise, were they spread as the peers' are. */
  readonly isEven: boolean;
}

/**
 * Judges a provider's new clients against the season of its peers: in winter everybody takes in more. `peers` are the new clients of all
 * providers in the same months.
 */
export function intakeOf(months: readonly number[], peers: readonly number[]): Intake {
  const [own, all] = [months, peers].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number];
  const against = months.map((clients, month) => ({
    month,
    clients,
    expected: all > 0 ? (own * peers[month]!) / all : 0,
  }));
  const known = against.filter(({ expected }) => expected > 0);
  if (own === 0 || known.length === 0) return { months, isEven: true };
  const fullest = known.reduce((a, b) => (b.clients / b.expected > a.clients / a.expected ? b : a));
  // One of so many months is the fullest by chance, so each is asked to surprise by so much more (Bonferroni).
  const [least] = poissonLimits(fullest.clients, 1 / (40 * known.length));
  return { months, fullest, isEven: least <= fullest.expected };
}
