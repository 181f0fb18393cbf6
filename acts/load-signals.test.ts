import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openTable } from "../format/table.ts";
import { disk as files } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { Lake } from "./effects.ts";
import { loadSignals, readRegister } from "./load-signals.ts";

type Load = (text: string, knownAt?: string) => ReturnType<typeof loadSignals>;

async function atDesk(run: (load: Load, lake: Lake) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "signals-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, key: "00".repeat(32) });
  const clock = { now: () => "2024-09-15T07:00:00Z" };
  const progress = { say: () => undefined };
  const effects = { files, lake, clock, progress, tables: { open: (path: string) => openTable(path) } };
  const path = join(folder, "signals.csv");
  const load = async (text: string, knownAt?: string) => {
    await writeFile(path, text);
    return loadSignals(effects, { path, ...(knownAt && { knownAt }) });
  };
  try {
    await run(load, lake);
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const sheet = `kenmerk;datum;regio;soort;melder
Z-1;2-8-2024;Oost;geen plaats;verwijzer
Z-2;3-8-2024;West;wachttijd;verzekerde
`;

test("signals come into a register that only grows; the same sheet again adds nothing", () =>
  atDesk(async (load, lake) => {
    assert.equal(await readRegister(files, lake.folder), undefined, "no register is not an empty one");
    const { exit, findings, result } = await load(sheet);
    assert.deepEqual([exit, findings], [0, []]);
    assert.deepEqual(result?.totals, {
      regions: 2,
      first: 2,
      again: 0,
      kinds: { no_place: 1, long_wait: 1, care_stopped: 0, other: 0 },
    });
    const register = await readRegister(files, lake.folder);
    assert.deepEqual(
      register?.map(({ ref, on, kind, from, known_at }) => [ref, on, kind, from, known_at]),
      [
        ["Z-1", "2024-08-02", "no_place", "referrer", "2024-09-15T07:00:00Z"],
        ["Z-2", "2024-08-03", "long_wait", "insured", "2024-09-15T07:00:00Z"],
      ],
    );
    const again = await load(`${sheet}Z-3;15-9-2024;Oost;overig;verwijzer\n`);
    assert.deepEqual([again.exit, again.result?.totals.first, again.result?.totals.again], [0, 1, 2]);
    assert.equal((await readRegister(files, lake.folder))?.length, 3);
  }));

test("every bad line is a finding with its line and field, and the good ones are kept", () =>
  atDesk(async (load, lake) => {
    await lake.write(
      "regions/r.parquet",
      "SELECT 'r' AS batch, 1 AS line, 'postcode' AS kind, '5038' AS key, 'Oost' AS region",
    );
    const { exit, findings, result } = await load(
      "ref,day,region,kind,from\n" +
        "Z-1,2024-08-02,Oost,no_place,referrer\n" +
        "Z-2,2024-08-02,Oest,no_place,referrer\n" +
        "Z-3,2024-09-16,Oost,no_place,referrer\n" +
        "Z-4,2024-08-02,Oost,bed,referrer\n" +
        "Z-5,2024-08-02,Oost,no_place,buurvrouw\n" +
        ",2024-08-02,Oost,no_place,insured\n" +
        "Z-1,2024-08-03,Oost,no_place,referrer\n" +
        "111222333,2024-08-03,Oost,no_place,insured\n",
    );
    assert.deepEqual(
      findings.map(({ code, line, field }) => [code, line, field]),
      [
        ["unknown-region", 3, "region"],
        ["future-signal", 4, "day"],
        ["bad-cell", 5, "kind"],
        ["bad-cell", 6, "from"],
        ["empty-cell", 7, "ref"],
        ["second-signal", 8, "ref"],
        ["personal-value", 9, "ref"],
      ],
    );
    assert.ok(!JSON.stringify(findings).includes("111222333"), "a person's number is not told on");
    assert.deepEqual([exit, result?.taken, result?.refused], [4, 1, 7]);
    assert.equal((await load("day,region\n")).exit, 2);
    assert.equal((await load("ref,day,region,kind,from,naam\nZ-9,2024-08-02,Oost,no_place,insured,Jansen\n")).exit, 2);
    assert.equal((await readRegister(files, lake.folder))?.length, 1);
  }));
