/** A mirror as data: one row per cell, and one object. Amounts in the table are euros with a point; in the object cents. */
import { toJson } from "../datum.ts";
import type { Json } from "../datum.ts";
import { roundQuotient, toDecimalText } from "../decimal.ts";
import type { NumberType } from "../datum.ts";
import type { Mirror, MirrorCell } from "../mirror.ts";
import type { Figure } from "../value.ts";

/**
 * `axis,member,clients,cost,cost_per_client,peers_cost_per_client,ratio,low,high,withheld`; a month as `2022-03`. A figure of the
 * value model is of the axis `indicator`.
 */
export function mirrorCsv({ year, cells, split }: Mirror, type: NumberType): string {
  const head = "axis,member,clients,cost,cost_per_client,peers_cost_per_client,ratio,low,high,withheld";
  const rows = cells.map((cell) => {
    const { axis, clients, cents, peerMean, ratio, withheld = "" } = cell;
    const figure = (digits: bigint | undefined): string =>
      digits === undefined ? "" : toDecimalText(digits, type.scale);
    const mean = peerMean && euros(roundQuotient("half_up", 0, peerMean.n, peerMean.d));
    const own = euros(roundQuotient("half_up", 0, cents, clients));
    const ends = [figure(ratio?.interval?.low), figure(ratio?.interval?.high)];
    const text = [axis, memberText(cell, year), String(clients), euros(cents), own, mean ?? "", figure(ratio?.value)];
    return [...text, ...ends, withheld].map(quoteCell).join(",");
  });
  const figures = split.map(({ indicator: { id, type: own }, figure: { value, interval, notes } }) => {
    const shown = [value, interval?.low, interval?.high].map((digits) =>
      digits === undefined ? "" : toDecimalText(digits, own.scale),
    );
    const why = value === undefined ? (notes.at(-1)?.code ?? "") : "";
    return ["indicator", id, "", "", "", "", ...shown, why].map(quoteCell).join(",");
  });
  return `${[head, ...rows, ...figures].join("\n")}\n`;
}

/** The same, with what the provider is held against. */
export function mirrorJson({ provider, year, peers, same, cells, split }: Mirror, type: NumberType): Json {
  const told = cells.map((cell): [string, Json] => {
    const { axis, clients, cents, peerMean, ratio, withheld } = cell;
    const mean = peerMean && roundQuotient("half_up", 0, peerMean.n, peerMean.d);
    return [
      `${axis}/${memberText(cell, year)}`,
      {
        clients: String(clients),
        cost: { cents: String(cents) },
        cost_per_client: { cents: String(roundQuotient("half_up", 0, cents, clients)) },
        ...(mean !== undefined && { peers_cost_per_client: { cents: String(mean) } }),
        ...(ratio && ratioJson(ratio, type)),
        ...(withheld && { withheld }),
      },
    ];
  });
  const held = { peers: String(peers), ...(same && { same: { [same.key]: same.value } }) };
  const figures = split.map(({ indicator, figure }) => [indicator.id, ratioJson(figure, indicator.type)] as const);
  const indicators = figures.length > 0 && { indicators: Object.fromEntries(figures) };
  return { provider, year: String(year), ...held, ...indicators, cells: Object.fromEntries(told) };
}

function ratioJson({ value, interval, notes }: Figure, type: NumberType): Readonly<Record<string, Json>> {
  const why = value === undefined ? notes.at(-1)?.code : undefined;
  return {
    ...(why !== undefined && { withheld: why }),
    ...(value !== undefined && { ratio: toJson(type, value) }),
    ...(interval && { low: toJson(type, interval.low) }),
    ...(interval?.high !== undefined && { high: toJson(type, interval.high) }),
  };
}

function memberText({ axis, member }: MirrorCell, year: number): string {
  return axis === "month" ? `${year}-${member.padStart(2, "0")}` : member;
}

const euros = (cents: bigint): string => toDecimalText(cents, 2);

/** A cell never starts a formula in a spreadsheet, and a comma stays inside its cell. */
function quoteCell(text: string): string {
  const safe = /^[=@+]/.test(text) || (text.startsWith("-") && !/^-[\d.]+$/.test(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
