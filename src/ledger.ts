/**
 * The ledger: what was agreed, asked and decided under each contract, as double entries in a journal that only grows. Every entry moves
 * cents between two accounts of one contract, the agreement of a provider with an insurer for a year:
 *
 *     agreed    what the buyer promised      → room       the ceiling
 *     claimed   what the provider asked      → pending    waits for a decision
 *     pending   of what waits, granted       → granted    accepted, perhaps for less
 *     pending   of what waits, refused       → voided     not accepted
 *
 * Nothing is edited or taken out: a correction is a new entry, with the amount that was too much as a negative one. An entry holds from a
 * day on (`on`: the month of care begins, the agreement starts) and is known since an instant (`known_at`); balances are
 * a fold over what held and was known. Of what is granted, the room takes up what fits (posted) and the rest stands as excess, never away:
 * what excess means, the contract says. Which month and batch carries it follows one stated order: care first given is first posted,
 * within a month by when it became known, then by the name of the batch.
 *
 * A supplementary agreement is one more `agree`, from its own day on: the first stays as it was, care before that day fits into the room
 * of then, and what was above it stays above it. A month in which it begins has two lines for a batch, cut at that day.
 *
 *     claimed = pending + posted + excess + voided, per contract and per line
 */
import { parseDay, parseInstant, startOfDay, toDayText, toInstantText } from "./day.ts";
import type { Day, Instant } from "./day.ts";
import type { BatchSum } from "./batch-sum.ts";
import { post } from "./ledger/post.ts";
import type { Draft } from "./ledger/post.ts";

/** From which account to which each kind of entry moves its cents. */
export const moves = {
  agree: ["agreed", "room"],
  claim: ["claimed", "pending"],
  grant: ["pending", "granted"],
  reject: ["pending", "voided"],
} as const;

export type Move = keyof typeof moves;
export type Account = (typeof moves)[Move][number];

/** One line of the journal. */
export interface Entry {
  readonly move: Move;
  readonly provider: string;
  /** UZOVI code; absent where an agreement is with all insurers of the buyer. */
  readonly insurer?: string;
  readonly year: number;
  /** The month of care, `2024-03`, and the batch that it was claimed in; absent for an agreement. */
  readonly month?: string;
  readonly batch?: string;
  /** Whole cents as text, negative for a correction. */
  readonly cents: string;
  readonly on: string;
  readonly known_at: string;
  /** What it rests on: a file, a mandate with its reason. */
  readonly origin?: string;
}

/** What became of one batch's claims about one month of care, or about the part of it before or from a supplementary agreement. */
export interface Line {
  readonly month: string;
  /** The first day of that month or part. */
  readonly on: string;
  readonly batch: string;
  readonly knownAt: Instant;
  readonly claimed: bigint;
  readonly pending: bigint;
  readonly voided: bigint;
  readonly posted: bigint;
  readonly excess: bigint;
}

export interface Room {
  readonly on: Day;
  readonly cents: bigint;
  /** When the last entry that it rests on became known. */
  readonly knownAt: Instant;
}

export interface Balance {
  readonly provider: string;
  readonly insurer: string | undefined;
  readonly year: number;
  /** The ceiling; absent when nothing was agreed, and then nothing is excess. */
  readonly room: bigint | undefined;
  /** The ceiling from each day on which it began or changed; the last one is the room. */
  readonly rooms: readonly Room[];
  readonly claimed: bigint;
  readonly pending: bigint;
  readonly voided: bigint;
  readonly posted: bigint;
  readonly excess: bigint;
  /** In the order in which they are posted. */
  readonly lines: readonly Line[];
}

/** Up to which day of care, and as known at which instant. Absent: everything. */
export interface Moment {
  readonly on?: Day;
  readonly knownAt?: Instant;
}

/** The balance of every contract at a moment, as known at a moment; sorted by provider, insurer and year. */
export function balances(journal: Iterable<Entry>, { on = Infinity, knownAt = Infinity }: Moment = {}): Balance[] {
  const contracts = new Map<string, Entry[]>();
  for (const entry of journal) {
    if (parseDay(entry.on)! > on || parseInstant(entry.known_at)! > knownAt) continue;
    const key = contractKey(entry);
    const own = contracts.get(key);
    if (own === undefined) contracts.set(key, [entry]);
    else own.push(entry);
  }
  return [...contracts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entries]) => balanceOf(entries));
}

/** What entries of one contract have in common. */
export function contractKey({ provider, insurer, year }: Pick<Entry, "provider" | "insurer" | "year">): string {
  return `${provider} ${insurer ?? "*"} ${year}`;
}

function balanceOf(entries: readonly Entry[]): Balance {
  const { provider, insurer, year } = entries[0]!;
  const rooms = roomsOf(entries);
  const room = rooms.at(-1)?.cents;
  const lines = post([...draftLines(entries).values()].toSorted(inOrder), rooms);
  const total = (of: (line: Line) => bigint): bigint => lines.reduce((sum, line) => sum + of(line), 0n);
  return {
    provider,
    insurer,
    year,
    room,
    rooms,
    claimed: total(({ claimed }) => claimed),
    pending: total(({ pending }) => pending),
    voided: total(({ voided }) => voided),
    posted: total(({ posted }) => posted),
    excess: total(({ excess }) => excess),
    lines,
  };
}

