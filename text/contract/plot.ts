/**
 * The pay-off of a contract as a drawing: what is paid against the volume of care, beside what that care is worth. Where pay lies above
 * the worth the provider has the advantage, where it lies below the buyer has. Only here exact numbers become floats, to be drawn.
 */
// @ts-expect-error The declaration of this package names another one.
import domino from "@mixmark-io/domino";
import * as Plot from "@observablehq/plot";
import type { Contract, PayCurve } from "../../src/contract.ts";
import { lowerOf, pieceAt, upperOf, valueAt } from "../../src/curve.ts";
import type { Curve, Piece } from "../../src/curve.ts";
import { add, compare, multiply, ratio, sign, subtract } from "../../src/ratio.ts";
import type { Ratio } from "../../src/ratio.ts";
import type { Language } from "../text.ts";

const words = {
  nl: {
    volume: "omvang van de zorg, in procenten van het jaar",
    euro: "euro",
    pay: "betaald: wat de inkoper betaalt en de aanbieder krijgt",
    worth: "waarde van de geleverde zorg",
    open: "te bespreken",
    provider: "voordeel voor de aanbieder",
    buyer: "voordeel voor de inkoper",
  },
  en: {
    volume: "volume of care, in percent of the year",
    euro: "euro",
    pay: "paid: what the buyer pays and the provider gets",
    worth: "worth of the care delivered",
    open: "to be discussed",
    provider: "the provider has the advantage",
    buyer: "the buyer has the advantage",
  },
} as const;

const colours = { provider: "#2a8fc4", buyer: "#d08a2e" } as const;

/** Drawn from no care at all to half as much again. */
const end = ratio(3n, 2n);

interface Point {
  readonly x: number;
  readonly y: number;
  /** A new one at every jump, so that nothing is drawn across it. */
  readonly run: string;
}

/** A picture for a file of its own. */
export function payPlot(contract: Contract, { pay, delivered, open }: PayCurve, lang: Language): string {
  const say = words[lang];
  const document = domino.createDocument("<html><body></body></html>");
  const paid = toPoints(pay, "pay");
  const worth = delivered === undefined ? [] : toPoints(delivered, "worth");
  const talks = [...open.values()].flatMap((stake) => openSpans(stake));
  const plot = Plot.plot({
    document,
    width: 720,
    height: 400,
    marginLeft: 88,
    marginTop: 56,
    marginBottom: 44,
    style: { fontSize: "12px", background: "white" },
    x: { label: say.volume, domain: [0, 150], grid: true },
    y: { label: say.euro, grid: true, zero: true },
    marks: [
      gap(pay, delivered, upperOf, colours.provider),
      gap(pay, delivered, lowerOf, colours.buyer),
      Plot.rectX(talks, { x1: "from", x2: "to", fill: "#e0e0e0" }),
      Plot.text(talks.slice(0, 1), {
        x: "from",
        frameAnchor: "top",
        textAnchor: "start",
        dx: 4,
        dy: 4,
        text: () => say.open,
      }),
      Plot.line(worth, { x: "x", y: "y", z: "run", stroke: "#8a4b08", strokeDasharray: "5 4", strokeWidth: 1.5 }),
      Plot.line(paid, { x: "x", y: "y", z: "run", stroke: "#14517a", strokeWidth: 2.5 }),
      Plot.ruleX([100], { stroke: "#595959", strokeDasharray: "1 3" }),
      legend(`━ ${say.pay}`, "#14517a", 0, -42),
      ...(worth.length === 0 ? [] : [legend(`┅ ${say.worth}`, "#8a4b08", 0, -28)]),
      ...(worth.length === 0 ? [] : [legend(`■ ${say.provider}`, colours.provider, 0, -14)]),
      ...(worth.length === 0 ? [] : [legend(`■ ${say.buyer}`, colours.buyer, 240, -14)]),
    ],
  });
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = `${contract[lang]} (${contract.form})`;
  plot.insertBefore(title, plot.firstChild);
  return `${plot.outerHTML.replace("<svg ", `<svg xmlns="http://www.w3.org/2000/svg" role="img" `)}\n`;
}

/** What a line means, in its colour above the drawing. */
function legend(text: string, fill: string, dx: number, dy: number): Plot.Markish {
  return Plot.text([text], {
    frameAnchor: "top-left",
    text: (each: string) => each,
    fill,
    dx,
    dy,
    textAnchor: "start",
  });
}

/** The surface between what the care is worth and the higher, or lower, of that and pay. */
function gap(pay: Curve, delivered: Curve | undefined, side: typeof upperOf, fill: string): Plot.Markish {
  if (delivered === undefined) return null;
  const edge = side(pay, delivered);
  const places = [pay, delivered, edge].flatMap((curve) => curve.map(({ from }) => from));
  const inside = [...places, end].filter((place) => compare(place, end) <= 0).toSorted(compare);
  const both = inside.slice(1).flatMap((to, i) => {
    const from = inside[i]!;
    const [worth, other] = [pieceAt(delivered, from), pieceAt(edge, from)];
    return [from, to].map((place) => ({
      x: toFloat(place) * 100,
      worth: toFloat(along(worth, place)) / 100,
      other: toFloat(along(other, place)) / 100,
      run: i,
    }));
  });
  return Plot.areaY(both, { x: "x", y1: "worth", y2: "other", z: "run", fill, fillOpacity: 0.35 });
}

/** Both ends of every piece, up to the end of the drawing, in percent and euro. */
function toPoints(curve: Curve, name: string): Point[] {
  return curve.flatMap(({ from, start, slope }, i) => {
    if (compare(from, end) >= 0) return [];
    const next = curve[i + 1]?.from ?? end;
    const to = compare(next, end) < 0 ? next : end;
    const run = `${name} ${i}`;
    return [toPoint(from, start, run), toPoint(to, along({ from, start, slope }, to), run)];
  });
}

/** A piece at a place on it, or at its end. */
function along({ from, start, slope }: Pick<Piece, "from" | "start" | "slope">, place: Ratio): Ratio {
  return add(start, multiply(slope, subtract(place, from)));
}

function toPoint(x: Ratio, cents: Ratio, run: string): Point {
  return { x: toFloat(x) * 100, y: toFloat(cents) / 100, run };
}

function toFloat({ n, d }: Ratio): number {
  return Number((n * 1_000_000n) / d) / 1_000_000;
}

/** Where something is to be discussed: from where a stake rises above nothing. */
function openSpans(stake: Curve): { readonly from: number; readonly to: number }[] {
  return stake.flatMap(({ from, slope }, i) => {
    const next = stake[i + 1]?.from ?? end;
    const at = valueAt(stake, compare(next, end) < 0 ? next : end);
    const opens = compare(from, end) < 0 && (sign(slope) !== 0 || sign(at) !== 0);
    return opens ? [{ from: toFloat(from) * 100, to: toFloat(compare(next, end) < 0 ? next : end) * 100 }] : [];
  });
}
