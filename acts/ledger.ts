/**
 * Keeps ledgers: reads the journal, holds it against what is known now, and adds the entries that are missing. A lake has one
 * (`ledger/journal.ndjson`) of the buyer's agreements and the claims under them; a round has one (`ledger.ndjson`) of the ceilings that
 * people decided on. Nothing in a journal is ever changed.
 */
import { batchPartSelect, batchSumSelect, cutAt, toBatchPart, toBatchSum } from "../src/batch-sum.ts";
import type { BatchSum } from "../src/batch-sum.ts";
import { parseDay, parseInstant, toDayText } from "../src/day.ts";
import type { Day } from "../src/day.ts";
import { agreeEntries, balances, claimEntries, readEntries, supplementEntry, writeEntries } from "../src/ledger.ts";
import type { Balance, Ceiling, Entry, Supplement } from "../src/ledger.ts";
import { centsOf, resultOf } from "../src/round.ts";
import type { TakenDecision } from "../src/round.ts";
import { agreedWith } from "../src/sql.ts";
import type { Clock, Files, Lake, Row } from "./effects.ts";

interface Effects {
  readonly files: Files;
  readonly clock: Clock;
}

export interface LedgerQuestion {
  readonly year: number;
  readonly insurers?: readonly string[] | undefined;
  /** The day on which claims came in that bear no date. */
  readonly received?: Day | undefined;
}

/** Brings the ledger of a lake up to date for one contract year, and gives its whole journal. */
export async function keepLedger(
  effects: Effects,
  lake: Lake,
  { year, insurers, received }: LedgerQuestion,
): Promise<readonly Entry[]> {
  const path = `${lake.folder}/ledger/journal.ndjson`;
  const journal = await readJournal(effects.files, path);
  const held = balances(journal).filter((balance) => balance.year === year);
  const now = parseInstant(effects.clock.now())!;
  const ceilings = await ceilingsIn(lake, year, insurers);
  await lake.keepSums();
  const rows = lake.holds("batch_month") ? await lake.query(batchSumSelect(year, insurers, lake.holds("batches"))) : [];
  const batches = await cutAtSupplements(
    lake,
    held,
    rows.map((row) => datedSum(row, received)),
  );
  const agreed = new Set([
    ...held.flatMap(({ room, ...own }) => (room === undefined ? [] : pair(own))),
    ...ceilings.map(pair),
  ]);
  const sums = batches.flatMap(({ insurer, ...sum }) => {
    if (agreed.has(pair({ ...sum, insurer }))) return [{ ...sum, insurer }];
    return agreed.has(pair(sum)) ? [sum] : [];
  });
  const added = [...agreeEntries(held, ceilings, now), ...claimEntries(held, sums, now)];
  if (added.length > 0) await effects.files.append(path, writeEntries(added));
  return [...journal, ...added];
}

function datedSum(row: Row, received: Day | undefined): BatchSum {
  const sum = toBatchSum(row);
  return { ...sum, receivedOn: sum.receivedOn ?? received };
}

/** Months in which a supplementary agreement begins are cut at its day, so that care before it does not fill the room that came later. */
async function cutAtSupplements(
  lake: Lake,
  held: readonly Balance[],
  whole: readonly BatchSum[],
): Promise<readonly BatchSum[]> {
  const begun = held.flatMap(({ provider, rooms }) => rooms.slice(1).map(({ on }) => ({ provider, on })));
  let sums = whole;
  for (const [day, own] of [...Map.groupBy(begun, ({ on }) => on)].toSorted(([a], [b]) => b - a)) {
    if (toDayText(day).endsWith("-01")) continue;
    const providers = new Set(own.map(({ provider }) => provider));
    const before = await lake.query(batchPartSelect(day, [...providers]));
    sums = cutAt(day, providers, sums, before.map(toBatchPart));
  }
  return sums;
}

function pair({ provider, insurer }: { readonly provider: string; readonly insurer?: string | undefined }): string {
  return `${provider} ${insurer ?? "*"}`;
}

/** The ceilings in the buyer's own agreements; where none is told apart, the amount agreed is the ceiling. */
async function ceilingsIn(lake: Lake, year: number, insurers: readonly string[] | undefined): Promise<Ceiling[]> {
  if (!lake.holds("contracts")) return [];
  const own = agreedWith(insurers);
  const rows = await lake.query(`
    SELECT provider, insurer, batch, coalesce(ceiling_cents, agreement_cents) AS cents FROM contracts
    WHERE year = ${year} AND coalesce(ceiling_cents, agreement_cents) IS NOT NULL${own} ORDER BY provider, insurer, batch`);
  return rows.map((row) => ({
    provider: String(row["provider"]),
    ...(row["insurer"] !== null && { insurer: String(row["insurer"]) }),
    year,
    cents: row["cents"] as bigint,
    origin: `contracts ${String(row["batch"])}`,
  }));
}

