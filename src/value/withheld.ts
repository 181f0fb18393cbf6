/**
 * What of a reckoning is withheld from providers. What the peers come to is the same for everybody and may be known to everybody, unless
 * it tells one of them, or an outsider, of another; unless it is the amount of a single one, as a quantile is; or unless a second
 * statistic of the same amount is about nearly the same peers, so that the difference tells of those few. A provider's own figure
 * against a mean of others tells that mean, and is withheld from the provider by the same rule (`disclosure.ts`), and of the parts of a
 * whole with as many others as it takes. From where on that is so, the policy says (`publish` in `policy/LANGUAGE.md`).
 */
import type { NumberType } from "../datum.ts";
import { isOfPeers } from "../indicator.ts";
import type { Amount, Indicator } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import type { Reckoning } from "../value.ts";
import { apart } from "./behind.ts";
import type { Behind } from "./behind.ts";
import { disclosureOf, hiddenFrom, tellsSomebody, tellsTo } from "./disclosure.ts";
import type { Disclosure, Telling, Told } from "./disclosure.ts";
import { note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

/** A figure of the peers together by its name, `indicator.peer_mean[cost_ratio]` where it is of a part. */
export interface OfPeers {
  readonly name: string;
  readonly type: NumberType;
  readonly figure: Figure;
  /** Of which amount it is a statistic, of which part; two of one amount can be subtracted. */
  readonly of: string;
  /** Whether it is the amount of a single peer, which the policy does not publish. */
  readonly isOfOne: boolean;
}

export function figuresOfPeers({ indicators, providers }: Reckoning): readonly OfPeers[] {
  return indicators.flatMap(({ id, subject, type, method }): OfPeers[] => {
    if (!isOfPeers(method)) return [];
    const isOfOne = method.kind === "peer-quantile" && !method.published;
    const told = new Map<string, OfPeers>();
    // What is the same for everybody is taken from the first who has it: not everybody has every part.
    for (const { own, parts } of providers.values()) {
      const whole = own.get(id);
      const figures = [
        ...(whole === undefined ? [] : [["", whole] as const]),
        ...[...(parts.get(subject) ?? [])].flatMap(([member, row]) => {
          const figure = row.get(id);
          return figure === undefined ? [] : [[member, figure] as const];
        }),
      ];
      for (const [member, figure] of figures) {
        const name = member === "" ? `indicator.${id}` : `indicator.${id}[${member}]`;
        if (!told.has(name))
          told.set(name, { name, type, figure, of: amountOf(method.of, member, indicators), isOfOne });
      }
    }
    return [...told.values()];
  });
}

/** An amount by its name; what an indicator collects of others as parts is by the name of the other. */
function amountOf({ key }: Amount, member: string, indicators: readonly Indicator[]): string {
  const method = indicators.find(({ id }) => key === `indicator.${id}`)?.method;
  const of = method?.kind === "of-part" ? method.from.get(member) : undefined;
  if (of !== undefined) return `indicator.${of}`;
  return member === "" ? key : `${key}[${member}]`;
}

type Reasons = Readonly<Record<Telling, (told: Told, limits: Disclosure) => Note>>;

/** What is said where it is what the peers come to that would tell, and where it is a figure against others. */
const reasons: { readonly peers: Reasons; readonly others: Reasons } = {
  peers: {
    few_peers: ({ left }, { peersLeast }) => note("few_peers", { counted: left.others, least: peersLeast }),
    few_people: fewPeople,
    dominant_peer: (_told, { shareText }) => note("dominant_peer", { share: shareText }),
  },
  others: {
    few_peers: ({ left }, { peersLeast }) => note("few_others", { counted: left.others, least: peersLeast }),
    few_people: fewPeople,
    dominant_peer: (_told, { shareText }) => note("dominant_other", { share: shareText }),
  },
};

function fewPeople({ left }: Told, { peopleLeast = 0n }: Disclosure): Note {
  return note("few_people_of_others", { counted: left.people ?? 0n, least: peopleLeast });
}

/** What is withheld of what the peers come to, by name, and why; nothing where the policy does not say when. */
export function withheldIn(reckoning: Reckoning, policy: Policy): ReadonlyMap<string, Note> {
  const limits = disclosureOf(policy);
  if (limits === undefined) return new Map();
  const withheld = new Map<string, Note>();
  /** What is told, by the amount that it is of. */
  const told = new Map<string, Behind[]>();
  for (const { name, figure, of, isOfOne } of figuresOfPeers(reckoning)) {
    if (figure.value === undefined) continue;
    const behind = figure.behind?.[0]?.behind;
    const before = told.get(of) ?? [];
    const why = isOfOne ? note("of_one_peer") : behind && whyNot(behind, before, limits);
    if (why !== undefined) withheld.set(name, why);
    else if (behind !== undefined) told.set(of, [...before, behind]);
  }
  return withheld;
}

/** Why a statistic of these peers is not told beside those of the same amount that are. */
function whyNot(behind: Behind, before: readonly Behind[], limits: Disclosure): Note | undefined {
  const alone = tellsSomebody(behind, limits);
  if (alone !== undefined) return reasons.peers[alone.why](alone, limits);
  const differences = before.map((other) => apart(behind, other)).filter(({ cents }) => cents.size > 0);
  return differences.some((few) => tellsSomebody(few, limits) !== undefined) ? note("few_peers_apart") : undefined;
}

/** A provider's own figure as it may be told to the provider: without what it says where that would tell of one of the others. */
export function toldToItself(provider: string, figure: Figure, policy: Policy): Figure {
  const limits = disclosureOf(policy);
  if (limits === undefined || figure.value === undefined || figure.behind === undefined) return figure;
  const told = tellsTo(provider, figure.behind, limits);
  return told === undefined ? figure : without(figure, reasons.others[told.why](told, limits));
}

function without({ people, notes }: Figure, why: Note): Figure {
  return unknown([], { ...(people !== undefined && { people }), notes: [...notes, why] });
}

/** The same of the parts of a whole that is told; what is hidden takes others with it until the whole tells it no more. */
export function partsToldToItself(
  provider: string,
  parts: ReadonlyMap<string, Figure>,
  policy: Policy,
): ReadonlyMap<string, Figure> {
  const limits = disclosureOf(policy);
  if (limits === undefined) return parts;
  const strata = new Map(
    [...parts].flatMap(([member, { behind }]) => (behind === undefined ? [] : [[member, behind]])),
  );
  const hidden = hiddenFrom(provider, strata, limits);
  return new Map(
    [...parts].map(([member, figure]) => {
      const why = hidden.get(member);
      if (why === undefined || figure.value === undefined) return [member, figure];
      return [
        member,
        without(figure, why === "tells_another" ? note("tells_another_part") : reasons.others[why.why](why, limits)),
      ];
    }),
  );
}
