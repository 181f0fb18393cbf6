/**
 * A funnel plot (Spiegelhalter 2005): each provider's figure against how many clients it rests on, with the limits between which
 * chance alone would leave 95 % and 99.8 % of them. It invites to look at what lies outside, not to rank what lies within.
 */
// @ts-expect-error The declaration of this package names another one.
import domino from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import type { Language } from "../text.ts";
import { Html, html } from "./html.ts";

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
  /** What the reader should know of it besides. */
  readonly caption?: string;
}

const words = {
  nl: {
    clients: "cliënten",
    caption: "Trechter: daarbinnen is een verschil met het gemiddelde door toeval te verklaren (95 % en 99,8 %).",
  },
  en: {
    clients: "clients",
    caption: "Funnel: within it, a difference from the mean can be explained by chance (95 % and 99.8 %).",
  },
} as const;

/** The plot as a figure with a text of its own for those who do not see it. */
export function funnelFigure({ label, target, points, limits, caption }: Funnel, lang: Language): Html {
  const document = domino.createDocument("<html><body></body></html>");
  const line = (y: keyof FunnelLimit, dash: string) =>
    Plot.lineY(limits, { x: "clients", y, stroke: "#595959", strokeDasharray: dash });
  const plot = Plot.plot({
    document,
    width: 720,
    height: 360,
    marginLeft: 56,
    marginBottom: 44,
    style: { fontSize: "12px" },
    x: { type: "log", label: words[lang].clients, grid: false },
    y: { label, grid: true },
    symbol: { legend: false },
    marks: [
      Plot.ruleY([target], { stroke: "#1b1b1b" }),
      line("low95", "4 3"),
      line("high95", "4 3"),
      line("low998", "1 3"),
      line("high998", "1 3"),
      Plot.dot(points, { x: "clients", y: "value", symbol: "class", stroke: "#14517a", r: 3.5 }),
    ],
  });
  const svg = plot.outerHTML.replace("<svg ", `<svg aria-hidden="true" `);
  const outside = points
    .filter(({ clients, value }) => isOutside(clients, value, limits))
    .map(({ provider }) => provider);
  const text = `${label}: ${points.length}; ${outside.length}`;
  return html`<figure role="img" aria-label="${text}">${new Html(svg)}<figcaption>${words[lang].caption}${caption !== undefined && ` ${caption}`}</figcaption></figure>`;
}

function isOutside(clients: number, value: number, limits: readonly FunnelLimit[]): boolean {
  const at = limits.findLast((limit) => limit.clients <= clients);
  return at !== undefined && (value < at.low998 || value > at.high998);
}
