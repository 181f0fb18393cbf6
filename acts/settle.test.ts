import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openTable } from "../format/table.ts";
import { memoryDisk } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import { settle } from "./settle.ts";

const files = memoryDisk();

const effects = {
  files,
  tables: { open: openTable },
  openLake: () => assert.fail("no lake is asked"),
};
const futures = { count: 20, spread: 100, seed: 1 };

test("settle() reads the year beside the contract and writes only the drawing that is asked", async () => {
  const path = "examples/contracts/extra-contracting";
  const { exit, told } = await settle(effects, { path, futures, lang: "nl" });
  assert.equal(exit, 0);
  assert.deepEqual(told?.sources.map(({ file }) => file), [`${path}/realised.csv`]); // prettier-ignore
  assert.deepEqual(told.settlement.payments, [{ payee: "provider", cents: 103_000_000n }]);
  assert.equal(files.held.size, 0);
  await settle(effects, { path, futures, lang: "nl", plot: "pay.svg" });
  assert.deepEqual([...files.held.keys()], ["pay.svg"]);
});

test("settle() compares with another form, and fills what is asked", async () => {
  const { comparison, filled } = await settle(effects, {
    path: "examples/contracts/lump-sum",
    compare: "examples/contracts/ceiling",
    fill: true,
    futures,
    lang: "nl",
  });
  assert.equal(comparison?.sides[1].contract.form, "ceiling");
  assert.equal(filled?.sum, 123_456_789n);
});

/** Claims `batch client day quantity unit cents`, cents `-` while nobody has decided; of provider 42000001. */
function claims(...lines: string[]): string {
  const rows = lines.map((line, i) => {
    const [batch, client, day, quantity, unit, cents = ""] = line.split(" ");
    const granted = cents === "-" ? "NULL" : cents;
    const status = cents === "-" ? "pending" : "granted";
    return `('${batch}', ${i}, '${client}', DATE '${day}', ${quantity}, '${unit}', ${granted}::BIGINT, '${status}')`;
  });
  return `SELECT batch, line, client, '42000001' AS provider, '9001' AS insurer, 'Zuid' AS region, 1950 AS birth_year, 'male' AS sex,
    '1033' AS service, 'frail_short' AS target_group, "from", "from" + 1 AS until, quantity, unit, 1 AS tariff_cents,
    coalesce(cents, 700) AS claimed_cents, cents AS granted_cents, status, batch || line AS ref, NULL AS corrects
    FROM (VALUES ${rows.join(", ")}) AS rows(batch, line, client, "from", quantity, unit, cents, status)`;
}

const contract = `format: driehoek-contract/1
form: counted
nl: Geteld
en: Counted
law: zvw
care: wijkverpleging
rounding: half_up
facts:
  cost: { type: money, nl: kosten, en: cost }
  hours: { type: int, nl: uren, en: hours }
  used: { type: money, for: month, nl: gebruikt, en: used }
  bonus: { type: money, nl: toeslag, en: bonus }
volume: [cost, hours, used]
plan: { cost: "10.00", hours: "2", used: { "2024-01": "10.00" }, bonus: "0.00" }
claims:
  provider: "42000001"
  from: 2024-01-01
  until: 2025-01-01
  facts:
    cost: { counts: granted, until: 2024-03-01 }
    hours: { counts: quantity, services: ["1033"], unit: "04" }
    used: { counts: granted }
terms:
  - { id: per_hour, nl: Per uur, en: Per hour, prices: { hours: "60.00" }, assumption: t }
  - { id: own, for: month, nl: Per maand, en: Per month, of: used, at_most: "8.00", assumption: t }
  - { id: months, nl: Maanden, en: Months, total: own, assumption: t }
  - { id: pay, nl: Som, en: Sum, sum: [cost, per_hour, months, bonus], assumption: t }
pays: { provider: pay }
`;

