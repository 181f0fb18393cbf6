/**
 * Types and values that random policies speak of. There are few of them and they lie close together, so that bounds are hit
 * exactly, sums come to zero and roundings end in a tie.
 */
import { parseDatum } from "../../src/datum.ts";
import type { Datum, NumberType, Type } from "../../src/datum.ts";
import type { Dice } from "./dice.ts";

export const units = "units: [{id: client, nl: c, en: c}, {id: fte, nl: f, en: f}]";

const number = (form: NumberType["form"], scale: number, unit = ""): NumberType => ({
  kind: "number",
  form,
  scale,
  unit,
});

export const bool: Type = { kind: "bool" };
export const whole = number("int", 0);
export const money = number("money", 2, "eur");
export const percent = number("percent", 4);
export const numbers = [
  whole,
  money,
  percent,
  number("int", 0, "client"),
  number("decimal", 1, "fte"),
  number("decimal", 3),
] as const;
export const day: Type = { kind: "day" };
export const instant: Type = { kind: "instant" };
export const choice = { kind: "enum", values: ["a", "b", "c"] } as const;
export const set = { kind: "set", values: ["care", "cure", "home"] } as const;
export const text: Type = { kind: "text" };

/** The types that can be decided on. */
export const types: readonly Type[] = [bool, bool, ...numbers, day, instant, choice, choice, set];

/** A type as a declaration says it. */
export function declaration(type: Type): string {
  switch (type.kind) {
    case "number": {
      const unit = type.unit === "" || type.form === "money" ? "" : `, unit: ${type.unit}`;
      return `type: ${type.form}${type.form === "decimal" ? `, scale: ${type.scale}` : ""}${unit}`;
    }
    case "enum":
      return `type: enum, values: [${type.values.join(", ")}]`;
    case "set":
      return `type: set<enum>, values: [${type.values.join(", ")}]`;
    default:
      return `type: ${type.kind}`;
  }
}

const digits = [0, 0, 1, 1, 2, 3, 5, 10, 15, 25, 33, 50, 100, 125, 999, 1000, 100_000, -1, -5, -10, -25, -1000];
const days = ["2023-12-31", "2024-01-01", "2024-01-31", "2024-02-29", "2024-06-30", "0001-01-01", "9999-12-31"];
const instants = [
  "2024-03-31T00:59:59.999Z",
  "2024-03-31T01:00:00Z",
  "2024-10-27T00:30:00+01:00",
  "2023-05-31T22:00:00Z",
  "2023-06-01T00:00:00+02:00",
  "1996-01-01T00:00:00Z",
];

/** A number as a policy writes it, with at most so many decimals. */
export function numberText(dice: Dice, decimals: number): string {
  const [count, value] = [dice.below(decimals + 1), dice.pick(digits)];
  const padded = String(Math.abs(value)).padStart(count + 1, "0");
  const written = count === 0 ? padded : `${padded.slice(0, -count)}.${padded.slice(-count)}`;
  return value < 0 ? `-${written}` : written;
}

/** A value of a type as a policy writes it. */
export function valueText(dice: Dice, type: Type): string {
  switch (type.kind) {
    case "bool":
      return dice.pick(["true", "false"]);
    case "number":
      return numberText(dice, type.form === "percent" ? type.scale - 2 : type.scale);
    case "day":
      return dice.pick(dice.chance(5) ? days : days.slice(0, 5));
    case "instant":
      return dice.pick(instants);
    case "enum":
      return dice.pick(type.values);
    case "set":
      return `[${type.values.filter(() => dice.chance(50)).join(", ")}]`;
    case "text":
      return dice.pick(["-", "yes, gladly", "not(a)", "[1..2]"]);
  }
}

/** A value of a type as a dossier holds it. */
export function datum(dice: Dice, type: Type): Datum {
  const written = valueText(dice, type);
  return parseDatum(type, type.kind === "set" ? written.slice(1, -1).split(", ").filter(Boolean) : written)!;
}
