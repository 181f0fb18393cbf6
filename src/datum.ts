/**
 * One value of a declared type. A type says how a value is written, in which unit, and with how many decimals; the value itself is
 * then as small as it can be: a number is a bigint at the scale of its type, a day and an instant are numbers, a choice is its text.
 *
 *     percent with scale 2:  "62.5" is 0.6250, kept as 6250n at scale 4; written back as "62.50"
 *     money:                 "1250.00" or {cents: "125000"}, kept as 125000n; written back as {cents: "125000"}
 *
 * An unknown value is `undefined`, never zero and never false.
 */
import { parseDay, parseInstant, toDayText, toInstantText } from "./day.ts";
import type { Day, Instant } from "./day.ts";
import { parseDecimal, rescale, toDecimalText } from "./decimal.ts";
import { checkKeys, child, childText, describe, entriesOf, findingAt, itemsOf, quote } from "./document.ts";
import type { Node } from "./document.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { euro, readUnit } from "./unit.ts";
import type { Unit, Units } from "./unit.ts";

/** How a number is written; inside, each is digits at `scale`, a percentage as its fraction. */
export type NumberForm = "int" | "decimal" | "money" | "percent";

export interface NumberType {
  readonly kind: "number";
  readonly form: NumberForm;
  readonly scale: number;
  readonly unit: Unit;
  readonly bounds?: Bounds;
}

/** The least and the most that a number may be, as digits at its scale; without one there is no end on that side. */
export interface Bounds {
  readonly least?: bigint;
  readonly most?: bigint;
}

export interface ChoiceType {
  readonly kind: "enum" | "set";
  readonly values: readonly string[];
  /** What the choices are called, for who reads them. */
  readonly labels?: Labels;
}

/** Names for readers, by what they stand for. */
export type Labels = ReadonlyMap<string, { readonly nl: string; readonly en: string }>;

export type Type = NumberType | ChoiceType | { readonly kind: "bool" | "day" | "instant" | "text" };

/** Of a day and of an instant it is the number that `day.ts` counts. */
export type Datum = boolean | bigint | number | string | readonly string[];

/** A value as JSON: `true`, `"12.50"`, `{cents: "1250"}`, `"2024-09-15"`, `["a", "b"]`. */
export type Json = boolean | string | readonly Json[] | { readonly [key: string]: Json };

export const typeNames = ["bool", "int", "decimal", "money", "percent", "day", "instant", "enum", "set<enum>", "text"];

/** The keys with which a declaration says its type. */
export const typeKeys = ["type", "unit", "scale", "values", "labels"];

/** Reads the keys `type`, `unit`, `scale`, `values` and `labels` of a declaration. */
export function readType(declaration: Node, units: Units, findings: Finding[]): Type | undefined {
  const name = childText(declaration, "type");
  const node = child(declaration, "type") ?? declaration;
  const unit = readUnit(child(declaration, "unit"), units, findings);
  switch (name) {
    case "bool":
    case "day":
    case "instant":
    case "text":
      return { kind: name };
    case "money":
      return { kind: "number", form: "money", scale: 2, unit: euro };
    case "int":
      return { kind: "number", form: "int", scale: 0, unit };
    case "percent": {
      const scale = readScale(declaration, 2, findings);
      return scale === undefined ? undefined : { kind: "number", form: "percent", scale: scale + 2, unit: "" };
    }
    case "decimal": {
      const scale = readScale(declaration, undefined, findings);
      return scale === undefined ? undefined : { kind: "number", form: "decimal", scale, unit };
    }
    case "enum":
    case "set<enum>":
      return readChoiceType(name === "enum" ? "enum" : "set", declaration, findings);
    default: {
      const expected = didYouMean(name ?? "", typeNames, `one of ${typeNames.join(", ")}`);
      findings.push(findingAt(node, "unknown-type", describe(node), expected, { field: "type" }));
      return undefined;
    }
  }
}

/** The keys with which a declaration says between which values a number lies. */
export const boundKeys = ["least", "most"];

