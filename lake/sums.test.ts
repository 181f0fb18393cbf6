import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openLake } from "./lake.ts";
import type { OpenLake } from "./lake.ts";

/** Claims `client provider group day cents`, cents `-` for pending; of insurer 9001, region of the client's letter. */
function claims(batch: string, ...lines: string[]): string {
  const rows = lines.map((text, i) => {
    const [client = "", provider = "", group = "", day = "", cents = ""] = text.split(" ");
    const granted = cents === "-" ? "NULL" : cents;
    return `('${batch}', ${i + 1}, '${client}', '${provider}', '${group}', DATE '2024-${day}', ${granted}::BIGINT, '${batch}${i}')`;
  });
  return `SELECT batch, line, client, provider, '9001' AS insurer, 'region ' || client AS region, 1950 AS birth_year,
    'female' AS sex, '1033' AS service, target_group, "from", "from" + 1 AS until, 1 AS quantity, '04' AS unit,
    coalesce(cents, 700) AS tariff_cents, coalesce(cents, 700) AS claimed_cents, cents AS granted_cents,
    CASE WHEN cents IS NULL THEN 'pending' ELSE 'granted' END AS status, ref, NULL AS corrects
  FROM (VALUES ${rows.join(", ")}) AS rows(batch, line, client, provider, target_group, "from", cents, ref)`;
}

const recount = `SELECT provider, target_group, client, year, CAST(SUM(granted_cents) AS BIGINT) AS cents, COUNT(*) AS lines
  FROM claims GROUP BY ALL ORDER BY ALL`;
const kept = "SELECT provider, target_group, client, year, cents, lines FROM client_year ORDER BY ALL";

async function inLake(run: (lake: OpenLake) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "sums-"));
  const lake = await openLake(folder, { threads: 2 });
  await run(lake);
  await lake.close();
  await rm(folder, { recursive: true });
}

test("sums of which the claims are gone are gone with them", () =>
  inLake(async (lake) => {
    await lake.writeClaims("one", claims("one", "a p g 01-10 500", "a p g 02-10 70"));
    await lake.keepSums();
    await rm(join(lake.folder, "claims/year=2024/month=1"), { recursive: true });
    await lake.keepSums();
    assert.deepEqual(
      (await lake.query(kept)).map(({ cents }) => cents),
      [70n],
    );
    await rm(join(lake.folder, "claims/year=2024"), { recursive: true });
    await lake.keepSums();
    assert.deepEqual(await readdir(join(lake.folder, "sums/client_year")), []);
  }));

test("a lake without claims has sums without rows", () =>
  inLake(async (lake) => {
    await lake.keepSums();
    assert.deepEqual(await lake.query(kept), []);
  }));

test("per month and per year what was granted to a client; what waits stands beside it", () =>
  inLake(async (lake) => {
    await lake.writeClaims(
      "one",
      claims("one", "a p g 01-10 500", "a p g 01-20 -20", "a p g 03-01 -", "b p g 01-02 9"),
    );
    await lake.keepSums();
    const months =
      "SELECT month, client, cents, lines, pending_lines, pending_cents FROM client_month ORDER BY month, client";
    assert.deepEqual(await lake.query(months), [
      { month: 1n, client: "a", cents: 480n, lines: 2n, pending_lines: 0n, pending_cents: 0n },
      { month: 1n, client: "b", cents: 9n, lines: 1n, pending_lines: 0n, pending_cents: 0n },
      { month: 3n, client: "a", cents: null, lines: 1n, pending_lines: 1n, pending_cents: 700n },
    ]);
    assert.deepEqual(await lake.query("SELECT client, cents, region, pending_cents FROM client_year ORDER BY client"), [
      { client: "a", cents: 480n, region: "region a", pending_cents: 700n },
      { client: "b", cents: 9n, region: "region b", pending_cents: 0n },
    ]);
  }));

test("late claims and credits make their own month anew, and no other", () =>
  inLake(async (lake) => {
    await lake.writeClaims("one", claims("one", "a p g 01-10 500", "a p g 02-10 300", "b q g 02-11 40"));
    await lake.keepSums();
    const month = (n: number): string => join(lake.folder, "sums/client_month/year=2024", `month=${n}`, "sums.parquet");
    const [january, february] = [await stat(month(1)), await stat(month(2))];
    await lake.writeClaims("two", claims("two", "a p g 02-10 -300", "c p h 02-28 77"));
    await lake.keepSums();
    assert.deepEqual(await lake.query(kept), await lake.query(recount));
    assert.equal((await stat(month(1))).mtimeMs, january.mtimeMs);
    assert.notEqual((await stat(month(2))).mtimeMs, february.mtimeMs);
    const whole = await stat(month(2));
    await lake.keepSums();
    assert.equal((await stat(month(2))).mtimeMs, whole.mtimeMs);
  }));

test("sums of claims that were taken away or put there by hand are made anew", () =>
  inLake(async (lake) => {
    await lake.writeClaims("one", claims("one", "a p g 01-10 500"));
    await lake.writeClaims("two", claims("two", "a p g 01-11 20"));
    await lake.keepSums();
    await rm(join(lake.folder, "claims/year=2024/month=1/two.parquet"));
    await lake.keepSums();
    assert.deepEqual(await lake.query("SELECT cents FROM client_year"), [{ cents: 500n }]);
  }));

test("the same batch again: its sums are forgotten before its file is changed", () =>
  inLake(async (lake) => {
    await lake.writeClaims("one", claims("one", "a p g 01-10 500"));
    await lake.keepSums();
    await lake.writeClaims("one", claims("one", "a p g 01-10 600"));
    assert.deepEqual(await readdir(join(lake.folder, "sums/client_year")), []);
    await lake.keepSums();
    assert.deepEqual(await lake.query(kept), await lake.query(recount));
  }));
