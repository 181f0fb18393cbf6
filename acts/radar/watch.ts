/**
 * Watches a lake on a day: brings its ledger up to date, and forecasts every provider's year beside its ceiling, as both were known
 * by the end of that day. A ceiling that people decided on in a round goes before the agreement; what they decided later does not
 * count, and is told.
 */
import { datedBatches, laterSelect, runOffSelect, undatedSelect } from "../../src/batch-sum.ts";
import { monthsKnown, seenSelect } from "../../src/client-sum.ts";
import { addDays, isMonthEnd, monthOf, parseDay, startOfDay, toDayText, yearOf } from "../../src/day.ts";
import type { Day, Instant } from "../../src/day.ts";
import type { Datum } from "../../src/datum.ts";
import { isError } from "../../src/finding.ts";
import type { Finding } from "../../src/finding.ts";
import { forecastYear } from "../../src/forecast.ts";
import { balances } from "../../src/ledger.ts";
import type { Balance } from "../../src/ledger.ts";
import type { Policy } from "../../src/policy.ts";
import { blankDossier } from "../../src/program.ts";
import type { Dossier } from "../../src/program.ts";
import { intakeOf, watch } from "../../src/radar.ts";
import type { Intake, Watched } from "../../src/radar.ts";
import { triangles } from "../../src/run-off.ts";
import type { Claimed, Triangle } from "../../src/run-off.ts";
import type { TakenDecision } from "../../src/round.ts";
import { readWatch } from "../../src/watch.ts";
import type { Watch } from "../../src/watch.ts";
import type { Clock, ExitCode, Files, Lake } from "../effects.ts";
import { gatherDossiers } from "../gather.ts";
import { insurerFindings } from "../insurer.ts";
import { keepLedger, readJournal, roundLedger } from "../ledger.ts";
import { chooseVersion } from "../policy-version.ts";
import { knownBy, readTaken } from "../take.ts";
import { noLake } from "../value.ts";

export interface RadarEffects {
  readonly files: Files;
  readonly clock: Clock;
  readonly installedFacts: string;
  openLake(folder: string): Promise<Lake>;
}

export interface RadarInput {
  readonly lake: string;
  readonly on: string;
  readonly insurers?: readonly string[];
  /** The policy on whose terms is warned and decided; without it there are figures alone. */
  readonly policy?: string;
  /** A round whose ledger holds the ceilings that people decided on; they go before the agreements in the lake. */
  readonly round?: string;
  readonly dossier?: string;
  /** The day on which claims came in of which the file bears no date; without it they do not count. */
  readonly received?: string;
}

export interface Seen extends Watched {
  /** The accounts under the provider's contracts with the buyer's insurers. */
  readonly balances: readonly Balance[];
  /** Those that set its ceiling: of the round where people decided one there, otherwise of the lake. */
  readonly ceilings: readonly Balance[];
}

export interface Watching {
  readonly exit: ExitCode;
  readonly findings: readonly Finding[];
  readonly on?: string;
  readonly policy?: Policy;
  readonly watch?: Watch;
  readonly seen: readonly Seen[];
  /** What the dossier tells of each provider, where a policy says what it means. */
  readonly dossiers: ReadonlyMap<string, Dossier>;
  /** The decisions of the round that were known. */
  readonly taken: readonly TakenDecision[];
}

