/** The header record, 01: which message this is, who claims, and for which period. */
import { isFilled, numberIn, RecordShape, type FieldFault } from "./content.ts";
import { namedFields } from "./layout.ts";
import { brokenRules, rulesOf } from "./rule.ts";

/** What lines are judged by. Days are numbers YYYYMMDD, so that later is larger. */
export interface Header {
  readonly message: number;
  readonly isTest: boolean;
  readonly begin: number;
  readonly end: number;
  readonly invoiceDate: number;
  readonly hasVatId: boolean;
}

const shape = new RecordShape("01");
const field = namedFields("01");
const claimants = ["serviceBureau", "professional", "practice", "institution"] as const;

interface Facts extends Header {
  readonly hasClaimant: boolean;
}

const rules = rulesOf<"01", Facts>("01", [
  {
    field: "end",
    code: "reversed-period",
    reads: ["begin", "end"],
    holds: ({ begin, end }) => begin <= end,
    expected: ({ begin }) => `0114 begin, ${begin}, or later`,
  },
  {
    field: "begin",
    code: "future-day",
    reads: ["begin", "end", "invoiceDate"],
    holds: ({ begin, end, invoiceDate }) => begin <= invoiceDate || begin > end,
    expected: ({ invoiceDate }) => `0117 invoice date, ${invoiceDate}, or earlier`,
  },
  {
    field: "institution",
    code: "field-missing",
    reads: claimants,
    holds: ({ hasClaimant }) => hasClaimant,
    expected: () => "who claims, in 0109, 0110, 0111 or 0112",
  },
]);

/** True when the record opens a message of this standard and version; anything else is another kind of file. */
export function isOfStandard(bytes: Uint8Array): boolean {
  const wrong = new Set(shape.faults(bytes, 0).map(({ field: { name } }) => name));
  return !["record", "message", "version", "subversion"].some((name) => wrong.has(name));
}

/** Reads the header. What is wrong with it is not used: a day in doubt judges no line. */
export function readHeader(bytes: Uint8Array): { header: Header; faults: FieldFault[] } {
  const faults: FieldFault[] = shape.faults(bytes, 0);
  const unsound = new Set(faults.map((fault) => fault.field.name));
  const facts: Facts = {
    message: numberIn(field.message, bytes, 0),
    isTest: bytes[field.purpose.start] === "T".charCodeAt(0),
    begin: numberIn(field.begin, bytes, 0),
    end: numberIn(field.end, bytes, 0),
    invoiceDate: numberIn(field.invoiceDate, bytes, 0),
    hasVatId: isFilled(field.vatId, bytes, 0),
    hasClaimant: claimants.some((name) => numberIn(field[name], bytes, 0) > 0),
  };
  for (const broken of brokenRules(rules, facts, unsound)) {
    faults.push(broken);
    for (const name of broken.reads) unsound.add(name);
  }
  const header = {
    ...facts,
    begin: unsound.has("begin") ? 0 : facts.begin,
    end: unsound.has("end") ? lastDay : facts.end,
    invoiceDate: unsound.has("invoiceDate") ? lastDay : facts.invoiceDate,
    hasVatId: unsound.has("vatId") || facts.hasVatId,
  };
  return { header, faults };
}

/** True for a day that takes the place of one in doubt. */
export function isDayInDoubt(day: number): boolean {
  return day >= lastDay;
}

/** Later than any day. */
const lastDay = 99991231;
