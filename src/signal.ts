/**
 * Signals of a shortage: a referrer or an insured person tells the buyer that care cannot be had in a region. From them it shows whether
 * the duty of care is at risk there, which is one of the things that extra contracting rests on (003 §2.2.5). The register tells of
 * places and days and never of persons: who called stays in the buyer's own system, under the reference.
 *
 *     ref          the reference in the buyer's own system, unique
 *     on           the day of the signal
 *     region       as the regions table of the lake names it
 *     kind         no_place: nobody takes the client in · long_wait: longer than is acceptable · care_stopped · other
 *     from         referrer or insured
 *     known_at     when it came into the register; `origin` is the file
 *
 * The register is a journal with a signal per line that only grows. A reference that comes again with the same words adds nothing, with
 * other words it is refused.
 */
import { toDayText } from "./day.ts";
import type { Day } from "./day.ts";
import type { Refusal } from "./fact-version.ts";
import { nearest } from "./finding.ts";
import { holdsBsn, mask } from "./privacy.ts";
import { dayCell, required, textCell, wordCell } from "./table.ts";

export const signalKinds = ["no_place", "long_wait", "care_stopped", "other"] as const;
export const signalSources = ["referrer", "insured"] as const;
export type SignalKind = (typeof signalKinds)[number];
export type SignalSource = (typeof signalSources)[number];

/** One line of the register. */
export interface Signal {
  readonly ref: string;
  readonly on: string;
  readonly region: string;
  readonly kind: SignalKind;
  readonly from: SignalSource;
  readonly known_at: string;
  readonly origin: string;
}

/** The columns of a sheet with signals, under the names in use. */
export const signalSheet = {
  ref: required(textCell, "ref", "referentie", "kenmerk", "meldingsnummer"),
  on: required(dayCell, "day", "dag", "datum", "date"),
  region: required(textCell, "region", "regio", "zorgkantoorregio"),
  kind: required(
    wordCell<SignalKind>(
      new Map([
        ["no_place", ["no_place", "geen plaats", "geen_plaats", "geen aanbod"]],
        ["long_wait", ["long_wait", "lange wachttijd", "lange_wachttijd", "wachttijd"]],
        ["care_stopped", ["care_stopped", "zorg gestopt", "zorg_gestopt"]],
        ["other", ["other", "anders", "overig"]],
      ]),
    ),
    "kind",
    "soort",
    "signaal",
  ),
  from: required(
    wordCell<SignalSource>(
      new Map([
        ["referrer", ["referrer", "verwijzer"]],
        ["insured", ["insured", "verzekerde"]],
      ]),
    ),
    "from",
    "van",
    "melder",
    "gemeld_door",
  ),
};

/** A signal as a row of a sheet tells it. */
export interface SentSignal {
  readonly ref: string;
  readonly on: Day;
  readonly region: string;
  readonly kind: SignalKind;
  readonly from: SignalSource;
}

/** What the register goes by when a signal comes in. */
export interface Reception {
  readonly today: Day;
  readonly knownAt: string;
  readonly origin: string;
  /** The regions by which the buyer purchases; absent where no table was loaded. */
  readonly regions?: ReadonlySet<string> | undefined;
}

/** What becomes of a signal that comes in. */
export type ReceivedSignal = { readonly kept: Signal } | { readonly known: Signal } | { readonly refused: Refusal };

/** Receives a signal into the register, which is `held` by reference. */
export function receiveSignal(sent: SentSignal, held: Map<string, Signal>, reception: Reception): ReceivedSignal {
  const { today, knownAt, origin, regions } = reception;
  const { ref, on, region, kind, from } = sent;
  if (holdsBsn(ref)) return refuse("personal-value", "ref", mask(ref), "a reference that tells of no person");
  if (on > today) return refuse("future-signal", "day", toDayText(on), `a day up to ${toDayText(today)}`);
  if (regions !== undefined && !regions.has(region)) {
    const near = nearest(region, regions);
    const expected = near === undefined ? "a region of the regions table" : `did you mean ${near}?`;
    return refuse("unknown-region", "region", mask(region), expected);
  }
  const signal = { ref, on: toDayText(on), region, kind, from, known_at: knownAt, origin };
  const known = held.get(ref);
  if (known === undefined) {
    held.set(ref, signal);
    return { kept: signal };
  }
  if (wordsOf(known) === wordsOf(signal)) return { known };
  return refuse("second-signal", "ref", `other words under ${ref}`, `${wordsOf(known)}, or a reference of its own`);
}

function refuse(code: string, field: string, found: string, expected: string): ReceivedSignal {
  return { refused: { code, field, found, expected } };
}

function wordsOf({ on, region, kind, from }: Signal): string {
  return [on, region, kind, from].join(", ");
}

/** Which signals are asked for: of these regions, kinds and sources, and of these days, the last one included. */
export interface SignalQuestion {
  readonly regions: ReadonlySet<string>;
  readonly kinds: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly since: Day;
  readonly on: Day;
}

/** The signals that a question asks for, oldest first. */
export function signalsOf(register: Iterable<Signal>, question: SignalQuestion): Signal[] {
  const { regions, kinds, sources, since, on } = question;
  const [first, last] = [toDayText(since), toDayText(on)];
  return [...register]
    .filter((signal) => regions.has(signal.region) && kinds.has(signal.kind) && sources.has(signal.from))
    .filter((signal) => first <= signal.on && signal.on <= last)
    .toSorted((a, b) => (a.on < b.on || (a.on === b.on && a.ref < b.ref) ? -1 : 1));
}

/** The register of a text with a signal per line, as `writeSignals` wrote it. */
export function readSignals(text: string): Signal[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Signal);
}

export function writeSignals(signals: readonly Signal[]): string {
  return signals.map((signal) => `${JSON.stringify(signal)}\n`).join("");
}
