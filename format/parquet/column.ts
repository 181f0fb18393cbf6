/**
 * Columns of a row group, gathered in memory. Numbers and free texts are written plainly, one after another; words that come
 * back (a code, the client of many lines) become a dictionary and runs of places in it, so that a word said again costs nothing.
 */
import assert from "node:assert/strict";
import { writeVarint } from "./thrift.ts";

/** A piece of a column as the file holds it. */
export interface EncodedColumn {
  readonly dictionary?: { readonly words: number; readonly bytes: Uint8Array };
  readonly data: Uint8Array;
}

export interface ColumnKind {
  /** Parquet's physical type: 1 INT32, 2 INT64, 6 BYTE_ARRAY. */
  readonly type: 1 | 2 | 6;
  /** Parquet's converted type: 0 UTF8, 6 DATE. */
  readonly converted?: 0 | 6;
  /** Parquet's encoding of the data: 0 plain, 8 by dictionary. */
  readonly encoding: 0 | 8;
}

export interface Column {
  readonly kind: ColumnKind;
  readonly isOptional: boolean;
  /** The rows so far, and an empty column again. */
  take(): EncodedColumn;
}

/** Bytes that grow as they are written. */
class Bytes {
  #bytes = new Uint8Array(1 << 12);
  #view = new DataView(this.#bytes.buffer);
  #buffer = Buffer.from(this.#bytes.buffer);
  #length = 0;

