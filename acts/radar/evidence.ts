/**
 * Gathers what the program itself can prove of the facts of a request: from the ledgers, the round, the register of signals and the
 * claims.
 */
import { seenSelect } from "../../src/client-sum.ts";
import { addDays, dayOf, monthOf, parseDay, parseInstant, startOfDay, toInstantText, yearOf } from "../../src/day.ts";
import type { Day } from "../../src/day.ts";
import type { Datum } from "../../src/datum.ts";
import { parseDatum } from "../../src/datum.ts";
import type { Balance, Room } from "../../src/ledger.ts";
import type { Policy } from "../../src/policy.ts";
import type { Moment, Procedure, Proof } from "../../src/procedure.ts";
import { claimedSelect, costSelect, movedSelect, regionSelect, toCost } from "../../src/request.ts";
import type { Evidence } from "../../src/request.ts";
import { resultOf } from "../../src/round.ts";
import type { TakenDecision } from "../../src/round.ts";
import { signalsOf } from "../../src/signal.ts";
import type { Clock, Files, Lake } from "../effects.ts";
import { readRegister } from "../load-signals.ts";
import { readOutcomes } from "../take.ts";
import { batchesIn, clientMonths } from "./watch.ts";
import type { RadarInput, Seen } from "./watch.ts";

interface Effects {
  readonly files: Files;
  readonly clock: Clock;
  openLake(folder: string): Promise<Lake>;
}

export interface EvidenceInput extends Omit<RadarInput, "on" | "policy"> {
  readonly on: Day;
  readonly year: number;
  readonly policy: Policy;
  readonly procedure: Procedure;
  /** The decisions of the round that were known. */
  readonly taken: readonly TakenDecision[];
  readonly answers: ReadonlyMap<string, TakenDecision>;
}

/** The answer that each provider was given in a procedure: the last one that stands. */
export function answersIn(procedure: Procedure, taken: readonly TakenDecision[]): ReadonlyMap<string, TakenDecision> {
  return lastPerProvider(
    procedure,
    taken.filter(({ waits }) => waits !== true),
  );
}

/** The answer that each provider would have, once a second person gives the same. */
export function waitingIn(procedure: Procedure, taken: readonly TakenDecision[]): ReadonlyMap<string, TakenDecision> {
  return new Map([...lastPerProvider(procedure, taken)].filter(([, { waits }]) => waits === true));
}

function lastPerProvider({ decides }: Procedure, taken: readonly TakenDecision[]): ReadonlyMap<string, TakenDecision> {
  const decisions = new Set(decides.values());
  const given = taken.filter(({ decision, verdict }) => decisions.has(decision) && verdict !== "send-on");
  return new Map(given.map((answer) => [answer.provider, answer]));
}

type Prove = (seen: Seen) => Evidence[];

/** How each provider's evidence is found; what the lake knows of all is asked once. */
export async function evidenceFor(effects: Effects, input: EvidenceInput): Promise<Prove> {
  const lake = await effects.openLake(input.lake);
  const provers: Prove[] = [];
  for (const proof of input.procedure.proofs) provers.push(await proverOf(effects, lake, input, proof));
  return (seen) => provers.flatMap((prove) => prove(seen));
}

async function proverOf(effects: Effects, lake: Lake, input: EvidenceInput, proof: Proof): Promise<Prove> {
  switch (proof.source) {
    case "ceiling":
      return ceilingProver(input, proof);
    case "granted":
      return grantProver(input, proof);
    case "class":
      return classProver(effects, input, proof);
    case "signals":
      return signalProver(effects, lake, input, proof);
    case "claimed":
      return claimedProver(lake, input, proof);
    case "forecast":
      return ({ forecast }) =>
        forecast === undefined ? [] : [{ ...ofClaims(input, proof), source: "forecast", forecast }];
    case "new_clients":
      return ({ intake }) =>
        intake === undefined ? [] : [{ ...ofClaims(input, proof), source: "new_clients", intake }];
    case "stopped_clients":
    case "moved_clients":
    case "cost_per_client":
      return clientProver(effects, lake, input, proof);
    case "complete":
      // What is complete shows once all is gathered: `src/request.ts` tells it.
      return () => [];
  }
}

