/**
 * Columns of a row group, gathered in memory. Numbers and free texts are written plainly, one after another; words that come
 * back (a code, the client of many lines) become a dictionary and runs of places in it, so that a word said again costs nothing.
 */
import assert from "node:assert/strict";

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

/** Numbers of 32 bits, one after another. */
class Cells {
  #cells = new Int32Array(1 << 10);
  #length = 0;

  /** Of a larger number the lower half is kept. */
  add(value: number): void {
    if (this.#length === this.#cells.length) this.#grow();
    this.#cells[this.#length++] = value;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#cells.length);
    larger.set(this.#cells);
    this.#cells = larger;
  }

  /** The numbers so far, there until the next one is added; and no numbers again. */
  take(): Int32Array {
    const taken = this.#cells.subarray(0, this.#length);
    this.#length = 0;
    return taken;
  }
}

/** Small numbers that repeat, as runs (Parquet's hybrid of run lengths and packed bits, without the latter). */
class Runs {
  readonly #values = new Cells();

  add(value: number): void {
    this.#values.add(value);
  }

  /** The runs, each value in as many bytes as its bits ask. */
  take(bitWidth: number): Uint8Array {
    const values = this.#values.take();
    const width = Math.ceil(bitWidth / 8);
    // The length of a run never takes more bytes than the run has rows.
    const bytes = new Uint8Array(values.length * (1 + width));
    let length = 0;
    for (let row = 0, end = 0; row < values.length; row = end) {
      const value = values[row]!;
      while (end < values.length && values[end] === value) end++;
      let rest = 2 * (end - row);
      for (; rest >= 0x80; rest >>>= 7) bytes[length++] = (rest & 0x7f) | 0x80;
      bytes[length++] = rest;
      for (let shift = 0; shift < 8 * width; shift += 8) bytes[length++] = value >>> shift;
    }
    return bytes.subarray(0, length);
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
    const levels = this.#runs.take(1);
    const whole = new Uint8Array(4 + levels.length + values.length);
    new DataView(whole.buffer).setInt32(0, levels.length, true);
    whole.set(levels, 4);
    whole.set(values, 4 + levels.length);
    return whole;
  }
}

/** Whole numbers. */
export class NumberColumn implements Column {
  readonly kind: ColumnKind;
  readonly isOptional: boolean;
  /** One cell a number of 32 bits, two a number of 64, the lower half first. */
  readonly #cells = new Cells();
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
    this.#cells.add(value);
    if (this.#isLong) this.#cells.add(Math.floor(value / 2 ** 32));
  }

  take(): EncodedColumn {
    const values = new Uint8Array(this.#cells.take().slice().buffer);
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
    const bitWidth = Math.max(1, 32 - Math.clz32(Math.max(0, words - 1)));
    const runs = this.#runs.take(bitWidth);
    const data = new Uint8Array(1 + runs.length);
    data[0] = bitWidth;
    data.set(runs, 1);
    this.#places.clear();
    this.#last = undefined;
    return { dictionary: { words, bytes: this.#words.take() }, data };
  }
}
