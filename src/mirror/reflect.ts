/** Asking the lake for what a mirror is made of, and holding each provider against its peers. Quotients are exact. */
import type { Datum } from "../datum.ts";
import { toRatio } from "../decimal.ts";
import type { Ratio } from "../decimal.ts";
import { query } from "../indicator.ts";
import type { CostPart, Method } from "../indicator.ts";
import { scaledInterval } from "../interval.ts";
import type { Mirror, MirrorCell, MirrorFigure, Mirrors } from "../mirror.ts";
import type { Policy } from "../policy.ts";
import type { Dossier } from "../program.ts";
import { blockedIn, disclosureOf, knownFigure, nameOf, resolveExclusion, toldToItself, wholeOf } from "../value.ts";
import type { Asking, Disclosure, Reckoning, SumRow } from "../value.ts";
import { mirrorSums } from "./query.ts";
import type { MirrorDeclaration } from "./read.ts";
import { memberKey, strataOf, withheldCells } from "./veil.ts";
import type { MirrorSum as Sum } from "./veil.ts";

export interface MirrorQuestion {
  readonly policy: Policy;
  readonly mirror: MirrorDeclaration;
  readonly reckoning: Reckoning;
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The tables that the lake holds. */
  readonly tables: ReadonlySet<string>;
  readonly insurers?: readonly string[];
}

const axes = ["group", "month", "region"] as const;

/** The mirror of every provider with claims that count; none where the policy leaves open who counts. */
export function* reflect(question: MirrorQuestion): Asking<Mirrors> {
  const { mirror, tables, insurers, reckoning } = question;
  const { year, exclude } = mirror.of.method;
  const resolved = resolveExclusion(year, exclude);
  if ("missing" in resolved || !tables.has("claims")) return new Map();
  const sums: Sum[] = [];
  for (const axis of axes) {
    const rows = yield { gives: "rows", sql: mirrorSums(axis, resolved.counted, insurers) };
    sums.push(...rows.map((row) => sumOf(axis, row)));
  }
  const agreed = yield* agreedIn(question);
  const blocked = blockedIn(reckoning.verdicts ?? new Map(), year);
  const providers = [...new Set(sums.map(({ provider }) => provider))].toSorted();
  const passing = providers.filter((provider) => !blocked.has(provider) && (agreed.size === 0 || agreed.has(provider)));
  const limits = limitsOf(question);
  const byProvider = Map.groupBy(sums, ({ provider }) => provider);
  const everybody = strataOf(sums, new Set(passing));
  const byLikeness = Map.groupBy(passing, (provider) => likeness(question, provider));
  const alike = new Map([...byLikeness].map(([value, peers]) => [value, strataOf(sums, new Set(peers))]));
  const mirrors = providers
    .filter((provider) => !blocked.has(provider))
    .map((provider): [string, Mirror] => {
      const value = likeness(question, provider);
      const peers = byLikeness.get(value) ?? [];
      const own = byProvider.get(provider) ?? [];
      const strata = alike.get(value) ?? new Map();
      const withheld = withheldCells(provider, own, { everybody, alike: strata }, limits);
      const cells = own.map((sum): MirrorCell => {
        const { axis, member, clients, cents } = sum;
        const known = { axis, member, clients, cents };
        const why = withheld.get(memberKey(sum));
        if (why !== undefined) return { ...known, withheld: why };
        return { ...known, ...againstPeers(known, strata.get(memberKey(sum))!.sums, mirror.of.type) };
      });
      const same = mirror.same !== undefined &&
        value !== undefined && { same: { key: mirror.same, value: String(value) } };
      const sorted = cells.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const all = allOf(sorted, mirror.of.type);
      const shown = [...(all ? [all] : []), ...sorted];
      const held = { peers: peers.length, isPeer: peers.includes(provider), ...same };
      return [provider, { provider, year, ...held, cells: shown, split: splitOf(question, provider) }];
    });
  return new Map(mirrors);
}

/** Cells stand by axis, then by member; months in their order. */
function placeOf({ axis, member }: MirrorCell): string {
  const place = axes.findIndex((one) => one === axis);
  return `${place} ${axis === "month" ? member.padStart(2, "0") : member}`;
}

/**
 * The cost ratio of a provider with its parts, where the policy splits it; a part that would tell another's prices says why it is
 * not there.
 */
function splitOf({ policy, mirror: { of }, reckoning }: MirrorQuestion, provider: string): readonly MirrorFigure[] {
  const parts = reckoning.indicators.filter(({ method }) => isCostPart(method) && method.of === of.id);
  const own = reckoning.providers.get(provider)?.own;
  return (parts.length === 0 ? [] : [of, ...parts]).flatMap((indicator) => {
    const figure = own?.get(indicator.id);
    return figure === undefined ? [] : [{ indicator, figure: toldToItself(provider, figure, policy) }];
  });
}