/** Claims tell what was known by the end of the day that is asked about. */
function ofClaims({ on }: EvidenceInput, proof: Proof): Pick<Evidence, "proof" | "origin" | "knownAt"> {
  return { proof, origin: "claims", knownAt: toInstantText(startOfDay(on)) };
}

/** The ceiling as it was when it was asked about: what was granted on the request is no part of what the request is judged by. */
function ceilingProver({ answers }: EvidenceInput, proof: Proof): Prove {
  return ({ provider, ceilings }) => {
    const answer = answers.get(provider);
    const rooms = ceilings.map((own) => roomBefore(own, answer && answerDay(answer)));
    const known = rooms.filter((room) => room !== undefined);
    if (rooms.length === 0 || known.length < rooms.length) return [];
    const cents = known.reduce((sum, room) => sum + room.cents, 0n);
    const knownAt = toInstantText(Math.max(...known.map((room) => room.knownAt)));
    return [{ proof, origin: "ledger", knownAt, source: "ceiling", cents, value: cents }];
  };
}

function roomBefore({ rooms }: Balance, day: Day | undefined): Room | undefined {
  return day === undefined ? rooms.at(-1) : (rooms.findLast(({ on }) => on < day) ?? rooms[0]);
}

/** What the answer to the request granted; it stands in the ledger since that answer was known. */
function grantProver({ answers }: EvidenceInput, proof: Proof): Prove {
  return ({ provider }) => {
    const answer = answers.get(provider);
    if (answer?.grants === undefined) return [];
    const cents = BigInt(answer.grants.cents);
    const found = { proof, origin: "ledger", knownAt: answer.at };
    return [{ ...found, source: "granted", cents, since: answerDay(answer), value: cents }];
  };
}

/** The class that somebody took in the round, and what the round proposed where nobody did. */
async function classProver({ files }: Effects, input: EvidenceInput, proof: Proof): Promise<Prove> {
  const { round, taken, policy } = input;
  if (round === undefined || proof.decision === undefined) return () => [];
  const about = (each: { readonly decision: string }): boolean => each.decision === proof.decision;
  const proposed = new Map(
    (await readOutcomes(files, round)).filter(about).map((line) => [line.provider, line.outcome]),
  );
  // What waits for a second person is no decision yet.
  const standing = taken.filter((each) => about(each) && each.waits === undefined);
  const decided = new Map(standing.map((each) => [each.provider, each]));
  const type = policy.vocabulary.get(proof.fact)!.type;
  return ({ provider }) => {
    const [outcome, last] = [proposed.get(provider), decided.get(provider)];
    const json = last && resultOf(last);
    const value: Datum | undefined = json === undefined ? undefined : parseDatum(type, json);
    if (outcome === undefined && json === undefined) return [];
    const found = { proof, origin: round, knownAt: last?.at ?? toInstantText(startOfDay(policy.valid.from)) };
    const told = { ...(json !== undefined && { taken: json }), ...(outcome && { proposed: outcome }) };
    return [{ ...found, source: "class", ...told, ...(value !== undefined && { value }) }];
  };
}

/** Signals of the year where the provider has clients. Without a register nothing is known; one without such a signal says no. */
async function signalProver(
  { files }: Effects,
  lake: Lake,
  { lake: folder, on, year, insurers, received }: EvidenceInput,
  proof: Proof,
): Promise<Prove> {
  const register = await readRegister(files, folder);
  if (register === undefined || !lake.holds("client_month")) return () => [];
  const clients = await clientMonths(lake, on, await batchesIn(lake, received, []));
  const rows = Map.groupBy(await lake.query(regionSelect(year, insurers, clients)), ({ provider }) => String(provider));
  const since = parseDay(`${year}-01-01`)!;
  const before = startOfDay(addDays(on, 1)!);
  const known = register.filter(({ known_at }) => parseInstant(known_at)! < before);
  return ({ provider }) => {
    const regions = (rows.get(provider) ?? []).map(({ region }) => String(region));
    if (regions.length === 0) return [];
    const { kinds, sources } = proof;
    const signals = signalsOf(known, { regions: new Set(regions), kinds, sources, since, on });
    const knownAt = signals.at(-1)?.known_at ?? toInstantText(startOfDay(on));
    return [{ proof, origin: "signals", knownAt, source: "signals", regions, signals, value: signals.length > 0 }];
  };
}

