/**
 * Writes AW319 messages: plain objects become lines of 310 characters.
 *
 *     for (const line of writeMessage({ message: "428", … }, [{ person: { bsn: "111222333", … }, lines: [{ … }] }])) …
 *
 * What is not given is filling: zeros in a number, spaces in a text; a field with one allowed code holds that code. The text is
 * Latin-1: write it with that encoding, one line and CRLF at a time.
 */
import assert from "node:assert/strict";
import { fieldsOf, type Field, type FieldName, type RecordCode } from "./layout.ts";

/** The fields of a record by name; a number stands for its digits. */
export type Values<Code extends RecordCode> = { readonly [Name in FieldName<Code>]?: string | number | bigint };

/** An insured person with the lines claimed for them; comments become records 98 behind their line. */
export interface PersonClaims {
  readonly person: Values<"02">;
  readonly lines: Iterable<Values<"04"> & { readonly comments?: readonly string[] }>;
}

interface Slot extends Field {
  /** What stands there when nothing is given. */
  readonly filling: string;
}

const slots: Record<RecordCode, readonly Slot[]> = {
  "01": slotsOf("01"),
  "02": slotsOf("02"),
  "04": slotsOf("04"),
  "98": slotsOf("98"),
  "99": slotsOf("99"),
};

function slotsOf(code: RecordCode): Slot[] {
  return fieldsOf(code).map((field) => {
    const width = field.end - field.start;
    const only = field.content.length === width && /^[0-9A-Z]+$/.test(field.content) ? field.content : undefined;
    return { ...field, filling: only ?? (field.numeric ? "0" : " ").repeat(width) };
  });
}

/** One line of 310 characters, without line end. A value that does not fit its field is a mistake of the caller. */
export function writeRecord<Code extends RecordCode>(code: Code, values: Values<Code>): string {
  let line = "";
  for (const slot of slots[code]) {
    const value = values[slot.name as FieldName<Code>];
    line += value === undefined ? slot.filling : fill(slot, String(value));
  }
  return line;
}

function fill(slot: Slot, text: string): string {
  const width = slot.end - slot.start;
  assert(text.length <= width, `${slot.number} ${slot.name} has room for ${width} characters, not for "${text}"`);
  return slot.numeric ? text.padStart(width, "0") : text.padEnd(width, " ");
}

/**
 * A whole message, line by line: detail records are numbered from 1, each claim line repeats the BSN and insurer of its person,
 * and the trailer counts and adds up what went before. A field given by the caller is never overruled.
 */
export function* writeMessage(header: Values<"01">, claims: Iterable<PersonClaims>): Generator<string> {
  yield writeRecord("01", header);
  let id = 0;
  const count = { persons: 0, claimLines: 0, comments: 0 };
  let total = 0n;
  for (const { person, lines } of claims) {
    count.persons++;
    yield writeRecord("02", { id: ++id, nameUse2: 0, nameUse3: 0, deceased: 2, ...person });
    const { bsn = "", insurer = "", insuredNumber = "" } = person;
    for (const { comments = [], ...line } of lines) {
      count.claimLines++;
      const values = { id: ++id, bsn, insurer, insuredNumber, calculatedSide: "D", claimedSide: "D", ...line };
      total += signed(values);
      yield writeRecord("04", values);
      for (const [index, text] of comments.entries()) {
        count.comments++;
        yield writeRecord("98", { id, textLine: index + 1, text });
      }
    }
  }
  const details = count.persons + count.claimLines + count.comments;
  const side = total < 0n ? "C" : "D";
  yield writeRecord("99", { ...count, details, total: total < 0n ? -total : total, totalSide: side });
}

function signed(line: Values<"04">): bigint {
  const cents = BigInt(line.claimed ?? 0);
  return line.claimedSide === "C" ? -cents : cents;
}