/** Reads `least` and `most` beside a number's type; `none` says that there is no end, and where nothing is said `otherwise` holds. */
export function readBounds(declaration: Node, type: Type, otherwise: Bounds, findings: Finding[]): Type {
  const [from, to] = boundKeys.map((key) => child(declaration, key));
  if (type.kind !== "number") {
    const node = from ?? to;
    if (node !== undefined)
      findings.push(findingAt(node, "bad-bounds", describeType(type), "a number: nothing else has a least and a most"));
    return type;
  }
  const read = (node: Node | undefined, key: "least" | "most"): bigint | undefined => {
    if (node === undefined) return otherwise[key];
    if (childText(declaration, key) === "none") return undefined;
    return readDatum(type, node, key, findings) as bigint | undefined;
  };
  const [least, most] = [read(from, "least"), read(to, "most")];
  if (least !== undefined && most !== undefined && least > most) {
    const found = `from ${toPolicyText(type, least)} to ${toPolicyText(type, most)}`;
    findings.push(findingAt(from ?? to ?? declaration, "bad-bounds", found, "a least that is not above the most"));
    return type;
  }
  const bounds = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
  return least === undefined && most === undefined ? type : { ...type, bounds };
}

/** The same type for what is no value of its own: a step from one value to another, a sum of several. */
export function withoutBounds({ kind, form, scale, unit }: NumberType): NumberType {
  return { kind, form, scale, unit };
}

/** Whether a number lies where its type says that it lies. */
export function isWithin({ bounds: { least, most } = {} }: NumberType, digits: bigint): boolean {
  return (least === undefined || digits >= least) && (most === undefined || digits <= most);
}

function readScale(declaration: Node, otherwise: number | undefined, findings: Finding[]): number | undefined {
  const text = childText(declaration, "scale");
  const scale =
    text !== undefined && /^\d{1,2}$/.test(text) ? Number(text) : text === undefined ? otherwise : undefined;
  if (scale !== undefined) return scale;
  const node = child(declaration, "scale") ?? declaration;
  const found = text === undefined ? "no `scale`" : quote(text);
  findings.push(findingAt(node, "no-scale", found, "how many decimals at most, as in `scale: 2`", { field: "scale" }));
  return undefined;
}

/** `labels: {price_only: {nl: prijsafspraak, en: price agreement}}`, for all choices or some. */
function readChoiceType(kind: ChoiceType["kind"], declaration: Node, findings: Finding[]): ChoiceType | undefined {
  const values = readChoices(declaration, findings);
  if (values.length === 0) return undefined;
  const labels = readLabels(child(declaration, "labels"), values, findings);
  return labels.size === 0 ? { kind, values } : { kind, values, labels };
}

/** Reads `{price_only: {nl: prijsafspraak, en: price agreement}}`; where it is known what can have a name, nothing else may. */
export function readLabels(node: Node | undefined, values: readonly string[] | undefined, findings: Finding[]): Labels {
  const labels = new Map<string, { nl: string; en: string }>();
  for (const { key, value } of entriesOf(node, "labels", findings)) {
    if (values?.includes(key.text) === false) {
      const expected = didYouMean(key.text, values, "one of the values");
      findings.push(findingAt(key, "unknown-value", quote(key.text), expected));
    }
    if (checkKeys(value, ["nl", "en"], [], findings))
      labels.set(key.text, { nl: childText(value, "nl") ?? "", en: childText(value, "en") ?? "" });
  }
  return labels;
}

function readChoices(declaration: Node, findings: Finding[]): readonly string[] {
  const values = itemsOf(child(declaration, "values"), "values", findings).flatMap((item) =>
    item.kind === "scalar" ? [item.text] : [],
  );
  if (values.length === 0)
    findings.push(findingAt(declaration, "no-values", "no `values`", "the list of choices", { field: "values" }));
  return values;
}

/** True when a value of one type may stand where the other is asked: the unit, the kind and the choices agree. */
export function sameKind(a: Type, b: Type): boolean {
  if (a.kind === "number" && b.kind === "number") return a.unit === b.unit;
  if ((a.kind === "enum" || a.kind === "set") && a.kind === b.kind)
    return a.values.every((value) => b.values.includes(value));
  return a.kind === b.kind;
}

export function describeType(type: Type): string {
  switch (type.kind) {
    case "number":
      return type.form === "money" || type.unit === "" ? type.form : `${type.form} in ${type.unit}`;
    case "enum":
      return `one of ${type.values.join(", ")}`;
    case "set":
      return `a list out of ${type.values.join(", ")}`;
    default:
      return type.kind;
  }
}

/** What a type asks for, in words, with an example. */
export function expectationOf(type: Type): string {
  switch (type.kind) {
    case "bool":
      return "`true` or `false`";
    case "day":
      return "a day, as `2024-09-15`";
    case "instant":
      return "an instant with its offset, as `2023-06-01T00:00:00+02:00`";
    case "text":
      return "text";
    case "enum":
    case "set":
      return describeType(type);
    case "number":
      return numberExpectation(type);
  }
}

