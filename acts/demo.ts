/**
 * The story of one round on a synthetic market: make the market, run the whole round on it, follow one provider from its answers to
 * its proposal, and check its receipt as the provider itself would.
 */
import type { Finding } from "../src/finding.ts";
import { makeMarket } from "../src/market.ts";
import type { MarketSettings } from "../src/market.ts";
import { checkProof, parseProof, parseReceipt, replay } from "../src/receipt.ts";
import type { Proposal, Round } from "../src/round.ts";
import type { ExitCode } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import { run } from "./run.ts";
import type { RunEffects } from "./run.ts";

export interface DemoInput extends MarketSettings {
  /** Made when it is empty; a market of the same settings that is there already is used again. */
  readonly out: string;
  readonly folder: string;
}

export interface Demo {
  readonly round: Round;
  /** The provider whose story is told: one that is refused something it can do something about. */
  readonly story: Proposal;
  /** What checking its receipt brought up; nothing, when all is as it should be. */
  readonly faults: readonly string[];
  readonly steps: number;
}

export interface DemoAnswer {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly demo?: Demo;
}

/** Exit 0 when the round was held and the receipt checks; 3 when the program differs from itself. */
export async function demo(effects: RunEffects, { out, folder, ...settings }: DemoInput): Promise<DemoAnswer> {
  const { files } = effects;
  const made = await files.read(`${out}/truth/market.json`);
  if (made === undefined) {
    const lake = await effects.openLake(`${out}/lake`);
    await makeMarketFolder({ ...effects, lake }, { ...settings, out });
  }
  const [buyer] = makeMarket(settings).insurers;
  const input = { folder, lake: `${out}/lake`, out: `${out}/round`, insurers: [buyer!.id] };
  const { exit, findings, round } = await run(effects, input);
  if (round === undefined) return { exit, findings };
  const story = round.proposals.toSorted((a, b) => interest(b) - interest(a))[0]!;
  const path = `${input.out}/receipts/${story.provider}`;
  const faults = checkReceipt((await files.read(`${path}.json`))!, (await files.read(`${path}.proof.json`))!, path);
  return {
    exit: faults.length > 0 ? 3 : 0,
    findings,
    demo: { round, story, faults, steps: story.receipt.steps.length },
  };
}

/** Most to tell: something refused, a class, and ways to have turned them. */
function interest({ told }: Proposal): number {
  const score = told.map(({ outcome, counterfactuals }) => {
    const turned = counterfactuals.length > 0 ? 3 : 0;
    return turned + (outcome.status === "refused" ? 2 : outcome.status === "decided" ? 1 : -2);
  });
  return score.reduce((sum, each) => sum + each, 0);
}

function checkReceipt(receipt: Uint8Array, proof: Uint8Array, path: string): string[] {
  const [parsed, proven] = [parseReceipt(receipt, path), parseProof(proof, path)];
  if ("findings" in parsed) return parsed.findings.map(({ code, found }) => `${code}: ${found}`);
  if ("findings" in proven) return proven.findings.map(({ code, found }) => `${code}: ${found}`);
  const difference = replay(parsed.value);
  const broken = checkProof(receipt, proven.value, path).map(({ code, found }) => `${code}: ${found}`);
  return difference === undefined ? broken : [JSON.stringify(difference), ...broken];
}
