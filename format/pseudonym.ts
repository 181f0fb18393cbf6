/**
 * The pseudonym of a client: a keyed hash (HMAC-SHA-256) of who they are, 32 hex digits. With the key of the lake the same
 * person gets the same pseudonym in every file; without it nobody can tell who it is, nor try all numbers.
 */
import { createHmac } from "node:crypto";

export class Pseudonyms {
  readonly #key: Uint8Array;
  #lastText = "";
  #last = "";

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** A client with a citizen number. */
  ofBsn(bsn: string): string {
    return this.#of(`bsn:${bsn}`);
  }

  /** A client without one, known to the insurer by its own number. */
  ofInsured(insurer: string, insuredNumber: string): string {
    return this.#of(`insured:${insurer}:${insuredNumber}`);
  }

  /** A client whom a source already gave a pseudonym of its own: theirs stays outside as well. */
  ofPseudonym(source: string, pseudonym: string): string {
    return this.#of(`pseudonym:${source}:${pseudonym}`);
  }

  /** Lines of one client stand together as a rule, so the last one is remembered. */
  #of(text: string): string {
    if (text !== this.#lastText) {
      this.#lastText = text;
      this.#last = createHmac("sha256", this.#key).update(text).digest("hex").slice(0, 32);
    }
    return this.#last;
  }
}