  /** Makes room for so many bytes more and tells where they start. */
  claim(count: number): number {
    const start = this.#length;
    this.#length += count;
    if (this.#length <= this.#bytes.length) return start;
    const larger = new Uint8Array(2 * this.#length);
    larger.set(this.#bytes);
    [this.#bytes, this.#view, this.#buffer] = [larger, new DataView(larger.buffer), Buffer.from(larger.buffer)];
    return start;
  }

  int(value: number): void {
    const start = this.claim(4);
    this.#view.setInt32(start, value, true);
  }

  set(bytes: Uint8Array): void {
    const start = this.claim(bytes.length);
    this.#bytes.set(bytes, start);
  }

  /** Latin-1 as UTF-8, its length before it. */
  latin1(from: Uint8Array, start: number, end: number): void {
    const before = this.claim(4 + 2 * (end - start));
    let at = before + 4;
    for (let i = start; i < end; i++) {
      const byte = from[i]!;
      if (byte >= 0x80) this.#bytes[at++] = 0xc0 | (byte >> 6);
      this.#bytes[at++] = byte >= 0x80 ? 0x80 | (byte & 0x3f) : byte;
    }
    this.#view.setInt32(before, at - before - 4, true);
    this.#length = at;
  }

  /** A text as UTF-8, its length before it. */
  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.int(length);
    const start = this.claim(length);
    this.#buffer.write(text, start);
  }

  take(): Uint8Array {
    const taken = this.#bytes.slice(0, this.#length);
    this.#length = 0;
    return taken;
  }
}

/** Small numbers that repeat, as runs (Parquet's hybrid of run lengths and packed bits, without the latter). */
class Runs {
  #values: number[] = [];
  #lengths: number[] = [];
  #last: number | undefined;

  add(value: number): void {
    if (value === this.#last) this.#lengths[this.#lengths.length - 1]!++;
    else {
      this.#values.push(value);
      this.#lengths.push(1);
      this.#last = value;
    }
  }

  /** The runs, each value in as many bytes as the largest possible one asks. */
  take(largest: number): { bitWidth: number; bytes: readonly number[] } {
    const bitWidth = Math.max(1, 32 - Math.clz32(largest));
    const bytes: number[] = [];
    for (const [i, value] of this.#values.entries()) {
      writeVarint(2 * this.#lengths[i]!, bytes);
      for (let shift = 0; shift < bitWidth; shift += 8) bytes.push((value >>> shift) & 0xff);
    }
    [this.#values, this.#lengths, this.#last] = [[], [], undefined];
    return { bitWidth, bytes };
  }
}

/** Which rows hold a value, of a column in which some do not. */
class Presence {
  readonly #runs = new Runs();

  add(isThere: boolean): void {
    this.#runs.add(isThere ? 1 : 0);
  }

  /** The levels, before the values. */
  before(values: Uint8Array): Uint8Array {
    const { bytes } = this.#runs.take(1);
    const whole = new Bytes();
    whole.int(bytes.length);
    whole.set(Uint8Array.from(bytes));
    whole.set(values);
    return whole.take();
  }
}

/** Whole numbers. */
export class NumberColumn implements Column {
  readonly kind: ColumnKind;
  readonly isOptional: boolean;
  /** One cell a number of 32 bits, two a number of 64, the lower half first. */
  #cells = new Int32Array(1 << 10);
  #length = 0;
  readonly #isLong: boolean;
  readonly #presence = new Presence();

  constructor(kind: "int" | "long" | "day", isOptional = false) {
    this.kind = { type: kind === "long" ? 2 : 1, ...(kind === "day" ? { converted: 6 } : {}), encoding: 0 };
    this.isOptional = isOptional;
    this.#isLong = kind === "long";
  }

  add(value: number | undefined): void {
    if (this.isOptional) this.#presence.add(value !== undefined);
    if (value === undefined) {
      assert(this.isOptional, "a column that always has a value got none");
      return;
    }
    if (this.#length + 2 > this.#cells.length) this.#grow();
    this.#cells[this.#length++] = value;
    if (this.#isLong) this.#cells[this.#length++] = Math.floor(value / 2 ** 32);
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#cells.length);
    larger.set(this.#cells);
    this.#cells = larger;
  }

  take(): EncodedColumn {
    const values = new Uint8Array(this.#cells.slice(0, this.#length).buffer);
    this.#length = 0;
    return { data: this.isOptional ? this.#presence.before(values) : values };
  }
}

/** Texts that seldom come back; an empty one is no value where the column allows that. */
export class TextColumn implements Column {
  readonly kind = { type: 6, converted: 0, encoding: 0 } as const;
  readonly isOptional: boolean;
  readonly #bytes = new Bytes();
  readonly #presence = new Presence();

  constructor(isOptional = false) {
    this.isOptional = isOptional;
  }

  /** A piece of Latin-1 text. */
  add(from: Uint8Array, start: number, end: number): void {
    if (this.isOptional) this.#presence.add(end > start);
    if (end > start || !this.isOptional) this.#bytes.latin1(from, start, end);
  }

  addText(text: string): void {
    if (this.isOptional) this.#presence.add(text !== "");
    if (text !== "" || !this.isOptional) this.#bytes.text(text);
  }

  take(): EncodedColumn {
    const values = this.#bytes.take();
    return { data: this.isOptional ? this.#presence.before(values) : values };
  }
}

/** Texts that come back. */
export class WordColumn implements Column {
  readonly kind = { type: 6, converted: 0, encoding: 8 } as const;
  readonly isOptional = false;
  readonly #runs = new Runs();
  readonly #places = new Map<string, number>();
  readonly #words = new Bytes();
  #last: string | undefined;
  #lastPlace = 0;

  add(word: string): void {
    if (word !== this.#last) {
      this.#last = word;
      this.#lastPlace = this.#places.get(word) ?? this.#place(word);
    }
    this.#runs.add(this.#lastPlace);
  }

  #place(word: string): number {
    const place = this.#places.size;
    this.#places.set(word, place);
    this.#words.text(word);
    return place;
  }

  take(): EncodedColumn {
    const words = this.#places.size;
    const { bitWidth, bytes } = this.#runs.take(Math.max(0, words - 1));
    this.#places.clear();
    this.#last = undefined;
    return { dictionary: { words, bytes: this.#words.take() }, data: Uint8Array.from([bitWidth, ...bytes]) };
  }
}
