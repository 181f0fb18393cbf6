/** Joins the parts of a message, and judges what only the whole can tell: the trailer, and what stands behind it. */
import type { ClaimPage } from "../../src/claim.ts";
import type { Finding } from "../../src/finding.ts";
import { toFinding } from "./finding.ts";
import { behindTrailer } from "./part.ts";
import type { PartResult } from "./reading.ts";
import { addTallies, newTally, type Tally } from "./tally.ts";
import { trailerFaults, type Trailer } from "./trailer.ts";

export interface Joined {
  readonly tally: Tally;
  readonly findings: readonly Finding[];
  readonly pages: readonly ClaimPage[];
  readonly refusedRefs: readonly string[];
}

/** Joins parts in the order of the file; the first one starts behind the header, which is line 1. */
export function join(file: string, parts: readonly PartResult[]): Joined {
  let tally: Tally = { ...newTally(), lines: 1 };
  const findings: Finding[] = [];
  const pages: ClaimPage[] = [];
  const refusedRefs: string[] = [];
  let trailer: Trailer | undefined;
  for (const part of parts) {
    if (trailer !== undefined) {
      if (tally.lines === trailer.line)
        findings.push({ code: "record-order", severity: "record", file, line: tally.lines + 1, ...behindTrailer });
      tally = refuseAll(tally, part.tally);
      continue;
    }
    const linesBefore = tally.lines;
    findings.push(...part.findings.map((finding) => ({ ...finding, line: finding.line + linesBefore })));
    pages.push(...part.pages.map((page) => ({ ...page, linesBefore })));
    refusedRefs.push(...part.refusedRefs);
    tally = addTallies(tally, part.tally);
    if (part.trailer !== undefined) trailer = { ...part.trailer, line: part.trailer.line + linesBefore };
  }
  findings.push(...ofTrailer(file, trailer, tally));
  return { tally, findings: findings.toSorted((a, b) => a.line - b.line), pages, refusedRefs };
}

/** A part that stands behind the trailer. */
function refuseAll(tally: Tally, { lines, claimLines }: Tally): Tally {
  return {
    ...tally,
    lines: tally.lines + lines,
    refused: tally.refused + claimLines,
    silent: tally.silent + claimLines,
  };
}

function ofTrailer(file: string, trailer: Trailer | undefined, tally: Tally): Finding[] {
  if (trailer === undefined) {
    const [found, expected] = ["the end of the file", "a trailer, record 99: without it the file may be cut off"];
    return [{ code: "record-order", severity: "record", file, line: tally.lines, found, expected }];
  }
  const place = { file, line: trailer.line, bytes: trailer.record, at: 0 };
  return trailerFaults(trailer, tally).map((fault) => toFinding(fault, "record", place));
}
