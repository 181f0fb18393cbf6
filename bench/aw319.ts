/**
 * Claim messages into the lake: generated files of AW319, every check, sorted Parquet. The bar is 400,000 lines a second on two
 * cores and 2 GB of memory; the peer is DuckDB reading the same files as bare lines, without looking at them.
 */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { loadClaims } from "../acts/load-claims.ts";
import { disk } from "../cli/disk.ts";
import { messageReader, writeMessage, type PersonClaims } from "../format/aw319.ts";
import { openLake } from "../lake/lake.ts";
import { quoteText } from "../src/sql.ts";
import { count, ratio } from "./figure.ts";

const threads = 2;
const bar = 400_000;
const claimLinesPerPerson = 6;

/** A message cannot count more than 999,999 claim lines, so a large load is several files. */
const linesPerFile = 1_000_000;

/** Loads files of about a million lines each, all at once. */
export async function benchAw319(files = 2): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "bench-aw319-"));
  try {
    const paths = Array.from({ length: files }, (_, i) => join(folder, `${i + 1}.asc`));
    for (const [i, path] of paths.entries()) await writeFile(path, i);
    const lake = await openLake(join(folder, "lake"), { threads });
    const targetGroups = fileURLToPath(new URL("../policy/codes/target-group.yaml", import.meta.url));
    const readers = { messages: messageReader, extracts: () => messageReader };
    let sums = 0;
    const keepSums = async (): Promise<void> => {
      const from = performance.now();
      await lake.keepSums();
      sums += performance.now() - from;
    };
    const effects = { files: disk, lake: { ...lake, keepSums }, progress: { say: () => {} }, ...readers };
    const start = performance.now();
    const { loads } = await loadClaims(effects, { paths, targetGroups, threads });
    const took = performance.now() - start;
    const taken = loads.reduce((sum, load) => sum + load.taken, 0);
    const lines = files * linesPerFile;
    const own = report(`${count(taken).trim()} claim lines into sorted Parquet`, lines, took - sums);
    report("the same with the sums that a lake keeps", lines, took);
    const bare = performance.now();
    await lake.query(bareLines(paths));
    const peer = report("the files as bare lines, by DuckDB", lines, performance.now() - bare);
    console.log(`  ${ratio(peer / own)} that is the peer`);
    const memory = process.resourceUsage().maxRSS / 1024;
    console.log(`  most memory in use ${memory.toFixed(0)} MB (bar 2048)`);
    await lake.close();
  } finally {
    await rm(folder, { recursive: true });
  }
}

function report(what: string, lines: number, milliseconds: number): number {
  const perSecond = (lines / milliseconds) * 1000;
  console.log(`  ${count(perSecond)} lines/s, ${ratio(perSecond / bar)} the bar of ${count(bar).trim()}: ${what}`);
  return perSecond;
}

function bareLines(paths: readonly string[]): string {
  const plain = "header = false, auto_detect = false, delim = '', quote = '', escape = '', columns = {line: 'VARCHAR'}";
  const list = paths.map(quoteText).join(", ");
  return `SELECT count(*) AS n FROM read_csv([${list}], ${plain}) WHERE length(line) = 310`;
}

/** Writes a message about one month of one large provider. */
async function writeFile(path: string, file: number): Promise<void> {
  const header = { message: 428, purpose: "P", insurer: 9001, institution: 41000001, payee: 1, invoice: `F${file}` };
  const period = { begin: 20240301, end: 20240331, invoiceDate: 20240405 };
  const out = createWriteStream(path, { encoding: "latin1" });
  let piece = "";
  for (const line of writeMessage({ ...header, ...period }, people(file))) {
    piece += `${line}\r\n`;
    if (piece.length < 1 << 20) continue;
    if (!out.write(piece)) await once(out, "drain");
    piece = "";
  }
  out.end(piece);
  await once(out, "finish");
}

/** People with one to eleven lines each; what differs between them follows from their number. */
function* people(file: number): Generator<PersonClaims> {
  for (let person = 0, line = 0; line < linesPerFile; person++) {
    const claimed = 1 + (person % (2 * claimLinesPerPerson - 1));
    const insured = { insurer: 9001, name1: "Voorbeeld", initials: "A", postcode: `${1000 + (person % 9000)}AB` };
    const born = 19_300_101 + (person % 60) * 10_000;
    const claims = Array.from({ length: claimed }, (_, i) => claimLine(person + i, `${file}-${line + i}`));
    yield { person: { ...insured, bsn: bsnOf(person), birthDate: born, sex: 1 + (person % 2) }, lines: claims };
    line += 1 + claimed;
  }
}

function claimLine(seed: number, ref: string): PersonClaims["lines"] extends Iterable<infer Line> ? Line : never {
  const [quantity, tariff, day] = [1 + (seed % 40), 500 + (seed % 90), 20_240_301 + (seed % 31)];
  const amounts = { quantity, tariff, calculated: quantity * tariff, claimed: quantity * tariff };
  const service = { serviceList: 65, service: 1032 + (seed % 7), unit: 7, provider: 41000001 };
  return { begin: day, end: day, ...service, ...amounts, ref };
}

/** The person's BSN: eight digits and the one that makes the eleven test come out. */
function bsnOf(person: number): string {
  for (let digits = String(10_000_000 + person * 3); ; digits = String(Number(digits) + 1)) {
    const last = Array.from(digits).reduce((sum, digit, i) => sum + (9 - i) * Number(digit), 0) % 11;
    if (last < 10) return `${digits}${last}`;
  }
}