function isCostPart(method: Method): method is CostPart {
  return method.kind === "price-part" || method.kind === "use-part";
}

function sumOf(axis: Sum["axis"], row: SumRow): Sum {
  return {
    axis,
    provider: nameOf(row, "provider") ?? "",
    member: nameOf(row, "member") ?? "unknown",
    clients: wholeOf(row, "clients"),
    cents: wholeOf(row, "cents"),
    centsSquared: wholeOf(row, "cents_squared"),
  };
}

/** Who has an agreement for the year; nobody where the lake holds no agreements. */
function* agreedIn({ mirror, tables, insurers }: MirrorQuestion): Asking<ReadonlySet<string>> {
  if (!tables.has("contracts")) return new Set();
  const sql = query.contracted({ year: mirror.of.method.year, ...(insurers && { insurers }) });
  const rows = yield { gives: "rows", sql };
  return new Set(rows.flatMap((row) => nameOf(row, "provider") ?? []));
}

/** What a provider has of the fact by which the like are held against the like. */
function likeness({ policy, mirror, dossiers }: MirrorQuestion, provider: string): Datum | undefined {
  if (mirror.same === undefined) return undefined;
  const isYearly = policy.names.find(mirror.same.split("@")[0]!)?.period === "year";
  const key = isYearly && !mirror.same.includes("@") ? `${mirror.same}@${policy.year}` : mirror.same;
  return dossiers.get(provider)?.values.get(key)?.value;
}

/** The policy's limits, with those of the mirror for people; nothing where one of them is not given. */
function limitsOf({ policy, mirror }: MirrorQuestion): Disclosure | undefined {
  const limits = disclosureOf(policy);
  const peopleLeast = policy.parameters.get(mirror.peopleLeast)?.value;
  return limits && typeof peopleLeast === "bigint" ? { ...limits, peopleLeast } : undefined;
}

type CostType = MirrorDeclaration["of"]["type"];

/** The mean of the peers, and what the provider's clients cost over what they would at that mean. */
function againstPeers(
  { clients, cents }: Pick<MirrorCell, "clients" | "cents">,
  peers: readonly Sum[],
  type: CostType,
): Pick<MirrorCell, "peerMean" | "variance" | "ratio"> {
  const total = (of: (sum: Sum) => bigint): bigint => peers.reduce((sum, peer) => sum + of(peer), 0n);
  const [people, all, squares] = [
    total((sum) => sum.clients),
    total((sum) => sum.cents),
    total((sum) => sum.centsSquared),
  ];
  const peerMean = toRatio(all, people)!;
  const expected = toRatio(clients * peerMean.n, peerMean.d)!;
  const variance = toRatio(clients * (people * squares - all * all), people * (people - 1n));
  const ratio = ratioOf(clients, cents, expected, variance, type);
  return { peerMean, ...(variance && { variance }), ...(ratio && { ratio }) };
}

function ratioOf(
  clients: bigint,
  cents: bigint,
  expected: Ratio,
  variance: Ratio | undefined,
  type: CostType,
): MirrorCell["ratio"] {
  const interval = variance && scaledInterval(cents, expected, variance);
  const quotient = toRatio(cents * expected.d, expected.n);
  return quotient && knownFigure(type, quotient, { interval, people: clients });
}

/** All target groups of which the mean is shown, together: their cost over what it would be at those means. */
function allOf(cells: readonly MirrorCell[], type: CostType): MirrorCell | undefined {
  const shown = cells.filter(({ axis, peerMean }) => axis === "group" && peerMean !== undefined);
  if (shown.length === 0) return undefined;
  const clients = shown.reduce((sum, cell) => sum + cell.clients, 0n);
  const cents = shown.reduce((sum, cell) => sum + cell.cents, 0n);
  const expected = sumOfRatios(shown.map((cell) => toRatio(cell.clients * cell.peerMean!.n, cell.peerMean!.d)!));
  const variances = shown.flatMap(({ variance }) => variance ?? []);
  const variance = variances.length === shown.length ? sumOfRatios(variances) : undefined;
  const ratio = ratioOf(clients, cents, expected, variance, type);
  return { axis: "all", member: "", clients, cents, ...(variance && { variance }), ...(ratio && { ratio }) };
}

function sumOfRatios(ratios: readonly Ratio[]): Ratio {
  return ratios.reduce((sum, { n, d }) => toRatio(sum.n * d + n * sum.d, sum.d * d)!, { n: 0n, d: 1n });
}