/** What is paid by this contract on these claims, or on this sheet. */
async function settled(
  lines: readonly string[],
  { sheet, text = contract, provider }: { sheet?: string; text?: string; provider?: string } = {},
) {
  const folder = await mkdtemp(join(tmpdir(), "driehoek-settle-"));
  const lake = await openLake(join(folder, "lake"), { threads: 1, now: "2024-01-01T00:00:00Z", key: "07".repeat(32) });
  try {
    await writeFile(join(folder, "contract.yaml"), text);
    await writeFile(join(folder, "realised.csv"), sheet ?? "fact,part,value\nbonus,,1.00\n");
    for (const [batch, own] of Map.groupBy(lines, (line) => line.split(" ")[0]!))
      await lake.writeClaims(batch, claims(...own));
    const asked = lines.length === 0 && sheet !== undefined ? {} : { lake: join(folder, "lake") };
    const { exit, told, findings } = await settle(
      { ...effects, openLake: async () => lake },
      { path: folder, futures, lang: "nl", ...asked, ...(provider !== undefined && { provider }) },
    );
    const codes = findings.map(({ code }) => code);
    const sources = told?.sources.map(({ facts }) => facts.join(" "));
    return { exit, paid: told?.settlement.payments[0]?.cents, status: told?.settlement.status, codes, sources };
  } finally {
    await lake.close();
    await rm(folder, { recursive: true });
  }
}

const year = [
  "a p 2024-01-10 2 04 1000",
  "a q 2024-02-03 1 04 250",
  "b p 2024-03-01 3 04 600",
  "b q 2024-02-20 -1 04 -250",
];
const sameYear =
  "fact,part,value\ncost,,10.00\ncost,,2.50\ncost,,-2.50\nhours,,5\nused,2024-01,10.00\nused,2024-02,0.00\nused,2024-03,6.00\nbonus,,1.00\n";

test("claims of a lake and the same lines on a sheet pay the same, in whatever order and batches they come", async () => {
  const sheet = await settled([], { sheet: sameYear });
  assert.deepEqual([sheet.exit, sheet.paid], [0, 32_500n]);
  const lines = [year, year.toReversed(), year.map((line, i) => line.replace(/^./, `batch${i}`))];
  for (const each of lines)
    assert.deepEqual(await settled(each), { ...sheet, sources: ["cost hours used", "bonus"] }, each.join());
});

test("a line that waits or is in another unit does not count; what waits is told", async () => {
  const sheet = await settled([], { sheet: sameYear });
  const waiting = await settled([...year, "c p 2024-04-01 9 04 -"]);
  assert.deepEqual([waiting.exit, waiting.paid, waiting.codes], [4, sheet.paid, ["waiting-claims"]]);
  const minutes = await settled([...year, "c p 2024-04-01 9 01 0"]);
  assert.deepEqual([minutes.exit, minutes.paid], [0, sheet.paid]);
});

test("what claims tell is not told again by a sheet", async () => {
  const both = await settled(year, { sheet: sameYear });
  assert.deepEqual([both.exit, both.paid], [0, 32_500n], "the claims tell it all, so nothing is open");
  assert.deepEqual(new Set(both.codes), new Set(["told-by-claims"]));
  assert.deepEqual(both.sources, ["cost hours used", "bonus"], "the sheet tells what the claims do not");
});

test("a contract without claims is unknown and not zero; one that does not count claims, or whose, cannot be settled on them", async () => {
  const none = await settled(["a p 2023-12-31 1 04 100"]);
  assert.deepEqual([none.exit, none.status, none.paid, none.codes], [4, "incomplete", undefined, ["no-own-claims"]]);
  const nobody = contract.replace('  provider: "42000001"\n', "");
  assert.deepEqual((await settled(year, { text: nobody })).codes, ["no-claim-source"]);
  assert.equal((await settled(year, { text: nobody, provider: "42000001" })).paid, 32_500n);
  const uncounted = contract.replace(/claims:\n(?: {2}.*\n)+/, "");
  const { exit, codes } = await settled(year, { text: uncounted });
  assert.deepEqual([exit, codes], [2, ["no-claim-source"]]);
  const { findings } = await settle(effects, {
    path: "examples/contracts/extra-contracting",
    lake: "nowhere",
    futures,
    lang: "nl",
  });
  assert.deepEqual(findings.map(({ code }) => code), ["no-lake"]); // prettier-ignore
});
