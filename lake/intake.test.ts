import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import type { Intake } from "../acts/effects.ts";
import { openLake, type OpenLake } from "./lake.ts";

const groups = [
  { service: "1033", from: "2017-01-01", until: "2024-03-05", targetGroup: "frail_short" },
  { service: "1033", from: "2024-03-05", targetGroup: "renamed" },
];

async function atLake(run: (lake: OpenLake, intake: Intake) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "intake-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1 });
  const intake = await lake.openIntake();
  await run(lake, intake);
  await intake.close();
  await lake.close();
  await rm(folder, { recursive: true });
}

/** Stages a batch of lines `<ref> <day>`, one page per month; nothing is left out or decided. */
async function stage(lake: OpenLake, intake: Intake, batch: string, ...lines: string[]): Promise<void> {
  const months = Map.groupBy(lines, (line) => line.slice(2, 9));
  const pages = await Promise.all(
    [...months].map(async ([month, ofMonth]) => {
      const path = join(intake.folder, `${batch}-${month}.parquet`);
      const rows = ofMonth.map((line, i) => `(${i + 1}, '${line.slice(0, 1)}', DATE '${line.slice(2)}')`);
      await lake.run(`
        COPY (SELECT line, 'c' AS client, '9001' AS insurer, 'north' AS region, 1950 AS birth_year, 'female' AS sex,
          '41000001' AS provider, '1033' AS service, "from", "from" AS last, 4 AS quantity, '07' AS unit, 550 AS tariff_cents,
          2200 AS claimed_cents, NULL::BIGINT AS granted_cents, 'pending' AS status, ref, NULL::VARCHAR AS corrects
        FROM (VALUES ${rows.join(", ")}) AS rows(line, ref, "from")) TO '${path}' (FORMAT parquet)`);
      return { path, month, linesBefore: 10, batch };
    }),
  );
  await intake.stage(pages, groups);
  await lake.run("CREATE OR REPLACE TEMP TABLE left_out (batch VARCHAR, line INTEGER)");
  await lake.run(
    "CREATE OR REPLACE TEMP TABLE decided (provider VARCHAR, ref VARCHAR, granted_cents BIGINT, status VARCHAR)",
  );
}

async function tell(lake: OpenLake, table = "claims"): Promise<string[]> {
  const rows = await lake.query(`SELECT * FROM ${table} ORDER BY ref`);
  return rows.map(({ ref, line, target_group, until, status }) => `${ref} ${line} ${target_group} ${until} ${status}`);
}

test("staged claims have their batch, line, target group and the day after the last; published they are the lake's", () =>
  atLake(async (lake, intake) => {
    await stage(lake, intake, "b1", "A 2024-02-29", "B 2024-03-04", "C 2024-03-05");
    const expected = [
      "A 11 frail_short 2024-03-01 pending",
      "B 11 frail_short 2024-03-05 pending",
      "C 12 renamed 2024-03-06 pending",
    ];
    assert.deepEqual(await tell(lake, "staged"), expected);
    assert.deepEqual(await tell(lake), []);
    await intake.publish("b1", { b1: { file: "x" } });
    assert.deepEqual(await tell(lake), expected);
    assert.deepEqual(
      (await readdir(join(lake.folder, "claims"), { recursive: true }))
        .filter((path) => path.endsWith("parquet"))
        .toSorted(),
      ["year=2024/month=2/b1.parquet", "year=2024/month=3/b1.parquet"],
    );
    assert.deepEqual(await readdir(join(lake.folder, "batches")), ["b1.json"]);
  }));

test("lines left out stay out, and a month of which nothing is left makes no file", () =>
  atLake(async (lake, intake) => {
    await stage(lake, intake, "b1", "A 2024-02-29", "B 2024-03-04", "C 2024-03-05");
    await lake.run("INSERT INTO left_out SELECT batch, line FROM staged WHERE ref IN ('A', 'B')");
    await intake.publish("b1", {});
    assert.deepEqual(
      (await lake.query("SELECT ref FROM claims")).map(({ ref }) => ref),
      ["C"],
    );
    assert.equal(existsSync(join(lake.folder, "claims", "year=2024", "month=2")), false);
  }));

test("a decision changes the claim where it lies", () =>
  atLake(async (lake, intake) => {
    await stage(lake, intake, "b1", "A 2024-02-29", "B 2024-03-04");
    await intake.publish("b1", {});
    await stage(lake, intake, "b2", "C 2024-03-04");
    await lake.run("INSERT INTO decided VALUES ('41000001', 'B', 2000, 'granted')");
    await intake.publish("b2", {});
    const rows = await lake.query("SELECT ref, batch, status, granted_cents FROM claims ORDER BY ref");
    assert.deepEqual(
      rows.map((row) => Object.values(row)),
      [
        ["A", "b1", "pending", null],
        ["B", "b1", "granted", 2000n],
        ["C", "b2", "pending", null],
      ],
    );
  }));

test("a publication that was broken off is completed when the lake is opened again", () =>
  atLake(async (lake, intake) => {
    await stage(lake, intake, "b1", "A 2024-02-29", "B 2024-03-04");
    const staging = join(lake.folder, "staged");
    const moves = [
      ["2024-02.parquet", "claims/year=2024/month=2/b1.parquet"],
      ["2024-03.parquet", "claims/year=2024/month=3/b1.parquet"],
      ["gone-before.parquet", "claims/year=2024/month=4/b1.parquet"],
    ];
    await mkdir(staging, { recursive: true });
    await writeFile(join(staging, "publish.json"), JSON.stringify(moves));
    const again = await openLake(lake.folder, { threads: 1 });
    assert.deepEqual(
      (await again.query("SELECT ref FROM claims ORDER BY ref")).map(({ ref }) => ref),
      ["A", "B"],
    );
    assert.equal(existsSync(join(staging, "publish.json")), false);
    await again.close();
  }));

test("one process at a time takes claims in, and what a process left that is gone is cleared", () =>
  atLake(async (lake) => {
    const path = join(lake.folder, "staged", "process");
    await writeFile(path, String(process.ppid));
    await assert.rejects(lake.openIntake(), /process \d+ is taking claims in/);
    await writeFile(path, "4194304");
    await (await lake.openIntake()).close();
    assert.equal(existsSync(path), false);
  }));

test("what is not published is forgotten", () =>
  atLake(async (lake, intake) => {
    await stage(lake, intake, "b1", "A 2024-02-29");
    await intake.close();
    assert.deepEqual(await tell(lake), []);
    assert.equal(existsSync(join(lake.folder, "staged")), false);
  }));
