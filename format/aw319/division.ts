/**
 * Where a message can be cut into parts that are read at the same time, without a difference in what is found: before a person
 * whose numbering is beyond doubt, because the two records above it are a claim line and the record right before that.
 */
import { readSync } from "node:fs";
import { lineLength, namedFields } from "./layout.ts";
import type { Stretch } from "./line.ts";

/** A part of the message, and the number of the detail record before it. */
export interface Cut extends Stretch {
  readonly lastId: number;
}

const windowSize = 1 << 18;
const id = namedFields("02").id;

/** Cuts a stretch that starts behind the header into at most so many parts. */
export function divide({ file, from, to }: Stretch, parts: number): Cut[] {
  const cuts: { at: number; lastId: number }[] = [{ at: from, lastId: 0 }];
  for (let part = 1; part < parts; part++) {
    const cut = findCut({ file, from: from + Math.floor(((to - from) * part) / parts), to });
    if (cut !== undefined && cut.at > cuts.at(-1)!.at) cuts.push(cut);
  }
  return cuts.map(({ at, lastId }, i) => ({ file, from: at, to: cuts[i + 1]?.at ?? to, lastId }));
}

/** The first place of a stretch where a part may start; undefined when there is none near. */
function findCut({ file, from, to }: Stretch): { at: number; lastId: number } | undefined {
  const bytes = Buffer.alloc(Math.min(windowSize, to - from));
  const lines = bytes.toString("latin1", 0, readSync(file, bytes, 0, bytes.length, from)).split("\n");
  let at = from + lines[0]!.length + 1;
  for (let i = 1; i + 3 < lines.length; i++) {
    const [first, second, third] = lines.slice(i, i + 3).map((line) => line.replace(/\r$/, ""));
    const [before, last] = [idOf(first!, ["02", "04"]), idOf(second!, ["04"])];
    const start = at + lines[i]!.length + lines[i + 1]!.length + 2;
    if (last !== undefined && last - 1 === before && third!.startsWith("02")) return { at: start, lastId: last };
    at += lines[i]!.length + 1;
  }
  return undefined;
}

function idOf(line: string, codes: readonly string[]): number | undefined {
  const digits = line.slice(id.start, id.end);
  const isWhole = line.length === lineLength && codes.includes(line.slice(0, 2)) && /^\d+$/.test(digits);
  return isWhole ? Number(digits) : undefined;
}
