/** The files of a round that hold figures: what is published of the peers, what is sealed, and the table of indicators. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { toJson } from "../datum.ts";
import type { Json } from "../datum.ts";
import { toDecimalText } from "../decimal.ts";
import type { Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { fileBytes } from "../receipt.ts";
import { figuresOfPeers, withheldIn } from "../value.ts";
import type { Figure, Reckoning } from "../value.ts";

/**
 * What the peers come to, their means, deviations, totals and quantiles, which everybody may know, by name; of a part as
 * `indicator.peer_mean[cost_ratio]`. What would tell the figure of one of them is left out.
 */
export function publishedMeans(reckoning: Reckoning, policy: Policy): Readonly<Record<string, Json>> {
  const withheld = withheldIn(reckoning, policy);
  const published: Record<string, Json> = {};
  for (const { name, type, figure } of figuresOfPeers(reckoning))
    if (figure.value !== undefined && !withheld.has(name)) published[name] = toJson(type, figure.value);
  return published;
}

export interface Sealed {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/** Every figure of every provider with the sums it was made of: opened for an auditor or a court, present elsewhere as a hash. */
export function sealedLayer({ providers, indicators }: Reckoning): Sealed {
  const types = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const tell = (figures: ReadonlyMap<string, Figure>): Json =>
    Object.fromEntries([...figures].map(([id, { value, made }]) => [id, { ...valueOf(types.get(id)!, value), made }]));
  const all = [...providers].map(([provider, { own, parts }]) => {
    const told = [...parts].map(
      ([kind, members]) =>
        [kind, Object.fromEntries([...members].map(([member, figures]) => [member, tell(figures)]))] as const,
    );
    return [provider, { own: tell(own), parts: Object.fromEntries(told) }] as const;
  });
  const bytes = fileBytes(Object.fromEntries(all));
  return { bytes, sha256: bytesToHex(sha256(bytes)) };
}

function valueOf({ type }: Indicator, value: bigint | undefined): { value?: Json } {
  return value === undefined ? {} : { value: toJson(type, value) };
}

/** `provider,part,indicator,value,low,high,people,missing`, one row per figure; numbers with a point. */
export function toCsv({ providers, indicators }: Reckoning): string {
  const types = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const rows = ["provider,part,indicator,value,low,high,people,missing"];
  const add = (provider: string, part: string, figures: ReadonlyMap<string, Figure>): void => {
    for (const [id, { value, interval, people, missing }] of figures) {
      const { type } = types.get(id)!;
      const cell = (digits: bigint | undefined): string => (digits === undefined ? "" : plain(toJson(type, digits)));
      const ends = [cell(interval?.low), cell(interval?.high)];
      rows.push(
        [provider, part, id, cell(value), ...ends, people?.toString() ?? "", missing.join(" ")]
          .map(quoteCell)
          .join(","),
      );
    }
  };
  for (const [provider, { own, parts }] of providers) {
    add(provider, "", own);
    for (const [kind, members] of parts)
      for (const [member, figures] of members) add(provider, `${kind}/${member}`, figures);
  }
  return `${rows.join("\n")}\n`;
}

/** Numbers are text already; an amount is told in euros. */
function plain(value: Json): string {
  const cents = typeof value === "object" && "cents" in value ? value.cents : undefined;
  if (typeof cents === "string") return toDecimalText(BigInt(cents), 2);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** A cell never starts a formula in a spreadsheet, and a comma stays inside its cell. */
function quoteCell(text: string): string {
  const safe = /^[=@+]/.test(text) || (text.startsWith("-") && !/^-[\d.]+$/.test(text)) ? `'${text}` : text;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
