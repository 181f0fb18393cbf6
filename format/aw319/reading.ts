/** Reads one part of a message from its file to pages, in this thread or in a worker (`worker.ts`). */
import type { ClaimPage } from "../../src/claim.ts";
import type { Finding } from "../../src/finding.ts";
import { regionOfPostcode, type RegionKeys } from "../../src/region.ts";
import { PageFolder } from "../claim-page.ts";
import { Pseudonyms } from "../pseudonym.ts";
import type { Cut } from "./division.ts";
import type { Header } from "./header.ts";
import { walkLines } from "./line.ts";
import { Part } from "./part.ts";
import type { Tally } from "./tally.ts";
import type { Trailer } from "./trailer.ts";

/** What reading a part takes. Plain data, so that it can be sent to a worker. */
export interface PartOrder {
  /** The name of the file, for findings. */
  readonly name: string;
  readonly cut: Cut;
  readonly header: Header;
  /** Where pages are written, and how their names start. */
  readonly folder: string;
  readonly prefix: string;
  readonly key: Uint8Array;
  readonly regions: RegionKeys;
}

/** What a part gave. Lines are counted from the start of the part. */
export interface PartResult {
  readonly findings: readonly Finding[];
  readonly tally: Tally;
  readonly refusedRefs: readonly string[];
  readonly trailer: Trailer | undefined;
  readonly pages: readonly Omit<ClaimPage, "linesBefore">[];
}

/** Many people share a postcode. */
function remembering(regionOf: (postcode: string) => string | undefined) {
  const known = new Map<string, string | undefined>();
  return (postcode: string): string | undefined => {
    if (!known.has(postcode)) known.set(postcode, regionOf(postcode));
    return known.get(postcode);
  };
}

export function readPart(order: PartOrder): PartResult {
  const pages = new PageFolder(order.folder, order.prefix);
  const part = new Part({
    file: order.name,
    header: order.header,
    lastId: order.cut.lastId,
    pages,
    pseudonyms: new Pseudonyms(order.key),
    regionOf: remembering((postcode) => regionOfPostcode(order.regions, postcode)),
  });
  walkLines(order.cut, (bytes, at, length) => part.take(bytes, at, length));
  part.end();
  const { findings, tally, refusedRefs, trailer } = part;
  return { findings, tally, refusedRefs, trailer, pages: pages.close() };
}
