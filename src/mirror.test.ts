import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { mirrorsFor } from "../acts/value-mirror.ts";
import { indicatorsFor } from "../acts/value.ts";
import { dossierOf, policyOf, programOf } from "../house/scenario.ts";
import { openLake } from "../lake/lake.ts";
import { isError, toLine } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readIndicators } from "./indicator.ts";
import { mirrorCsv, mirrorJson, readMirror } from "./mirror.ts";
import type { Mirror, ReflectedMirrors } from "./mirror.ts";

const scheme = `
--- facts
paid: {type: enum, values: [hourly, monthly]}
--- policy.yaml
publish: {peers_least: parameter.peers, share_most: parameter.share}
parameters:
  peers: {type: int, value: 2, assumption: a}
  share: {type: percent, value: 80, assumption: a}
  people: {type: int, value: 10, assumption: a}
--- value-model.yaml
mirror: {of: indicator.cost, people_least: parameter.people, same: fact.paid}
indicators:
  - {id: cost, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: target_group, of: granted_cost, year: 2022, exclude: {age_under: 18}, nl: a, en: a, assumption: a}
`;

/** Clients, each with one line of so many cents: `people provider group month region born cents`. */
const lines = `
  10 41000001 short 1 north 1940 1000
   2 41000001 long  2 south 1940 9000
   1 41000001 short 1 north 2010 77777
  10 41000002 short 1 north 1940 3000
   5 41000002 long  3 south 1940 5000
  10 41000003 short 1 north 1940 2000
   4 41000003 long  3 south 1940 5000
  30 41000004 short 1 north 1940 90000`;

/** With a second one that is paid by the month. */
const two = `${lines}
  30 41000005 short 1 north 1940 90000`;

/** Five that have `short` and `large` care alike, and two that alone have `long`. */
const rich = ["41000001", "41000002", "41000003", "41000004", "41000005"]
  .flatMap((provider, i) => [
    `10 ${provider} short 1 north 1940 ${1000 + i}`,
    `40 ${provider} large 1 north 1940 ${1000 + i}`,
    ...(i < 2 ? [`10 ${provider} long 1 north 1940 2000`] : []),
  ])
  .join("\n");

