/**
 * From what is known of providers to portions and rooms: who is fitted and who stands apart, in which regions, between which bounds, and
 * what there is to spend there. A provider's amounts are divided over its regions by where its care was granted, in whole cents and
 * without losing one. A share of an amount is rounded half up to cents. What is not known is told as a gap: an unknown floor is no floor,
 * and a room that is a share of what somebody realised goes without whose figure is missing.
 */
import type { Portion, Room } from "../budget.ts";
import { divideWhole, multiply, one, ratio, round } from "../ratio.ts";
import type { Ratio } from "../ratio.ts";
import { bases } from "./read.ts";
import type { ApartRule, Base, Budget, Guarantee, Measure, RoomRule } from "./read.ts";

/** One provider as a round and its running agreements leave it; amounts in cents. */
export interface Claimant {
  readonly provider: string;
  /** Absent where the round could not propose an amount. */
  readonly proposed?: bigint;
  readonly agreement?: bigint;
  readonly realised?: bigint;
  /** What was granted to it per region. */
  readonly delivered: ReadonlyMap<string, bigint>;
  /** What a decision came to, as a word; undefined where it was not decided. */
  readonly decided: (decision: string) => string | undefined;
}

/** Somebody who is not fitted: talked with apart, or not yet proposed an amount. */
export interface Aside {
  readonly provider: string;
  readonly cause: "apart" | "unproposed";
  /** What the decision that sets it apart came to. */
  readonly word?: string;
  /** What is kept for it meanwhile. */
  readonly reserved: bigint;
}

/** Something that is not known and would have counted. */
export interface Gap {
  readonly provider: string;
  readonly unknown: Base;
}

export interface Layout {
  readonly portions: readonly Portion[];
  readonly rooms: readonly Room[];
  readonly asides: readonly Aside[];
  readonly gaps: readonly Gap[];
}

export function layOut(budget: Budget, claimants: readonly Claimant[]): Layout {
  const asides = new Map(claimants.flatMap((claimant) => asideOf(budget, claimant).map((aside) => [claimant, aside])));
  const portions = claimants
    .filter((claimant) => !asides.has(claimant))
    .flatMap((claimant) => portionsOf(budget, claimant));
  const reserved = totalsOf(claimants, (claimant) => asides.get(claimant)?.reserved);
  const [agreement, realised] = bases.map((base) => totalsOf(claimants, (claimant) => claimant[base]));
  const held = (region?: string): Known => {
    const of = ({ whole, regions }: Totals): bigint => (region === undefined ? whole : (regions.get(region) ?? 0n));
    return { agreement: of(agreement!), realised: of(realised!), reserved: of(reserved) };
  };
  const names = [...new Set(claimants.flatMap(({ delivered }) => [...delivered.keys()]))].toSorted();
  const local = names.flatMap((region) => {
    const rule = budget.regions.get(region) ?? budget.each;
    return rule === undefined ? [] : [{ region, ...roomOf(rule, held(region)) }];
  });
  const whole = budget.whole && roomOf(budget.whole, held());
  // What a region keeps for newcomers is spent out of the whole as well.
  const kept = local.reduce((all, { newcomers }) => all + newcomers, 0n);
  const rooms = [...local, ...(whole === undefined ? [] : [{ ...whole, newcomers: whole.newcomers + kept }])];
  return { portions, rooms, asides: [...asides.values()], gaps: gapsOf(budget, claimants) };
}

interface Totals {
  readonly whole: bigint;
  readonly regions: ReadonlyMap<string | undefined, bigint>;
}

/** An amount of every claimant together, in all and per region; what is unknown is left out. */
function totalsOf(claimants: readonly Claimant[], amountOf: (claimant: Claimant) => bigint | undefined): Totals {
  const regions = new Map<string | undefined, bigint>();
  for (const claimant of claimants)
    for (const [region, cents] of divided(amountOf(claimant) ?? 0n, claimant.delivered))
      regions.set(region, (regions.get(region) ?? 0n) + cents);
  return { whole: [...regions.values()].reduce((all, cents) => all + cents, 0n), regions };
}

