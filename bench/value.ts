/**
 * The value model of a year on a loaded lake of 1 and 10 million claim lines, and of as many million as are asked (`npm run bench
 * value 100`): from the sums that the lake keeps, and from the claims when those sums are to be made first. The peer is DuckDB's
 * bare grouping of the same files by client, provider and target group, with sum and count, on the same threads. The bar is twice
 * that peer, and a memory of 4 GB; and that ten times the lines take no more than ten times as long.
 */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { gatherDossiers } from "../acts/gather.ts";
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { indicatorsFor, reckonedDossiers } from "../acts/value.ts";
import type { ValueQuestion } from "../acts/value.ts";
import { disk } from "../cli/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { decideRound } from "../src/comparison.ts";
import type { Policy } from "../src/policy.ts";
import { compilePolicy } from "../src/program.ts";
import { count, ratio, seconds } from "./figure.ts";
import { marketOf, policyFolder, threads } from "./market.ts";

const bar = 2;

/** The least of so many runs stands: what is more came from elsewhere on the machine. */
const runs = 2;

/** By the clock, and by the processor on all threads together; in milliseconds. */
interface Time {
  readonly clock: number;
  readonly processor: number;
}

const bareGrouping = `SELECT COUNT(*) AS rows, SUM(cents) AS cents, SUM(lines) AS lines
FROM (
  SELECT client, provider, target_group, SUM(granted_cents) AS cents, COUNT(*) AS lines
  FROM claims
  GROUP BY client, provider, target_group
) AS grouped`;

interface Took {
  readonly fromClaims: Time;
  /** When the claims of one month are new. */
  readonly afterMonth: Time;
  readonly fromSums: Time;
  readonly grouping: Time;
}

export async function benchValue(millions?: number): Promise<void> {
  let before: { readonly lines: number; readonly took: Took } | undefined;
  for (const size of millions === undefined ? [1, 10] : [...new Set([1, 10, millions])]) {
    const folder = join(await marketOf(size), "lake");
    const question = await questionOn(folder);
    const runsTook: Took[] = [];
    for (let run = 0; run < runs; run++) runsTook.push(await time(folder, question));
    const least = (of: keyof Took): Time => runsTook.map((took) => took[of]).toSorted((a, b) => a.clock - b.clock)[0]!;
    const took: Took = {
      fromClaims: least("fromClaims"),
      afterMonth: least("afterMonth"),
      fromSums: least("fromSums"),
      grouping: least("grouping"),
    };
    const lines = await countLines(folder);
    console.log(`  ${count(lines).trim()} claim lines, ${threads} threads`);
    tell("DuckDB's bare grouping", took.grouping);
    tell("the value model from the claims, sums made first", took.fromClaims, took.grouping);
    const share = `${((100 * took.afterMonth.clock) / took.fromClaims.clock).toFixed(0)} % of that (bar 17 %)`;
    tell(`the value model when the claims of one month are new, ${share}`, took.afterMonth);
    tell("the value model from the sums kept", took.fromSums, took.grouping);
    const { clock, providers } = await rescore(folder, question);
    console.log(`    all outcomes of ${providers} providers after other weights: ${seconds(clock)} (bar 100 ms)`);
    if (before !== undefined) {
      const [more, slower] = [lines / before.lines, took.fromClaims.clock / before.took.fromClaims.clock];
      console.log(`    ${ratio(more)} the lines before took ${ratio(slower)} as long from the claims`);
    }
    console.log(`    most memory in use so far ${count(process.resourceUsage().maxRSS / 1024).trim()} MB (bar 4,096)`);
    before = { lines, took };
  }
}

async function questionOn(lake: string): Promise<ValueQuestion> {
  const { policy } = await readPolicyFolder(disk, policyFolder);
  if (policy === undefined) throw new Error(`Cannot read ${policyFolder}`);
  const { dossiers } = await gatherDossiers(disk, { policy, on: policy.valid.from, lake });
  return { policy, dossiers };
}

/** Every decision of the round about everybody, once the figures are there: what it takes to look at other weights. */
async function rescore(
  folder: string,
  { policy, dossiers }: ValueQuestion,
): Promise<{ clock: number; providers: number }> {
  const lake = await openLake(folder, { threads });
  const { reckoning } = await indicatorsFor(lake, { policy, dossiers });
  await lake.close();
  const known = reckonedDossiers(dossiers, reckoning!, policy.valid.from);
  const changed = withOtherWeights(policy);
  const clocks = Array.from({ length: runs + 1 }, () => {
    const from = performance.now();
    decideRound(compilePolicy(changed), known);
    return performance.now() - from;
  });
  return { clock: Math.min(...clocks), providers: known.length };
}

/** The policy in which every indicator weighs what the one after it did. */
function withOtherWeights(policy: Policy): Policy {
  const weight = policy.parameters.get("weight")!;
  const [members, values] = [[...weight.values!.keys()], [...weight.values!.values()]];
  const moved = new Map(members.map((member, i) => [member, values[(i + 1) % values.length]!]));
  return { ...policy, parameters: new Map(policy.parameters).set("weight", { ...weight, values: moved }) };
}

/** Each on a lake opened anew, so that nothing is left of the one before. */
async function time(folder: string, question: ValueQuestion): Promise<Took> {
  const reckon = (lake: OpenLake): Promise<unknown> => indicatorsFor(lake, question);
  await rm(join(folder, "sums"), { recursive: true, force: true });
  return {
    fromClaims: await timeOn(folder, reckon),
    afterMonth: await timeAfterMonth(folder, reckon),
    fromSums: await timeOn(folder, reckon),
    grouping: await timeOn(folder, (lake) => lake.query(bareGrouping)),
  };
}

/** With the sums that loading the claims of one month takes away. */
async function timeAfterMonth(folder: string, work: (lake: OpenLake) => Promise<unknown>): Promise<Time> {
  const sums = join(folder, "sums");
  for (const table of await readdir(sums))
    for (const path of ["year=2022/month=12", "year=2022/sums.parquet"])
      await rm(join(sums, table, path), { recursive: true, force: true });
  return timeOn(folder, work);
}

async function timeOn(folder: string, work: (lake: OpenLake) => Promise<unknown>): Promise<Time> {
  const lake = await openLake(folder, { threads });
  const [from, before] = [performance.now(), process.cpuUsage()];
  await work(lake);
  const [clock, { user, system }] = [performance.now() - from, process.cpuUsage(before)];
  await lake.close();
  return { clock, processor: (user + system) / 1000 };
}

async function countLines(folder: string): Promise<number> {
  const lake = await openLake(folder, { threads });
  const [row] = await lake.query("SELECT COUNT(*) AS lines FROM claims");
  await lake.close();
  return Number(row!["lines"]);
}

function tell(what: string, took: Time, peer?: Time): void {
  const times = (of: keyof Time): string => ratio(took[of] / peer![of]);
  const beside =
    peer === undefined
      ? ""
      : `: ${times("clock")} the bare grouping (bar ${ratio(bar)}), ${times("processor")} the processor's time`;
  console.log(`  ${seconds(took.clock).padStart(8)}, ${seconds(took.processor)} of the processor: ${what}${beside}`);
}
