/** Lines of a file, walked in large pieces and handed out as bytes: a line of text is never made of them. */
import { readSync } from "node:fs";

/** Small enough to stay in a cache of the processor. */
const pieceSize = 1 << 19;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A stretch of an open file. */
export interface Stretch {
  readonly file: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Calls `take` for every line of a stretch, with the place and length of the line without its line end (CRLF or LF). The bytes
 * are only there during the call. What has no line end for a whole piece is handed out as if it had one there.
 */
export function walkLines(
  { file, from, to }: Stretch,
  take: (bytes: Uint8Array, at: number, length: number) => void,
): void {
  const bytes = new Uint8Array(2 * pieceSize);
  // A Buffer finds a byte four times as fast; but its slices are no copies, so it is not handed out.
  const finder = Buffer.from(bytes.buffer);
  let kept = 0;
  for (let position = from; position < to;) {
    const read = readSync(file, bytes, kept, Math.min(pieceSize, to - position), position);
    if (read === 0) break;
    position += read;
    const end = kept + read;
    let at = 0;
    for (let stop = indexOfEnd(finder, at, end); stop >= 0; stop = indexOfEnd(finder, at, end)) {
      take(bytes, at, lengthOf(bytes, at, stop));
      at = stop + 1;
    }
    if (end - at > pieceSize) {
      take(bytes, at, end - at);
      at = end;
    }
    bytes.copyWithin(0, at, end);
    kept = end - at;
  }
  if (kept > 0) take(bytes, 0, lengthOf(bytes, 0, kept));
}

function indexOfEnd(finder: Buffer, at: number, end: number): number {
  const stop = finder.indexOf(lineFeed, at);
  return stop < end ? stop : -1;
}

function lengthOf(bytes: Uint8Array, at: number, stop: number): number {
  return stop > at && bytes[stop - 1] === carriageReturn ? stop - at - 1 : stop - at;
}
