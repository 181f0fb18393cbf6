/**
 * The radar, back-tested: what it would have said at the end of every month of a market's last year, held against what that year came to.
 * Prints how often the band of eighty percent held the truth, and by how many weeks it foresaw a ceiling that was reached earlier than
 * a straight line through what was claimed; and how long the radar takes. `npm run bench radar -- 3` tries that many markets.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { makeMarketFolder } from "../acts/market.ts";
import { disk } from "../cli/disk.ts";
import { openLake } from "../lake/lake.ts";
import { runOffSelect } from "../src/batch-sum.ts";
import { parseDay } from "../src/day.ts";
import { exhaustion, forecastYear } from "../src/forecast.ts";
import type { Forecast } from "../src/forecast.ts";
import { triangles } from "../src/run-off.ts";
import type { Triangle } from "../src/run-off.ts";
import { count, seconds } from "./figure.ts";

const years = [2021, 2022, 2023];
const lastYear = 2023;
const january = lastYear * 12;
const evenLengths = Array<number>(12).fill(365 / 12);
const buyer = ["9001"];
const daysPerWeek = 7;

interface Tally {
  bands: number;
  held: number;
  below: number;
  reached: number;
  weeksEarlier: number;
  missedByRadar: number;
  missedByLine: number;
  falseByRadar: number;
  falseByLine: number;
}

export async function benchRadar(markets = 1): Promise<void> {
  const tally: Tally = { bands: 0, held: 0, below: 0, reached: 0, weeksEarlier: 0, missedByRadar: 0, missedByLine: 0, falseByRadar: 0, falseByLine: 0 }; // prettier-ignore
  for (let seed = 1; seed <= markets; seed++) await backTest(seed, tally);
  const { bands, held, below, reached } = tally;
  const share = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`;
  const outside = `${share(below, bands)} of the years below it, ${share(bands - held - below, bands)} above it`;
  console.log(
    `  the band of 80 % held ${share(held, bands)} of ${count(bands)} forecasts   (bar 75 to 85 %; ${outside})`,
  );
  const earlier = (tally.weeksEarlier / reached).toFixed(1);
  console.log(`  ${count(reached)} ceilings reached: foreseen ${earlier} weeks earlier than by a straight line`);
  console.log(`  never foreseen: radar ${tally.missedByRadar}, straight line ${tally.missedByLine}`);
  console.log(`  foreseen and not reached: radar ${tally.falseByRadar}, straight line ${tally.falseByLine}`);
}

/** One market of the size region, as known month by month. */
async function backTest(seed: number, tally: Tally): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "radar-"));
  const lake = await openLake(join(folder, "lake"));
  try {
    const progress = { say: () => {} };
    await makeMarketFolder({ files: disk, progress, lake }, { size: "region", seed, years, out: folder });
    const from = performance.now();
    const rows = await lake.query(runOffSelect(parseDay("2029-12-31")!, buyer));
    const all = triangles(
      rows.map((row) => ({
        provider: String(row["provider"]),
        care: Number(row["care"]),
        received: Number(row["received"]),
        cents: Number(row["cents"]),
      })),
    );
    const ceilings = await lake.query(
      `SELECT provider, agreement_cents AS cents FROM contracts WHERE year = ${lastYear} ORDER BY provider`,
    );
    const ceiling = new Map(ceilings.map((row) => [String(row["provider"]), Number(row["cents"])]));
    const told = Array.from({ length: 12 }, (_, month) => forecastYear(all, january + month));
    console.log(`  market ${seed}: ${count(rows.length)} sums, twelve radars   ${seconds(performance.now() - from)}`);
    for (const [provider, triangle] of all)
      judge(
        triangle,
        told.map((each) => each.get(provider)!),
        ceiling.get(provider),
        tally,
      );
  } finally {
    await lake.close();
    rmSync(folder, { recursive: true });
  }
}

function judge(triangle: Triangle, told: readonly Forecast[], ceiling: number | undefined, tally: Tally): void {
  const months = Array.from({ length: 12 }, (_, i) => (triangle.get(january + i) ?? []).reduce((a, b) => a + b, 0));
  const truth = months.reduce((a, b) => a + b, 0);
  for (const { band } of told) {
    if (band === undefined) continue;
    tally.bands++;
    if (truth < band.low) tally.below++;
    if (truth >= band.low && truth <= band.high) tally.held++;
  }
  if (ceiling === undefined) return;
  const byRadar = foreseen(told.map(({ expected }) => expected > ceiling));
  const byLine = foreseen(told.map(({ claimed, past }) => (claimed * 12) / past > ceiling));
  const reached = exhaustion(months, ceiling, evenLengths);
  if (reached === undefined) {
    tally.falseByRadar += Number(byRadar !== undefined);
    tally.falseByLine += Number(byLine !== undefined);
    return;
  }
  tally.reached++;
  tally.missedByRadar += Number(byRadar === undefined);
  tally.missedByLine += Number(byLine === undefined);
  // Who never foresaw it hears of it when the year is over.
  tally.weeksEarlier += (((byLine ?? 12) - (byRadar ?? 12)) * evenLengths[0]!) / daysPerWeek;
}

/** The month from which on a ceiling is said to be reached, without going back on it. */
function foreseen(said: readonly boolean[]): number | undefined {
  const from = said.lastIndexOf(false) + 1;
  return from === said.length ? undefined : from;
}
