/**
 * The numbers of detail records: each is one more than the one before it. Behind a number that is wrong, or a record that could
 * not be read, any number may follow, so that one slip gives one finding. A comment carries the number of its record.
 */
import { isDigits, numberIn, type FieldFault } from "./content.ts";
import type { Commented } from "./comment.ts";
import type { Field } from "./layout.ts";

export class Numbering implements Commented {
  #last: number | undefined;
  comments: number | undefined = 0;

  /** `last` is the number of the record before the first one to come. */
  constructor(last: number) {
    this.#last = last;
  }

  get id(): number | undefined {
    return this.#last;
  }

  /** Takes in the number of a person or a claim line; gives the fault that it is, if any. */
  next(field: Field, bytes: Uint8Array, at: number): FieldFault | undefined {
    const id = numberIn(field, bytes, at);
    const expected = this.#last === undefined ? id : this.#last + 1;
    this.comments = 0;
    // What is no number, or zero, is a fault of the field itself.
    const isNumber = id > 0 && isDigits(bytes, at + field.start, at + field.end);
    this.#last = isNumber && id === expected ? id : undefined;
    return !isNumber || id === expected ? undefined : { field, code: "record-number", expected: String(expected) };
  }

  lose(): void {
    this.#last = undefined;
    this.comments = undefined;
  }
}