async function reflected(text = scheme, given = two): Promise<ReflectedMirrors | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "mirror-"));
  const lake = await openLake(folder, { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  const rows = given
    .trim()
    .split("\n")
    .map((line, i) => {
      const [people, provider, group, month, region, born, cents] = line.trim().split(/\s+/);
      return `SELECT 'b' AS batch, n * 100 + ${i} AS line, md5('${i}/' || n) AS client, '${provider}' AS provider, '9001' AS insurer,
      '${region}' AS region, ${born} AS birth_year, 'female' AS sex, '1' AS service, '${group}' AS target_group,
      DATE '2022-0${month}-01' AS "from", DATE '2022-0${month}-02' AS until, 1 AS quantity, '04' AS unit, 1 AS tariff_cents,
      ${cents} AS claimed_cents, ${cents} AS granted_cents, 'granted' AS status, 'r' AS ref, NULL AS corrects FROM range(${people}) AS p(n)`;
    });
  await lake.writeClaims("b", rows.join("\nUNION ALL "));
  const program = programOf(text);
  const paid = {
    "41000001": "hourly",
    "41000002": "hourly",
    "41000003": "hourly",
    "41000004": "monthly",
    "41000005": "monthly",
  };
  const dossiers = new Map(
    Object.entries(paid).map(([provider, how]) => [provider, { ...dossierOf(program, `{paid: ${how}}`), provider }]),
  );
  const question = { policy: program.policy, dossiers };
  const { reckoning, findings } = await indicatorsFor(lake, question);
  assert.deepEqual(findings.filter(isError), []);
  const told = await mirrorsFor(lake, question, reckoning!);
  assert.deepEqual(told.findings, []);
  await lake.close();
  await rm(folder, { recursive: true });
  return told.reflected;
}

const { of, mirrors } = (await reflected()) ?? assert.fail("no mirror is declared");

const cellsOf = ({ cells }: Mirror): string[] =>
  cells.map(({ axis, member, clients, cents, peerMean, withheld, ratio }) => {
    const mean = peerMean === undefined ? withheld : `${peerMean.n}/${peerMean.d}`;
    return `${axis} ${member}: ${clients} ${cents} ${mean} ${ratio?.value}`;
  });

test("own clients beside one mean of the like, in which they count themselves; a child counts nowhere", () => {
  // Short: (10 × 1000 + 10 × 3000 + 10 × 2000) / 30 = 2000. Long: nine others, fewer than ten.
  assert.deepEqual(cellsOf(mirrors.get("41000001")!), [
    "all : 10 10000 undefined 500000",
    "group long: 2 18000 few_people undefined",
    "group short: 10 10000 2000/1 500000",
    "month 1: 10 10000 2000/1 500000",
    "month 2: 2 18000 few_peers undefined",
    "region north: 10 10000 2000/1 500000",
    "region south: 2 18000 few_people undefined",
  ]);
  const { peers, same, year } = mirrors.get("41000001")!;
  assert.deepEqual([peers, same, year], [3, { key: "fact.paid", value: "hourly" }, 2022]);
});

test("who is paid another way is held against its own like: here a single one", () => {
  assert.deepEqual(cellsOf(mirrors.get("41000004")!), [
    "group short: 30 2700000 few_peers undefined",
    "month 1: 30 2700000 few_peers undefined",
    "region north: 30 2700000 few_peers undefined",
  ]);
});

test("a policy that does not say when a mean of others may be shown shows none", async () => {
  const silent = await reflected(scheme.replace(/^publish:.*\n/m, ""));
  const cells = silent?.mirrors.get("41000001")?.cells ?? [];
  assert.ok(cells.length > 0 && cells.every(({ withheld }) => withheld === "not_declared"));
  assert.equal(await reflected(scheme.replace(/^mirror:.*\n/m, "")), undefined);
});

test("as a table and as an object: euros with a point, months with their year, and why a mean is not there", () => {
  const mirror = mirrors.get("41000001")!;
  const [head, all, long, short] = mirrorCsv(mirror, of.type).split("\n");
  assert.equal(head, "axis,member,clients,cost,cost_per_client,peers_cost_per_client,ratio,low,high,withheld");
  assert.match(all!, /^all,,10,100\.00,10\.00,,0\.500000,0\.3976\d\d,0\.6732\d\d,$/);
  assert.equal(long, "group,long,2,180.00,90.00,,,,,few_people");
  // Between the 30 clients (30 × 1.4e8 − 60000²) / (30 × 29); of ten a deviation of 2626: 10000 / (20000 ± 1.96 × 2626.1).
  assert.match(short!, /^group,short,10,100\.00,10\.00,20\.00,0\.500000,0\.3976\d\d,0\.6732\d\d,$/);
  const { cells, ...about } = mirrorJson(mirror, of.type) as { cells: Record<string, Record<string, unknown>> };
  assert.deepEqual(about, { provider: "41000001", year: "2022", peers: "3", same: { "fact.paid": "hourly" } });
  assert.deepEqual(cells["month/2022-02"], {
    clients: "2",
    cost: { cents: "18000" },
    cost_per_client: { cents: "9000" },
    withheld: "few_peers",
  });
});

test("a cost ratio that the policy splits stands beside the cells, with its parts; of prices there is no chance", async () => {
  const each = "of: indicator.cost, prices: mean, type: decimal, scale: 6, nl: a, en: a, assumption: a";
  const parts = `  - {id: price, kind: price-part, ${each}}\n  - {id: use, kind: use-part, ${each}}\n`;
  const { of: cost, mirrors: split } = (await reflected(scheme.replace("value: 80", "value: 99") + parts, lines))!;
  const mirror = split.get("41000002")!;
  assert.deepEqual(
    mirror.split.map(({ indicator }) => indicator.id),
    ["cost", "price", "use"],
  );
  const rows = mirrorCsv(mirror, cost.type).trim().split("\n").slice(-3);
  // Every line is one unit: 55,000 for fifteen of them, where all 72 (a child among them) cost 2,920,777 together.
  const price = 55_000 / ((15 * (10_000 + 18_000 + 77_777 + 30_000 + 25_000 + 20_000 + 20_000 + 2_700_000)) / 72);
  assert.equal(rows[1], `indicator,price,,,,,${price.toFixed(6)},,,`);
  const [ratio = 0, use = 0] = [0, 2].map((row) => Number(rows[row]!.split(",")[6]));
  assert.ok(Math.abs(ratio - price * use) < 2e-5, `${ratio}, not ${price} times ${use}`);
  const { indicators } = mirrorJson(mirror, cost.type) as { indicators: Record<string, Record<string, string>> };
  assert.deepEqual(Object.keys(indicators["price"]!), ["ratio"]);
  assert.deepEqual(mirrors.get("41000002")!.split, []);
});

test("a price part from which the price of one who dominates could be worked out is not told, nor is the part of use", async () => {
  const each = "of: indicator.cost, prices: mean, type: decimal, scale: 6, nl: a, en: a, assumption: a";
  const parts = `  - {id: price, kind: price-part, ${each}}\n  - {id: use, kind: use-part, ${each}}\n`;
  const priceOf = async (share: number): Promise<Mirror> =>
    (await reflected(scheme.replace("value: 80", `value: ${share}`) + parts, lines))!.mirrors.get("41000002")!;
  // Who is told its price part knows what all paid for 72 units, takes its own 55,000 for fifteen off, and knows the other 57. Of these one
  // had 30, and 2,700,000 of the 2,865,777 that they cost: 94.2 %.
  const [, price] = (await priceOf(95)).split;
  const all = (55_000 / 15 / (Number(price!.figure.value) / 1e6)) * 72;
  assert.ok(Math.abs((all - 55_000) / 2_700_000 - 1) < 0.07, "within seven in a hundred of what the largest was paid");
  const mirror = await priceOf(94);
  const codes = mirror.split.map(({ figure }) => figure.notes.map(({ code }) => code).join());
  assert.deepEqual(codes, ["", "dominant_other", "dominant_other"]);
  assert.match(mirrorCsv(mirror, of.type), /\nindicator,price,,,,,,,,dominant_other\n/);
  assert.match(JSON.stringify(mirrorJson(mirror, of.type)), /"price":\{"withheld":"dominant_other"\}/);
});

const refusals = [
  ["of: indicator.cost", "of: indicator.cots", /unknown-name: found `indicator.cots`, expected did you mean/],
  ["parameter.people", "parameter.share", /unknown-name: found `parameter.share`/],
  ["fact.paid", "fact.piad", /unknown-name: found `fact.piad`, expected did you mean `fact.paid`/],
  ["people_least:", "people_most:", /unknown-key: found `people_most`/],
] as const;

for (const [from, to, expected] of refusals)
  test(`a mirror with ${to} is refused where it stands`, () => {
    const policy = policyOf(scheme.replace(from, to));
    const findings: Finding[] = [];
    assert.equal(readMirror(policy, readIndicators(policy).indicators, findings), undefined);
    assert.match(findings.map(toLine).join("\n"), expected);
  });

/** Providers all paid alike, so that the mean of the like is the mean that the cost ratio is held against. */
const alike = scheme.replace(", same: fact.paid", "");

test("from the cost ratio, which is always told, the means that are shown leave no mean that is not", async () => {
  const all = [...(await reflected(alike, rich))!.mirrors.values()];
  for (const { provider, cells } of all) {
    const groups = cells.filter(({ axis }) => axis === "group");
    const kept = groups.filter(({ peerMean }) => peerMean === undefined);
    assert.ok(kept.length !== 1 || groups.length === 1, `${provider} can work out ${kept[0]?.member}`);
  }
  const { cells } = all[0]!;
  assert.deepEqual(
    cells.filter(({ axis }) => axis === "group").map(({ member, withheld }) => `${member} ${withheld ?? "shown"}`),
    ["large shown", "long few_peers", "short tells_another"],
  );
});

test("where a single peer is not like the others, no mean of the like stands beside that of all", async () => {
  const one = await reflected(scheme, lines);
  const cells = one!.mirrors.get("41000001")!.cells.filter(({ member }) => member === "short");
  assert.ok(cells.length > 0 && cells.every(({ withheld }) => withheld !== undefined));
});
