/**
 * Writes Parquet in its plainest form: uncompressed, no statistics, one page per column and row group. It is what a reader of
 * millions of lines hands to the lake without making text of them; the lake sorts and compresses it.
 *
 *     const columns = { line: new NumberColumn("int"), ref: new TextColumn(), sex: new WordColumn() };
 *     const writer = new ParquetWriter("page.parquet", columns);
 *     columns.line.add(1); columns.ref.add(bytes, 0, 4); columns.sex.add("female"); writer.endRow();
 *     writer.close();
 *
 * After the Parquet format, version 1 (parquet.apache.org, parquet.thrift).
 */
import { closeSync, openSync, writeSync } from "node:fs";
import type { Column } from "./parquet/column.ts";
import { int, list, long, struct, text, toBytes, type Value } from "./parquet/thrift.ts";

export { NumberColumn, TextColumn, WordColumn } from "./parquet/column.ts";

const magic = new TextEncoder().encode("PAR1");
const rowsPerGroup = 1 << 16;

const plain = 0;
const runLength = 3;
const dataPage = 0;
const dictionaryPage = 2;
const uncompressed = 0;

export class ParquetWriter {
  readonly #file: number;
  readonly #columns: readonly (readonly [string, Column])[];
  readonly #groups: Value[] = [];
  #offset = 0;
  #rows = 0;
  #rowsInGroup = 0;

  constructor(path: string, columns: Readonly<Record<string, Column>>) {
    this.#file = openSync(path, "w");
    this.#columns = Object.entries(columns);
    this.#write(magic);
  }

  /** To be called when every column has been given its value. */
  endRow(): void {
    this.#rows++;
    this.#rowsInGroup++;
    if (this.#rowsInGroup === rowsPerGroup) this.#endGroup();
  }

  close(): void {
    if (this.#rowsInGroup > 0 || this.#rows === 0) this.#endGroup();
    const footer = toBytes(struct({ 1: int(1), 2: list(this.#schema()), 3: long(this.#rows), 4: list(this.#groups) }));
    this.#write(footer);
    this.#write(new Uint8Array(Uint32Array.of(footer.length).buffer));
    this.#write(magic);
    closeSync(this.#file);
  }

  #schema(): Value[] {
    const root = struct({ 4: text("claims"), 5: int(this.#columns.length) });
    const leaves = this.#columns.map(([name, { kind, isOptional }]) =>
      struct({
        1: int(kind.type),
        3: int(isOptional ? 1 : 0),
        4: text(name),
        6: kind.converted === undefined ? undefined : int(kind.converted),
      }),
    );
    return [root, ...leaves];
  }

  #endGroup(): void {
    const rows = this.#rowsInGroup;
    const start = this.#offset;
    const chunks = this.#columns.map(([name, column]) => this.#writeColumn(name, column, rows));
    this.#groups.push(struct({ 1: list(chunks), 2: long(this.#offset - start), 3: long(rows) }));
    this.#rowsInGroup = 0;
  }

  #writeColumn(name: string, column: Column, rows: number): Value {
    const { dictionary, data } = column.take();
    const start = this.#offset;
    if (dictionary !== undefined) {
      const header = struct({ 1: int(dictionary.words), 2: int(plain) });
      this.#writePage(dictionaryPage, { 7: header }, dictionary.bytes);
    }
    const dataStart = this.#offset;
    const header = struct({ 1: int(rows), 2: int(column.kind.encoding), 3: int(runLength), 4: int(runLength) });
    this.#writePage(dataPage, { 5: header }, data);
    const size = this.#offset - start;
    const meta = struct({
      1: int(column.kind.type),
      2: list([int(plain), int(runLength), int(column.kind.encoding)]),
      3: list([text(name)]),
      4: int(uncompressed),
      5: long(rows),
      6: long(size),
      7: long(size),
      9: long(dataStart),
      11: dictionary === undefined ? undefined : long(start),
    });
    return struct({ 2: long(start), 3: meta });
  }

  #writePage(type: number, header: Readonly<Record<number, Value>>, data: Uint8Array): void {
    this.#write(toBytes(struct({ 1: int(type), 2: int(data.length), 3: int(data.length), ...header })));
    this.#write(data);
  }

  #write(bytes: Uint8Array): void {
    writeSync(this.#file, bytes);
    this.#offset += bytes.length;
  }
}
