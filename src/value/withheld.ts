/**
 * What would tell a provider the figure of another. What the peers come to is the same for everybody and may be known to everybody, unless
 * they are so few that who knows its own can work out another's, or one of them is nearly all of what is left without it; or unless a
 * second statistic of the same amount is about nearly the same peers, so that the difference tells of those few. A provider's own figure
 * against a mean of others tells that mean, and is withheld from the provider by the same rules; and where of the parts of a whole a single
 * one is withheld, another goes with it, for the whole would tell it (complementary suppression; Hundepool et al., Statistical
 * Disclosure Control, 2012). From where on that is so, the policy says (`publish` in `policy/LANGUAGE.md`).
 */
import { parseDecimal, rescale } from "../decimal.ts";
import type { Decimal } from "../decimal.ts";
import type { NumberType } from "../datum.ts";
import { toJson } from "../datum.ts";
import { isOfPeers } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import { note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** A figure of the peers together by its name, `indicator.peer_mean[cost_ratio]` where it is of a part. */
export interface OfPeers {
  readonly name: string;
  readonly type: NumberType;
  readonly figure: Figure;
  /** Of which amount it is a mean or a total, of which part; absent where it is neither, so that no two of them can be subtracted. */
  readonly of?: string;
}

export function figuresOfPeers({ indicators, providers }: Reckoning): readonly OfPeers[] {
  const [first] = providers.values();
  return indicators.flatMap(({ id, subject, type, method }): OfPeers[] => {
    if (!isOfPeers(method)) return [];
    const adds = method.kind === "peer-mean" || method.kind === "peer-sum";
    const of = (member: string): Pick<OfPeers, "of"> => (adds ? { of: `${method.of.key}[${member}]` } : {});
    const own = first?.own.get(id);
    const parts = [...(first?.parts.get(subject) ?? [])].flatMap(([member, figures]) => {
      const figure = figures.get(id);
      return figure === undefined ? [] : [{ name: `indicator.${id}[${member}]`, type, figure, ...of(member) }];
    });
    return [...(own === undefined ? [] : [{ name: `indicator.${id}`, type, figure: own, ...of("") }]), ...parts];
  });
}

/** When nothing is told: of fewer peers, and of one that is a larger share, written as the policy writes it. */
interface Limits {
  readonly least: bigint;
  readonly most: Decimal;
  readonly mostText: string;
}

function limitsOf({ publish, parameters }: Policy): Limits | undefined {
  const least = parameters.get(publish?.peersLeast ?? "")?.value;
  const { type, value: most } = parameters.get(publish?.shareMost ?? "") ?? {};
  if (typeof least !== "bigint" || typeof most !== "bigint" || type?.kind !== "number") return undefined;
  return { least, most: { digits: most, scale: type.scale }, mostText: String(toJson(type, most)) };
}

type Args = Readonly<Record<string, string | bigint>>;

/** What is said where it is what the peers come to that would tell, and where it is a figure against others. */
const reasons = {
  peers: {
    few: (args: Args): Note => note("few_peers", args),
    dominant: (args: Args): Note => note("dominant_peer", args),
  },
  others: {
    few: (args: Args): Note => note("few_others", args),
    dominant: (args: Args): Note => note("dominant_other", args),
  },
};

/** Why what so many stand behind, of whom one is such a share, would tell of one of them; nothing where it does not. */
function tellingOf({ made }: Figure, by: keyof typeof reasons, { least, most, mostText }: Limits): Note | undefined {
  const [count, largest] = [made[by], made["largest_share"]].map((number) => parseDecimal(String(number)));
  if (count !== undefined && count.digits < least) return reasons[by].few({ counted: count.digits, least });
  if (largest === undefined) return undefined;
  const scale = Math.max(largest.scale, most.scale);
  return rescale(largest, scale)! <= rescale(most, scale)! ? undefined : reasons[by].dominant({ share: mostText });
}

/** What is withheld of what the peers come to, by name, and why; nothing where the policy does not say when. */
export function withheldIn(reckoning: Reckoning, policy: Policy): ReadonlyMap<string, Note> {
  const limits = limitsOf(policy);
  if (limits === undefined) return new Map();
  const all = figuresOfPeers(reckoning);
  const withheld = new Map<string, Note>();
  for (const { name, figure } of all) {
    const why = tellingOf(figure, "peers", limits);
    if (why !== undefined) withheld.set(name, why);
  }
  const shown = all.filter(({ name, of }) => of !== undefined && !withheld.has(name));
  for (const same of Map.groupBy(shown, ({ of }) => of).values())
    for (const [i, one] of same.entries()) {
      const apart = same.slice(0, i).map((other) => (withheld.has(other.name) ? 0n : distance(one, other)));
      const few = apart.find((peers) => peers > 0n && peers < limits.least);
      if (few !== undefined) withheld.set(one.name, note("few_peers_apart", { counted: few, least: limits.least }));
    }
  return withheld;
}

function distance(one: OfPeers, other: OfPeers): bigint {
  const [a, b] = [one, other].map(({ figure }) => BigInt(String(figure.made["peers"])));
  return a! > b! ? a! - b! : b! - a!;
}

/** A provider's own figure as it may be told to the provider: without what it says where that would tell of one of the others. */
export function toldToItself(figure: Figure, policy: Policy): Figure {
  const limits = limitsOf(policy);
  if (limits === undefined || figure.value === undefined || figure.made["others"] === undefined) return figure;
  const why = tellingOf(figure, "others", limits);
  return why === undefined ? figure : without(figure, why);
}

function without({ people, notes }: Figure, why: Note): Figure {
  return unknown([], { ...(people !== undefined && { people }), notes: [...notes, why] });
}

/** The same of the parts of a whole that is told: a single one that is withheld takes the one of the fewest people with it. */
export function partsToldToItself(parts: ReadonlyMap<string, Figure>, policy: Policy): ReadonlyMap<string, Figure> {
  const kept = new Map([...parts].map(([member, figure]) => [member, toldToItself(figure, policy)]));
  const isTold = (member: string): boolean => kept.get(member)?.value !== undefined;
  const hidden = [...parts].filter(([member, { value }]) => value !== undefined && !isTold(member));
  const left = [...parts].filter(([member]) => isTold(member));
  const [next] = left.toSorted(([, a], [, b]) => Number((a.people ?? 0n) - (b.people ?? 0n)));
  if (hidden.length === 1 && next !== undefined) kept.set(next[0], without(next[1], note("tells_another_part")));
  return kept;
}
