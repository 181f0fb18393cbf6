/**
 * Faults for claim files, for who wants to see whether a load finds them: each kind is planted once, in a file of its own, and
 * noted with file, line and field. A fault changes one thing and leaves the rest of its file right, so that it has one cause.
 */
import { bsnOf, personsMost } from "./message.ts";

/** Where a field stands in its record: its number in the standard, and its 0-based half-open positions. */
export interface Place {
  readonly number: string;
  readonly start: number;
  readonly end: number;
}
export type PlaceOf = (record: string, field: string) => Place;

export interface Planted {
  readonly kind: string;
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** The number of the field in the standard; absent when the line as a whole is wrong. */
  readonly field?: string;
}

/**
 * A field that gets other text: which record, which field by its name in the layout, what stands there instead; and the field in
 * which it shows, where that is another one.
 */
type FieldFault = readonly [
  kind: string,
  record: string,
  field: string,
  text: string | ((old: string) => string),
  shows?: string,
];

const wrongDigit = (old: string): string => old.slice(0, -1) + ((Number(old.at(-1)) + 1) % 10);
const oneMore = (old: string): string => String(Number(old) + 1).padStart(old.length, "0");
const letters = (old: string): string => `${old.slice(0, -2)}XX`;
const blank = (old: string): string => " ".repeat(old.length);
const zeros = (old: string): string => "0".repeat(old.length);
const filled = (old: string): string => `X${old.slice(1)}`;

const noDay = "20230231";
const farDay = "20991231";
const oldDay = "20140101";

const fieldFaults: readonly FieldFault[] = [
  ["purpose unknown", "01", "purpose", "X"],
  ["payee unknown", "01", "payee", "09"],
  ["claimant absent", "01", "institution", zeros],
  ["period reversed", "01", "end", oldDay],
  ["period begins on no day", "01", "begin", noDay],
  ["invoice number absent", "01", "invoice", blank],
  ["invoice date no day", "01", "invoiceDate", noDay],
  ["currency not the euro", "01", "currency", "USD"],
  ["header reserve filled", "01", "reserve", filled],
  ["BSN of person fails the eleven test", "02", "bsn", wrongDigit],
  ["insurer of person not a number", "02", "insurer", letters],
  ["birth date no day", "02", "birthDate", noDay],
  ["birth date in the future", "02", "birthDate", farDay],
  ["sex unknown", "02", "sex", "3"],
  ["name use unknown", "02", "nameUse1", "2"],
  ["name absent", "02", "name1", blank],
  ["initials absent", "02", "initials", blank],
  ["partner without a name", "02", "nameUse2", "2", "name2"],
  ["postcode malformed", "02", "postcode", "12AB34"],
  ["postcode and country absent", "02", "postcode", blank, "country"],
  ["deceased unknown", "02", "deceased", "3"],
  ["person reserve filled", "02", "reserve", filled],
  ["record number out of order", "02", "id", oneMore],
  ["BSN of line fails the eleven test", "04", "bsn", wrongDigit],
  ["BSN of another person", "04", "bsn", bsnOf(personsMost - 1)],
  ["insurer of another person", "04", "insurer", "9099"],
  ["forwarding not allowed", "04", "forward", "0"],
  ["begin no day", "04", "begin", noDay],
  ["begin before the period", "04", "begin", oldDay],
  ["end before begin", "04", "end", oldDay],
  ["end after the period", "04", "end", farDay],
  ["service list unknown", "04", "serviceList", "077"],
  ["service list of another message", "04", "serviceList", "055"],
  ["service absent", "04", "service", blank],
  ["quantity not a number", "04", "quantity", letters],
  ["quantity zero", "04", "quantity", zeros],
  ["unit unknown", "04", "unit", "99"],
  ["provider absent", "04", "provider", zeros],
  ["specialism filled", "04", "specialism", "0100"],
  ["referrer malformed", "04", "referrer", "00123456"],
  ["settlement percentage filled", "04", "settlementPct", "00100"],
  ["tariff not a number", "04", "tariff", letters],
  ["calculated is not tariff times quantity", "04", "calculated", wrongDigit],
  ["side unknown", "04", "calculatedSide", "X"],
  ["sides differ", "04", "calculatedSide", (old) => (old === "D" ? "C" : "D"), "claimedSide"],
  ["VAT without a VAT number", "04", "vatPct", "2100"],
  ["reference absent", "04", "ref", blank],
  ["line reserve filled", "04", "reserve", filled],
  ["count of persons wrong", "99", "persons", oneMore],
  ["count of claim lines wrong", "99", "claimLines", oneMore],
  ["count of comments wrong", "99", "comments", oneMore],
  ["count of records wrong", "99", "details", oneMore],
  ["total wrong", "99", "total", oneMore],
  ["trailer reserve filled", "99", "reserve", filled],
];

