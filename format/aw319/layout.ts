/**
 * The record layouts of AW319 version 1.4: the claim message for long-term care, district nursing, short residential care and
 * care for the sensory disabled. Every line holds one record of 310 characters; positions 1–2 tell which.
 *
 *     01 header, then per insured person: 02 person, n × 04 claim line; any of these may be followed by 98 comments; 99 trailer
 *
 * N fields are right-aligned and filled with zeros, AN fields left-aligned and filled with spaces; dates are YYYYMMDD; amounts
 * are cents without sign, with D (debit) or C (credit) beside them. Positions and codes are facts of the Vektis EI
 * specification AW319 v1.4; the English names are ours.
 */
export type RecordCode = "01" | "02" | "04" | "98" | "99";

/**
 * What a field may hold, beyond its type: `day` a day of the calendar, `bsn` a citizen number or 999999999 (unknown), `agb` a
 * provider code, `agb?` the same or zeros, `cents` an amount (zero may be meant), `postcode` a Dutch one or spaces, `text` and
 * `number` anything of the type, `blank` only filling. Anything else is the list of codes allowed, parted by `|`.
 */
export type Content = string;

/** Number in the standard, name, type, first and last position (1-based), M when it must be filled, content. */
type FieldRow = readonly [string, string, "N" | "AN", number, number, "M" | "-", Content];

export const layout = {
  "01": [
    ["0101", "record", "N", 1, 2, "M", "01"],
    ["0102", "message", "N", 3, 5, "M", "187|428|430"],
    ["0103", "version", "N", 6, 7, "M", "01"],
    ["0104", "subversion", "N", 8, 9, "M", "04"],
    ["0105", "purpose", "AN", 10, 10, "M", "P|T"],
    ["0106", "software", "N", 11, 16, "-", "number"],
    ["0107", "softwareVersion", "AN", 17, 26, "-", "text"],
    ["0108", "insurer", "N", 27, 30, "-", "number"],
    ["0109", "serviceBureau", "N", 31, 38, "-", "agb?"],
    ["0110", "professional", "N", 39, 46, "-", "agb?"],
    ["0111", "practice", "N", 47, 54, "-", "agb?"],
    ["0112", "institution", "N", 55, 62, "-", "agb?"],
    ["0113", "payee", "N", 63, 64, "M", "01|02|03|04"],
    ["0114", "begin", "N", 65, 72, "M", "day"],
    ["0115", "end", "N", 73, 80, "M", "day"],
    ["0116", "invoice", "AN", 81, 92, "M", "text"],
    ["0117", "invoiceDate", "N", 93, 100, "M", "day"],
    ["0118", "vatId", "AN", 101, 114, "-", "text"],
    ["0119", "currency", "AN", 115, 117, "M", "EUR"],
    ["0180", "reserve", "AN", 118, 310, "-", "blank"],
  ],
  "02": [
    ["0201", "record", "N", 1, 2, "M", "02"],
    ["0202", "id", "N", 3, 14, "M", "number"],
    ["0203", "bsn", "N", 15, 23, "M", "bsn"],
    ["0204", "insurer", "N", 24, 27, "M", "number"],
    ["0205", "insuredNumber", "AN", 28, 42, "-", "text"],
    ["0206", "patientNumber", "AN", 43, 53, "-", "text"],
    ["0207", "birthDate", "N", 54, 61, "M", "day"],
    ["0208", "sex", "N", 62, 62, "M", "1|2"],
    ["0209", "nameUse1", "N", 63, 63, "M", "1"],
    ["0210", "name1", "AN", 64, 88, "M", "text"],
    ["0211", "prefix1", "AN", 89, 98, "-", "text"],
    ["0212", "nameUse2", "N", 99, 99, "-", "0|2"],
    ["0213", "name2", "AN", 100, 124, "-", "text"],
    ["0214", "prefix2", "AN", 125, 134, "-", "text"],
    ["0215", "initials", "AN", 135, 140, "M", "text"],
    ["0216", "nameUse3", "N", 141, 141, "-", "0|1|2|3|4"],
    ["0217", "postcode", "AN", 142, 147, "-", "postcode"],
    ["0218", "foreignPostcode", "AN", 148, 156, "-", "text"],
    ["0219", "houseNumber", "N", 157, 161, "-", "number"],
    ["0220", "houseSuffix", "AN", 162, 167, "-", "text"],
    ["0221", "country", "AN", 168, 169, "-", "text"],
    ["0222", "debtor", "AN", 170, 180, "-", "text"],
    ["0223", "deceased", "N", 181, 181, "M", "1|2"],
    ["0224", "assessor", "N", 182, 185, "-", "number"],
    ["0225", "assessorClient", "AN", 186, 205, "-", "text"],
    ["0280", "reserve", "AN", 206, 310, "-", "blank"],
  ],
  "04": [
    ["0401", "record", "N", 1, 2, "M", "04"],
    ["0402", "id", "N", 3, 14, "M", "number"],
    ["0403", "bsn", "N", 15, 23, "M", "bsn"],
    ["0404", "insurer", "N", 24, 27, "M", "number"],
    ["0405", "insuredNumber", "AN", 28, 42, "-", "text"],
    ["0406", "authorisation", "AN", 43, 57, "-", "text"],
    ["0407", "forward", "N", 58, 58, "M", "1"],
    ["0408", "assessor", "N", 59, 62, "-", "number"],
    ["0409", "assessorClient", "AN", 63, 82, "-", "text"],
    ["0410", "assessmentRequest", "N", 83, 91, "-", "number"],
    ["0411", "assessmentDecision", "N", 92, 100, "-", "number"],
    ["0412", "careFunction", "N", 101, 102, "-", "number"],
    ["0413", "carePackage", "N", 103, 105, "-", "number"],
    ["0414", "begin", "N", 106, 113, "M", "day"],
    ["0415", "end", "N", 114, 121, "M", "day"],
    ["0416", "serviceList", "N", 122, 124, "M", "055|065|066|068|990|999"],
    ["0417", "service", "AN", 125, 129, "M", "text"],
    ["0418", "quantity", "N", 130, 133, "M", "number"],
    ["0419", "unit", "N", 134, 135, "-", "00|01|04|07|11|14|16|31|41|81"],
    ["0420", "provider", "N", 136, 143, "M", "agb"],
    ["0421", "specialism", "N", 144, 147, "-", "0000"],
    ["0422", "referrer", "N", 148, 155, "-", "agb?"],
    ["0423", "referrerSpecialism", "N", 156, 159, "-", "0000"],
    ["0424", "settlementPct", "N", 160, 164, "-", "00000"],
    ["0425", "tariff", "N", 165, 172, "M", "cents"],
    ["0426", "calculated", "N", 173, 180, "M", "cents"],
    ["0427", "calculatedSide", "AN", 181, 181, "M", "D|C"],
    ["0428", "vatPct", "N", 182, 185, "-", "number"],
    ["0429", "claimed", "N", 186, 193, "M", "cents"],
    ["0430", "claimedSide", "AN", 194, 194, "M", "D|C"],
    ["0431", "ref", "AN", 195, 214, "M", "text"],
    ["0432", "corrects", "AN", 215, 234, "-", "text"],
    ["0480", "reserve", "AN", 235, 310, "-", "blank"],
  ],
  "98": [
    ["9801", "record", "N", 1, 2, "M", "98"],
    ["9802", "id", "N", 3, 14, "M", "number"],
    ["9803", "textLine", "N", 15, 18, "M", "number"],
    ["9804", "text", "AN", 19, 158, "M", "text"],
    ["9880", "reserve", "AN", 159, 310, "-", "blank"],
  ],
  "99": [
    ["9901", "record", "N", 1, 2, "M", "99"],
    ["9902", "persons", "N", 3, 8, "-", "number"],
    ["9903", "debtors", "N", 9, 14, "-", "number"],
    ["9904", "claimLines", "N", 15, 20, "-", "number"],
    ["9905", "comments", "N", 21, 26, "-", "number"],
    ["9906", "details", "N", 27, 33, "-", "number"],
    ["9907", "total", "N", 34, 44, "-", "cents"],
    ["9908", "totalSide", "AN", 45, 45, "M", "D|C"],
    ["9980", "reserve", "AN", 46, 310, "-", "blank"],
  ],
} as const satisfies Record<RecordCode, readonly FieldRow[]>;

