/** The trailer record, 99: what the sender counted, to be held against what was found. */
import { numberIn, RecordShape, type FieldFault } from "./content.ts";
import { lineLength, namedFields } from "./layout.ts";
import type { Tally } from "./tally.ts";

const shape = new RecordShape("99");
const field = namedFields("99");
const counted = ["persons", "claimLines", "comments", "details", "total", "debtors"] as const;
const credit = "C".charCodeAt(0);

/** A trailer as it stands in the file. */
export interface Trailer {
  readonly line: number;
  /** A copy of its bytes. */
  readonly record: Uint8Array;
  readonly faults: readonly FieldFault[];
}

export function readTrailer(line: number, bytes: Uint8Array, at: number): Trailer {
  return { line, record: bytes.slice(at, at + lineLength), faults: shape.faults(bytes, at) };
}

/**
 * What is wrong with the trailer. Its counts and total are held against the tally only when every record of the message could
 * be read, and the number of details only when the counts that make it up are right.
 */
export function trailerFaults({ record, faults }: Trailer, tally: Tally): FieldFault[] {
  if (!tally.isSure) return [...faults];
  const unsound = new Set(faults.map((fault) => fault.field.name));
  const isCredit = record[field.totalSide.start] === credit;
  const found = {
    persons: tally.persons,
    debtors: 0,
    claimLines: tally.claimLines,
    comments: tally.comments,
    details: tally.persons + tally.claimLines + tally.comments,
    total: Math.abs(tally.total),
  };
  const differing = counted
    .filter((name) => !unsound.has(name) && numberIn(field[name], record, 0) !== found[name])
    .map((name) => ({ field: field[name], code: "trailer-total", expected: String(found[name]) }));
  const isSideWrong = !unsound.has("totalSide") && tally.total !== 0 && isCredit !== tally.total < 0;
  const side = { field: field.totalSide, code: "trailer-total", expected: tally.total < 0 ? "C" : "D" };
  return [...faults, ...withoutSum(differing), ...(isSideWrong ? [side] : [])];
}

/** The number of details is the sum of the counts: when one of those is wrong too, it is the same cause. */
function withoutSum(faults: readonly FieldFault[]): readonly FieldFault[] {
  const parts = faults.some(
    ({ field: { name } }) => name === "persons" || name === "claimLines" || name === "comments",
  );
  return parts ? faults.filter(({ field: { name } }) => name !== "details") : faults;
}
