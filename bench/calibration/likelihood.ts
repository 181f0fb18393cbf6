/** Of all classes that were called so many percent likely, how often the class was that of the truth. */
import { cone, fill, run, valueOf } from "../../src/program.ts";
import type { Dossier, Program } from "../../src/program.ts";
import { certainty, populationsOf, withFigures } from "../../src/value.ts";
import type { Certainty, Figure, ProviderFigures } from "../../src/value.ts";
import type { Repeated } from "./coverage.ts";
import { percent } from "./percent.ts";

const decision = "class";

/** Classes that were called about as likely. */
interface Bin {
  told: number;
  happened: number;
  of: number;
  /** By provider, how much more often they were true than told: its truth is the same in every draw, so that its draws count as one. */
  readonly over: Map<string, number>;
}

export function printLikelihood(program: Program, markets: readonly Repeated[]): void {
  const bins = Array.from({ length: 10 }, (): Bin => ({ told: 0, happened: 0, of: 0, over: new Map() }));
  const misplaced = { of: 0, really: 0, expected: 0, over: new Map<string, number>() };
  for (const [i, { draws, means }] of markets.entries())
    for (const { dossiers, reckoning, known } of draws) {
      const populations = populationsOf(reckoning);
      const { indicators } = reckoning;
      for (const [provider, figures] of reckoning.providers) {
        const dossier = dossiers.get(provider);
        if (dossier === undefined) continue;
        const truth = new Map([...(means.get(provider) ?? []), ...(known.get(provider) ?? [])]);
        const sure = certainty(program, { dossier, figures, indicators, populations }, decision);
        const given = classOf(program, dossier, figures);
        const real = classOf(program, dossier, trueFigures(figures, truth));
        if (sure === undefined || given === undefined || real === undefined || real === "no_class") continue;
        const who = `${i} ${provider}`;
        for (const outcome of Object.keys(sure.outcomes)) tally(bins, who, sure, outcome, real);
        const expected = 1 - (sure.outcomes[given] ?? 0) / sure.draws;
        misplaced.of++;
        misplaced.expected += expected;
        misplaced.really += Number(given !== real);
        misplaced.over.set(who, (misplaced.over.get(who) ?? 0) + Number(given !== real) - expected);
      }
    }
  console.log(`  classes called so likely, and how often they were true:`);
  for (const { told, happened, of, over } of bins)
    if (of > 0)
      console.log(
        `  ${percent(told / of)}  ${percent(happened / of)} ± ${percent(errorOf(over, of))}  of ${of}, of ${over.size} providers`,
      );
  const { of, really, expected, over } = misplaced;
  console.log(
    `  misplaced: ${percent(really / of)} ± ${percent(errorOf(over, of))} of ${of}, expected ${percent(expected / of)}`,
  );
}

/** One standard error of what happened beyond what was told, providers apart. */
function errorOf(over: ReadonlyMap<string, number>, of: number): number {
  return Math.sqrt([...over.values()].reduce((sum, own) => sum + own ** 2, 0)) / of;
}

function tally(bins: readonly Bin[], who: string, sure: Certainty, outcome: string, real: string): void {
  const share = (sure.outcomes[outcome] ?? 0) / sure.draws;
  const bin = bins[Math.min(bins.length - 1, Math.floor(share * bins.length))]!;
  bin.of++;
  bin.told += share;
  if (outcome === real) bin.happened++;
  bin.over.set(who, (bin.over.get(who) ?? 0) + Number(outcome === real) - share);
}

/** The provider's figures with those that contain chance as they truly are. */
function trueFigures({ own, parts }: ProviderFigures, truth: ReadonlyMap<string, number>): ProviderFigures {
  const replaced = (figures: ReadonlyMap<string, Figure>, member: string): ReadonlyMap<string, Figure> =>
    new Map(
      [...figures].map(([id, figure]) => {
        const value = truth.get(member === "" ? id : `${id}/${member}`);
        return [
          id,
          value === undefined || figure.value === undefined ? figure : { ...figure, value: BigInt(Math.round(value)) },
        ];
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
