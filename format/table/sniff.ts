/**
 * What a text file is before it is read: its fingerprint, its encoding and the sign between its cells. Excel in the
 * Netherlands saves semicolons and Windows-1252; most other programs save commas and UTF-8. The whole file is looked at for the
 * encoding, since one é on the last line decides as much as one on the first.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { parse } from "csv-parse/sync";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface Sniffed {
  readonly sha256: string;
  readonly encoding: Encoding;
  /** The first bytes, which tell a workbook or a Parquet file from text. */
  readonly head: Uint8Array;
}

/** Walks once through a file. */
export async function sniffFile(path: string): Promise<Sniffed> {
  const hash = createHash("sha256");
  const strict = new TextDecoder("utf-8", { fatal: true });
  let head = new Uint8Array();
  let isUtf8 = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    if (head.length === 0) head = chunk.slice(0, 4096);
    isUtf8 &&= decodes(strict, chunk, true);
  }
  isUtf8 &&= decodes(strict, new Uint8Array(), false);
  return { sha256: hash.digest("hex"), encoding: encodingOf(head, isUtf8), head };
}

function decodes(decoder: TextDecoder, chunk: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(chunk, { stream });
    return true;
  } catch {
    return false;
  }
}

function encodingOf(head: Uint8Array, isUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return isUtf8 ? "utf-8" : "windows-1252";
}

/**
 * The text of a file in pieces, its byte order mark gone and every line end a single `\n`, so that lines count the same
 * whichever program wrote them.
 */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let pending = "";
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Uint8Array>) {
    const text = pending + decoder.decode(chunk, { stream: true });
    pending = text.endsWith("\r") ? "\r" : "";
    yield toLineFeeds(pending === "" ? text : text.slice(0, -1));
  }
  yield toLineFeeds(pending + decoder.decode());
}

function toLineFeeds(text: string): string {
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

const delimiters = [";", ",", "\t", "|"];

/** The sign that cuts the first lines of a text into the most columns in the steadiest way. */
export function detectDelimiter(sample: string): string {
  const declared = /^sep=(.)\n/i.exec(sample)?.[1];
  if (declared !== undefined) return declared;
  const lines = sample
    .split("\n")
    .slice(0, 200)
    .slice(0, sample.endsWith("\n") ? undefined : -1);
  const text = lines.length === 0 ? sample : lines.join("\n");
  const scores = delimiters.map((delimiter) => steadiness(text, delimiter));
  const best = scores.indexOf(Math.max(...scores));
  return delimiters[best] ?? ";";
}

/** How many rows have the number of cells that is seen most, times that number; one column counts for nothing. */
function steadiness(text: string, delimiter: string): number {
  const options = { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  const rows = parse(text, { ...options, skip_records_with_error: true });
  const counts = new Map<number, number>();
  for (const { length } of rows) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(0, ...[...counts].map(([cells, times]) => cells * times));
}
