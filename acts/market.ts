/**
 * Makes a synthetic care market in a folder: the lake with claims, population, contracts and regions, the same as files that a user
 * would load, and the truth behind it. What is in each folder, `acts/market.md` tells. The generator stands in `src/market.ts`; here
 * its query text runs, period by period, so that a country takes no more memory than a month.
 */
import { toFacts } from "../src/agreement.ts";
import type { YearAgreement } from "../src/agreement.ts";
import * as generator from "../src/market.ts";
import type { Market, MarketSettings, Period, Planted, Stories } from "../src/market.ts";
import type { Files, Lake, Progress } from "./effects.ts";
import { keepVersions } from "./held-dossier.ts";
import { calibrate } from "./market/calibration.ts";
import type { Calibration } from "./market/calibration.ts";
import { MessageFolder } from "./market/message-folder.ts";
import type { ClaimFormat } from "./market/message-folder.ts";
import { writeTables } from "./market/table.ts";

export type { Calibration, ClassDrawn } from "./market/calibration.ts";
export type { ClaimFormat } from "./market/message-folder.ts";

export interface MarketEffects {
  readonly files: Files;
  readonly progress: Progress;
  /** The lake in the folder `lake` of the market. */
  readonly lake: Lake;
}

export interface MarketInput extends MarketSettings {
  /** The folder of the market; it holds nothing else. */
  readonly out: string;
  /** What is known in this month, year × 12 + month - 1; absent: everything. */
  readonly known?: number | undefined;
  /** How to write the claims as messages too. */
  readonly format?: ClaimFormat | undefined;
  /** Plants one of every kind of fault in the messages. */
  readonly dirty?: boolean;
}

export interface MarketResult {
  readonly market: Market;
  readonly stories: Stories;
  readonly lines: bigint;
  readonly clients: bigint;
  readonly grantedCents: bigint;
  /** Absent when the year of the rates is not among the years. */
  readonly calibration?: Calibration;
  /** How many claim files there are, and what was planted in them. */
  readonly messages: number;
  readonly planted: readonly Planted[];
}

/** Makes the market. The same input gives the same files, on any number of threads. */
export async function makeMarketFolder(effects: MarketEffects, input: MarketInput): Promise<MarketResult> {
  const { lake, files, progress } = effects;
  const market = generator.makeMarket(input);
  progress.say(`${market.sizeName}: ${market.size.insured} insured, ${market.size.providers} providers`);
  for (const sql of generator.truthTables(market)) await lake.run(sql);
  await lake.run(generator.episodeTable(market));
  const messages = input.format && new MessageFolder(files, input.out, market, input.format, input.dirty ?? false);
  // Messages pass through memory here, so they are made a batch at a time.
  const drawnAtOnce = input.format === undefined ? market.size.periodMonths : market.size.batchMonths;
  for (const period of generator.periodsOf(market, drawnAtOnce))
    await writePeriod(effects, market, period, input.known, messages);
  await lake.write("batches/market.parquet", generator.batchSelect(market));
  await lake.keepSums();
  const stories = generator.tellStories(market);
  const agreements = await writeTables(effects, input.out, market, stories);
  await writeDossier(effects, input.out, market, stories, agreements);
  const planted = messages?.planted ?? [];
  await writeTruth(effects, input, market, stories, planted);
  const calibration = market.years.includes(generator.rateYear) ? { calibration: await calibrate(lake, market) } : {};
  return { market, stories, ...(await countClaims(lake)), ...calibration, messages: messages?.count ?? 0, planted };
}

async function writePeriod(
  { lake, progress }: MarketEffects,
  market: Market,
  period: Period,
  known: number | undefined,
  messages: MessageFolder | undefined,
): Promise<void> {
  await lake.run(generator.monthTable(market, period, known));
  await onOneThread(lake, async () => {
    for (const month of generator.monthsOf(period)) {
      const path = `claims/year=${Math.floor(month / 12)}/month=${(month % 12) + 1}/market.parquet`;
      await lake.write(path, generator.lineSelect(month));
    }
  });
  await messages?.write(period, await lake.query(generator.messageSelect(period)));
  progress.say(`claims up to ${generator.monthsOf(period).map(toMonth).at(-1)}`);
}

function toMonth(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/**
 * Parquet is written by one thread: with more, DuckDB 1.5 cuts its row groups by who was first, and holds back what came too
 * early, which costs more time and memory than the second thread saves.
 */
async function onOneThread(lake: Lake, write: () => Promise<void>): Promise<void> {
  const [row] = await lake.query("SELECT current_setting('threads') AS threads");
  await lake.run("SET threads = 1");
  await write().finally(() => lake.run(`SET threads = ${row!["threads"]}`));
}

/** The dossier as a user would load it, and as the lake keeps it: there the agreements are facts too. */
async function writeDossier(
  { lake, files }: MarketEffects,
  out: string,
  market: Market,
  stories: Stories,
  agreements: readonly YearAgreement[],
): Promise<void> {
  const rows = await lake.query(generator.clientCountSelect(generator.qualityYear));
  const clients = new Map(rows.map((row) => [row["provider"], Number(row["clients"])]));
  const counts = market.providers.map(({ id }) => clients.get(id) ?? 0);
  const facts = generator.makeDossier(market, stories, counts);
  await files.write(`${out}/dossier.ndjson`, facts.map((fact) => `${JSON.stringify(fact)}\n`).join(""));
  const told = { origin: "contracts.csv", now: Infinity, isKnown: () => false };
  const agreed = agreements.flatMap((year) => toFacts(year, { has: () => true }, told));
  await keepVersions(files, lake.folder, "dossier", facts);
  await keepVersions(files, lake.folder, "contracts", agreed);
}

async function writeTruth(
  { files }: MarketEffects,
  { out, size, years, known }: MarketInput,
  market: Market,
  stories: Stories,
  planted: readonly Planted[],
): Promise<void> {
  const { seed, draw, kind } = market;
  const settings = {
    ...(kind !== "plain" && { kind }),
    size,
    seed,
    draw,
    years,
    ...(known !== undefined && { known: toMonth(known) }),
  };
  const documents = {
    market: settings,
    ...generator.writeTruth(market, stories),
    ...(planted.length > 0 && { faults: planted }),
  };
  for (const [name, document] of Object.entries(documents))
    await files.write(`${out}/truth/${name}.json`, `${JSON.stringify(document, null, 2)}\n`);
}

async function countClaims(lake: Lake): Promise<Pick<MarketResult, "lines" | "clients" | "grantedCents">> {
  const [row] = await lake.query(`
    SELECT (SELECT count(*) FROM claims) AS lines, (SELECT count(DISTINCT person) FROM market_episode) AS clients,
      (SELECT sum(granted_cents)::BIGINT FROM claims) AS cents`);
  return { lines: row!["lines"] as bigint, clients: row!["clients"] as bigint, grantedCents: row!["cents"] as bigint };
}
