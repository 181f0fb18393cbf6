/**
 * Reads claim messages of the Vektis standard AW319, version 1.4: lines of 310 characters, CRLF or LF, in the order that
 * `aw319/layout.ts` tells. Every field, every rule between fields and every link between records is checked; what is sound
 * becomes pages for the lake, what is not becomes findings by line and field.
 *
 *     const reading = await readAw319("claims/2024-03.asc", { folder, key, regions, threads: 2 });
 *
 * One cause gives one finding. A record that is wrong is refused and the others are kept, with these consequences: a person
 * whose record is wrong takes the lines below it along; a record that cannot be read takes the lines of a person it may have held
 * along, and the trailer is not held against what was counted; nothing behind the trailer is read. A file that does not open with
 * a header of this standard is refused as a whole. Of a person only a pseudonym, a birth year, a sex and a region go on.
 */
import { createHash } from "node:crypto";
import { closeSync, createReadStream, fstatSync, openSync, readSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { Worker } from "node:worker_threads";
import type { ClaimDoor, ClaimReader, ClaimReading } from "../acts/effects.ts";
import type { Finding } from "../src/finding.ts";
import { divide, type Cut } from "./aw319/division.ts";
import { toFinding } from "./aw319/finding.ts";
import { isDayInDoubt, isOfStandard, readHeader, type Header } from "./aw319/header.ts";
import { lineLength, namedFields } from "./aw319/layout.ts";
import { join, type Joined } from "./aw319/message.ts";
import { readPart, type PartOrder, type PartResult } from "./aw319/reading.ts";

export { fieldsOf } from "./aw319/layout.ts";
export type { FieldName, RecordCode } from "./aw319/layout.ts";
export { writeMessage } from "./aw319/write.ts";
export type { PersonClaims, Values } from "./aw319/write.ts";

/** Below this size a second thread takes longer to start than it saves. */
const smallFile = 16 << 20;

/** The first line of a file, if it is as long as a record; undefined for anything else. */
function readFirstLine(file: number): { bytes: Uint8Array; next: number } | undefined {
  const bytes = new Uint8Array(lineLength + 2);
  const read = readSync(file, bytes, 0, bytes.length, 0);
  const end = bytes.subarray(0, read).indexOf(0x0a);
  const length = end > 0 && bytes[end - 1] === 0x0d ? end - 1 : end;
  return length === lineLength ? { bytes: bytes.subarray(0, lineLength), next: end + 1 } : undefined;
}

/** What a finding calls the fields that lines are compared by. */
const fields = {
  ref: "0431 ref",
  corrects: "0432 corrects",
  client: "0403 bsn",
  claimed: "0429 claimed",
  service: "0417 service",
};

/** The reader of claim messages. A file is one when it is called `.asc`, or opens with a record 01 and has no columns. */
export const messageReader: ClaimReader = {
  async knows(path) {
    const start = await readStart(path);
    return path.toLowerCase().endsWith(".asc") || /^01\d{7}[^;,|\t]*$/.test(start.split("\n")[0] ?? "");
  },
  read: readAw319,
};

async function readStart(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(lineLength), 0, lineLength, 0);
    return buffer.toString("latin1", 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** What a test holds is taken in all the same, for a lake that is a test as well. */
const testMessage = { field: namedFields("01").purpose, code: "test-message", expected: "P, a message that is meant" };

/** Reads a message. `threads` bounds the threads that read at the same time; what is found does not depend on it. */
export async function readAw319(path: string, door: ClaimDoor): Promise<ClaimReading> {
  const name = basename(path);
  const file = openSync(path, "r");
  try {
    const hash = fingerprint(path);
    const first = readFirstLine(file);
    if (first === undefined || !isOfStandard(first.bytes)) return refuseFile(name, await hash);
    const { header, faults } = readHeader(first.bytes);
    const place = { file: name, line: 1, bytes: first.bytes, at: 0 };
    const ofHeader = faults.map((fault) => toFinding(fault, "record", place));
    if (header.isTest) ofHeader.push(toFinding(testMessage, "warning", place));
    const size = fstatSync(file).size;
    const cuts = divide({ file, from: first.next, to: size }, size < smallFile ? 1 : door.threads);
    const results = await readParts(cuts.map((cut, i) => toOrder(name, header, door, cut, i)));
    return toReading(await hash, header, ofHeader, join(name, results));
  } finally {
    closeSync(file);
  }
}

function toOrder(
  name: string,
  header: Header,
  { folder, key, regions }: ClaimDoor,
  cut: Cut,
  place: number,
): PartOrder {
  return { name, cut, header, folder, prefix: String(place), key, regions };
}

/** A message in one part is read here; each of several gets a thread. */
async function readParts(orders: readonly PartOrder[]): Promise<PartResult[]> {
  return orders.length === 1 ? orders.map(readPart) : Promise.all(orders.map(readInThread));
}

/** Threads without work. A thread that has read a part is twice as fast at the next one, so it is kept while the process lives. */
const idle: Worker[] = [];

function readInThread(order: PartOrder): Promise<PartResult> {
  const worker = idle.pop() ?? new Worker(new URL("./aw319/worker.ts", import.meta.url));
  worker.ref();
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (result: PartResult) => {
      worker.off("error", reject);
      worker.unref();
      idle.push(worker);
      resolve(result);
    });
    worker.postMessage(order, []);
  });
}

async function fingerprint(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { highWaterMark: 4 << 20 })) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}

function refuseFile(file: string, sha256: string): ClaimReading {
  const expected = "a header of AW319 1.4: record 01 of 310 characters, message 187, 428 or 430, version 01.04";
  const finding: Finding = {
    code: "not-aw319",
    severity: "file",
    file,
    line: 1,
    found: "another first line",
    expected,
  };
  const none = { taken: 0, refused: 0, silent: 0, pages: [], refusedRefs: [] };
  return { sha256, reading: "aw319", findings: [finding], fields, ...none };
}

function toReading(sha256: string, header: Header, ofHeader: readonly Finding[], joined: Joined): ClaimReading {
  const { tally, findings, pages, refusedRefs } = joined;
  const { taken, refused, silent } = tally;
  const counts = { taken, refused, silent };
  return {
    sha256,
    reading: `aw319 1.4, message ${header.message}${header.isTest ? ", test" : ""}`,
    findings: [...ofHeader, ...findings],
    pages,
    refusedRefs,
    fields,
    ...sentOn(header),
    ...counts,
  };
}

/** The invoice date, 20240915, as the day on which the message was sent. */
function sentOn({ invoiceDate }: Header): Pick<ClaimReading, "sentOn"> {
  const text = String(invoiceDate).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  return isDayInDoubt(invoiceDate) ? {} : { sentOn: text };
}
