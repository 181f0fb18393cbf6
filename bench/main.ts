/**
 * The benches: `npm run bench` runs them all, `npm run bench <name>` one. Each prints what it measured beside the bar of
 * DESIGN and, where there is a peer, the ratio against it in the same run. A bench is never a test: it cannot fail for being slow.
 */
import { benchDecision } from "./decision.ts";

const benches: Readonly<Record<string, () => void | Promise<void>>> = {
  decision: benchDecision,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`Cannot run ${unknown.join(", ")}: the benches are ${Object.keys(benches).join(", ")}.`);
  process.exitCode = 2;
} else
  for (const [name, run] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(name);
    await run();
  }
