/**
 * The notation of Parquet's headers and footers: the Thrift compact protocol (Apache Thrift, thrift-compact-protocol.md), as
 * much of it as a writer needs. A value is described by its kind and turned into bytes.
 *
 *     toBytes(struct({ 1: int(7), 3: text("line") }))
 */
export type Value =
  | { readonly kind: "int"; readonly value: number; readonly wide: boolean }
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "list"; readonly values: readonly Value[] }
  | { readonly kind: "struct"; readonly fields: Readonly<Record<number, Value | undefined>> };

export function int(value: number): Value {
  return { kind: "int", value, wide: false };
}

/** An integer of 64 bits; the value itself must be safe. */
export function long(value: number): Value {
  return { kind: "int", value, wide: true };
}

export function text(value: string): Value {
  return { kind: "text", value };
}

export function list(values: readonly Value[]): Value {
  return { kind: "list", values };
}

/** A struct by field number; a field that is undefined is left out. */
export function struct(fields: Readonly<Record<number, Value | undefined>>): Value {
  return { kind: "struct", fields };
}

export function toBytes(value: Value): Uint8Array {
  const bytes: number[] = [];
  write(value, bytes);
  return Uint8Array.from(bytes);
}

function typeOf(value: Value): number {
  if (value.kind === "int") return value.wide ? 6 : 5;
  return { text: 8, list: 9, struct: 12 }[value.kind];
}

function write(value: Value, bytes: number[]): void {
  if (value.kind === "int") writeVarint(value.value < 0 ? -2 * value.value - 1 : 2 * value.value, bytes);
  else if (value.kind === "text") writeText(value.value, bytes);
  else if (value.kind === "list") writeList(value.values, bytes);
  else writeStruct(value.fields, bytes);
}

/** Seven bits a byte, the lowest first; the top bit says that more follow. */
function writeVarint(value: number, bytes: number[]): void {
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
}

function writeText(value: string, bytes: number[]): void {
  const encoded = new TextEncoder().encode(value);
  writeVarint(encoded.length, bytes);
  bytes.push(...encoded);
}

function writeList(values: readonly Value[], bytes: number[]): void {
  const type = values[0] === undefined ? 12 : typeOf(values[0]);
  if (values.length < 15) bytes.push((values.length << 4) | type);
  else {
    bytes.push(0xf0 | type);
    writeVarint(values.length, bytes);
  }
  for (const value of values) write(value, bytes);
}

function writeStruct(fields: Readonly<Record<number, Value | undefined>>, bytes: number[]): void {
  let last = 0;
  for (const [number, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    bytes.push(((Number(number) - last) << 4) | typeOf(value));
    last = Number(number);
    write(value, bytes);
  }
  bytes.push(0);
}
