/**
 * What was told of a fact, and when: the lines of a dossier as they are kept. A value is known by its fact, its subject and its
 * period, and a later word about it is a new line that names the one it replaces. Nothing is overwritten, so the dossier can be read as
 * it was known before any instant: a correction that came in as the window closed is kept, and the policy says that it does
 * not count.
 *
 *     knownBefore(versions, closes)      // of each fact the last version with known_at < closes
 *
 * A value is kept in the unit in which it was told; whoever reads it converts, exactly.
 */
import { monthsOf, parseInstant } from "./day.ts";
import type { Instant } from "./day.ts";
import { toJson } from "./datum.ts";
import type { Datum } from "./datum.ts";
import type { DossierLine } from "./dossier.ts";
import { parseSupplied } from "./fact.ts";
import type { Fact, Vocabulary } from "./fact.ts";
import { nearest } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { holdsBsn, mask } from "./privacy.ts";
import type { Units } from "./unit.ts";

export interface FactVersion extends DossierLine {
  readonly evidence?: string;
  /** The `known_at` of the version that this one corrects. */
  readonly replaces?: string;
}

/** A line that cannot be kept: which field, what stands there, and what should. */
export interface Refusal {
  readonly code: string;
  readonly field: string;
  readonly found: string;
  readonly expected: string;
}

/** The vocabulary by which lines are read. */
export interface Terms {
  readonly vocabulary: Vocabulary;
  readonly units: Units;
}

const keys = ["fact", "subject", "period", "value", "unit", "origin", "evidence", "known_at", "replaces"];

/** Reads one line as it was sent; every fault of it is told. Fields come back in the order of the format. */
export function readVersion(sent: Readonly<Record<string, unknown>>, terms: Terms): FactVersion | readonly Refusal[] {
  const fact = typeof sent["fact"] === "string" ? terms.vocabulary.get(sent["fact"]) : undefined;
  if (fact === undefined) return [unknownFact(sent["fact"], terms.vocabulary)];
  const faults = [
    ...checkFields(fact, sent),
    checkSubject(fact, sent["subject"]),
    checkPeriod(fact, sent["period"]),
    checkValue(fact, sent, terms.units),
    checkInstant("known_at", sent["known_at"]),
    sent["replaces"] === undefined ? undefined : checkInstant("replaces", sent["replaces"]),
  ].filter((fault) => fault !== undefined);
  if (faults.length > 0) return faults;
  return Object.fromEntries(
    keys.flatMap((key) => (sent[key] === undefined ? [] : [[key, sent[key]]])),
  ) as unknown as FactVersion;
}

function unknownFact(id: unknown, vocabulary: Vocabulary): Refusal {
  const near = typeof id === "string" ? nearest(id, vocabulary.keys()) : undefined;
  const expected = near === undefined ? "the id of a fact in the vocabulary" : `did you mean ${near}?`;
  return { code: "unknown-fact", field: "fact", found: tell(id), expected };
}

function* checkFields(fact: Fact, sent: Readonly<Record<string, unknown>>): Generator<Refusal> {
  for (const field of Object.keys(sent).filter((key) => !keys.includes(key)))
    yield { code: "unknown-field", field, found: tell(field), expected: `one of ${keys.join(", ")}` };
  for (const field of ["origin", "evidence", "unit"]) {
    const text = sent[field];
    const isText = typeof text === "string" && text !== "" && !text.includes("\n");
    if (!isText && (text !== undefined || field === "origin"))
      yield { code: "bad-field", field, found: tell(text), expected: "text on one line" };
  }
  for (const field of ["value", "origin", "evidence"])
    if (typeof sent[field] === "string" && holdsBsn(sent[field], field === "value" ? fact.type : undefined))
      yield { code: "personal-value", field, found: tell(sent[field]), expected: "nothing that tells who a person is" };
}

function checkSubject(fact: Fact, subject: unknown): Refusal | undefined {
  const [provider = "", kind, member, ...rest] = typeof subject === "string" ? subject.split("/") : [];
  const isWhole = kind === undefined && fact.subject === "provider";
  const isPart =
    kind === fact.subject && fact.subject !== "provider" && /^\S+$/.test(member ?? "") && rest.length === 0;
  if (/^\d{8}$/.test(provider) && (isWhole || isPart)) return undefined;
  const expected = `an AGB code of eight digits${fact.subject === "provider" ? "" : `, then /${fact.subject}/ and which one`}`;
  return { code: "bad-subject", field: "subject", found: tell(subject), expected };
}

function checkPeriod(fact: Fact, period: unknown): Refusal | undefined {
  const isMonth = typeof period === "string" && /^\d{4}-\d{2}$/.test(period) && monthsOf(period) !== undefined;
  const fits = {
    year: typeof period === "string" && /^\d{4}$/.test(period),
    month: isMonth,
    instant: period === undefined,
  }[fact.period];
  if (fits) return undefined;
  const expected = { year: "a year, as 2023", month: "a month, as 2024-08", instant: "no period" }[fact.period];
  return { code: "bad-period", field: "period", found: tell(period), expected };
}