function numberExpectation(type: NumberType): string {
  const decimals = writtenScale(type);
  const unit = type.unit === "" || type.form === "money" ? "" : ` in ${type.unit}`;
  const bounds = boundText(type);
  if (decimals === 0) return `a whole number${unit}, as \`60\`${bounds}`;
  const example = `1250.${"0".repeat(decimals)}`;
  return `a number${unit} with at most ${decimals} decimals and a point, as \`${example}\`${bounds}`;
}

function boundText(type: NumberType): string {
  const { least, most } = type.bounds ?? {};
  const [from, to] = [least, most].map((end) => end !== undefined && toPolicyText(type, end));
  if (from !== false && to !== false) return `, from ${from} to ${to}`;
  return from !== false ? `, from ${from} on` : to !== false ? `, at most ${to}` : "";
}

function writtenScale(type: NumberType): number {
  return type.form === "percent" ? type.scale - 2 : type.scale;
}

/** Reads a value from JSON (numbers as text, or as JSON integers); undefined when it is not of the type. */
export function parseDatum(type: Type, json: unknown): Datum | undefined {
  if (type.kind === "bool")
    return json === true || json === "true" ? true : json === false || json === "false" ? false : undefined;
  if (type.kind === "set") return Array.isArray(json) ? parseSet(type, json) : undefined;
  if (type.kind === "number") return parseNumber(type, json);
  if (typeof json !== "string") return undefined;
  if (type.kind === "enum") return type.values.includes(json) ? json : undefined;
  if (type.kind === "day") return parseDay(json);
  return type.kind === "instant" ? parseInstant(json) : json;
}

function parseSet(type: ChoiceType, json: readonly unknown[]): readonly string[] | undefined {
  const values = json.filter((value): value is string => typeof value === "string" && type.values.includes(value));
  return values.length === json.length ? [...new Set(values)].toSorted() : undefined;
}

function parseNumber(type: NumberType, json: unknown): bigint | undefined {
  const digits = parseDigits(type, json);
  return digits !== undefined && isWithin(type, digits) ? digits : undefined;
}

function parseDigits(type: NumberType, json: unknown): bigint | undefined {
  if (type.form === "money" && typeof json === "object" && json !== null && "cents" in json) {
    const cents = parseDecimal(String(json.cents));
    return cents === undefined || Object.keys(json).length !== 1 ? undefined : rescale(cents, 0);
  }
  const text = typeof json === "number" && Number.isSafeInteger(json) ? String(json) : json;
  const decimal = typeof text === "string" ? parseDecimal(text) : undefined;
  // Three decimals in an amount of money are more likely a Dutch thousands point than zeros to drop: refuse.
  return decimal === undefined || decimal.scale > writtenScale(type) ? undefined : rescale(decimal, writtenScale(type));
}

/** Writes a value by its type, as it stands in outcomes, receipts and dossiers. */
export function toJson(type: Type, datum: Datum): Json {
  switch (type.kind) {
    case "number":
      if (type.form === "money") return { cents: String(datum) };
      return toDecimalText(datum as bigint, writtenScale(type));
    case "day":
      return toDayText(datum as Day);
    case "instant":
      return toInstantText(datum as Instant);
    default:
      return datum as Json;
  }
}

/** Writes a value as a policy does: an amount in euro with its cents, a set as `[a, b]`. */
export function toPolicyText(type: Type, datum: Datum): string {
  if (type.kind === "number") return toDecimalText(datum as bigint, writtenScale(type));
  const json = toJson(type, datum);
  return Array.isArray(json) ? `[${json.join(", ")}]` : String(json);
}

/** Reads a value from a policy's text: a scalar, a list for a set, or `{cents: …}`; a finding when it does not fit. */
export function readDatum(type: Type, node: Node, field: string, findings: Finding[]): Datum | undefined {
  if (node.kind === "mapping" && !checkKeys(node, ["cents"], [], findings)) return undefined;
  const datum = parseDatum(type, toPlain(node));
  if (datum === undefined) findings.push(findingAt(node, "bad-value", describe(node), expectationOf(type), { field }));
  return datum;
}

/** A node as plain JSON; scalars are text. */
export function toPlain(node: Node): Json {
  if (node.kind === "scalar") return node.text;
  if (node.kind === "list") return node.items.map(toPlain);
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, toPlain(value)]));
}