/** Adds a supplementary agreement to the ledger of a lake, under the contract that it belongs to; the entries before it stay. */
export async function keepSupplement(files: Files, lake: string, supplement: Supplement): Promise<void> {
  await files.append(`${lake}/ledger/journal.ndjson`, writeEntries([supplementEntry(supplement)]));
}

/**
 * Writes the ceilings that people decided on in a round to its ledger, each known since it was decided; a later decision about the same
 * provider corrects an earlier one, and room that was granted during the year comes on top, from its own day on.
 */
export async function keepAgreements(
  { files, clock }: Effects,
  { round, decision, year }: { readonly round: string; readonly decision: string; readonly year: number },
  taken: readonly TakenDecision[],
): Promise<readonly Balance[]> {
  const path = roundLedger(round);
  const journal = await readJournal(files, path);
  const told = taken.flatMap((each) => (each.decision === decision ? ceilingOf(each, year) : supplementOf(each, year)));
  const written = new Map(journal.map(({ provider, known_at }) => [provider, parseInstant(known_at)!]));
  const added: Entry[] = [];
  for (const [provider, own] of Map.groupBy(told, (ceiling) => ceiling.provider)) {
    const entries = journal.filter((entry) => entry.provider === provider);
    for (const each of own.filter(({ knownAt = 0 }) => knownAt > (written.get(provider) ?? 0)))
      if (!isSupplement(each)) entries.push(...agreeEntries(balances(entries), [each], parseInstant(clock.now())!));
      // Where the round set no ceiling the agreement in the lake holds, and its ledger has the supplement.
      else if (entries.length > 0) entries.push(supplementEntry(each));
    added.push(...entries.filter((entry) => !journal.includes(entry)));
  }
  if (added.length > 0) await files.append(path, writeEntries(added));
  return balances([...journal, ...added]);
}

/**
 * Writes agreements that a rearrangement changed: as they were, where the ledger of the round did not have them, and what changed
 * from its day on.
 */
export async function keepRearranged(
  files: Files,
  { round, year }: { readonly round: string; readonly year: number },
  changed: readonly { readonly provider: string; readonly agreed: bigint }[],
  taken: readonly TakenDecision[],
): Promise<void> {
  const journal = await readJournal(files, roundLedger(round));
  const known = new Set(journal.map(({ provider }) => provider));
  const added = taken.flatMap((each) => {
    const { agreed } = changed.find(({ provider }) => provider === each.provider)!;
    const told: Ceiling = { provider: each.provider, year, cents: agreed, origin: "agreement" };
    const base = known.has(each.provider) ? [] : agreeEntries([], [told], parseInstant(each.at)!);
    return [...base, ...supplementOf(each, year).map(supplementEntry)];
  });
  if (added.length > 0) await files.append(roundLedger(round), writeEntries(added));
}

export function roundLedger(round: string): string {
  return `${round}/ledger.ndjson`;
}

/** The ceiling that a decision sets; what was sent on, or waits for a second person, sets none. */
function ceilingOf(line: TakenDecision, year: number): Ceiling[] {
  const { provider, waits, at } = line;
  const cents = centsOf(resultOf(line));
  if (cents === undefined || waits === true) return [];
  return [{ provider, year, cents, knownAt: parseInstant(at)!, origin: originOf(line) }];
}

/** What an answer to a request grants; nothing while it waits for a second person. */
export function supplementOf(line: TakenDecision, year: number): Supplement[] {
  const { provider, waits, grants, on, at } = line;
  const day = on === undefined ? undefined : parseDay(on);
  if (grants === undefined || day === undefined || waits === true) return [];
  return [{ provider, year, cents: BigInt(grants.cents), on: day, knownAt: parseInstant(at)!, origin: originOf(line) }];
}

/** Under which mandates, and why where a reason was given. */
function originOf({ first, mandate, reason }: TakenDecision): string {
  const who = first === undefined ? mandate : `${first}, ${mandate}`;
  return reason === undefined ? who : `${who}: ${reason}`;
}

function isSupplement(told: Ceiling | Supplement): told is Supplement {
  return "on" in told;
}

export async function readJournal(files: Files, path: string): Promise<Entry[]> {
  return readEntries(new TextDecoder().decode((await files.read(path)) ?? new Uint8Array()));
}
