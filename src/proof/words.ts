/** A region in words: per column its stretches, in the notation of the column's own cells. */
import { toPolicyText } from "../datum.ts";
import type { Datum } from "../datum.ts";
import type { Sheet } from "../sheet.ts";
import type { Region } from "./cover.ts";
import type { Stretch, Stretched } from "./stretch.ts";

/** `fact.funding` hourly, `fact.agreement_amount@2023` 100000.00; columns that do not matter are left out. */
export function inWords(sheet: Sheet, columns: readonly Stretched[], region: Region): string {
  const parts = region.flatMap((places, i) => {
    if (places.length === columns[i]!.stretches.length) return [];
    return [`\`${sheet.inputs[i]!.name.key}\` ${cellText(columns[i]!, places)}`];
  });
  return parts.length === 0 ? "any case" : parts.join(", ");
}

/** Some stretches of a column as its cells would write them. */
export function cellText({ type, stretches, names }: Stretched, places: readonly number[]): string {
  const text = (value: Datum): string => names.get(value) ?? toPolicyText(type, value);
  const ordered = type.kind === "number" || type.kind === "day" || type.kind === "instant";
  if (ordered)
    return runs(places)
      .map((run) => intervalText(text, stretches[run[0]!]!, stretches[run.at(-1)!]!))
      .join(", ");
  const listed = (wanted: readonly Stretch[]): string => wanted.map(({ from }) => text(from!)).join(", ");
  const values = places.map((place) => stretches[place]!);
  if (values.every(({ single }) => single)) return listed(values);
  const named = stretches.filter((stretch) => stretch.single && !values.includes(stretch));
  return named.length === 0 ? "anything" : `not(${listed(named)})`;
}

/** Neighbouring places taken together. */
function runs(places: readonly number[]): number[][] {
  const found: number[][] = [];
  for (const place of places) {
    const last = found.at(-1);
    if (last?.at(-1) === place - 1) last.push(place);
    else found.push([place]);
  }
  return found;
}

function intervalText(text: (value: Datum) => string, first: Stretch, last: Stretch): string {
  const [open, close] = [first.single ? "[" : "(", last.single ? "]" : ")"];
  if (first.from === undefined) return last.to === undefined ? "-" : `${last.single ? "<=" : "<"} ${text(last.to)}`;
  if (last.to === undefined) return `${first.single ? ">=" : ">"} ${text(first.from)}`;
  return first === last && first.single ? text(first.from) : `${open}${text(first.from)}..${text(last.to)}${close}`;
}
