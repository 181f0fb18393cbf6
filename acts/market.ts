/**
 * Makes a synthetic care market in a folder: the lake with claims, population, contracts and regions, the same as files that a user
 * would load, and the truth behind it. What is in each folder, `acts/market.md` tells. The generator stands in `src/market.ts`; here
 * its query text runs, period by period, so that a country takes no more memory than a month.
 */
import { perYear, toFacts } from "../src/agreement.ts";
import * as generator from "../src/market.ts";
import type { Market, MarketSettings, Period, Planted, Stories } from "../src/market.ts";
import type { Files, Lake, Progress } from "./effects.ts";
import { dossierPath } from "./held-dossier.ts";
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
  for (const period of generator.periodsOf(market)) await writePeriod(effects, market, period, input.known, messages);
  const stories = generator.tellStories(market);
  await writeTables(effects, input.out, market, stories);
  await writeDossier(effects, input.out, market, stories);
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
  await messages?.write(await lake.query(generator.messageSelect(period)));
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

async function writeDossier(
  { lake, files }: MarketEffects,
  out: string,
  market: Market,
  stories: Stories,
): Promise<void> {
  const rows = await lake.query(generator.clientCountSelect(generator.qualityYear));
  const clients = new Map(rows.map((row) => [row["provider"], Number(row["clients"])]));
  const counts = market.providers.map(({ id }) => clients.get(id) ?? 0);
  const lines = generator.makeDossier(market, stories, counts).map((fact) => `${JSON.stringify(fact)}\n`);
  await files.write(`${out}/dossier.ndjson`, lines.join(""));
  await files.write(dossierPath(lake.folder, "market"), lines.join(""));
  await files.write(dossierPath(lake.folder, "contracts"), (await contractFacts(lake)).join(""));
}

/** The agreements as facts, as `load contracts` keeps them: the lake of a market is a lake into which all was loaded. */
async function contractFacts(lake: Lake): Promise<string[]> {
  const rows = await lake.query(`
    SELECT line, provider, insurer, year, funding, agreement_cents, realised_cents FROM contracts ORDER BY provider, year`);
  const agreements = rows.map((row) => ({
    line: Number(row["line"]),
    provider: String(row["provider"]),
    insurer: String(row["insurer"]),
    year: Number(row["year"]),
    form: undefined,
    funding: row["funding"] as "hourly" | "monthly",
    agreementCents: row["agreement_cents"] as bigint,
    ceilingCents: undefined,
    realisedCents: row["realised_cents"] as bigint,
    change: undefined,
    knownOn: undefined,
  }));
  const everything = { has: () => true };
  const told = { origin: "contracts.csv", now: Infinity, isKnown: () => false };
  return perYear(agreements)
    .flatMap((year) => toFacts(year, everything, told))
    .map((version) => `${JSON.stringify(version)}\n`);
}

async function writeTruth(
  { files }: MarketEffects,
  { out, size, seed, years, known }: MarketInput,
  market: Market,
  stories: Stories,
  planted: readonly Planted[],
): Promise<void> {
  const settings = { size, seed, years, ...(known !== undefined && { known: toMonth(known) }) };
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