function checkValue(fact: Fact, { value, unit }: Readonly<Record<string, unknown>>, units: Units): Refusal | undefined {
  if (value === undefined || value === null || value === "")
    return { code: "no-value", field: "value", found: tell(value), expected: "a value; leave out what is not known" };
  if (typeof unit !== "string" && unit !== undefined) return undefined;
  const datum = parseSupplied(fact, value, unit, units);
  if (typeof datum !== "object" || !("expected" in datum)) return undefined;
  const inUnit = unit === undefined ? "" : ` in ${unit}`;
  return { code: "bad-value", field: "value", found: `${tell(value)}${inUnit}`, expected: datum.expected };
}

function checkInstant(field: string, at: unknown): Refusal | undefined {
  if (typeof at === "string" && parseInstant(at) !== undefined) return undefined;
  return {
    code: "bad-instant",
    field,
    found: tell(at),
    expected: "an instant with its offset, as 2023-05-20T14:00:00+02:00",
  };
}

function tell(found: unknown): string {
  if (found === undefined) return "nothing";
  const text = mask(typeof found === "string" ? `"${found}"` : (JSON.stringify(found) ?? "nothing"));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A line as it was sent, before it is known to be any good. */
export interface SentLine {
  readonly line: number;
  readonly sent: Readonly<Record<string, unknown>>;
}

/** A file with lines of a dossier, in whatever form. */
export interface FactSource {
  readonly file: string;
  readonly sha256: string;
  readonly reading: string;
  /** True for a table: it cannot say which version it replaces, and means the last. */
  readonly correcting: boolean;
  readonly findings: readonly Finding[];
  /** What cannot be read is added to the findings. */
  lines(findings: Finding[]): AsyncGenerator<SentLine>;
}

/** What becomes of a line that comes in: kept, known already, or refused. */
export type Reception =
  { readonly kept: FactVersion } | { readonly known: FactVersion } | { readonly refused: Refusal };

/** Every version of every fact, each fact's in the order in which they became known. */
export class FactHistory {
  readonly #terms: Terms;
  readonly #versions = new Map<string, FactVersion[]>();

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  /**
   * Receives a version, unless it says nothing new. A value that differs from what is known must name the version that it
   * replaces and be known later. A `correcting` sender (a table, which cannot name versions) replaces the last one.
   */
  receive(version: FactVersion, correcting = false): Reception {
    const known = this.#versions.get(keyOf(version)) ?? [];
    const last = known.at(-1);
    if (last === undefined && version.replaces === undefined) return this.#keep(version, known);
    const at = instantOf(version.known_at);
    const twin = known.find((other) => instantOf(other.known_at) === at);
    if (twin !== undefined) return this.#isSame(twin, version) ? { known: twin } : conflict(twin);
    if (last !== undefined && version.replaces === undefined && this.#isSame(last, version)) return { known: last };
    const replaces = version.replaces ?? (correcting ? last?.known_at : undefined);
    if (replaces === undefined) return secondValue(version, last);
    const replaced = known.find((other) => instantOf(other.known_at) === instantOf(replaces));
    if (replaced === undefined) return replacesNothing(version, last);
    if (replaced !== last || at < instantOf(replaces)) return notLater(version, last);
    return this.#keep({ ...version, replaces: replaced.known_at }, known);
  }

  #keep(version: FactVersion, known: FactVersion[]): Reception {
    known.push(version);
    this.#versions.set(keyOf(version), known);
    return { kept: version };
  }

  /** The same value, whatever the unit in which each was told. */
  #isSame(a: FactVersion, b: FactVersion): boolean {
    const fact = this.#terms.vocabulary.get(a.fact);
    if (fact === undefined) return false;
    const [one, other] = [a, b].map(({ value, unit }) => {
      const datum = parseSupplied(fact, value, unit, this.#terms.units);
      return JSON.stringify(toJson(fact.type, datum as Datum));
    });
    return one === other;
  }
}

function keyOf({ fact, subject, period = "" }: DossierLine): string {
  return `${fact} ${subject} ${period}`;
}

function instantOf(text: string): Instant {
  return parseInstant(text) ?? Number.NaN;
}

function conflict(twin: FactVersion): Reception {
  const found = `another value than ${tell(twin.value)}, known at the same instant`;
  return { refused: { code: "two-values", field: "value", found, expected: "one value per instant" } };
}

function secondValue(version: FactVersion, last: FactVersion | undefined): Reception {
  const found = `${tell(version.value)} where ${tell(last?.value)} is known`;
  return { refused: { code: "second-value", field: "replaces", found, expected: `replaces: "${last?.known_at}"` } };
}

function replacesNothing(version: FactVersion, last: FactVersion | undefined): Reception {
  const expected = last === undefined ? "no replaces: nothing is known yet" : `replaces: "${last.known_at}"`;
  return { refused: { code: "replaces-nothing", field: "replaces", found: tell(version.replaces), expected } };
}

function notLater(version: FactVersion, last: FactVersion | undefined): Reception {
  const expected = `the last version, of ${last?.known_at}, replaced by one that became known later`;
  return { refused: { code: "not-later", field: "known_at", found: tell(version.known_at), expected } };
}

/** Of each fact the last version that was known before an instant, in the order of the lines. */
export function knownBefore<V extends DossierLine>(versions: Iterable<V>, before: Instant): V[] {
  const last = new Map<string, { readonly at: Instant; readonly version: V }>();
  for (const version of versions) {
    const at = instantOf(version.known_at);
    const key = keyOf(version);
    const known = last.get(key);
    if (at < before && (known === undefined || known.at <= at)) last.set(key, { at, version });
  }
  return [...last.values()].map(({ version }) => version);
}