/** The names of a record's fields, as in `FieldName<"04">`. */
export type FieldName<Code extends RecordCode> = (typeof layout)[Code][number][1];

export interface Field {
  /** As in the standard: 0416. */
  readonly number: string;
  readonly name: string;
  readonly numeric: boolean;
  /** 0-based position of the first character and of the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly mandatory: boolean;
  readonly content: Content;
}

export const lineLength = 310;

/** The fields of a record in their order, with 0-based half-open positions. */
export function fieldsOf(code: RecordCode): readonly Field[] {
  return layout[code].map(([number, name, type, first, last, obligation, content]) => ({
    number,
    name,
    numeric: type === "N",
    start: first - 1,
    end: last,
    mandatory: obligation === "M",
    content,
  }));
}

/** The fields of a record by name. */
export function namedFields<Code extends RecordCode>(code: Code): { readonly [Name in FieldName<Code>]: Field } {
  const entries = fieldsOf(code).map((field) => [field.name, field] as const);
  return Object.fromEntries(entries) as { [Name in FieldName<Code>]: Field };
}

/** Fields that tell who someone is: what stands there is never shown. */
export const personalFields: ReadonlySet<string> = new Set(
  "0203 0205 0206 0207 0210 0211 0213 0214 0215 0217 0218 0219 0220 0222 0225 0403 0405 0409 9804".split(" "),
);
