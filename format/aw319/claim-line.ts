/**
 * The claim line, record 04: one service to one person in one period.
 *
 * All its amounts include VAT (Vektis), so the claimed amount is the calculated one, whatever the VAT percentage says.
 */
import { isFilled, isSame, numberIn, RecordShape, type FieldFault } from "./content.ts";
import type { Header } from "./header.ts";
import { namedFields } from "./layout.ts";
import { allHold, brokenRules, rulesOf } from "./rule.ts";

const shape = new RecordShape("04");
export const claimField = namedFields("04");
const field = claimField;

/** The person above the line. */
export interface Insured {
  /** The start of their record, up to the insurer, which stands in the same positions in a claim line. */
  readonly identity: Uint8Array;
  /** YYYYMMDD */
  readonly birthDate: number;
}

/** How much of a person record tells whose it is. */
export const identityLength = claimField.insurer.end;

/** A claim line as its rules see it. */
class Facts {
  begin = 0;
  end = 0;
  list = 0;
  unit = 0;
  quantity = 0;
  tariff = 0;
  calculated = 0;
  claimed = 0;
  isCredit = false;
  hasEqualSides = true;
  hasVat = false;
  hasCorrects = false;
  hasBsnOfPerson = true;
  hasInsurerOfPerson = true;
  birthDate = 0;
  header: Header;

  constructor(header: Header) {
    this.header = header;
  }
}

const credit = "C".charCodeAt(0);

/** The lists of services that belong to a message; 990 and 999 are the service bureaus' own. */
const listsOf: ReadonlyMap<number, readonly number[]> = new Map([
  [187, [55, 990, 999]],
  [428, [65, 68, 990, 999]],
  [430, [66, 990, 999]],
]);

/** Units that exist in district nursing only: daytime, month and year. */
const nursingUnits: readonly number[] = [11, 31, 41];
const nursingList = 65;

/** The standard knows no care before this day. */
const firstDay = 20130101;

const rules = rulesOf<"04", Facts>("04", [
  {
    field: "bsn",
    code: "broken-link",
    reads: ["bsn"],
    holds: (line) => line.hasBsnOfPerson,
    expected: () => "the BSN of the person record above it",
  },
  {
    field: "insurer",
    code: "broken-link",
    reads: ["insurer"],
    holds: (line) => line.hasInsurerOfPerson || !line.hasBsnOfPerson,
    expected: () => "the insurer of the person record above it",
  },
  {
    field: "end",
    code: "reversed-period",
    reads: ["begin", "end"],
    holds: ({ begin, end }) => begin <= end,
    expected: ({ begin }) => `0414 begin, ${begin}, or later`,
  },
  {
    field: "end",
    code: "outside-period",
    reads: ["end"],
    holds: ({ end, header }) => end <= Math.min(header.end, header.invoiceDate),
    expected: ({ header }) => `${Math.min(header.end, header.invoiceDate)} or earlier, by 0115 and 0117`,
  },
  {
    field: "begin",
    code: "outside-period",
    reads: ["begin"],
    holds: (line) => line.begin >= earliestBegin(line),
    expected: (line) => `${earliestBegin(line)} or later, by 0114`,
  },
  {
    field: "begin",
    code: "before-birth",
    reads: ["begin"],
    holds: (line) => line.begin >= line.birthDate || line.begin < earliestBegin(line),
    expected: () => "the day of birth or later",
  },
  {
    field: "serviceList",
    code: "list-of-message",
    reads: ["serviceList"],
    holds: isListOfMessage,
    expected: ({ header }) => `a list of message ${header.message}: ${toLists(header.message)}`,
  },
  {
    field: "unit",
    code: "unit-of-list",
    reads: ["unit", "serviceList"],
    holds: (line) => line.list === nursingList || !nursingUnits.includes(line.unit) || !isListOfMessage(line),
    expected: () => "a unit other than 11, 31 and 41, which belong to list 065",
  },
  {
    field: "calculated",
    code: "calculated-amount",
    reads: ["tariff", "quantity", "calculated"],
    holds: ({ tariff, quantity, calculated }) => tariff * quantity === calculated,
    expected: ({ tariff, quantity }) => `${tariff} × ${quantity} = ${tariff * quantity}`,
  },
  {
    field: "claimed",
    code: "claimed-amount",
    reads: ["tariff", "quantity", "calculated", "claimed"],
    holds: ({ claimed, calculated, tariff, quantity }) => claimed === calculated || claimed === tariff * quantity,
    expected: ({ calculated }) => `the calculated amount, ${calculated}`,
  },
  {
    field: "claimedSide",
    code: "unequal-sides",
    reads: ["calculatedSide", "claimedSide"],
    holds: (line) => line.hasEqualSides,
    expected: ({ isCredit }) => `${isCredit ? "D" : "C"}, as in 0427`,
  },
  {
    field: "vatPct",
    code: "vat-without-number",
    reads: ["vatPct"],
    holds: ({ hasVat, header }) => !hasVat || header.hasVatId,
    expected: () => "no VAT, as 0118 holds no VAT number",
  },
  {
    field: "corrects",
    code: "field-missing",
    reads: ["corrects", "calculatedSide", "claimedSide"],
    holds: (line) => !line.isCredit || !line.hasEqualSides || line.hasCorrects,
    expected: () => "the reference of the line that this credit takes back",
  },
]);

