/**
 * Facts: the dossier's vocabulary. A fact is asked once and answers many: every buyer's questionnaire is a mapping onto these
 * names, minutes and hours are one fact in two units, and an id never changes its meaning. A number is not below zero unless its fact
 * says with `least` that it may be. The vocabulary is policy text, `policy/facts/<theme>.yaml`; this file reads it and turns what
 * somebody supplied into a value of the fact's type.
 */
import { parseDecimal, rescale } from "./decimal.ts";
import { boundKeys, describeType, expectationOf, isWithin, parseDatum, readBounds, readDatum } from "./datum.ts";
import { readType, typeKeys, withoutBounds } from "./datum.ts";
import type { Datum, NumberType, Type } from "./datum.ts";
import { checkKeys, child, childText, childWord, describe, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import type { Finding } from "./finding.ts";
import { basisKeys, readBasis } from "./basis.ts";
import type { Basis } from "./basis.ts";
import { conversion } from "./unit.ts";
import type { Units } from "./unit.ts";

export const periodKinds = ["instant", "month", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];

export const suppliers = ["provider", "buyer", "register", "claims"] as const;
export type Supplier = (typeof suppliers)[number];

/**
 * What a provider can do about a fact: in steps of `step`, between two bounds. Of a number these are digits at its scale, of a day
 * days since 1970-01-01, of a bool 0 and 1.
 */
export interface Lever {
  readonly step: bigint;
  readonly range: readonly [bigint, bigint];
}

export interface Fact {
  readonly id: string;
  /** `provider`, or a part of it: `provider.group`, `region`, `contract`, … */
  readonly subject: string;
  readonly period: PeriodKind;
  readonly type: Type;
  readonly nl: string;
  readonly en: string;
  readonly supplier: Supplier;
  readonly evidence?: string;
  readonly validFor?: string;
  readonly lever?: Lever;
  readonly basis: Basis;
  readonly declaredAt: Node;
}

export type Vocabulary = ReadonlyMap<string, Fact>;

const required = ["id", "subject", "period", "type", "nl", "en", "supplier"];
const optional = [...typeKeys, ...boundKeys, "evidence", "valid_for", "lever", ...basisKeys];

/** Reads the documents of `policy/facts`, each a list of facts (or `facts: […]`); an id may be declared once. */
export function readVocabulary(documents: readonly Node[], units: Units, findings: Finding[]): Vocabulary {
  const vocabulary = new Map<string, Fact>();
  for (const document of documents) {
    const list = document.kind === "mapping" ? child(document, "facts") : document;
    for (const item of itemsOf(list, "facts", findings)) {
      const fact = readFact(item, units, findings);
      if (fact === undefined) continue;
      const earlier = vocabulary.get(fact.id);
      if (earlier === undefined) vocabulary.set(fact.id, fact);
      else
        findings.push(
          findingAt(item, "declared-twice", quote(fact.id), `one declaration; ${whereIs(earlier.declaredAt)} has it`),
        );
    }
  }
  return vocabulary;
}

function readFact(node: Node, units: Units, findings: Finding[]): Fact | undefined {
  if (!checkKeys(node, required, optional, findings)) return undefined;
  const declared = readType(node, units, findings);
  const type = declared && readBounds(node, declared, { least: 0n }, findings);
  const period = childWord(node, "period", periodKinds, findings);
  const supplier = childWord(node, "supplier", suppliers, findings);
  const basis = readBasis(node, findings);
  if (type === undefined || period === undefined || supplier === undefined || basis === undefined) return undefined;
  const lever = readLever(child(node, "lever"), type, findings);
  const [id, subject, nl, en] = ["id", "subject", "nl", "en"].map((key) => childText(node, key) ?? "") as Four;
  const [evidence, validFor] = [childText(node, "evidence"), childText(node, "valid_for")];
  const more = { ...(evidence && { evidence }), ...(validFor && { validFor }), ...(lever && { lever }) };
  return { id, subject, period, type, nl, en, supplier, ...more, basis, declaredAt: node };
}

type Four = [string, string, string, string];

/** Reads `lever: {step, range: [from, to]}` of a fact or an indicator of a type; undefined when there is none. */
export function readLever(node: Node | undefined, type: Type, findings: Finding[]): Lever | undefined {
  if (node === undefined || !checkKeys(node, ["step", "range"], [], findings)) return undefined;
  if (type.kind !== "number" && type.kind !== "bool" && type.kind !== "day") {
    findings.push(
      findingAt(node, "bad-lever", describeType(type), "a number, a bool or a day: nothing else has steps"),
    );
    return undefined;
  }
  const bounds = itemsOf(child(node, "range"), "range", findings);
  const step = readDatum(type.kind === "number" ? withoutBounds(type) : count, child(node, "step")!, "lever", findings);
  const [from, to] = bounds.map((bound) => toSteps(readDatum(rangeType(type), bound, "lever", findings)));
  const whole = typeof step === "bigint" && from !== undefined && to !== undefined;
  if (whole && step > 0n && from <= to && bounds.length === 2) return { step, range: [from, to] };
  findings.push(findingAt(node, "bad-lever", describe(node), "a step above zero and a range of two values in order"));
  return undefined;
}

const count: Type = { kind: "number", form: "int", scale: 0, unit: "" };

/** The range of a bool is written `[0, 1]`, any other in the fact's own type. */
function rangeType(type: Type): Type {
  return type.kind === "bool" ? count : type;
}

function toSteps(bound: Datum | undefined): bigint | undefined {
  return typeof bound === "number" ? BigInt(bound) : typeof bound === "bigint" ? bound : undefined;
}

function whereIs(node: Node): string {
  const { line } = node.at(0);
  return `${node.file}:${line}`;
}

/** A supplied value read as a fact's, converted from the unit it came in; the expectation in words when it does not fit. */
export function parseSupplied(
  fact: Fact,
  json: unknown,
  unit: string | undefined,
  units: Units,
): Datum | { expected: string } {
  const { type } = fact;
  if (type.kind === "set" && isNothing(json)) return [];
  const refused = { expected: expectationOf(type) };
  if (unit === undefined || type.kind !== "number" || unit === type.unit) return parseDatum(type, json) ?? refused;
  const factor = conversion(unit, type.unit, units);
  if (factor === undefined)
    return { expected: type.unit === "" ? "no unit" : `the unit ${quote(type.unit)}, in which this fact is told` };
  const digits = convert(type, json, factor);
  if (digits === undefined)
    return { expected: `${refused.expected}; from ${quote(unit)} it does not come out exactly` };
  return isWithin(type, digits) ? digits : refused;
}

/** How a cell of a table, read as a list of words, says that a set has no members: an empty cell says that nobody knows. */
function isNothing(json: unknown): boolean {
  const word: unknown = Array.isArray(json) && json.length === 1 ? json[0] : json;
  return word === "[]" || word === "geen" || word === "none";
}

function convert(type: NumberType, json: unknown, factor: { n: bigint; d: bigint }): bigint | undefined {
  const decimal = parseDecimal(String(json));
  if (decimal === undefined) return undefined;
  const digits = decimal.digits * factor.n;
  const finest = rescale({ digits, scale: decimal.scale }, decimal.scale + 18) ?? 0n;
  return finest % factor.d === 0n
    ? rescale({ digits: finest / factor.d, scale: decimal.scale + 18 }, type.scale)
    : undefined;
}
