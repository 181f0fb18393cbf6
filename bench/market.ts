/**
 * The claims that the benches of the value model reckon on: a market with so many million claim lines, all of 2022, the year that
 * the example policy asks about. It is the country of `driehoek market` cut to measure, with as many lines per client and clients
 * per provider. A market is kept under `out/` and made once; `npm run bench market 10` makes it, and says how fast.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { makeMarketFolder } from "../acts/market.ts";
import { disk } from "../cli/disk.ts";
import { openLake } from "../lake/lake.ts";
import { sizes } from "../src/market.ts";
import type { Size } from "../src/market.ts";
import { count, seconds } from "./figure.ts";

/** What it takes to come to a million lines in a year. */
const insuredPerMillion = 335_000;

export const policyFolder = "policy/voorbeeld-wijkverpleging/2024";
export const threads = 2;

function sizeOf(millions: number): Size {
  const { country } = sizes;
  const insured = Math.round(insuredPerMillion * millions);
  const part = (of: number): number => Math.round((of * insured) / country.insured);
  return {
    ...country,
    insured,
    providers: part(country.providers),
    regions: Math.min(country.regions, part(country.regions) + 2),
  };
}

const folderOf = (millions: number): string => `out/bench-market-${millions}`;

/** The folder of the market, which is made in a process of its own: its memory is not that of the bench. */
export async function marketOf(millions: number): Promise<string> {
  const folder = folderOf(millions);
  if (existsSync(folder)) return folder;
  const [status] = (await once(
    spawn(process.execPath, ["bench/main.ts", "market", String(millions)], { stdio: "inherit" }),
    "close",
  )) as [number];
  if (status !== 0) throw new Error(`Cannot make ${folder}`);
  return folder;
}

/** Makes the market anew. One that was not finished lies beside its place and is not taken for a whole one. */
export async function benchMarket(millions = 10): Promise<void> {
  const folder = folderOf(millions);
  const out = `${folder}.tmp`;
  for (const old of [out, folder]) await rm(old, { recursive: true, force: true });
  const from = performance.now();
  const lake = await openLake(`${out}/lake`, { threads });
  const effects = { files: disk, lake, progress: { say: () => {} } };
  const { lines } = await makeMarketFolder(effects, { size: sizeOf(millions), seed: 1, years: [2022], out });
  await lake.close();
  await rename(out, folder);
  const took = performance.now() - from;
  const perSecond = `${count((Number(lines) / took) * 1000).trim()} lines/s`;
  console.log(`  ${folder}: ${count(Number(lines)).trim()} claim lines made in ${seconds(took)}, ${perSecond}`);
}