/** A credit may take back care of an earlier period. */
function earliestBegin({ isCredit, header }: Facts): number {
  return isCredit ? firstDay : Math.max(header.begin, firstDay);
}

function isListOfMessage({ list, header }: Facts): boolean {
  return listsOf.get(header.message)?.includes(list) ?? true;
}

function toLists(message: number): string {
  return (listsOf.get(message) ?? []).map((list) => String(list).padStart(3, "0")).join(", ");
}

/** Reads claim lines one after another; there are millions, so what it tells of a line holds until the next. */
export class ClaimLineReader {
  /** The person above the lines to come; lines below nobody, or below somebody in doubt, are judged on their own. */
  insured: Insured | undefined;
  readonly #facts: Facts;

  constructor(header: Header) {
    this.#facts = new Facts(header);
  }

  /** The line that was judged last. */
  get line(): Readonly<Facts> {
    return this.#facts;
  }

  /** True when nothing is wrong with the line at `at`. */
  isSound(bytes: Uint8Array, at: number): boolean {
    if (!shape.isSound(bytes, at)) return false;
    this.#read(bytes, at);
    return allHold(rules, this.#facts);
  }

  /** What is wrong with the line. */
  faults(bytes: Uint8Array, at: number): FieldFault[] {
    const faults = shape.faults(bytes, at);
    this.#read(bytes, at);
    return [...faults, ...brokenRules(rules, this.#facts, new Set(faults.map((fault) => fault.field.name)))];
  }

  #read(bytes: Uint8Array, at: number): void {
    const { insured } = this;
    const facts = this.#facts;
    facts.begin = numberIn(field.begin, bytes, at);
    facts.end = numberIn(field.end, bytes, at);
    facts.list = numberIn(field.serviceList, bytes, at);
    facts.unit = numberIn(field.unit, bytes, at);
    facts.quantity = numberIn(field.quantity, bytes, at);
    facts.tariff = numberIn(field.tariff, bytes, at);
    facts.calculated = numberIn(field.calculated, bytes, at);
    facts.claimed = numberIn(field.claimed, bytes, at);
    facts.isCredit = bytes[at + field.claimedSide.start] === credit;
    facts.hasEqualSides = bytes[at + field.claimedSide.start] === bytes[at + field.calculatedSide.start];
    facts.hasVat = numberIn(field.vatPct, bytes, at) > 0;
    facts.hasCorrects = isFilled(field.corrects, bytes, at);
    facts.hasBsnOfPerson = insured === undefined || isSame(field.bsn, bytes, at, insured.identity);
    facts.hasInsurerOfPerson = insured === undefined || isSame(field.insurer, bytes, at, insured.identity);
    facts.birthDate = insured === undefined ? 0 : insured.birthDate;
  }
}
