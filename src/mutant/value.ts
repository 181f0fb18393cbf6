/** The values next to a value: one step more and one less, the other answer, the next choice. */
import type { Datum, Type } from "../datum.ts";

/** A second: nobody writes an opening or a closing finer than that. */
const second = 1000;

/** The neighbours of a value. `step` is one step of a number, in digits at its scale. */
export function neighboursOf(type: Type, value: Datum, step = 1n): Datum[] {
  switch (type.kind) {
    case "number":
      return [(value as bigint) + step, (value as bigint) - step];
    case "day":
      return [(value as number) + 1, (value as number) - 1];
    case "instant":
      return [(value as number) + second, (value as number) - second];
    case "bool":
      return [value !== true];
    case "enum":
      return type.values.length < 2
        ? []
        : [type.values[(type.values.indexOf(value as string) + 1) % type.values.length]!];
    case "set":
      return withOneMoreOrLess(type.values, value as readonly string[]);
    case "text":
      return [];
  }
}

function withOneMoreOrLess(choices: readonly string[], set: readonly string[]): Datum[] {
  const more = choices.find((choice) => !set.includes(choice));
  return [...(more === undefined ? [] : [[...set, more].toSorted()]), ...(set.length === 0 ? [] : [set.slice(1)])];
}
