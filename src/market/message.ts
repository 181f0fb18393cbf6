/**
 * The same claims as AW319 messages: one message per batch, as plain fields by the names of the layout. Here people get what the lake
 * never keeps, a citizen number, a birth date, a postcode, all made up: the numbers pass the eleven test and start with a nine, a
 * range that is not given out.
 */
import type { Market } from "../market.ts";
import { lineSelect, monthsOf, type Period, periodOfBatch } from "./claim-query.ts";
import { postcodesPerRegion } from "./place.ts";

export type Fields = Readonly<Record<string, string | number>>;

export interface Message {
  /** As in the lake; also the name of the file. */
  readonly batch: string;
  readonly header: Fields;
  readonly claims: readonly { readonly person: Fields; readonly lines: readonly Fields[] }[];
}

/** A claim line as the lake gives it, with the number of its person. */
export type ClaimRow = Readonly<Record<string, bigint | string | boolean | null>>;

/** People beyond this number would run out of citizen numbers. */
export const personsMost = 5_000_000;

/** The claim lines of the period that `market_month` holds, in the order of their messages. */
export function messageSelect(period: Period): string {
  const months = monthsOf(period).map((month) => `SELECT * FROM (${lineSelect(month)})`);
  return `
    SELECT line.*, line.until - 1 AS last_day, person FROM (${months.join(" UNION ALL ")}) AS line
    JOIN (SELECT DISTINCT client, person FROM market_month) USING (client)
    ORDER BY batch, line`;
}

/** Cuts the rows of `messageSelect` into messages. */
export function* toMessages(market: Market, rows: readonly ClaimRow[]): Generator<Message> {
  let start = 0;
  for (let end = 1; end <= rows.length; end++) {
    if (rows[end]?.["batch"] === rows[start]!["batch"]) continue;
    yield toMessage(market, rows.slice(start, end));
    start = end;
  }
}

function toMessage(market: Market, rows: readonly ClaimRow[]): Message {
  const claims: { person: Fields; lines: Fields[] }[] = [];
  let last: unknown;
  for (const row of rows) {
    if (row["person"] !== last) claims.push({ person: toPerson(market, row), lines: [] });
    last = row["person"];
    claims.at(-1)!.lines.push(toLine(row));
  }
  const batch = String(rows[0]!["batch"]);
  return { batch, header: toHeader(batch, market.size.batchMonths), claims };
}

function toHeader(batch: string, batchMonths: number): Fields {
  const [agb = "", insurer = "", label = "", part = ""] = batch.split("-");
  const { first, months, sent } = periodOfBatch(batch, batchMonths);
  return {
    message: "428",
    purpose: "P",
    insurer,
    institution: agb,
    payee: "03",
    begin: dayIn(first, 1),
    end: dayIn(first + months - 1, 31),
    invoice: `${insurer}${label}${part}`,
    invoiceDate: dayIn(sent, 10),
  };
}

/** A day of a month as YYYYMMDD; the 31st is the last. */
function dayIn(month: number, day: number): string {
  const first = Temporal.PlainYearMonth.from({ year: Math.floor(month / 12), month: (month % 12) + 1 });
  return digits(first.toPlainDate({ day: Math.min(day, first.daysInMonth) }).toString());
}

function digits(day: string): string {
  return day.replaceAll("-", "");
}

/** What only the messages know of a person. */
export function toPerson({ regions, startYears }: Market, row: ClaimRow): Fields {
  const person = Number(row["person"]);
  const region = regions.find(({ name }) => name === row["region"])!;
  return {
    bsn: bsnOf(person),
    insurer: String(row["insurer"]),
    patientNumber: `P${person}`,
    birthDate: birthDateOf(Number(row["birth_year"]), person, startYears[0]!),
    sex: row["sex"] === "male" ? 1 : 2,
    name1: "Verzekerde",
    initials: "V",
    postcode: `${region.postcode + (person % postcodesPerRegion)}AA`,
    houseNumber: 1 + (person % 200),
  };
}

/** Who was born since care could start was born on New Year's Day, so that no care comes before its client. */
function birthDateOf(year: number, person: number, since: number): string {
  return `${year}${year >= since ? "0101" : `${two(1 + (person % 12))}${two(1 + (person % 28))}`}`;
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

/** A made-up citizen number for a person of the market; of two candidates at least one passes the eleven test. */
export function bsnOf(person: number): string {
  const [one, other] = [withCheck(90_000_000 + 2 * person), withCheck(90_000_001 + 2 * person)];
  return one ?? other!;
}

function withCheck(body: number): string | undefined {
  const text = String(body);
  const sum = text.split("").reduce((total, digit, place) => total + (9 - place) * Number(digit), 0);
  return sum % 11 === 10 ? undefined : `${text}${sum % 11}`;
}

function toLine(row: ClaimRow): Fields {
  const [quantity, claimed] = [row["quantity"] as bigint, row["claimed_cents"] as bigint];
  const side = quantity < 0n ? "C" : "D";
  const cents = String(claimed < 0n ? -claimed : claimed);
  return {
    begin: digits(String(row["from"])),
    end: digits(String(row["last_day"])),
    serviceList: "065",
    service: String(row["service"]),
    quantity: String(quantity < 0n ? -quantity : quantity),
    unit: String(row["unit"]),
    provider: String(row["provider"]),
    tariff: String(row["tariff_cents"]),
    calculated: cents,
    calculatedSide: side,
    claimed: cents,
    claimedSide: side,
    ref: String(row["ref"]),
    ...(row["corrects"] === null ? {} : { corrects: String(row["corrects"]) }),
  };
}
