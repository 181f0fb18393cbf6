/**
 * Units: hour, client, eur, fte/client. Only like units add up or compare; a product has the product of the units. A unit is
 * written canonically, so two units are the same when their texts are: names in alphabetical order, powers as `^n`, the
 * denominator behind one `/`. The plain number has the unit `""`.
 *
 * Which names exist is policy text (`policy/facts/units.yaml`), because a scheme that nobody here has seen counts things that
 * nobody here has named.
 */
import { checkKeys, child, childText, describe, findingAt, itemsOf } from "./document.ts";
import type { Node } from "./document.ts";
import { didYouMean } from "./finding.ts";
import type { Finding } from "./finding.ts";

export type Unit = string;

export const euro: Unit = "eur";

export interface UnitName {
  readonly id: string;
  readonly nl: string;
  readonly en: string;
  /** What two or more of it are called, where that is another word: *maanden*. */
  readonly many?: { readonly nl: string; readonly en: string };
  /** One of this unit is so many of another: an hour is 60 minute. */
  readonly equals?: { readonly count: bigint; readonly unit: string };
}

export type Units = ReadonlyMap<string, UnitName>;

type Powers = Map<string, number>;

/** Reads `units.yaml`: `units: [{id, nl, en, many?: {nl, en}, equals?: "60 minute"}]`. The euro is always there. */
export function readUnits(document: Node, findings: Finding[]): Units {
  const units = new Map<string, UnitName>([[euro, { id: euro, nl: "euro", en: "euro" }]]);
  for (const item of itemsOf(child(document, "units"), "units", findings)) {
    if (!checkKeys(item, ["id", "nl", "en"], ["many", "equals"], findings)) continue;
    const [id = "", nl = "", en = ""] = ["id", "nl", "en"].map((key) => childText(item, key));
    const equals = child(item, "equals");
    const match = /^(\d+) ([a-z_]+)$/.exec(equals?.kind === "scalar" ? equals.text : "");
    if (equals !== undefined && match === null)
      findings.push(findingAt(equals, "unit-equals", describe(equals), "a whole number and a unit, as in `60 minute`"));
    const [, count, unit] = match ?? [];
    const base = count !== undefined && unit !== undefined ? { equals: { count: BigInt(count), unit } } : {};
    const many = readMany(child(item, "many"), findings);
    units.set(id, { id, nl, en, ...(many && { many }), ...base });
  }
  return units;
}

function readMany(node: Node | undefined, findings: Finding[]): UnitName["many"] {
  if (node === undefined || !checkKeys(node, ["nl", "en"], [], findings)) return undefined;
  return { nl: childText(node, "nl") ?? "", en: childText(node, "en") ?? "" };
}

/** Reads `fte/client`; a finding at the node when a name is not a unit. */
export function readUnit(node: Node | undefined, units: Units, findings: Finding[]): Unit {
  if (node === undefined) return "";
  const text = node.kind === "scalar" ? node.text : "";
  const [top = "", bottom, ...rest] = text.split("/");
  const names = [...top.split("*"), ...(bottom?.split("*") ?? [])].filter((name) => name !== "1");
  const unknown = names.find((name) => !units.has(name));
  if (unknown !== undefined || rest.length > 0) {
    const expected = didYouMean(unknown ?? "", units.keys(), "units from units.yaml joined by `*` and `/`");
    findings.push(findingAt(node, "unknown-unit", describe(node), expected));
    return "";
  }
  const over = bottom === undefined ? "" : bottom.split("*").join("/");
  return over
    .split("/")
    .filter(Boolean)
    .reduce((unit, name) => divideUnits(unit, name), multiplyAll(top.split("*")));
}

function multiplyAll(names: readonly string[]): Unit {
  return names.filter((name) => name !== "1").reduce((unit, name) => multiplyUnits(unit, name), "");
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, 1);
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, -1);
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  if (b === "") return a;
  const powers = toPowers(a);
  for (const [name, power] of toPowers(b)) powers.set(name, (powers.get(name) ?? 0) + sign * power);
  const write = (wanted: (power: number) => boolean): string =>
    [...powers]
      .filter(([, power]) => wanted(power))
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, power]) => (Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`))
      .join("*");
  const [top, bottom] = [write((power) => power > 0), write((power) => power < 0)];
  return bottom === "" ? top : `${top === "" ? "1" : top}/${bottom}`;
}

function toPowers(unit: Unit): Powers {
  const powers: Powers = new Map();
  const [top = "", bottom = ""] = unit.split("/");
  for (const [part, sign] of [
    [top, 1],
    [bottom, -1],
  ] as const)
    for (const factor of part.split("*").filter((name) => name !== "" && name !== "1")) {
      const [name = "", power = "1"] = factor.split("^");
      powers.set(name, sign * Number(power));
    }
  return powers;
}

/**
 * How many of `to` one `from` is, as a quotient: one hour is 60/1 minute, one minute 1/60 hour. Undefined when the two measure
 * different things.
 */
export function conversion(from: Unit, to: Unit, units: Units): { n: bigint; d: bigint } | undefined {
  if (from === to) return { n: 1n, d: 1n };
  const [a, b] = [toBase(from, units), toBase(to, units)];
  return a.unit === b.unit ? { n: a.count, d: b.count } : undefined;
}

function toBase(unit: Unit, units: Units): { count: bigint; unit: Unit } {
  let count = 1n;
  let at = unit;
  for (let equals = units.get(at)?.equals; equals !== undefined; equals = units.get(at)?.equals) {
    count *= equals.count;
    at = equals.unit;
  }
  return { count, unit: at };
}
