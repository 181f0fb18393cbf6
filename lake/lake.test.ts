import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openLake } from "./lake.ts";

const key = "00".repeat(31) + "07";

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "lake-"));
  await run(folder).finally(() => rm(folder, { recursive: true }));
}

/** Lines `first` to `last` of a year of care, made of the line number alone. */
function claims(batch: string, first: number, last: number): string {
  return `
    SELECT '${batch}' AS batch, i AS line, md5((i % 97)::VARCHAR) AS client, printf('41%06d', 1 + i % 13) AS provider,
      '3311' AS insurer, 'north' AS region, 1940 + i % 60 AS birth_year, 'female' AS sex, '1033' AS service,
      CASE WHEN i % 2 = 0 THEN 'frail_short' ELSE 'prevention' END AS target_group,
      DATE '2024-01-01' + (i % 366)::INTEGER AS "from", DATE '2024-01-02' + (i % 366)::INTEGER AS until,
      2 AS quantity, '04' AS unit, 6000 AS tariff_cents, 12000 AS claimed_cents,
      CASE WHEN i % 5 = 0 THEN NULL ELSE 12000 - i % 3 END AS granted_cents,
      CASE WHEN i % 5 = 0 THEN 'pending' ELSE 'granted' END AS status, printf('R%d', i) AS ref, NULL AS corrects
    FROM range(${first}, ${last + 1}) AS lines(i)`;
}

test("an empty lake has a claims table without rows", () =>
  inFolder(async (folder) => {
    const lake = await openLake(folder, { threads: 1, now: "2024-01-01T00:00:00Z", key });
    assert.deepEqual(await lake.query("SELECT count(*) AS n, sum(granted_cents)::BIGINT AS cents FROM claims"), [
      { n: 0n, cents: null },
    ]);
    assert.equal(lake.holds("claims"), false);
    await lake.close();
    const note = JSON.parse(await readFile(join(folder, "lake.json"), "utf8")) as Record<string, string>;
    assert.deepEqual(Object.keys(note), ["format", "created", "key"]);
    assert.ok(!JSON.stringify(note).includes(key));
    assert.equal((await stat(join(folder, "pseudonym.key"))).mode & 0o777, 0o600);
  }));

test("a batch lies in sorted files per month of care, and later batches beside it", () =>
  inFolder(async (folder) => {
    const lake = await openLake(folder, { threads: 2, key });
    await lake.writeClaims("one", claims("one", 1, 4000));
    await lake.writeClaims("two", claims("two", 4001, 4366));
    assert.equal((await readdir(join(folder, "claims", "year=2024"))).length, 12);
    assert.deepEqual(await readdir(join(folder, "claims", "year=2024", "month=3")), ["one.parquet", "two.parquet"]);
    const [sum] = await lake.query("SELECT count(*) AS n, sum(granted_cents)::BIGINT AS cents FROM claims");
    const granted = Array.from({ length: 4366 }, (_, i) => i + 1).filter((i) => i % 5 !== 0);
    assert.deepEqual(sum, { n: 4366n, cents: BigInt(granted.reduce((cents, i) => cents + 12000 - (i % 3), 0)) });
    const march = join(folder, "claims", "year=2024", "month=3", "one.parquet");
    const rows = await lake.query(`SELECT target_group, provider, client, "from" FROM read_parquet('${march}')`);
    const keys = rows.map((row) => Object.values(row).join(" "));
    assert.deepEqual(keys, keys.toSorted());
    await lake.close();
  }));

test("one thread and two write the same bytes", () =>
  inFolder(async (folder) => {
    const bytes: Buffer[] = [];
    for (const threads of [1, 2]) {
      const lake = await openLake(join(folder, String(threads)), { threads, key });
      await lake.writeClaims(
        "one",
        `SELECT * REPLACE (DATE '2024-05-01' AS "from") FROM (${claims("one", 1, 300_000)})`,
      );
      bytes.push(await readFile(join(folder, String(threads), "claims/year=2024/month=5/one.parquet")));
      await lake.close();
    }
    assert.ok(bytes[0]!.equals(bytes[1]!));
  }));

test("days and decimals leave the lake as text", () =>
  inFolder(async (folder) => {
    const lake = await openLake(folder, { threads: 1, key });
    assert.deepEqual(await lake.query("SELECT 1.50::DECIMAL(9,2) AS d, DATE '2024-02-29' AS day, true AS b"), [
      { d: "1.50", day: "2024-02-29", b: true },
    ]);
    await lake.close();
  }));
