/**
 * Are intervals and certainties what they say? One market is drawn again and again, with the same truth and other chance. What a figure is
 * on average over all draws stands for its truth. Printed: how often an interval holds the truth, and, of all classes that were called so
 * many percent likely, how often the class was that of the truth. A draw is itself part of the mean that it is compared with, so that
 * perfect intervals would hold a little more than 95 %; that share is printed beside. Of shares of people stands there too what their
 * intervals hold at these truths by the binomial distribution itself: people are whole, and where hardly one is expected no interval holds 95 %.
 * Behind ± stands one standard error, each provider counted as one, for its truth is the same in every draw. With few draws the mean itself
 * is uncertain, which brings every share of classes a little nearer to the middle.
 *
 * It is done on both kinds of market: on the plain one the intervals have to hold what they say; on the unruly one, which breaks what
 * they assume and was written without knowing them, what they hold is told and no more.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gatherDossiers } from "../acts/gather.ts";
import { makeMarketFolder } from "../acts/market.ts";
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { indicatorsFor } from "../acts/value.ts";
import { disk } from "../cli/disk.ts";
import { openLake } from "../lake/lake.ts";
import { binomialShare, normalQuantile, normalShare, surprising } from "../src/distribution.ts";
import { shareInterval } from "../src/interval.ts";
import { kindNames } from "../src/market.ts";
import type { KindName } from "../src/market.ts";
import type { Policy } from "../src/policy.ts";
import { cone, compilePolicy, fill, run, valueOf } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { certainty, populationsOf, withFigures } from "../src/value.ts";
import type { Certainty, Figure, ProviderFigures, Reckoning } from "../src/value.ts";

const folder = "policy/voorbeeld-wijkverpleging/2024";
const decision = "class";

interface Draw {
  readonly dossiers: ReadonlyMap<string, Dossier>;
  readonly reckoning: Reckoning;
}

export async function benchCalibration(draws = 20): Promise<void> {
  const { policy } = await readPolicyFolder(disk, folder);
  if (policy === undefined) throw new Error(`Cannot read ${folder}`);
  for (const kind of kindNames) {
    const drawn: Draw[] = [];
    for (let draw = 1; draw <= draws; draw++) drawn.push(await drawMarket(policy, kind, draw));
    const truth = meanFigures(drawn);
    console.log(`  ${kind} market`);
    printCoverage(drawn, truth);
    printCertainty(compilePolicy(policy), drawn, truth);
  }
}

async function drawMarket(policy: Policy, kind: KindName, draw: number): Promise<Draw> {
  const out = await mkdtemp(join(tmpdir(), "bench-calibration-"));
  try {
    const lake = await openLake(join(out, "lake"), { threads: 2 });
    const effects = { files: disk, lake, progress: { say: () => {} } };
    await makeMarketFolder(effects, { kind, size: "region", seed: 1, draw, years: [2022, 2023], out });
    const { dossiers } = await gatherDossiers(disk, { policy, on: policy.valid.from, lake: join(out, "lake") });
    const { reckoning } = await indicatorsFor(lake, { policy, dossiers, insurers: ["9001"] });
    await lake.close();
    return { dossiers, reckoning: reckoning! };
  } finally {
    await rm(out, { recursive: true });
  }
}

/** Every figure of a provider by a name that says which: `cost_ratio`, `measured/cost_ratio`. */
function* figuresOf(figures: ProviderFigures): Generator<[name: string, figure: Figure]> {
  for (const [id, figure] of figures.own) yield [id, figure];
  for (const members of figures.parts.values())
    for (const [member, own] of members) for (const [id, figure] of own) yield [`${id}/${member}`, figure];
}

/** The mean of each figure over all draws, per provider, where every draw has one. */
function meanFigures(drawn: readonly Draw[]): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const sums = new Map<string, Map<string, number[]>>();
  for (const { reckoning } of drawn)
    for (const [provider, figures] of reckoning.providers) {
      const own = sums.get(provider) ?? sums.set(provider, new Map()).get(provider)!;
      for (const [name, { value, interval }] of figuresOf(figures))
        if (value !== undefined && interval !== undefined)
          (own.get(name) ?? own.set(name, []).get(name)!).push(Number(value));
    }
  const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
  return new Map(
    [...sums].map(([provider, own]) => [
      provider,
      new Map([...own].filter(([, { length }]) => length === drawn.length).map(([name, all]) => [name, mean(all)])),
    ]),
  );
}

type Truth = ReturnType<typeof meanFigures>;

/** How often intervals of a figure held its truth; and, of shares of people, how often they would by the binomial distribution. */
interface Held {
  of: number;
  inside: number;
  allowed: number;
  counted: number;
}

