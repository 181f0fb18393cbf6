/** From the sums of a provider's months to a verdict per check. All arithmetic is exact; nothing is rounded here. */
import type { Bound, LineFault, QualityCheck } from "../data-quality.ts";
import { toRatio, unreduced } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";

/** What the lake adds up of one provider in one month of care. */
export interface MonthSum {
  /** 1 to 12. */
  readonly month: number;
  readonly lines: bigint;
  readonly claimedCents: bigint;
  /** Of how many lines each fault holds; of none of which it was not counted. */
  readonly faults: Readonly<Partial<Record<LineFault, bigint>>>;
}

/** `open` when the policy leaves a limit open: then the check neither warns nor blocks, and says so. */
export type QualityLevel = "green" | "amber" | "red" | "open";

export interface QualityVerdict {
  readonly check: QualityCheck;
  readonly year: number;
  readonly level: QualityLevel;
  readonly measured: Ratio;
  /** The limit that is exceeded, or of a check that passes the first that would be. */
  readonly bound?: Bound;
  /** The months that it is about, 1 to 12. */
  readonly months: readonly number[];
}

export const monthNumbers: readonly number[] = Array.from({ length: 12 }, (_, i) => i + 1);

/** The verdict of each check that judges a provider with these months; one with too few lines to be judged has none. */
export function judge(checks: readonly QualityCheck[], year: number, sums: readonly MonthSum[]): QualityVerdict[] {
  const held = sums.filter(({ lines }) => lines > 0n).toSorted((a, b) => a.month - b.month);
  if (held.length === 0) return [];
  const lines = held.reduce((sum, month) => sum + month.lines, 0n);
  return checks.flatMap((check) => {
    const measured = measure(check, held, lines);
    return measured === undefined ? [] : [{ check, year, ...measured, ...levelOf(check, measured.measured) }];
  });
}

type Measured = Pick<QualityVerdict, "measured" | "months">;

function measure(check: QualityCheck, held: readonly MonthSum[], lines: bigint): Measured | undefined {
  const { measure: what } = check;
  if (what.kind === "lines")
    return what.per === "year" ? shareOfYear(check, what.where, held, lines) : worstShare(check, what.where, held);
  if (!isEnough(check, lines, BigInt(monthNumbers.length))) return undefined;
  if (what.kind === "jump") return worstOf(jumpsOf(held, what.of));
  const [first, last] = [held[0]!.month, held.at(-1)!.month];
  const absent = monthNumbers.filter((month) => held.every((sum) => sum.month !== month));
  const places = {
    "early-months": (month: number): boolean => month < first,
    "gap-months": (month: number): boolean => month > first && month < last,
    "silent-months": (month: number): boolean => month > last,
  };
  const missing = absent.filter(places[what.kind]);
  return { measured: { n: BigInt(missing.length), d: 1n }, months: missing };
}

/** Whether there are lines enough to judge, over so many months on average. */
function isEnough({ linesLeast }: QualityCheck, lines: bigint, over: bigint): boolean {
  if (linesLeast === undefined || "missing" in linesLeast.given) return true;
  const { n, d } = linesLeast.given.value;
  return lines * d >= n * over;
}

/** The share of the lines of a year, and the months in which there are any. */
function shareOfYear(
  check: QualityCheck,
  fault: LineFault,
  held: readonly MonthSum[],
  lines: bigint,
): Measured | undefined {
  const counted = held.filter(({ faults }) => faults[fault] !== undefined);
  if (counted.length === 0 || !isEnough(check, lines, 1n)) return undefined;
  const found = counted.filter(({ faults }) => faults[fault]! > 0n);
  const faulty = found.reduce((sum, { faults }) => sum + faults[fault]!, 0n);
  return { measured: toRatio(faulty, lines)!, months: found.map(({ month }) => month) };
}

/** The greatest share of the lines of a month that has enough of them. */
function worstShare(check: QualityCheck, fault: LineFault, held: readonly MonthSum[]): Measured | undefined {
  return worstOf(
    held.flatMap(({ month, lines, faults }) => {
      const faulty = faults[fault];
      if (faulty === undefined || !isEnough(check, lines, 1n)) return [];
      return [{ measured: { n: faulty, d: lines }, months: faulty > 0n ? [month] : [] }];
    }),
  );
}

/**
 * Each month against the median of the others, the larger over the smaller; a month of nothing or less counts as one. One month has
 * no others.
 */
function jumpsOf(held: readonly MonthSum[], of: "lines" | "claimed"): Measured[] {
  if (held.length < 2) return [];
  const sizes = held.map(({ lines, claimedCents }) => atLeastOne(of === "lines" ? lines : claimedCents));
  const sorted = sizes.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  return held.map(({ month }, i) => {
    const place = sorted.indexOf(sizes[i]!);
    const other = (k: number): bigint => sorted[k < place ? k : k + 1]!;
    const others = held.length - 1;
    // Twice the median, so that the mean of the two in the middle stays whole.
    const twice = other(Math.floor((others - 1) / 2)) + other(Math.floor(others / 2));
    const own = 2n * sizes[i]!;
    return { measured: own > twice ? unreduced(own, twice) : unreduced(twice, own), months: [month] };
  });
}

const atLeastOne = (size: bigint): bigint => (size > 1n ? size : 1n);

/** The one that measures most, in lowest terms. */
function worstOf(all: readonly Measured[]): Measured | undefined {
  const worst = all.reduce<Measured | undefined>(
    (most, each) => (most === undefined || isMore(each.measured, most.measured) ? each : most),
    undefined,
  );
  return worst && { ...worst, measured: toRatio(worst.measured.n, worst.measured.d)! };
}

const isMore = (a: Ratio, b: Ratio): boolean => a.n * b.d > b.n * a.d;

function levelOf({ amber, red }: QualityCheck, measured: Ratio): Pick<QualityVerdict, "level" | "bound"> {
  const exceeds = (bound: Bound): boolean => "value" in bound.given && isMore(measured, bound.given.value);
  if (red !== undefined && exceeds(red)) return { level: "red", bound: red };
  if (amber !== undefined && exceeds(amber)) return { level: "amber", bound: amber };
  const open = [red, amber].find((bound) => bound !== undefined && "missing" in bound.given);
  if (open !== undefined) return { level: "open", bound: open };
  const first = amber ?? red;
  return { level: "green", ...(first && { bound: first }) };
}
