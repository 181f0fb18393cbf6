/**
 * A funnel plot (Spiegelhalter 2005): each provider's figure against how many clients it rests on, with the limits between which
 * chance alone would leave 95 % and 99.8 % of them. It invites to look at what lies outside, not to rank what lies within.
 */
// @ts-expect-error The declaration of this package names another one.
import domino from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import type { Language } from "../text.ts";
import { Html, html } from "./html.ts";
import { tickText } from "./tick.ts";

export interface FunnelPoint {
  readonly provider: string;
  readonly clients: number;
  readonly value: number;
  readonly class?: string;
}

/** Limits at a number of clients; drawn as lines. */
export interface FunnelLimit {
  readonly clients: number;
  readonly low95: number;
  readonly high95: number;
  readonly low998: number;
  readonly high998: number;
}

export interface Funnel {
  readonly label: string;
  readonly target: number;
  readonly points: readonly FunnelPoint[];
  readonly limits: readonly FunnelLimit[];
  /** Whose claims it is over, or what else the reader should know of it. */
  readonly counted?: string;
}

const words = {
  nl: {
    clients: "cliënten",
    caption: "Trechter: daarbinnen is een verschil met het gemiddelde door toeval te verklaren (95 % en 99,8 %).",
    outside: (providers: string) => `Buiten de grenzen van 99,8 %: ${providers}.`,
    none: "Niemand ligt buiten de grenzen van 99,8 %.",
    unclassed: "zonder categorie",
  },
  en: {
    clients: "clients",
    caption: "Funnel: within it, a difference from the mean can be explained by chance (95 % and 99.8 %).",
    outside: (providers: string) => `Outside the limits of 99.8 %: ${providers}.`,
    none: "Nobody lies outside the limits of 99.8 %.",
    unclassed: "without a class",
  },
} as const;

/** How a class is drawn, and the sign that stands for it in the legend; who has no class, and any class beyond these, is a cross. */
const symbols = [
  ["circle", "○"],
  ["triangle", "△"],
  ["square", "□"],
  ["diamond", "◇"],
  ["star", "☆"],
] as const;
const unclassed = ["times", "×"] as const;

/** The plot as a figure with a text of its own for those who do not see it. */
export function funnelFigure({ label, target, points, limits, counted }: Funnel, lang: Language): Html {
  const say = words[lang];
  const classes = [...new Set(points.flatMap((point) => point.class ?? []))].toSorted().slice(0, symbols.length);
  const shown = points.map((point) => ({ ...point, class: classes.find((own) => own === point.class) ?? "" }));
  const document = domino.createDocument("<html><body></body></html>");
  const line = (y: keyof FunnelLimit, dash: string) =>
    Plot.lineY(limits, { x: "clients", y, stroke: "#595959", strokeDasharray: dash });
  const plot = Plot.plot({
    document,
    width: 720,
    height: 360,
    marginLeft: 56,
    // Room for the titles of the axes, clear of the ticks.
    marginTop: 40,
    marginBottom: 48,
    style: { fontSize: "12px" },
    x: { type: "log", label: say.clients, grid: false },
    y: { label, grid: true, tickFormat: tickText(lang) },
    symbol: { domain: [...classes, ""], range: [...classes.map((_, i) => symbols[i]![0]), unclassed[0]] },
    marks: [
      Plot.ruleY([target], { stroke: "#1b1b1b" }),
      line("low95", "4 3"),
      line("high95", "4 3"),
      line("low998", "1 3"),
      line("high998", "1 3"),
      Plot.dot(shown, { x: "clients", y: "value", symbol: "class", stroke: "#14517a", r: 3.5 }),
    ],
  });
  const svg = plot.outerHTML.replace("<svg ", `<svg aria-hidden="true" `);
  const outside = points
    .filter(({ clients, value }) => isOutside(clients, value, limits))
    .map(({ provider }) => provider);
  const text = `${label}: ${points.length}; ${outside.length}`;
  const legend = [
    ...classes.map((own, i) => `${symbols[i]![1]} ${own}`),
    ...(shown.some((point) => point.class === "") ? [`${unclassed[1]} ${say.unclassed}`] : []),
  ];
  const named = outside.length === 0 ? say.none : say.outside(outside.join(", "));
  return html`<figure><div role="img" aria-label="${text}">${new Html(svg)}</div>
<figcaption>${legend.join(" · ")}<br />${say.caption} ${named} ${counted}</figcaption></figure>`;
}

function isOutside(clients: number, value: number, limits: readonly FunnelLimit[]): boolean {
  const at = limits.findLast((limit) => limit.clients <= clients);
  return at !== undefined && (value < at.low998 || value > at.high998);
}
