/**
 * Keeps ledgers: reads the journal, holds it against what is known now, and adds the entries that are missing. A lake has one
 * (`ledger/journal.ndjson`) of the buyer's agreements and the claims under them; a round has one (`ledger.ndjson`) of the ceilings that
 * people decided on. Nothing in a journal is ever changed.
 */
import { batchSumSelect, toBatchSum } from "../src/batch-sum.ts";
import { parseInstant } from "../src/day.ts";
import { agreeEntries, balances, claimEntries, readEntries, writeEntries } from "../src/ledger.ts";
import type { Balance, Ceiling, Entry } from "../src/ledger.ts";
import { centsOf, resultOf } from "../src/round.ts";
import type { TakenDecision } from "../src/round.ts";
import { agreedWith } from "../src/sql.ts";
import type { Clock, Files, Lake } from "./effects.ts";

interface Effects {
  readonly files: Files;
  readonly clock: Clock;
}

/** Brings the ledger of a lake up to date for one contract year, and gives its whole journal. */
export async function keepLedger(
  effects: Effects,
  lake: Lake,
  { year, insurers }: { readonly year: number; readonly insurers?: readonly string[] | undefined },
): Promise<readonly Entry[]> {
  const path = `${lake.folder}/ledger/journal.ndjson`;
  const journal = await readJournal(effects.files, path);
  const held = balances(journal).filter((balance) => balance.year === year);
  const now = parseInstant(effects.clock.now())!;
  const ceilings = await ceilingsIn(lake, year, insurers);
  await lake.keepSums();
  const rows = lake.holds("batch_month") ? await lake.query(batchSumSelect(year, insurers, lake.holds("batches"))) : [];
  const agreed = new Set([
    ...held.flatMap(({ room, ...own }) => (room === undefined ? [] : pair(own))),
    ...ceilings.map(pair),
  ]);
  const sums = rows.map(toBatchSum).flatMap(({ insurer, ...sum }) => {
    if (agreed.has(pair({ ...sum, insurer }))) return [{ ...sum, insurer }];
    return agreed.has(pair(sum)) ? [sum] : [];
  });
  const added = [...agreeEntries(held, ceilings, now), ...claimEntries(held, sums, now)];
  if (added.length > 0) await effects.files.append(path, writeEntries(added));
  return [...journal, ...added];
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

/**
 * Writes the ceilings that people decided on in a round to its ledger, each known since it was decided; a later decision about the same
 * provider corrects an earlier one.
 */
export async function keepAgreements(
  { files, clock }: Effects,
  { round, decision, year }: { readonly round: string; readonly decision: string; readonly year: number },
  taken: readonly TakenDecision[],
): Promise<readonly Balance[]> {
  const path = roundLedger(round);
  const journal = await readJournal(files, path);
  const told = taken.filter((each) => each.decision === decision).flatMap((each) => ceilingOf(each, year));
  const written = new Map(journal.map(({ provider, known_at }) => [provider, parseInstant(known_at)!]));
  const added: Entry[] = [];
  for (const [provider, own] of Map.groupBy(told, (ceiling) => ceiling.provider)) {
    const entries = journal.filter((entry) => entry.provider === provider);
    for (const ceiling of own.filter(({ knownAt = 0 }) => knownAt > (written.get(provider) ?? 0)))
      entries.push(...agreeEntries(balances(entries), [ceiling], parseInstant(clock.now())!));
    added.push(...entries.filter((entry) => !journal.includes(entry)));
  }
  if (added.length > 0) await files.append(path, writeEntries(added));
  return balances([...journal, ...added]);
}

export function roundLedger(round: string): string {
  return `${round}/ledger.ndjson`;
}

/** The ceiling that a decision sets; what was sent on, or waits for a second person, sets none. */
function ceilingOf(line: TakenDecision, year: number): Ceiling[] {
  const { provider, waits, first, mandate, reason, at } = line;
  const cents = centsOf(resultOf(line));
  if (cents === undefined || waits === true) return [];
  const who = first === undefined ? mandate : `${first}, ${mandate}`;
  const origin = reason === undefined ? who : `${who}: ${reason}`;
  return [{ provider, year, cents, knownAt: parseInstant(at)!, origin }];
}

export async function readJournal(files: Files, path: string): Promise<Entry[]> {
  return readEntries(new TextDecoder().decode((await files.read(path)) ?? new Uint8Array()));
}
