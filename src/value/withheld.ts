/**
 * What the peers come to is the same for everybody and may be known to everybody, unless it would tell the figure of one of them: where
 * they are so few that who knows its own can work out another's, or where one of them is nearly all of the total. From where that is so,
 * the policy says (`publish` in `policy/LANGUAGE.md`).
 */
import { parseDecimal, rescale } from "../decimal.ts";
import type { NumberType } from "../datum.ts";
import { toJson } from "../datum.ts";
import { isOfPeers } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import { note } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** A figure of the peers together by its name, `indicator.peer_mean[cost_ratio]` where it is of a part. */
export interface OfPeers {
  readonly name: string;
  readonly type: NumberType;
  readonly figure: Figure;
}

export function figuresOfPeers({ indicators, providers }: Reckoning): readonly OfPeers[] {
  const [first] = providers.values();
  return indicators.flatMap(({ id, subject, type, method }): OfPeers[] => {
    if (!isOfPeers(method)) return [];
    const own = first?.own.get(id);
    const parts = [...(first?.parts.get(subject) ?? [])].flatMap(([member, figures]) => {
      const figure = figures.get(id);
      return figure === undefined ? [] : [{ name: `indicator.${id}[${member}]`, type, figure }];
    });
    return [...(own === undefined ? [] : [{ name: `indicator.${id}`, type, figure: own }]), ...parts];
  });
}

/** What is withheld of what the peers come to, by name, and why; nothing where the policy does not say when. */
export function withheldIn(reckoning: Reckoning, { publish, parameters }: Policy): ReadonlyMap<string, Note> {
  const least = parameters.get(publish?.peersLeast ?? "")?.value;
  const { type, value: most } = parameters.get(publish?.shareMost ?? "") ?? {};
  if (typeof least !== "bigint" || typeof most !== "bigint" || type?.kind !== "number") return new Map();
  const limit = { digits: most, scale: type.scale };
  const entries = figuresOfPeers(reckoning).flatMap(({ name, figure: { made } }): [string, Note][] => {
    const [peers, largest] = ["peers", "largest_share"].map((key) => parseDecimal(String(made[key])));
    if (peers !== undefined && peers.digits < least)
      return [[name, note("few_peers", { counted: peers.digits, least })]];
    if (largest === undefined) return [];
    const scale = Math.max(largest.scale, limit.scale);
    const isWithin = rescale(largest, scale)! <= rescale(limit, scale)!;
    return isWithin ? [] : [[name, note("dominant_peer", { share: String(toJson(type, most)) })]];
  });
  return new Map(entries);
}
