/**
 * What may stand in a field, tested on the bytes themselves: no text is made of a line that is sound.
 *
 * Every field has one test that says everything about it, type and filling included. Only when a test fails does anybody ask
 * what is wrong: then the type comes first, then whether the field was filled at all, then its content.
 */
import { fieldsOf, lineLength, type Content, type Field, type RecordCode } from "./layout.ts";

/** Whether the bytes from `start` up to `end` hold what they should. */
type Test = (bytes: Uint8Array, start: number, end: number) => boolean;

const space = 0x20;
const zero = 0x30;
const nine = 0x39;

export const isDigits: Test = (bytes, start, end) => {
  for (let i = start; i < end; i++) if (bytes[i]! < zero || bytes[i]! > nine) return false;
  return true;
};

/** Latin-1 without control characters. */
const isPrintable: Test = (bytes, start, end) => {
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < space || (byte > 0x7e && byte < 0xa0)) return false;
  }
  return true;
};

function isAll(only: number): Test {
  return (bytes, start, end) => {
    for (let i = start; i < end; i++) if (bytes[i] !== only) return false;
    return true;
  };
}

const isBlank = isAll(space);
const isZeros = isAll(zero);

/** 999999999 stands for a person without a citizen number, or whose number is not known. */
export const isUnknownBsn = isAll(nine);

/** Nine digits of which 9a+8b+7c+6d+5e+4f+3g+2h−i is a multiple of eleven. */
const isBsn: Test = (bytes, start, end) => {
  if (!isDigits(bytes, start, end) || isZeros(bytes, start, end)) return false;
  let sum = zero - bytes[end - 1]!;
  for (let i = start; i < end - 1; i++) sum += (end - i) * (bytes[i]! - zero);
  return sum % 11 === 0 || isUnknownBsn(bytes, start, end);
};

/** Two digits for the kind of provider, 01–99, and six for the provider, not all zero. */
const isAgb: Test = (bytes, start, end) =>
  isDigits(bytes, start, end) && !isZeros(bytes, start, start + 2) && !isZeros(bytes, start + 2, end);

const isDay: Test = (bytes, start, end) => {
  if (!isDigits(bytes, start, end)) return false;
  const year = toNumber(bytes, start, start + 4);
  const month = toNumber(bytes, start + 4, start + 6);
  const day = toNumber(bytes, start + 6, end);
  return year >= 1800 && month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
};

function daysOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** A text stands at the left of its field. */
const isText: Test = (bytes, start, end) =>
  bytes[start] === space ? isBlank(bytes, start, end) : isPrintable(bytes, start, end);

const isPostcode: Test = (bytes, start, end) => {
  if (bytes[start] === space) return isBlank(bytes, start, end);
  const isLocal = isDigits(bytes, start, start + 4) && bytes[start] !== zero;
  return isLocal && isLetter(bytes[start + 4]!) && isLetter(bytes[start + 5]!);
};

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isOneOf(codes: readonly string[]): Test {
  const signatures = new Set(codes.map((code) => signature(new TextEncoder().encode(code), 0, code.length)));
  return (bytes, start, end) => signatures.has(signature(bytes, start, end));
}

/** Bytes as one number that no other bytes have; at most six of them. */
export function signature(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) number = number * 256 + bytes[i]!;
  return number;
}

/** Digits as a number; at most fifteen of them. */
export function toNumber(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let i = start; i < end; i++) number = number * 10 + bytes[i]! - zero;
  return number;
}

/** The number in a field of the record that starts at `at`. */
export function numberIn(field: Field, bytes: Uint8Array, at: number): number {
  return toNumber(bytes, at + field.start, at + field.end);
}

/** Whether a text field of the record that starts at `at` says anything. */
export function isFilled(field: Field, bytes: Uint8Array, at: number): boolean {
  return bytes[at + field.start] !== space;
}

/** Whether a field holds the same bytes in two records that have it in the same positions. */
export function isSame(field: Field, bytes: Uint8Array, at: number, other: Uint8Array): boolean {
  for (let i = field.start; i < field.end; i++) if (bytes[at + i] !== other[i]) return false;
  return true;
}

interface ContentRule {
  readonly test: Test;
  /** The code of the finding when the test fails. */
  readonly fault: string;
  readonly expected: string;
}

const contentRules: Readonly<Record<string, ContentRule>> = {
  day: { test: isDay, fault: "no-day", expected: "a day of the calendar, YYYYMMDD" },
  bsn: { test: isBsn, fault: "eleven-test", expected: "nine digits that pass the eleven test, or 999999999" },
  agb: { test: isAgb, fault: "agb-code", expected: "a provider code: 01–99 and six digits, not 000000" },
  "agb?": {
    test: (bytes, start, end) => isZeros(bytes, start, end) || isAgb(bytes, start, end),
    fault: "agb-code",
    expected: "a provider code: 01–99 and six digits, not 000000; or eight zeros",
  },
  cents: { test: isDigits, fault: "field-type", expected: "an amount in cents" },
  number: { test: isDigits, fault: "field-type", expected: "a number above zero" },
  text: { test: isText, fault: "field-filling", expected: "text that starts in the first position" },
  postcode: { test: isPostcode, fault: "postcode", expected: "four digits and two letters, or spaces" },
  blank: { test: isBlank, fault: "field-filling", expected: "spaces" },
};

