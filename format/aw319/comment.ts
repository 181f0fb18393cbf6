/** The comment record, 98: free text with the record above it. It is checked and dropped: free text never enters the lake. */
import { numberIn, RecordShape, type FieldFault } from "./content.ts";
import { namedFields } from "./layout.ts";

const shape = new RecordShape("98");
const field = namedFields("98");

/** The record that a comment belongs to; undefined where that is in doubt. */
export interface Commented {
  readonly id: number | undefined;
  /** How many comments it has so far. */
  readonly comments: number | undefined;
}

/** What is wrong with the comment at `at`: it carries the number of its record, and counts its own lines from 1. */
export function commentFaults(bytes: Uint8Array, at: number, { id, comments }: Commented): FieldFault[] {
  const faults = shape.faults(bytes, at);
  const isSound = (name: string): boolean => !faults.some((fault) => fault.field.name === name);
  if (id !== undefined && isSound("id") && numberIn(field.id, bytes, at) !== id)
    return [...faults, { field: field.id, code: "broken-link", expected: `${id}, the number of the record above it` }];
  if (comments !== undefined && isSound("textLine") && numberIn(field.textLine, bytes, at) !== comments + 1)
    return [...faults, { field: field.textLine, code: "record-number", expected: String(comments + 1) }];
  return faults;
}
