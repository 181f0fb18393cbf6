import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openLake } from "../lake/lake.ts";
import type { Finding } from "../src/finding.ts";
import type { SqlValue } from "../src/sql.ts";
import type { Lake } from "./effects.ts";
import { batchOf, countIncoming, gather, isUnusable, refusedLines, settle, toLoad } from "./incoming.ts";

const columns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
  ["name", "VARCHAR"],
  ["cents", "BIGINT"],
] as const;

async function inLake(run: (lake: Lake) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "incoming-"));
  const lake = await openLake(folder, { threads: 1, key: "00".repeat(32) });
  try {
    await run(lake);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

async function* rows(count: number, cents: bigint): AsyncGenerator<SqlValue[]> {
  for (let line = 1; line <= count; line++) yield ["one", line, line % 2 === 0 ? undefined : `'t "${line}"`, cents];
}

test("rows come to lie in the lake as they were, whatever signs they hold and however many there are", () =>
  inLake(async (lake) => {
    await gather(lake, columns, rows(2501, 9_007_199_254_740_993n));
    assert.equal(await countIncoming(lake), 2501);
    assert.equal(await settle(lake, "things", "one", columns), true);
    const [sum] = await lake.query(
      "SELECT count(*) AS n, count(name) AS named, min(cents) AS least, max(cents) AS most FROM things",
    );
    assert.deepEqual(sum, { n: 2501n, named: 1251n, least: 9007199254740993n, most: 9007199254740993n });
    assert.deepEqual(await lake.query("SELECT name FROM things WHERE line = 3"), [{ name: `'t "3"` }]);
  }));

test("the same rows again are not added, other rows of the batch take their place", () =>
  inLake(async (lake) => {
    const load = async (count: number, cents: bigint) => {
      await gather(lake, columns, rows(count, cents));
      return settle(lake, "things", "one", columns);
    };
    assert.deepEqual(
      [await load(3, 1n), await load(3, 1n), await load(3, 2n), await load(2, 2n)],
      [true, false, true, true],
    );
    assert.deepEqual(await lake.query("SELECT count(*) AS n, sum(cents)::BIGINT AS cents FROM things"), [
      { n: 2n, cents: 4n },
    ]);
    assert.equal(await load(0, 1n), false);
  }));

function finding(severity: Finding["severity"], line: number): Finding {
  return { code: "c", severity, file: "f", line, found: "x", expected: "y" };
}

test("a line with two faults is one refused line, and a warning refuses nothing", () => {
  const findings = [
    finding("line", 3),
    finding("line", 3),
    finding("record", 4),
    finding("warning", 5),
    finding("record", 0),
  ];
  assert.equal(refusedLines(findings), 2);
  assert.equal(isUnusable(findings), false);
  assert.equal(isUnusable([finding("file", 0)]), true);
});

test("the exit tells whether all, some or nothing was taken", () => {
  const table = { file: "f.csv", sha256: "0123456789abcdef0123", reading: "csv" };
  const exitOf = (taken: number, refused: number) =>
    toLoad("regions", table, { added: true, taken, refused, totals: {}, missing: [] }, []).exit;
  assert.deepEqual([exitOf(2, 0), exitOf(2, 1), exitOf(0, 1)], [0, 4, 2]);
  assert.equal(batchOf(table.sha256), "0123456789abcdef");
});