function roomsOf(entries: readonly Entry[]): Room[] {
  const agreed = Map.groupBy(
    entries.filter(({ move }) => move === "agree"),
    ({ on }) => on,
  );
  const rooms: Room[] = [];
  for (const [on, own] of [...agreed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const before = rooms.at(-1);
    const known = own.map(({ known_at }) => parseInstant(known_at)!);
    rooms.push({
      on: parseDay(on)!,
      cents: own.reduce((sum, { cents }) => sum + BigInt(cents), before?.cents ?? 0n),
      knownAt: Math.max(before?.knownAt ?? -Infinity, ...known),
    });
  }
  return rooms;
}

function draftLines(entries: readonly Entry[]): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const { move, month = "", batch = "", on, cents, known_at } of entries) {
    if (move === "agree") continue;
    const knownAt = parseInstant(known_at)!;
    const key = `${on} ${batch}`;
    const draft = drafts.get(key) ?? { month, on, batch, knownAt, claimed: 0n, granted: 0n, voided: 0n };
    draft.knownAt = Math.min(draft.knownAt, knownAt);
    if (move === "claim") draft.claimed += BigInt(cents);
    else if (move === "grant") draft.granted += BigInt(cents);
    else draft.voided += BigInt(cents);
    drafts.set(key, draft);
  }
  return drafts;
}

/** The order in which lines take up room. */
function inOrder(a: Draft, b: Draft): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  return a.knownAt - b.knownAt || (a.batch < b.batch ? -1 : 1);
}

/** What a ceiling is, as somebody tells it now. */
export interface Ceiling {
  readonly provider: string;
  readonly insurer?: string;
  readonly year: number;
  readonly cents: bigint;
  readonly knownAt?: Instant;
  readonly origin: string;
}

/**
 * The entries that bring the journal's ceilings to what is told of the beginning of the year; none where it says so already. What was added
 * later stays as it is.
 */
export function agreeEntries(held: readonly Balance[], told: readonly Ceiling[], now: Instant): Entry[] {
  const rooms = new Map(held.map((balance) => [contractKeyOf(balance), balance.rooms[0]?.cents]));
  return told.flatMap(({ provider, insurer, year, cents, knownAt, origin }) => {
    const about = { provider, ...(insurer !== undefined && { insurer }), year };
    const room = rooms.get(contractKey(about));
    if (room === cents) return [];
    const on = `${year}-01-01`;
    // A first agreement is taken to be known when its year begins, what changes it only now.
    const known = knownAt ?? (room === undefined ? Math.min(startOfDay(parseDay(on)!), now) : now);
    const known_at = toInstantText(known);
    return [{ move: "agree" as const, ...about, cents: String(cents - (room ?? 0n)), on, known_at, origin }];
  });
}

/** Room that somebody added during the year, from a day on. */
export interface Supplement extends Ceiling {
  readonly on: Day;
  readonly knownAt: Instant;
}

/** A supplementary agreement as an entry: the ceiling that it adds to stays in the journal as it was. */
export function supplementEntry({ provider, insurer, year, cents, on, knownAt, origin }: Supplement): Entry {
  const about = { provider, ...(insurer !== undefined && { insurer }), year };
  const since = { on: toDayText(on), known_at: toInstantText(knownAt) };
  return { move: "agree", ...about, cents: String(cents), ...since, origin };
}

function contractKeyOf({ provider, insurer, year }: Balance): string {
  return contractKey({ provider, ...(insurer !== undefined && { insurer }), year });
}

/** A batch sum under a contract; without insurer under one with all insurers of the buyer. */
type ClaimSum = Omit<BatchSum, "insurer"> & { readonly insurer?: string };

/**
 * The entries that bring the journal's claims to what the lake holds; none where it says so already. A claim is known since its batch was
 * received, every decision and correction since now.
 */
export function claimEntries(held: readonly Balance[], sums: readonly ClaimSum[], now: Instant): Entry[] {
  const lines = new Map(
    held.flatMap((balance) =>
      balance.lines.map((line) => [`${contractKeyOf(balance)} ${line.on} ${line.batch}`, line] as const),
    ),
  );
  const whole = new Set(
    held.flatMap((balance) => balance.lines.map(({ month, batch }) => `${contractKeyOf(balance)} ${month} ${batch}`)),
  );
  return sums.flatMap((sum) => {
    const { provider, insurer, batch, receivedOn, since } = sum;
    const year = Math.floor(sum.month / 12);
    const month = `${year}-${String((sum.month % 12) + 1).padStart(2, "0")}`;
    const about = { provider, ...(insurer !== undefined && { insurer }), year, month, batch };
    const on = since === undefined ? `${month}-01` : toDayText(since);
    const line = lines.get(`${contractKey(about)} ${on} ${batch}`);
    // What was known of a month before it was cut in two is corrected now, and not known since its batch came in.
    const isNew = receivedOn !== undefined && !whole.has(`${contractKey(about)} ${month} ${batch}`);
    const changes: [Move, bigint, Instant][] = [
      ["claim", sum.claimedCents - (line?.claimed ?? 0n), isNew ? Math.min(startOfDay(receivedOn), now) : now],
      ["grant", sum.grantedCents - (line === undefined ? 0n : line.posted + line.excess), now],
      ["reject", sum.rejectedCents - (line?.voided ?? 0n), now],
    ];
    return changes
      .filter(([, cents]) => cents !== 0n)
      .map(([move, cents, known]) => ({
        move,
        ...about,
        cents: String(cents),
        on,
        known_at: toInstantText(known),
      }));
  });
}

/** The journal of a text with an entry per line, as `writeEntries` wrote it. */
export function readEntries(text: string): Entry[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Entry);
}

export function writeEntries(entries: readonly Entry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}
