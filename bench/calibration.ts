/**
 * Are intervals and certainties what they say? Markets are drawn again and again, with the same truth and other chance, and held
 * against it. Of what providers answer, the market writes its truth down; of all else the mean over the draws stands for it. A draw
 * is part of that mean, so that its distance to it is stretched by as much as that brings it nearer: perfect intervals hold 95 %,
 * however few the draws. Of shares of people there stands too what their intervals hold at these truths by the binomial
 * distribution itself: people are whole, and where hardly one is expected no interval holds 95 %. Behind ± stands one standard
 * error over draws.
 *
 * A class is believed of all providers together, so there the standard error counts each provider once, whose truth is the same in
 * every draw of its market; therefore there are several markets. The mean is itself uncertain, which brings every share of classes
 * a little nearer to the middle.
 *
 * It is done on both kinds of market: on the plain one the intervals have to hold what they say; on the unruly one, which breaks what
 * they assume and was written without knowing them, what they hold is told and no more.
 */
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { disk } from "../cli/disk.ts";
import { kindNames } from "../src/market.ts";
import { compilePolicy } from "../src/program.ts";
import { printCoverage } from "./calibration/coverage.ts";
import type { Repeated } from "./calibration/coverage.ts";
import { drawMarket, meansOf } from "./calibration/drawn.ts";
import type { Draw } from "./calibration/drawn.ts";
import { printLikelihood } from "./calibration/likelihood.ts";

const folder = "policy/voorbeeld-wijkverpleging/2024";

/** So many markets of either kind, each with a truth of its own. */
const seeds = 5;

export async function benchCalibration(draws = 10): Promise<void> {
  const { policy } = await readPolicyFolder(disk, folder);
  if (policy === undefined) throw new Error(`Cannot read ${folder}`);
  const program = compilePolicy(policy);
  for (const kind of kindNames) {
    const markets: Repeated[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const drawn: Draw[] = [];
      for (let draw = 1; draw <= draws; draw++) drawn.push(await drawMarket(policy, kind, seed, draw));
      markets.push({ draws: drawn, means: meansOf(drawn) });
    }
    console.log(`  ${kind}: ${seeds} markets, each drawn ${draws} times; intervals of 95 % held`);
    printCoverage(markets);
    printLikelihood(program, markets);
  }
}