/** Exit 0 shown, 4 shown with gaps (a provider without a forecast or a ceiling, batches without a date), 2 nothing to show. */
export async function watchLake(effects: RadarEffects, input: RadarInput): Promise<Watching> {
  const { files } = effects;
  const on = parseDay(input.on)!;
  if ((await files.read(`${input.lake}/lake.json`)) === undefined) return blind([noLake(input.lake)]);
  const chosen = input.policy === undefined ? undefined : await chooseVersion(effects, input.policy, input.on);
  const findings = [...(chosen?.findings ?? [])];
  const policy = chosen?.policy;
  const terms = policy && readWatch(policy);
  findings.push(...(terms?.findings ?? []));
  const lake = await effects.openLake(input.lake);
  findings.push(...(await insurerFindings(lake, input.insurers)));
  if ((input.policy !== undefined && policy === undefined) || findings.some(isError)) return blind(findings);
  const year = yearOf(on);
  const journal = await keepLedger(effects, lake, {
    year,
    insurers: input.insurers,
    received: parseDay(input.received ?? ""),
  });
  const moment = { on, knownAt: startOfDay(addDays(on, 1)!) - 1 };
  const held = balances(journal, moment).filter((balance) => balance.year === year && isOwn(balance, input.insurers));
  const { decided, taken } = await readRound(files, input.round, moment, findings);
  const known = await readClaims(lake, on, input, findings);
  const gathered = policy && (await gatherDossiers(files, { policy, on, lake: input.lake, dossier: input.dossier }));
  findings.push(...(gathered?.findings ?? []));
  const dossiers = gathered?.dossiers ?? new Map<string, Dossier>();
  const seen = see({ on, year, ...known, held, decided, dossiers }, terms?.watch);
  if (seen.length === 0) return blind([...findings, nothing(input)]);
  const gaps =
    findings.some(isError) || seen.some(({ ceiling, forecast }) => ceiling === undefined || forecast === undefined);
  const told = { ...(policy && { policy }), ...(terms?.watch && { watch: terms.watch }) };
  return { exit: gaps ? 4 : 0, findings, on: input.on, ...told, seen, dossiers, taken };
}

function blind(findings: readonly Finding[]): Watching {
  return { exit: 2, findings, seen: [], dossiers: new Map(), taken: [] };
}

interface Decided {
  /** The ceilings that people decided on. */
  readonly decided: readonly Balance[];
  readonly taken: readonly TakenDecision[];
}

/** What people had decided in the round, as it was known at a moment; what became known later is told and does not count. */
async function readRound(
  files: Files,
  round: string | undefined,
  moment: { readonly on: Day; readonly knownAt: Instant },
  findings: Finding[],
): Promise<Decided> {
  if (round === undefined) return { decided: [], taken: [] };
  const all = await readTaken(files, round);
  const taken = knownBy(all, moment.on);
  const later = all.length - taken.length;
  if (later > 0) {
    const place = { severity: "warning" as const, file: `${round}/decisions.ndjson`, line: 0 };
    const found = `${later} decisions known after ${toDayText(moment.on)}`;
    findings.push({
      code: "known-later",
      ...place,
      found,
      expected: "known by then, as `--known-at` says when they are taken",
    });
  }
  return { decided: balances(await readJournal(files, roundLedger(round)), moment), taken };
}

function isOwn({ insurer }: Balance, insurers: readonly string[] | undefined): boolean {
  return insurers === undefined || insurer === undefined || insurers.includes(insurer);
}

interface Known {
  readonly claims: readonly Claimed[];
  /** New clients by provider and month. */
  readonly intake: ReadonlyMap<string, ReadonlyMap<number, number>>;
}

async function readClaims(
  lake: Lake,
  on: Day,
  { insurers, received }: Pick<RadarInput, "insurers" | "received">,
  findings: Finding[],
): Promise<Known> {
  const batches = await batchesIn(lake, received, findings);
  if (batches === undefined) return { claims: [], intake: new Map() };
  const rows = await lake.query(runOffSelect(on, insurers, batches));
  const claims = rows.map((row) => ({
    provider: String(row["provider"]),
    care: Number(row["care"]),
    received: Number(row["received"]),
    cents: Number(row["cents"]),
  }));
  const intake = new Map<string, Map<number, number>>();
  const months = await clientMonths(lake, on, batches);
  for (const { provider, month, clients } of await lake.query(seenSelect("first", insurers, months))) {
    const own = intake.get(String(provider)) ?? intake.set(String(provider), new Map()).get(String(provider))!;
    own.set(Number(month), Number(clients));
  }
  return { claims, intake };
}

/** The table that dates the batches of a lake; undefined where there are no claims, or none with a date. */
export async function batchesIn(
  lake: Lake,
  received: string | undefined,
  findings: Finding[],
): Promise<string | undefined> {
  if (!lake.holds("batch_month")) return undefined;
  const isDated = lake.holds("batches");
  const day = received === undefined ? undefined : parseDay(received);
  if (day !== undefined) return datedBatches(day, isDated);
  if (!isDated) {
    findings.push(undated(lake.folder, "no batch with a date"));
    return undefined;
  }
  const [without] = await lake.query(undatedSelect);
  if (Number(without?.["batches"]) > 0)
    findings.push(undated(lake.folder, `${String(without!["batches"])} batches without a date`));
  return "batches";
}

