/**
 * The pseudonym of a client: a keyed hash (HMAC-SHA-256) of who they are, 32 hex digits. With the key of the lake the same
 * person gets the same pseudonym in every file; without it nobody can tell who it is, nor try all numbers.
 */
import { hash } from "node:crypto";

const blockSize = 64;
const digestSize = 32;

/**
 * HMAC is two hashes (RFC 2104): of the key's inner pad and the text, and of its outer pad and the first hash. Written out, since
 * an object per client takes twice as long.
 */
export class Pseudonyms {
  #inner: Buffer;
  readonly #outer: Buffer;
  #lastText = "";
  #last = "";

  /** `key` is at most 64 bytes. */
  constructor(key: Uint8Array) {
    this.#inner = pad(key, 0x36, 256);
    this.#outer = pad(key, 0x5c, digestSize);
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
    if (text === this.#lastText) return this.#last;
    this.#lastText = text;
    this.#last = this.#hash(text).slice(0, 32);
    return this.#last;
  }

  #hash(text: string): string {
    const needed = blockSize + 3 * text.length;
    if (needed > this.#inner.length) this.#inner = Buffer.concat([this.#inner], needed);
    const length = this.#inner.write(text, blockSize);
    this.#outer.write(hash("sha256", this.#inner.subarray(0, blockSize + length), "hex"), blockSize, "hex");
    return hash("sha256", this.#outer, "hex");
  }
}

/** The key, filled up to a block and mixed with a byte, and room behind it. */
function pad(key: Uint8Array, byte: number, room: number): Buffer {
  const bytes = Buffer.alloc(blockSize + room);
  bytes.set(key);
  for (let i = 0; i < blockSize; i++) bytes[i]! ^= byte;
  return bytes;
}
