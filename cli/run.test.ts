import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openLake } from "../lake/lake.ts";
import { main } from "./main.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
let folder = "";

/** Two providers of insurer 9001 and one of insurer 9002, of whom nothing is known but their claims. */
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-run-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  await lake.writeClaims(
    "one",
    `SELECT 'one' AS batch, n AS line, md5(CAST(n AS VARCHAR)) AS client, '4100000' || (1 + n % 3) AS provider,
      CASE WHEN n % 3 = 2 THEN '9002' ELSE '9001' END AS insurer, 'north' AS region, 1940 AS birth_year, 'female' AS sex,
      '1033' AS service, 'frail_short' AS target_group, DATE '2022-05-01' AS "from", DATE '2022-05-02' AS until,
      90000 AS quantity, '07' AS unit, 1 AS tariff_cents, 90000 AS claimed_cents, 90000 AS granted_cents,
      'granted' AS status, 'r' || n AS ref, NULL AS corrects FROM range(90) AS clients(n)`,
  );
  await lake.close();
});
after(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["run", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

const lake = (): string[] => ["--lake", join(folder, "lake"), "--key", join(folder, "key")];

test("a round is told in a few lines, with where the reports are; gaps are exit 4", async () => {
  const out = join(folder, "nl");
  const told = await run(policy, ...lake(), "--out", out);
  assert.equal(told.exit, 4);
  const lines = told.out.trimEnd().split("\n");
  assert.equal(lines[0], "Voorbeeld Zorgverzekeraar: ronde op 1 januari 2024, 3 aanbieders");
  assert.ok(lines.includes("  Soort afspraak: nog niet te beslissen (3)"));
  assert.equal(lines.at(-1), `Rapporten: ${out}/report/overview.html · rekenbonnen: ${out}/receipts`);
  assert.match(await readFile(join(out, "report", "overview.html"), "utf8"), /<html lang="nl">/);
});

test("--lang en tells it and writes the pages in English; --insurer leaves others' claims out", async () => {
  const out = join(folder, "en");
  const told = await run(policy, ...lake(), "--out", out, "--lang", "en", "--insurer", "9001");
  assert.match(told.out, /^Voorbeeld Zorgverzekeraar: round on 1 January 2024, 2 providers\n/);
  assert.match(await readFile(join(out, "report", "41000001.html"), "utf8"), /<html lang="en">[^]*What was looked at/);
  assert.deepEqual(
    (await readdir(join(out, "receipts"))).filter((name) => name.includes("41000003")),
    [],
  );
});

test("--json is one envelope with what came out how often", async () => {
  const out = join(folder, "json");
  const told = await run(policy, ...lake(), "--out", out, "--json", "--on", "2024-06-01", "--insurer", "9001,9002");
  const { result, findings, ...rest } = JSON.parse(told.out) as {
    result: Record<string, unknown>;
    findings: readonly { code: string }[];
  };
  assert.deepEqual(rest, {
    format: "driehoek/1",
    command: "run",
    on: "2024-06-01",
    policy: "voorbeeld-wijkverpleging-2024",
  });
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["months-without-claims"],
  );
  assert.deepEqual([result["out"], result["providers"]], [out, 3]);
  assert.deepEqual((result["tally"] as Record<string, unknown>)["agreement"], { incomplete: 3 });
});

test("without a policy, a lake or a place to write to: exit 2 and how it is used", async () => {
  for (const [args, expected] of [
    [
      [policy, ...lake()],
      /^opdrachtregel: usage: gevonden `run`, verwacht driehoek run BELEID --lake MAP --out MAP\n$/,
    ],
    [[...lake(), "--out", "x", "--lang", "en"], /expected driehoek run POLICY --lake DIR --out DIR/],
    [[policy, "more", ...lake(), "--out", "x"], /usage/],
    [["policy/nowhere", ...lake(), "--out", "x"], /no-policy/],
  ] as const) {
    const { exit, out, err } = await run(...args);
    assert.deepEqual([exit, out], [2, ""]);
    assert.match(err, expected);
  }
});