function printCoverage(drawn: readonly Draw[], truth: Truth): void {
  const scales = new Map(drawn[0]!.reckoning.indicators.map(({ id, type }) => [id, type.scale]));
  const ofParts = new Map([...truth.values()].flatMap((own) => [...own].filter(([name]) => name.includes("/"))));
  const all = new Map<string, Held>();
  const add = (id: string, { interval, people }: Figure, mean: number | undefined): void => {
    if (mean === undefined || interval === undefined) return;
    const held = all.get(id) ?? all.set(id, { of: 0, inside: 0, allowed: 0, counted: 0 }).get(id)!;
    held.of++;
    if (Number(interval.low) <= mean && (interval.high === undefined || mean <= Number(interval.high))) held.inside++;
    if (interval.method !== "share" || people === undefined) return;
    held.counted++;
    held.allowed += shareHeld(Number(people), mean / 10 ** scales.get(id)!);
  };
  for (const { reckoning } of drawn) {
    for (const [provider, { own }] of reckoning.providers)
      for (const [id, figure] of own) add(id, figure, truth.get(provider)?.get(id));
    // A region counts once, however many providers work there.
    for (const [region, figures] of reckoning.regions)
      for (const [id, figure] of figures) add(id, figure, ofParts.get(`${id}/${region}`));
  }
  const end = normalQuantile(1 - surprising) / Math.sqrt(1 - 1 / drawn.length);
  const perfect = normalShare(end) - normalShare(-end);
  console.log(`  intervals of 95 % over ${drawn.length} draws; perfect ones would hold ${percent(perfect)}`);
  for (const [id, { of, inside, allowed, counted }] of all) {
    const whole = counted > 0 ? `, where whole people make it ${percent(allowed / counted)}` : "";
    console.log(`  ${percent(inside / of).padStart(8)}  of ${String(of).padStart(6)}  ${id}${whole}`);
  }
}

const known = new Map<string, number>();

/** How often the interval of a share of so many people holds the true share, over all counts that there may be. */
function shareHeld(people: number, share: number): number {
  const key = `${people} ${share}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // Six deviations and a few more: beyond lies less than a millionth.
  const reach = 6 * Math.sqrt(people * share) + 10;
  let inside = 0;
  for (let k = Math.max(0, Math.floor(people * share - reach)); k <= Math.min(people, people * share + reach); k++) {
    const { low, high } = shareInterval(BigInt(k), BigInt(people));
    const [from, until] = [low, high!].map(({ n, d }) => Number((n * 10n ** 12n) / d) / 1e12) as [number, number];
    if (from <= share && share <= until)
      inside += binomialShare(k, people, share) - binomialShare(k - 1, people, share);
  }
  known.set(key, inside);
  return inside;
}

/** The provider's figures with those that contain chance as they are on average. */
function trueFigures({ own, parts }: ProviderFigures, truth: ReadonlyMap<string, number>): ProviderFigures {
  const replaced = (figures: ReadonlyMap<string, Figure>, member: string): ReadonlyMap<string, Figure> =>
    new Map(
      [...figures].map(([id, figure]) => {
        const mean = truth.get(member === "" ? id : `${id}/${member}`);
        return [id, mean === undefined ? figure : { ...figure, value: BigInt(Math.round(mean)) }];
      }),
    );
  return {
    own: replaced(own, ""),
    parts: new Map(
      [...parts].map(([kind, members]) => [
        kind,
        new Map([...members].map(([member, figures]) => [member, replaced(figures, member)])),
      ]),
    ),
  };
}

function classOf(program: Program, dossier: Dossier, figures: ProviderFigures): string | undefined {
  const frame = fill(program, withFigures(dossier, figures));
  run(program, frame, cone(program.policy, [decision], "needs"));
  const value = valueOf(program, frame, `decision.${decision}`);
  return value === undefined ? undefined : String(value);
}

function printCertainty(program: Program, drawn: readonly Draw[], truth: Truth): void {
  const bins = Array.from({ length: 10 }, (): Bin => ({ told: 0, happened: 0, of: 0, over: new Map() }));
  const misplaced = { of: 0, really: 0, expected: 0 };
  for (const { dossiers, reckoning } of drawn) {
    const populations = populationsOf(reckoning);
    for (const [provider, figures] of reckoning.providers) {
      const dossier = dossiers.get(provider);
      if (dossier === undefined) continue;
      const { indicators } = reckoning;
      const sure = certainty(program, { dossier, figures, indicators, populations }, decision);
      const given = classOf(program, dossier, figures);
      const real = classOf(program, dossier, trueFigures(figures, truth.get(provider) ?? new Map()));
      if (sure === undefined || given === undefined || real === undefined) continue;
      for (const outcome of Object.keys(sure.outcomes)) tally(bins, provider, sure, outcome, real);
      misplaced.of++;
      misplaced.expected += 1 - (sure.outcomes[given] ?? 0) / sure.draws;
      if (given !== real) misplaced.really++;
    }
  }
  console.log(`  classes called so likely, and how often they were true:`);
  for (const { told, happened, of, over } of bins) {
    if (of === 0) continue;
    const chance = Math.sqrt([...over.values()].reduce((sum, own) => sum + own ** 2, 0)) / of;
    const shares = [told / of, happened / of].map((share) => percent(share).padStart(8)).join("  ");
    console.log(`  ${shares} ± ${percent(chance).padStart(6)}  of ${of}, of ${over.size} providers`);
  }
  const { of, really, expected } = misplaced;
  console.log(`  misplaced: ${percent(really / of)} of ${of}, expected ${percent(expected / of)}`);
}

/** Classes that were called about as likely. */
interface Bin {
  told: number;
  happened: number;
  of: number;
  /** By provider, how much more often they were true than told: its truth is the same in every draw, so that its draws count as one. */
  readonly over: Map<string, number>;
}

function tally(bins: Bin[], provider: string, sure: Certainty, outcome: string, real: string): void {
  const share = (sure.outcomes[outcome] ?? 0) / sure.draws;
  const bin = bins[Math.min(bins.length - 1, Math.floor(share * bins.length))]!;
  bin.of++;
  bin.told += share;
  if (outcome === real) bin.happened++;
  bin.over.set(provider, (bin.over.get(provider) ?? 0) + Number(outcome === real) - share);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
