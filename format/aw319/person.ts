/** The person record, 02: the insured whose care is claimed in the lines below it. */
import { isFilled, isUnknownBsn, numberIn, RecordShape, type FieldFault } from "./content.ts";
import { textAt } from "./finding.ts";
import type { Header } from "./header.ts";
import { namedFields } from "./layout.ts";
import { allHold, brokenRules, rulesOf } from "./rule.ts";
import { Words } from "./word.ts";

const shape = new RecordShape("02");
const field = namedFields("02");

interface Facts {
  readonly hasUnknownBsn: boolean;
  readonly hasInsuredNumber: boolean;
  readonly birthDate: number;
  readonly invoiceDate: number;
  readonly hasPostcode: boolean;
  readonly hasCountry: boolean;
  readonly hasPartner: boolean;
  readonly hasPartnerName: boolean;
}

const rules = rulesOf<"02", Facts>("02", [
  {
    field: "insuredNumber",
    code: "field-missing",
    reads: ["bsn", "insuredNumber"],
    holds: ({ hasUnknownBsn, hasInsuredNumber }) => !hasUnknownBsn || hasInsuredNumber,
    expected: () => "the insurer's own number, as the BSN is 999999999",
  },
  {
    field: "birthDate",
    code: "future-day",
    reads: ["birthDate"],
    holds: ({ birthDate, invoiceDate }) => birthDate <= invoiceDate,
    expected: ({ invoiceDate }) => `0117 invoice date, ${invoiceDate}, or earlier`,
  },
  {
    field: "country",
    code: "field-missing",
    reads: ["postcode", "country"],
    holds: ({ hasPostcode, hasCountry }) => hasPostcode || hasCountry,
    expected: () => "a country, as there is no Dutch postcode",
  },
  {
    field: "name2",
    code: "field-missing",
    reads: ["nameUse2", "name2"],
    holds: ({ hasPartner, hasPartnerName }) => !hasPartner || hasPartnerName,
    expected: () => "the partner's name, as 0212 is 2",
  },
]);

/** What is wrong with the person record at `at`; an empty list for a sound one. */
export function personFaults(bytes: Uint8Array, at: number, { invoiceDate }: Header): FieldFault[] {
  const isSound = shape.isSound(bytes, at);
  const facts = {
    hasUnknownBsn: isUnknownBsn(bytes, at + field.bsn.start, at + field.bsn.end),
    hasInsuredNumber: isFilled(field.insuredNumber, bytes, at),
    birthDate: numberIn(field.birthDate, bytes, at),
    invoiceDate,
    hasPostcode: isFilled(field.postcode, bytes, at),
    hasCountry: isFilled(field.country, bytes, at),
    hasPartner: numberIn(field.nameUse2, bytes, at) === 2,
    hasPartnerName: isFilled(field.name2, bytes, at),
  };
  if (isSound && allHold(rules, facts)) return [];
  const faults = shape.faults(bytes, at);
  return [...faults, ...brokenRules(rules, facts, new Set(faults.map((fault) => fault.field.name)))];
}

/** A person as the door of the lake lets them in: nobody can tell from it who they are. */
export interface Client {
  readonly pseudonym: string;
  readonly insurer: string;
  readonly birthYear: number;
  readonly sex: "male" | "female";
  /** As written, to look the region up; it goes no further. */
  readonly postcode: string;
}

/** Makes pseudonyms: `format/pseudonym.ts` with the key of the lake. */
export interface Pseudonyms {
  ofBsn(bsn: string): string;
  ofInsured(insurer: string, insuredNumber: string): string;
}

/** Reads the clients in sound person records. */
export class ClientReader {
  readonly #pseudonyms: Pseudonyms;
  readonly #insurers = new Words(field.insurer);
  readonly #postcodes = new Words(field.postcode);

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  read(bytes: Uint8Array, at: number): Client {
    const insurer = this.#insurers.in(bytes, at);
    return {
      pseudonym: this.#pseudonymOf(insurer, bytes, at),
      insurer,
      birthYear: Math.floor(birthDateIn(bytes, at) / 10_000),
      sex: numberIn(field.sex, bytes, at) === male ? "male" : "female",
      postcode: this.#postcodes.in(bytes, at),
    };
  }

  #pseudonymOf(insurer: string, bytes: Uint8Array, at: number): string {
    const bsn = numberIn(field.bsn, bytes, at);
    if (bsn !== unknownBsn) return this.#pseudonyms.ofBsn(String(bsn).padStart(9, "0"));
    const { start, end } = field.insuredNumber;
    return this.#pseudonyms.ofInsured(insurer, textAt(bytes, at + start, at + end).trimEnd());
  }
}

const male = 1;
const unknownBsn = 999_999_999;

/** The day of birth in a sound person record, as YYYYMMDD. */
export function birthDateIn(bytes: Uint8Array, at: number): number {
  return numberIn(field.birthDate, bytes, at);
}
