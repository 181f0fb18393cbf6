import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { memoryDisk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import type { Lake } from "./effects.ts";
import { valueMirror } from "./value-mirror.ts";
import type { ValueMirrorInput } from "./value-mirror.ts";

let lake: OpenLake;

before(async () => {
  const folder = await mkdtemp(join(tmpdir(), "value-mirror-"));
  lake = await openLake(folder, { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  await lake.writeClaims(
    "b",
    `SELECT 'b' AS batch, n AS line, md5('c' || n) AS client, '4100000' || (1 + n % 3) AS provider, '9001' AS insurer,
      'north' AS region, 1940 AS birth_year, 'female' AS sex, '1033' AS service, 'frail_short' AS target_group,
      DATE '2022-05-01' AS "from", DATE '2022-05-02' AS until, 90000 AS quantity, '07' AS unit, 1 AS tariff_cents,
      90000 AS claimed_cents, 90000 AS granted_cents, 'granted' AS status, 'r' || n AS ref, NULL AS corrects
      FROM range(90) AS clients(n)`,
  );
});

after(async () => {
  await lake.close();
  await rm(lake.folder, { recursive: true });
});

/** What is answered, and the names of the files that were written. */
async function written(policy: string, more: Partial<ValueMirrorInput> = {}, opened: Lake = lake) {
  const files = memoryDisk();
  const page = () => "page";
  const effects = { files, installedFacts: "policy/facts", openLake: () => Promise.resolve(opened), page };
  const input = { folder: `policy/${policy}/2024`, lake: lake.folder, out: "m", ...more };
  return { ...(await valueMirror(effects, input)), names: [...files.held.keys()] };
}

test("every provider with cost that counts has a table, an object and a page", async () => {
  const { count, names, exit } = await written("voorbeeld-wijkverpleging");
  assert.deepEqual([count, exit], [3, 4]);
  const providers = ["41000001", "41000002", "41000003"];
  assert.deepEqual(
    names.toSorted(),
    providers.flatMap((id) => [`m/${id}.csv`, `m/${id}.html`, `m/${id}.json`]),
  );
});

test("one provider can be asked for", async () => {
  const { count, names } = await written("voorbeeld-wijkverpleging", { provider: "41000002" });
  assert.equal(count, 1);
  assert.deepEqual(names.toSorted(), ["m/41000002.csv", "m/41000002.html", "m/41000002.json"]);
});

test("a policy that declares no mirror is told so, and nothing is written", async () => {
  const { exit, findings, names } = await written("cz-wijkverpleging");
  assert.equal(exit, 2);
  assert.ok(findings.some(({ code }) => code === "no-mirror"));
  assert.deepEqual(names, []);
});

test("as in a round, nothing is written for providers from the claims of several insurers of whom none is named", async () => {
  const insurers: Readonly<Record<string, readonly string[]>> = { client_year: ["9001", "9002"], contracts: ["9001"] };
  const mixed = {
    folder: lake.folder,
    holds: (table: string) => table !== "population",
    keepSums: () => Promise.resolve(),
    query: (sql: string) => {
      const table = Object.keys(insurers).find((name) => sql.includes(`FROM ${name}\n`));
      return Promise.resolve((insurers[table ?? ""] ?? []).map((insurer) => ({ insurer })));
    },
  } as unknown as Lake;
  const { exit, findings, names } = await written("voorbeeld-wijkverpleging", {}, mixed);
  assert.deepEqual([exit, names], [2, []]);
  assert.deepEqual(
    findings.filter(({ severity }) => severity === "file").map(({ code }) => code),
    ["mixed-insurers"],
  );
});
