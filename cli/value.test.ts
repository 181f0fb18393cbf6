import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openLake } from "../lake/lake.ts";
import { main } from "./main.ts";

const policy = "policy/voorbeeld-wijkverpleging/2024";
let folder = "";

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "driehoek-value-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  await lake.writeClaims(
    "one",
    `SELECT 'one' AS batch, n AS line, md5(CAST(n AS VARCHAR)) AS client, '4100000' || (1 + n % 2) AS provider,
      '9001' AS insurer, 'north' AS region, 1940 AS birth_year, 'female' AS sex, '1033' AS service,
      'frail_short' AS target_group, DATE '2022-05-01' AS "from", DATE '2022-05-02' AS until, CASE WHEN n % 2 = 0 THEN 90000 ELSE 110000 END AS quantity,
      '07' AS unit, 1 AS tariff_cents, quantity AS claimed_cents, quantity AS granted_cents,
      'granted' AS status, 'r' || n AS ref, NULL AS corrects FROM range(80) AS clients(n)`,
  );
  await lake.close();
});
after(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const said = { out: "", err: "" };
  const exit = await main(["value", ...args], {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { exit, ...said };
}

test("the table tells every provider, and that figures are missing by exit 4", async () => {
  const { exit, out } = await run(policy, "--lake", join(folder, "lake"));
  assert.equal(exit, 4);
  assert.match(out, /^Voorbeeld Zorgverzekeraar: kengetallen, .*; 2 aanbieders\n {2}\[1\] Kosten van alle cliënten/);
  assert.match(out, /\n41000001 +0,9 +0 % +– /);
  assert.match(out, /\n41000002 +1,1 +0 % +– /);
  assert.match(out, /\[1\] Er zijn geen overeenkomsten over 2022 geladen/);
});

test("one provider is told with intervals, notes and what is missing, in the reader's language", async () => {
  const { out } = await run(policy, "--lake", join(folder, "lake"), "--provider", "41000002", "--lang", "en");
  assert.match(out, /national mean cost of each target group: 1\.1 \(95 %: 1\.066\d+ – 1\.13\d+\)\n/);
  assert.match(out, /quality register: unknown, as this is missing: .*\(2022\)/);
  assert.match(
    out,
    / {4}In target group ‘frail and less than three months’ a client is an outlier above € \d,\d{3}\.\d\d\.\n/,
  );
});

test("as data: numbers as text, with their interval, what they were made of and what is missing", async () => {
  const { out } = await run(policy, "--lake", join(folder, "lake"), "--json", "--provider", "41000001");
  const { format, command, policy: id, on, result } = JSON.parse(out);
  assert.deepEqual([format, command, id, on], ["driehoek/1", "value", "voorbeeld-wijkverpleging-2024", "2024-01-01"]);
  const [{ provider, figures, parts }] = result.providers;
  assert.equal(provider, "41000001");
  assert.equal(figures.cost_ratio.value, "0.900000");
  assert.equal(figures.cost_ratio.interval.method, "scaled");
  assert.deepEqual(figures.cost_ratio.made, { actual_cents: "3600000", expected_cents: "4000000", clients: "40" });
  assert.deepEqual(figures.level5_per_client, { missing: ["fact.level5_fte@2022", "fact.clients_in_care@2022"] });
  assert.equal(parts["provider.group"].frail_short.group_cost_ratio.value, "0.900000");
});

test("with classes nobody is left out: of whom none can be decided stands what is missing, as text and as data", async () => {
  const { exit, out } = await run(policy, "--lake", join(folder, "lake"), "--classes");
  assert.equal(exit, 4);
  assert.match(out, /\n {2}41000001, 41000002\n {4}Nog niet te beslissen; dit ontbreekt:\n {6}– /);
  const data = await run(policy, "--lake", join(folder, "lake"), "--classes", "--json", "--provider", "41000001");
  const choice = JSON.parse(data.out).result.choices.find(({ decision }: { decision: string }) => decision === "class");
  assert.deepEqual(choice.providers, []);
  assert.deepEqual([choice.open.length, choice.open[0].provider, choice.open[0].status], [1, "41000001", "incomplete"]);
  assert.ok(choice.open[0].missing.length > 0);
});

test("a stranger, a folder that is no lake, and a question without a lake are refused", async () => {
  const stranger = await run(policy, "--lake", join(folder, "lake"), "--provider", "41000009");
  assert.deepEqual([stranger.exit, stranger.err.includes("bedoelt u `4100000")], [2, true]);
  const nowhere = await run(policy, "--lake", join(folder, "nowhere"));
  assert.deepEqual([nowhere.exit, nowhere.err.includes("no-lake")], [2, true]);
  assert.equal((await run(policy)).exit, 2);
});

test("--mirror writes what each provider is shown of itself; it asks for a folder", async () => {
  const out = join(folder, "mirror");
  const told = await run(policy, "--lake", join(folder, "lake"), "--mirror", "--out", out, "--json");
  assert.deepEqual(JSON.parse(told.out).result, { out, mirrors: 2 });
  const table = await readFile(join(out, "41000001.csv"), "utf8");
  // Two providers are too few: of the other nothing is shown, of oneself everything.
  assert.match(table, /\ngroup,frail_short,40,36000\.00,900\.00,,,,,few_peers\n/);
  assert.match(await readFile(join(out, "41000001.html"), "utf8"), /te weinig aanbieders/);
  assert.equal(JSON.parse(await readFile(join(out, "41000002.json"), "utf8")).provider, "41000002");
  const nowhere = await run(policy, "--lake", join(folder, "lake"), "--mirror");
  assert.equal(nowhere.exit, 2);
  assert.match(nowhere.err, /`--out` met de map waarin de spiegels komen/);
});
