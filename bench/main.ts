/**
 * The benches: `npm run bench` runs those that take seconds, `npm run bench <name>` one of them or of the long ones. Each prints what
 * it measured beside its bar and, where there is a peer, the ratio against it in the same run. A bench is no test: nothing
 * fails for being slow.
 */
import { benchAw319 } from "./aw319.ts";
import { benchBudget } from "./budget.ts";
import { benchCalibration } from "./calibration.ts";
import { benchDecision } from "./decision.ts";
import { benchMarket } from "./market.ts";
import { benchMisplaced } from "./misplaced.ts";
import { benchPeers } from "./peers.ts";
import { benchPolicy } from "./policy.ts";
import { benchRandomPolicies } from "./random-policies.ts";
import { benchRadar } from "./radar.ts";
import { benchSettlement } from "./settlement.ts";
import { benchValue } from "./value.ts";

type Bench = (size?: number) => void | Promise<void>;

const short: Readonly<Record<string, Bench>> = {
  budget: benchBudget,
  decision: () => benchDecision(),
  policy: () => benchPolicy(),
  misplaced: benchMisplaced,
  aw319: benchAw319,
};

/** Those that take minutes: run by name, with a smaller size if need be. */
const long: Readonly<Record<string, Bench>> = {
  calibration: benchCalibration,
  market: benchMarket,
  peers: benchPeers,
  "random-policies": benchRandomPolicies,
  radar: benchRadar,
  settlement: benchSettlement,
  value: benchValue,
};

const [name, size] = process.argv.slice(2);
const wanted = name === undefined ? short : { [name]: short[name] ?? long[name] };
for (const [title, bench] of Object.entries(wanted)) {
  if (bench === undefined) {
    console.error(`Cannot run ${title}: the benches are ${Object.keys({ ...short, ...long }).join(", ")}.`);
    process.exitCode = 2;
    break;
  }
  console.log(title);
  await bench(size === undefined ? undefined : Number(size));
}
