/**
 * What statisticians assume and care does not do. In an unruly market the care of a client has a tail without end in sight, regions
 * and teams go through good and bad months together, people come into care street by street, the mix of target groups moves with the
 * season and the years, and who answers a question is not who did not.
 *
 * Each of these is a curve of factors in thousandths with mean 1000, so that expectations stay what they are; only what a factor
 * would push past a bound is lost, and the command prints how much. Factors are chance: `--draw` draws them anew. What is true of a
 * provider, such as how heavy its clients are beyond what any record shows, is drawn here too, from the seed alone.
 */
import { mix, mixSlots, type Stage, starts, startSlots, targetGroups } from "./care.ts";
import { chance, steps } from "./chance.ts";
import type { KindName } from "./kind.ts";
import type { Provider } from "./provider.ts";

/**
 * How heavy a client's care is, in thousandths: nine in ten lie on a log-normal curve, one in ten in a Pareto tail whose variance has no
 * bound (α = 4/3) but that of the hours in a month. A power of -3/4 is two square roots and a division, the same on every machine.
 */
export const longTail: readonly number[] = (() => {
  const draw = chance(0, "long tail");
  const inTail = (share: number): number => Math.round(1500 / (Math.sqrt(share) * Math.sqrt(Math.sqrt(share))));
  const most = 20_000;
  return steps(1000, () =>
    draw.below(10) === 0 ? Math.min(most, inTail((1 + draw.below(1000)) / 1000)) : draw.logNormal(600),
  );
})();

/** How a region's month differs for all who deliver care there, whoever they are. */
export const waves: readonly number[] = curve("waves", 200, 120);

/** How many more or fewer people of a region come into care in a year than they would by themselves. */
export const years: readonly number[] = curve("years", 200, 80);

/** How much a provider's care swells for two months when one thing goes round among its clients: one time in ten by two thirds. */
export const outbreaks: readonly number[] = (() => {
  const draw = chance(0, "outbreaks");
  return steps(200, () => (draw.below(10) === 0 ? 1600 + draw.below(400) : 920));
})();

/** What the habits of one team add to the care of all its clients, whatever the provider's own way of working. */
export const habits: readonly number[] = curve("habits", 500, 250);

/** How many more or fewer people of one street come into care in a year: a couple, a home, a wave of influenza. */
export const streets: readonly number[] = curve("streets", 500, 700);

/** People whose numbers follow each other share a street. */
export const streetSize = 16;

function curve(name: string, count: number, sigma: number): readonly number[] {
  const draw = chance(0, "unrest", name);
  return steps(count, () => draw.logNormal(sigma));
}

/** The quarters of a year in which episodes start. */
export const seasons = 4;

/** By season, how many of the slots of short care go to long care in summer, or the other way in winter. */
const seasonal = [-12, 2, 14, -4] as const;

/** How many slots of short care go to long care every year after the year of the rates. */
const yearly = 6;

/** Of 200 episodes that start in a stage of life, how many are of each target group, so many years after that of the rates. */
export function mixIn(stage: Stage, yearsAfter: number, season: number): readonly number[] {
  const usual = mix[stage];
  const [short, long] = stage === "child" ? [0, 6] : [0, 2];
  const wanted = yearly * yearsAfter + seasonal[season]!;
  const moved = Math.max(-usual[long]! + 2, Math.min(usual[short]! - 2, wanted));
  return usual.map((slots, group) => (group === short ? slots - moved : group === long ? slots + moved : slots));
}

/** Of `of` episodes that start in a stage of life in a year, over its seasons, how many are of each target group. */
export function mixOfYear(
  kind: KindName,
  stage: Stage,
  yearsAfter: number,
): { readonly counts: readonly number[]; readonly of: number } {
  if (kind === "plain") return { counts: mix[stage], of: mixSlots };
  const counts = targetGroups.map(() => 0);
  for (const [month, count] of starts.entries())
    for (const [group, slots] of mixIn(stage, yearsAfter, seasonOf(month)).entries()) counts[group]! += count * slots;
  return { counts, of: startSlots * mixSlots };
}

function seasonOf(month: number): number {
  return Math.floor(month / (12 / seasons));
}

/** How many clients a team cares for, as a rule of thumb; a small provider is one team. */
const weightPerTeam = 50;

export function teamsOf({ places }: Provider): number {
  return Math.max(1, Math.round(places.reduce((sum, { weight }) => sum + weight, 0) / weightPerTeam));
}

/** Providers copy each other: so many ways of working go round. */
const schools = 5;

const spread = { school: 100, severity: 120, drift: 80, willing: 250 };

/**
 * A provider as an unruly market makes it: half its way of working is that of its school, its clients are heavier or lighter than their
 * target group tells, it drifts towards other groups year by year, and it has its own luck with whom it gets to answer.
 */
export function unsettle(provider: Provider, seed: number): Provider {
  const draw = chance(seed, "unrest", provider.id);
  const school = draw.below(schools);
  const manner = chance(seed, "school", school);
  const efficiency = Math.round((provider.efficiency * manner.logNormal(spread.school)) / 1000);
  const outliers = Math.round((provider.outliers * manner.logNormal(2 * spread.school)) / 1000);
  return {
    ...provider,
    efficiency,
    outliers,
    unrest: {
      school,
      severity: draw.logNormal(spread.severity),
      drift: targetGroups.map(() => Math.round((spread.drift * draw.normal()) / 1000)),
      // Those who are content answer more often than those who have no opinion, and who is angry as it comes.
      willing: {
        promoters: Math.round((1150 * draw.logNormal(spread.willing)) / 1000),
        passives: 750,
        critics: draw.logNormal(2 * spread.willing),
      },
    },
  };
}

/** What is true of a provider of an unruly market alone. */
export interface Unrest {
  /** Which way of working it shares with others. */
  readonly school: number;
  /** How heavy its clients are beside others of their target group, in thousandths; no claim tells. */
  readonly severity: number;
  /** Per target group, how it grows a year, in thousandths on the log scale, beside the growth of the whole. */
  readonly drift: readonly number[];
  /** How often promoters, passives and critics answer beside what is usual, in thousandths. */
  readonly willing: { readonly promoters: number; readonly passives: number; readonly critics: number };
}