function ruleOf(content: Content): ContentRule {
  const codes = content.split("|");
  return contentRules[content] ?? { test: isOneOf(codes), fault: "unknown-code", expected: codes.join(" or ") };
}

/** What stood in each field when it was looked at last. Four bytes are compared at a time, which is faster than a test. */
class Previous {
  readonly #record = new DataView(new ArrayBuffer(lineLength));
  #bytes: Uint8Array | undefined;
  #view: DataView = this.#record;

  /** To be called before fields of a record in these bytes are looked at. */
  lookAt(bytes: Uint8Array): void {
    if (bytes === this.#bytes) return;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Whether a field of the record at `at` holds what it held before; from now on, that is what it holds now. */
  isSame(at: number, start: number, end: number): boolean {
    const record = this.#record;
    const view = this.#view;
    let isUnchanged = true;
    let i = start;
    for (; i + 4 <= end; i += 4) {
      const four = view.getInt32(at + i);
      if (four === record.getInt32(i)) continue;
      record.setInt32(i, four);
      isUnchanged = false;
    }
    for (; i < end; i++) {
      const one = view.getUint8(at + i);
      if (one === record.getUint8(i)) continue;
      record.setUint8(i, one);
      isUnchanged = false;
    }
    return isUnchanged;
  }
}

/** What is wrong with one field. */
export interface FieldFault {
  readonly field: Field;
  /** `type`, `missing`, or the fault of its content. */
  readonly code: string;
  readonly expected: string;
}

interface Check {
  readonly start: number;
  readonly end: number;
  readonly test: Test;
  /** Whether the field was sound when it was looked at last. Zero bytes, from which a reader starts, are sound nowhere. */
  wasSound: boolean;
}

/** The fields of one kind of record, ready to be tested. */
export class RecordShape {
  readonly #fields: readonly Field[];
  readonly #checks: readonly Check[];
  readonly #previous = new Previous();

  constructor(code: RecordCode) {
    this.#fields = fieldsOf(code);
    this.#checks = this.#fields.map((field) => {
      const { start, end } = field;
      return { start, end, test: testOf(field), wasSound: false };
    });
  }

  /**
   * True when every field of the record that starts at `at` is sound. Records of a kind are much alike: a field that holds what
   * it held in the record before is as sound as it was there.
   */
  isSound(bytes: Uint8Array, at: number): boolean {
    const previous = this.#previous;
    previous.lookAt(bytes);
    for (const check of this.#checks) {
      const { start, end, test } = check;
      if (!previous.isSame(at, start, end)) check.wasSound = test(bytes, at + start, at + end);
      if (!check.wasSound) return false;
    }
    return true;
  }

  /** Every field that is not sound, with the first thing that is wrong with it. */
  faults(bytes: Uint8Array, at: number): FieldFault[] {
    return this.#fields.flatMap((field) => {
      const fault = faultOf(field, bytes.subarray(at + field.start, at + field.end));
      return fault === undefined ? [] : [{ field, ...fault }];
    });
  }
}

/** The test of a field. An amount that must be there may be zero, and a code list knows whether zeros are a code. */
function testOf({ content, mandatory }: Field): Test {
  const { test } = ruleOf(content);
  if (!mandatory || (content !== "number" && content !== "text")) return test;
  const isEmpty = content === "number" ? isZeros : isBlank;
  return (bytes, start, end) => test(bytes, start, end) && !isEmpty(bytes, start, end);
}

function faultOf(field: Field, bytes: Uint8Array): Omit<FieldFault, "field"> | undefined {
  const { fault, expected } = ruleOf(field.content);
  const width = bytes.length;
  if (testOf(field)(bytes, 0, width)) return undefined;
  if (field.mandatory && isMissing(field, bytes)) return { code: "field-missing", expected };
  const isOfType = field.numeric ? isDigits(bytes, 0, width) : isPrintable(bytes, 0, width);
  if (isOfType) return { code: fault, expected };
  return { code: "field-type", expected: field.numeric ? `${width} digits` : `${width} printable characters` };
}

/** Spaces say nothing; nor do zeros, unless they could be meant as a code. */
function isMissing({ content }: Field, bytes: Uint8Array): boolean {
  return isBlank(bytes, 0, bytes.length) || (content in contentRules && isZeros(bytes, 0, bytes.length));
}