/**
 * The table of clients per month as it was known by the end of a day: the lake's own where nothing came in later, or where nobody
 * knows when anything did.
 */
export async function clientMonths(lake: Lake, on: Day, batches: string | undefined): Promise<string> {
  const [later] = batches === undefined ? [] : await lake.query(laterSelect(on, batches));
  return batches === undefined || later?.["batches"] === 0n ? "client_month" : monthsKnown(on, batches);
}

function undated(lake: string, found: string): Finding {
  const expected = "claim messages that bear a date, or `--received` with the day";
  return { code: "undated-batch", severity: "warning", file: lake, line: 0, found, expected };
}

function nothing({ lake, on }: RadarInput): Finding {
  const expected = "agreements (`load contracts`) or dated claims (`load claims`) of that year";
  return { code: "nothing-to-watch", severity: "file", file: lake, line: 0, found: `nothing known on ${on}`, expected };
}

interface Look extends Known {
  readonly on: Day;
  readonly year: number;
  readonly held: readonly Balance[];
  readonly decided: readonly Balance[];
  readonly dossiers: ReadonlyMap<string, Dossier>;
}

function see(look: Look, terms: Watch | undefined): Seen[] {
  const { on, year, claims, held, decided, dossiers } = look;
  const over = isMonthEnd(on) ? monthOf(on) : monthOf(on) - 1;
  const told = triangles(claims);
  const forecasts = forecastYear(told, year * 12 + monthOf(on) - 1, year, over);
  const claimed = claimedIn(told, year);
  const accounts = Map.groupBy(held, ({ provider }) => provider);
  const ceilings = Map.groupBy(
    decided.filter((balance) => balance.year === year),
    ({ provider }) => provider,
  );
  const intakes = intakesOf(look, over);
  const providers = [...new Set([...accounts.keys(), ...ceilings.keys(), ...claimed.keys()])].toSorted();
  return providers.map((provider) => {
    const own = accounts.get(provider) ?? [];
    const setting = ceilings.get(provider) ?? own;
    const dossier = dossiers.get(provider) ?? blankDossier(provider, on);
    const sight = {
      provider,
      year,
      ceiling: roomOf(setting),
      claimed: BigInt(claimed.get(provider) ?? 0),
      forecast: forecasts.get(provider),
      delivered: valueIn(dossier, terms?.delivered, year) as bigint | undefined,
      stop: valueIn(dossier, terms?.stop, year) as boolean | undefined,
      intake: intakes.get(provider),
    };
    return { ...watch(sight, terms?.warnings ?? []), balances: own, ceilings: setting };
  });
}

/** Claimed about a year by now, per provider. */
function claimedIn(all: ReadonlyMap<string, Triangle>, year: number): ReadonlyMap<string, number> {
  const sums = [...all].map(([provider, triangle]) => {
    const months = [...triangle].filter(([care]) => Math.floor(care / 12) === year).flatMap(([, row]) => row);
    return [provider, months] as const;
  });
  const known = sums.filter(([, months]) => months.length > 0);
  return new Map(known.map(([provider, months]) => [provider, months.reduce((sum, cents) => sum + cents, 0)]));
}

/** The ceilings of a provider's contracts together; unknown where one is. */
function roomOf(own: readonly Balance[]): bigint | undefined {
  if (own.length === 0) return undefined;
  return own.reduce<bigint | undefined>(
    (sum, { room }) => (sum === undefined || room === undefined ? undefined : sum + room),
    0n,
  );
}

function intakesOf({ intake, year }: Look, months: number): ReadonlyMap<string, Intake> {
  const of = (own: ReadonlyMap<number, number>): number[] =>
    Array.from({ length: months }, (_, i) => own.get(year * 12 + i) ?? 0);
  const counts = new Map([...intake].map(([provider, own]) => [provider, of(own)]));
  const peers = Array.from({ length: months }, (_, i) => [...counts.values()].reduce((sum, own) => sum + own[i]!, 0));
  return new Map([...counts].map(([provider, own]) => [provider, intakeOf(own, peers)]));
}

function valueIn({ values }: Dossier, fact: string | undefined, year: number): Datum | undefined {
  return fact === undefined ? undefined : (values.get(`fact.${fact}@${year}`) ?? values.get(`fact.${fact}`))?.value;
}
