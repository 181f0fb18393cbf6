/**
 * A caterpillar plot: figures below each other, each a dot with its 95 % interval, beside the line of what is as expected. Where the
 * interval lies across the line, a difference may be chance.
 */
// @ts-expect-error The declaration of this package names another one.
import domino from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import type { Language } from "../text.ts";
import { Html, html } from "./html.ts";
import { tickText } from "./tick.ts";

export interface CaterpillarRow {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  /** Absent when the interval has no upper end. */
  readonly high?: number;
}

export interface Caterpillar {
  readonly label: string;
  readonly target: number;
  readonly rows: readonly CaterpillarRow[];
}

const words = {
  nl: "Rups: elke stip met zijn interval van 95 %. Loopt dat over de lijn, dan kan het verschil toeval zijn.",
  en: "Caterpillar: each dot with its 95 % interval. Where that crosses the line, the difference may be chance.",
} as const;

/** More rows than this stand without their names, close together; then they stand from low to high. */
const named = 60;

/** The plot as a figure with a text of its own for those who do not see it. Nothing of no rows. */
export function caterpillarFigure({ label, target, rows }: Caterpillar, lang: Language): Html | undefined {
  if (rows.length === 0) return undefined;
  const isNamed = rows.length <= named;
  const ordered = isNamed ? rows : rows.toSorted((a, b) => a.value - b.value);
  // As wide as the figures themselves ask; an interval that is wider runs off the edge.
  const most = Math.max(2 * target, ...rows.map(({ value }) => 1.25 * value));
  const placed = ordered.map((row, i) => ({
    ...row,
    place: isNamed ? row.label : i,
    end: Math.min(row.high ?? most, most),
  }));
  const plot = Plot.plot({
    document: domino.createDocument("<html><body></body></html>"),
    width: 720,
    height: isNamed ? 70 + 18 * rows.length : 480,
    marginLeft: isNamed ? 24 + 6.5 * Math.max(...rows.map(({ label: name }) => name.length)) : 24,
    marginBottom: 44,
    style: { fontSize: "12px" },
    x: { label, grid: true, domain: [0, most], tickFormat: tickText(lang) },
    y: isNamed ? { type: "band", domain: placed.map(({ place }) => place), label: null } : { axis: null },
    marks: [
      Plot.ruleX([target], { stroke: "#1b1b1b" }),
      Plot.ruleY(placed, {
        x1: "low",
        x2: "end",
        y: "place",
        stroke: "#595959",
        strokeWidth: isNamed ? 1.2 : 0.5,
      }),
      Plot.dot(placed, { x: "value", y: "place", fill: "#14517a", r: isNamed ? 3 : 1.2 }),
    ],
  });
  const svg = plot.outerHTML.replace("<svg ", `<svg aria-hidden="true" `);
  const apart = rows.filter(({ low, high }) => low > target || (high !== undefined && high < target)).length;
  return html`<figure role="img" aria-label="${`${label}: ${rows.length}; ${apart}`}">${new Html(svg)}<figcaption>${words[lang]}</figcaption></figure>`;
}