/** Claims for care before or since a moment; where that is the answer, the day of each provider's own, and nothing while there is none. */
async function claimedProver(lake: Lake, input: EvidenceInput, proof: Proof): Promise<Prove> {
  const { on, year, insurers, received, answers } = input;
  const batches = await batchesIn(lake, received, []);
  if (batches === undefined) return () => [];
  const turns = proof.before === "answer" || proof.since === "answer";
  const selectOf = (provider: string): string =>
    claimedSelect(year, on, batches, endsOf(proof, answers.get(provider)), insurers);
  const sums = new Map<string, ReadonlyMap<string, bigint>>();
  for (const select of new Set((turns ? [...answers.keys()] : [""]).map(selectOf))) {
    const rows = await lake.query(select);
    sums.set(select, new Map(rows.map((row) => [String(row["provider"]), row["cents"] as bigint])));
  }
  return ({ provider }) => {
    const own = sums.get(selectOf(provider));
    const cents = own?.get(provider) ?? (turns ? 0n : undefined);
    if (own === undefined || cents === undefined || (turns && !answers.has(provider))) return [];
    const ends = endsOf(proof, answers.get(provider));
    return [{ ...ofClaims(input, proof), source: "claimed", cents, ...ends, value: cents }];
  };
}

function endsOf(proof: Proof, answer: TakenDecision | undefined): { readonly before?: Day; readonly since?: Day } {
  const at = (moment: Moment | undefined): Day | undefined =>
    moment === "answer" ? answer && answerDay(answer) : moment === undefined ? undefined : dayOf(moment);
  const [before, since] = [at(proof.before), at(proof.since)];
  return { ...(before !== undefined && { before }), ...(since !== undefined && { since }) };
}

function answerDay({ on, at }: TakenDecision): Day {
  return on === undefined ? dayOf(parseInstant(at)!) : parseDay(on)!;
}

/**
 * What the clients of whole months before the day that is asked about tell, as it was known on that day; where nobody knows when
 * claims came in, as it is now.
 */
async function clientProver({ clock }: Effects, lake: Lake, input: EvidenceInput, proof: Proof): Promise<Prove> {
  const { on, year, insurers, received } = input;
  const next = addDays(on, 1)!;
  const months = Math.max(0, (yearOf(next) - year) * 12 + monthOf(next) - 1);
  if (!lake.holds("client_month") || months === 0) return () => [];
  const batches = await batchesIn(lake, received, []);
  const clients = await clientMonths(lake, on, batches);
  const ofNow = { knownAt: clock.now(), isOfNow: true as const };
  const found = { ...ofClaims(input, proof), ...(batches === undefined && ofNow) };
  const select = {
    stopped_clients: () => seenSelect("last", insurers, clients),
    moved_clients: () => movedSelect({ from: year * 12, until: year * 12 + months }, insurers, clients),
    cost_per_client: () => costSelect({ year, months }, insurers, clients),
  }[proof.source as "stopped_clients" | "moved_clients" | "cost_per_client"]();
  const rows = Map.groupBy(await lake.query(select), ({ provider }) => String(provider));
  return ({ provider }) => {
    const own = rows.get(provider) ?? [];
    if (proof.source === "cost_per_client") return [{ ...found, source: proof.source, groups: toCost(own, year) }];
    if (proof.source === "moved_clients") {
      const [came, went] = [Number(own[0]?.["came"] ?? 0n), Number(own[0]?.["went"] ?? 0n)];
      return [{ ...found, source: proof.source, came, went }];
    }
    const last = new Map(own.map((row) => [Number(row["month"]), Number(row["clients"])]));
    const counts = Array.from({ length: months }, (_, i) => last.get(year * 12 + i) ?? 0);
    return [{ ...found, source: "stopped_clients", months: counts }];
  };
}