/** Faults of the shape of a file: what happens to its lines, and on which line it shows. */
const shapeFaults: Readonly<
  Record<string, (lines: readonly string[], at: number) => { lines: string[]; line: number }>
> = {
  "line too short": (lines, at) => ({ lines: lines.with(at, lines[at]!.slice(0, -1)), line: at + 1 }),
  "line too long": (lines, at) => ({ lines: lines.with(at, `${lines[at]} `), line: at + 1 }),
  "record unknown": (lines, at) => ({ lines: lines.with(at, `05${lines[at]!.slice(2)}`), line: at + 1 }),
  "record behind the trailer": (lines) => ({ lines: [...lines, lines.at(-1)!], line: lines.length + 1 }),
  "trailer absent": (lines) => ({ lines: lines.slice(0, -1), line: lines.length - 1 }),
};

/** Every kind of fault, in the order in which they are planted. */
export const faultKinds: readonly string[] = [...fieldFaults.map(([kind]) => kind), ...Object.keys(shapeFaults)];

/** What a planter must know of the files. */
export interface Ground {
  readonly placeOf: PlaceOf;
  /** References of lines that some credit takes back: were such a line refused, its credit would be refused too. */
  readonly corrected: ReadonlySet<string>;
}

/**
 * Plants one kind of fault in a file: in the middle one of the lines that it can be planted in. The file stays as it was, and there
 * is nothing to note, when it has no such line.
 */
export function plant(
  kind: string,
  file: string,
  lines: readonly string[],
  ground: Ground,
): { lines: readonly string[]; planted?: Planted } {
  const fault = fieldFaults.find(([name]) => name === kind);
  const at = lineFor(lines, fault?.[1] ?? "04", ground);
  if (at === undefined) return { lines };
  if (fault === undefined) {
    const spoiled = shapeFaults[kind]!(lines, at);
    return { lines: spoiled.lines, planted: { kind, file, line: spoiled.line } };
  }
  const [, record, name, text, shows = name] = fault;
  const { start, end } = ground.placeOf(record, name);
  const old = lines[at]!;
  const put = typeof text === "string" ? text.padEnd(end - start) : text(old.slice(start, end));
  const planted = { kind, file, line: at + 1, field: ground.placeOf(record, shows).number };
  return { lines: lines.with(at, old.slice(0, start) + put + old.slice(end)), planted };
}

/** The middle one of a file's records of a kind, sparing lines that a credit takes back and the persons whose lines they are. */
function lineFor(lines: readonly string[], record: string, { placeOf, corrected }: Ground): number | undefined {
  const { start, end } = placeOf("04", "ref");
  const spared = new Set<number>();
  let person = -1;
  for (const [i, line] of lines.entries()) {
    if (line.startsWith("02")) person = i;
    if (line.startsWith("04") && corrected.has(line.slice(start, end).trimEnd())) spared.add(i).add(person);
  }
  const candidates = [...lines.keys()].filter((i) => lines[i]!.startsWith(record) && !spared.has(i));
  return candidates[Math.floor(candidates.length / 2)];
}
