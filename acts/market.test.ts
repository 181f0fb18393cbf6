import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fieldsOf, writeMessage } from "../format/aw319.ts";
import type { RecordCode } from "../format/aw319.ts";
import { openLake } from "../lake/lake.ts";
import { faultKinds } from "../src/market.ts";
import type { Files, Row } from "./effects.ts";
import { makeMarketFolder } from "./market.ts";
import type { ClaimFormat, MarketInput, MarketResult } from "./market.ts";

const aw319: ClaimFormat = {
  write: ({ header, claims }) => writeMessage(header, claims),
  placeOf: (record, name) => fieldsOf(record as RecordCode).find((field) => field.name === name)!,
};

interface Made {
  readonly result: MarketResult;
  readonly folder: string;
  /** What was written beside the tables of the lake. */
  readonly files: ReadonlyMap<string, string>;
  readonly ask: (sql: string) => Promise<readonly Row[]>;
}

/** A market in a folder that is thrown away; its tables are real, its other files are kept in memory. */
async function make<T>(
  input: Partial<MarketInput> & { threads?: number },
  look: (made: Made) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "market-"));
  const lake = await openLake(join(folder, "lake"), { threads: input.threads ?? 2, key: "07".repeat(32) });
  const written = new Map<string, string>();
  const files: Files = {
    read: () => Promise.resolve(undefined),
    list: () => Promise.resolve([]),
    write: async (path, bytes) => void written.set(path.slice(folder.length + 1), String(bytes)),
    append: () => assert.fail("a market appends to nothing"),
  };
  const settings = { size: "tiny", seed: 7, years: [2022, 2023], ...input, out: folder } as const;
  try {
    const result = await makeMarketFolder({ lake, files, progress: { say: () => {} } }, settings);
    return await look({ result, folder, files: written, ask: (sql) => lake.query(sql) });
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const hash = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

/** Every file of the market with a hash of its bytes, but for the two that tell when and with which key the lake was made. */
async function bytesOf({ folder, files }: Made): Promise<string[]> {
  const names = (await readdir(join(folder, "lake"), { recursive: true })).filter((name) => name.endsWith(".parquet"));
  const tables = names.map(async (name) => `lake/${name} ${hash(await readFile(join(folder, "lake", name)))}`);
  return [...(await Promise.all(tables)), ...[...files].map(([path, text]) => `${path} ${hash(text)}`)].toSorted();
}

test("the same seed gives the same bytes on one thread and on two, another seed gives others", async () => {
  const one = await make({ threads: 1 }, bytesOf);
  assert.equal(one.filter((line) => line.startsWith("lake/claims/")).length, 24);
  assert.deepEqual(await make({ threads: 2 }, bytesOf), one);
  assert.notDeepEqual(await make({ seed: 8 }, bytesOf), one);
});

test("the expected cost is the national rate, and what was drawn lies within chance of it", () =>
  make({}, async ({ result: { calibration, lines, clients } }) => {
    assert.ok(lines > 50_000n && clients > 2000n);
    const { total, classes } = calibration!;
    for (const { sex, ageFrom, expectedCents, rateCents } of classes)
      assert.ok(Math.abs(expectedCents / rateCents - 1) < 0.02, `${sex} ${ageFrom}`);
    assert.ok(Math.abs(total.drawnCents - total.expectedCents) < 4 * total.noiseCents);
  }));

test("an unruly market too is the same on one thread and on two; another draw changes its claims and no truth", async () => {
  const unruly = { kind: "unruly", years: [2023] } as const;
  const one = await make({ ...unruly, threads: 1 }, bytesOf);
  assert.deepEqual(await make({ ...unruly, threads: 2 }, bytesOf), one);
  const other = await make({ ...unruly, draw: 3 }, bytesOf);
  const truths = (lines: readonly string[]) =>
    lines.filter((line) => line.startsWith("truth/") && !line.startsWith("truth/market"));
  const claims = (lines: readonly string[]) => lines.filter((line) => line.startsWith("lake/claims/"));
  assert.equal(truths(one).length, 4);
  assert.deepEqual(truths(other), truths(one));
  assert.equal(claims(other).filter((line) => claims(one).includes(line)).length, 0);
});

test("an unruly market is expected to cost what a plain one does, and may be drawn far from it", () =>
  make({ kind: "unruly" }, async ({ result: { calibration, market }, files }) => {
    const { total, classes } = calibration!;
    for (const { sex, ageFrom, expectedCents, rateCents } of classes)
      assert.ok(Math.abs(expectedCents / rateCents - 1) < 0.02, `${sex} ${ageFrom}`);
    assert.ok(Math.abs(total.drawnCents / total.expectedCents - 1) < 0.3);
    assert.equal((JSON.parse(files.get("truth/market.json")!) as { kind: string }).kind, "unruly");
    const providers = JSON.parse(files.get("truth/providers.json")!) as { severity: number; merged_into?: string }[];
    assert.ok(providers.every(({ severity }) => severity > 500 && severity < 2000));
    assert.equal(providers.filter(({ merged_into: into }) => into !== undefined).length, market.mergers.size);
  }));

test("files, lake and truth speak of the same providers, regions and amounts", () =>
  make({}, async ({ result: { market }, files, ask }) => {
    const [row] = await ask(`
      SELECT sum(realised_cents)::BIGINT AS realised,
        (SELECT sum(granted_cents)::BIGINT FROM claims WHERE insurer = '9001') AS granted,
        (SELECT count(*) FROM (SELECT DISTINCT region FROM claims) WHERE region NOT IN (SELECT region FROM regions)) AS lost,
        (SELECT count(*) FROM (SELECT DISTINCT region, insurer FROM claims EXCEPT SELECT region, insurer FROM population)) AS strangers
      FROM contracts`);
    assert.equal(row!["realised"], row!["granted"]);
    assert.deepEqual([row!["lost"], row!["strangers"]], [0n, 0n]);
    const providers = JSON.parse(files.get("truth/providers.json")!) as { id: string }[];
    assert.deepEqual(
      providers.map(({ id }) => id),
      market.providers.map(({ id }) => id),
    );
    assert.equal(files.get("contracts.csv")!.split("\n").length, 2 + 2 * providers.length);
    assert.ok(
      files.get("contracts.csv")!.includes(",100000.00,") && files.get("contracts.csv")!.includes(",100000.01,"),
    );
    assert.equal(
      [...files.keys()].some((path) => path.endsWith(".asc")),
      false,
    );
  }));

test("claim files hold every line of the lake once", () =>
  make({ format: aw319 }, async ({ result: { messages, lines }, files }) => {
    const messagesWritten = [...files].filter(([path]) => path.startsWith("claims/"));
    assert.equal(messagesWritten.length, messages);
    assert.ok(messages < 200, "few enough to name on one command line");
    const records = messagesWritten.flatMap(([, text]) => text.split("\r\n"));
    assert.equal(BigInt(records.filter((line) => line.startsWith("04")).length), lines);
    assert.ok(records.every((line) => line === "" || line.length === 310));
  }));

test("a dirty market plants every kind of fault once, each in a file of its own", () =>
  make({ format: aw319, dirty: true }, async ({ result: { planted }, files }) => {
    assert.deepEqual(
      planted.map(({ kind }) => kind),
      faultKinds,
    );
    assert.equal(new Set(planted.map(({ file }) => file)).size, planted.length);
    assert.deepEqual(JSON.parse(files.get("truth/faults.json")!), planted);
  }));

test("the month to know of bounds what is there", () =>
  make({ known: 2023 * 12 + 1 }, async ({ files, ask }) => {
    const rows = await ask(
      `SELECT DISTINCT year("from")::INTEGER AS year, status FROM claims WHERE status = 'pending' OR year("from") = 2023`,
    );
    assert.deepEqual(rows, [], "the batch of 2022 was sent in January, that of 2023 is not there yet");
    assert.equal((JSON.parse(files.get("truth/market.json")!) as { known: string }).known, "2023-02");
  }));