function asideOf({ apart, unproposed }: Budget, claimant: Claimant): Aside[] {
  const { provider, proposed } = claimant;
  const kept = (reserve: Base | undefined): bigint => (reserve === undefined ? 0n : (claimant[reserve] ?? 0n));
  const word = apart && wordOf(apart, claimant);
  if (word !== undefined) return [{ provider, cause: "apart", word, reserved: kept(apart?.reserve) }];
  return proposed === undefined ? [{ provider, cause: "unproposed", reserved: kept(unproposed?.reserve) }] : [];
}

function wordOf({ decision, is }: ApartRule, { decided }: Claimant): string | undefined {
  const word = decided(decision);
  return word !== undefined && is.includes(word) ? word : undefined;
}

function portionsOf(budget: Budget, claimant: Claimant): Portion[] {
  const { provider, delivered, proposed = 0n } = claimant;
  const [floors, caps] = [budget.floor, budget.cap].map((rule) => boundsOf(rule, claimant));
  return [...divided(proposed, delivered)].map(([region, own]) => {
    const [floor, cap] = [floors?.get(region), caps?.get(region)];
    return {
      provider,
      ...(region !== undefined && { region }),
      proposed: own,
      ...(floor !== undefined && { floor }),
      ...(cap !== undefined && { cap }),
      weight: weightOf(budget, claimant, region),
    };
  });
}

/** A provider's floor or cap per region; undefined where no rule or no figure gives one. */
function boundsOf(
  rule: Guarantee | undefined,
  claimant: Claimant,
): ReadonlyMap<string | undefined, bigint> | undefined {
  const amount = rule && claimant[rule.of];
  return amount === undefined ? undefined : divided(shareOf(rule!.share, amount), claimant.delivered);
}

/** All weights that a portion is given, multiplied. */
function weightOf({ weights }: Budget, { decided }: Claimant, region: string | undefined): Ratio {
  const own = weights.filter(({ decision, is }) => {
    const word = decision === undefined ? region : decided(decision);
    return word !== undefined && is.includes(word);
  });
  return own.reduce((all, { weight }) => multiply(all, weight), one);
}

type Known = Readonly<Record<Base | "reserved", bigint>>;

function roomOf({ budget, newcomers }: RoomRule, { realised, agreement, reserved }: Known): Omit<Room, "region"> {
  const amount = measured(budget, realised, agreement);
  return { budget: amount, newcomers: newcomers === undefined ? 0n : measured(newcomers.keep, amount), reserved };
}

/** An amount in cents, or a share of another: of what is agreed where it says so, and else of the first. */
function measured(measure: Measure, of: bigint, agreed = of): bigint {
  return "cents" in measure ? measure.cents : shareOf(measure.share, measure.of === "agreement" ? agreed : of);
}

function shareOf(share: Ratio, amount: bigint): bigint {
  return round("half_up", multiply(share, ratio(amount)));
}

/** An amount over regions by what was granted there; in one without a name where nothing was. */
function divided(amount: bigint, delivered: Claimant["delivered"]): ReadonlyMap<string | undefined, bigint> {
  const regions = [...delivered].filter(([, cents]) => cents > 0n).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (regions.length === 0) return new Map([[undefined, amount]]);
  const parts = divideWhole(
    amount,
    regions.map(([, cents]) => cents),
  );
  return new Map(regions.map(([region], i) => [region, parts[i]!]));
}

/** Whoever has an unknown base that a rule of this budget asks for. */
function gapsOf(budget: Budget, claimants: readonly Claimant[]): Gap[] {
  const rooms = [budget.whole, budget.each, ...budget.regions.values()].flatMap((rule) =>
    rule !== undefined && "of" in rule.budget ? [rule.budget.of] : [],
  );
  const reserves = [budget.apart?.reserve, budget.unproposed?.reserve];
  const asked = new Set([...rooms, ...reserves, budget.floor?.of, budget.cap?.of].filter((base) => base !== undefined));
  return claimants.flatMap((claimant) =>
    [...asked].flatMap((unknown) =>
      claimant[unknown] === undefined ? [{ provider: claimant.provider, unknown }] : [],
    ),
  );
}
