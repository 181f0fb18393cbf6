/** How a fault in a record is told: by line and field, and without showing who it is about. */
import type { Finding } from "../../src/finding.ts";
import type { FieldFault } from "./content.ts";
import { personalFields } from "./layout.ts";

/** Where a record stands. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly bytes: Uint8Array;
  readonly at: number;
}

export function toFinding(fault: FieldFault, severity: Finding["severity"], { file, line, bytes, at }: Place): Finding {
  const { field, code, expected } = fault;
  const content = textAt(bytes, at + field.start, at + field.end).trimEnd();
  const shown = personalFields.has(field.number) ? "*".repeat(content.length) : content;
  const found = shown === "" ? "spaces" : shown;
  return { code, severity, file, line, field: `${field.number} ${field.name}`, found, expected };
}

/** Bytes as text; every byte of Latin-1 is a character. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1", start, end);
}
