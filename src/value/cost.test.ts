import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { indicatorsFor } from "../../acts/value.ts";
import { policyOf } from "../../house/scenario.ts";
import { openLake } from "../../lake/lake.ts";
import type { Policy } from "../policy.ts";
import { blankDossier } from "../program.ts";
import type { Dossier } from "../program.ts";

const rule = (text: string) => `rule: {${text}, clients_least: "2"}`;
const over = "nl: a, en: a, of: granted_cost, year: 2022, assumption: a";
const policy = policyOf(`
--- policy.yaml
parameters: {extreme: {type: percent, value: "90", assumption: a}}
--- value-model.yaml
indicators:
  - {id: by_group, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: target_group, ${over}}
  - {id: by_person, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: [sex, {age: [65, 80]}], ${over}}
  - {id: by_all, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: [target_group, region, sex, {age: [75]}], ${over}}
  - {id: of_group, for: provider.group, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: [target_group, sex], ${over}}
  - {id: percentile, type: percent, scale: 4, kind: outlier-share, per: target_group, ${rule("method: percentile, percentile: parameter.extreme")}, ${over}}
  - {id: deviations, type: percent, scale: 4, kind: outlier-share, per: target_group, ${rule('method: deviations_from_mean, multiple: "1.5"')}, ${over}}
  - {id: of_long, type: percent, scale: 4, kind: outlier-share, per: target_group, exclude: {target_group: [short]}, ${rule("method: percentile, percentile: 90%")}, ${over}}
`);

interface Row {
  readonly client: string;
  readonly provider: string;
  readonly group: string;
  readonly region: string;
  readonly born: number;
  readonly sex: string;
  readonly cents: number;
}

/** 120 clients of three providers, each in one target group or in both; the same every time. */
const rows: readonly Row[] = Array.from({ length: 120 }, (_, i) => i).flatMap((i) => {
  const person = { client: `c${i}`, provider: `4100000${(i % 3) + 1}`, region: i % 5 < 2 ? "north" : "south" };
  const born = 1930 + ((i * 37) % 60);
  const sex = (i * 7) % 4 === 0 ? "male" : "female";
  const groups = i % 4 === 0 ? ["short", "long"] : [i % 2 === 0 ? "short" : "long"];
  return groups.map((group, n) => ({ ...person, born, sex, group, cents: 1000 + ((i * i * 91 + n * 777) % 50_000) }));
});

async function reckonRows(all: readonly Row[], by: Policy, dossiers = new Map<string, Dossier>()) {
  const folder = await mkdtemp(join(tmpdir(), "cost-"));
  const lake = await openLake(folder, { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  const lines = all.map(({ client, provider, group, region, born, sex, cents }, i) => {
    const fixed = `DATE '2022-03-01', DATE '2022-03-02', 1, '04', 1, 5000`;
    return `('b', ${i}, '${client}', '${provider}', '9001', '${region}', ${born}, '${sex}', '1', '${group}', ${fixed}, ${cents}, 's', 'r', NULL)`;
  });
  const columns = `batch, line, client, provider, insurer, region, birth_year, sex, service, target_group, "from", until,
    quantity, unit, tariff_cents, claimed_cents, granted_cents, status, ref, corrects`;
  await lake.writeClaims("b", `SELECT * FROM (VALUES ${lines.join(", ")}) AS lines(${columns})`);
  const { reckoning, findings } = await indicatorsFor(lake, { policy: by, dossiers });
  // Nothing checks these claims: they are drawn to be reckoned with.
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["claims-unchecked"],
  );
  await lake.close();
  await rm(folder, { recursive: true });
  return reckoning!;
}

const reckoning = await reckonRows(rows, policy);
const providers = ["41000001", "41000002", "41000003"];

const total = (of: readonly number[]): number => of.reduce((sum, one) => sum + one, 0);
const mean = (of: readonly Row[]): number => total(of.map(({ cents }) => cents)) / of.length;

/** Each row over the mean of the rows that are like it, all providers together: the definition, one client at a time. */
function ratioOf(own: readonly Row[], all: readonly Row[], alike: (row: Row) => string): number {
  const expected = own.map((row) => mean(all.filter((other) => alike(other) === alike(row))));
  return total(own.map(({ cents }) => cents)) / total(expected);
}

const nearly = (value: bigint | undefined, expected: number): void =>
  assert.ok(value !== undefined && Math.abs(Number(value) / 1e6 - expected) < 0.6e-6, `${value}, not ${expected}`);

/** A person once, with the cost of all groups. */
const people: readonly Row[] = [...Map.groupBy(rows, ({ client }) => client).values()].map((own) => ({
  ...own[0]!,
  cents: total(own.map(({ cents }) => cents)),
}));

const ageFrom = ({ born }: Row, from: readonly number[]): number => from.findLast((age) => age <= 2022 - born) ?? 0;

test("cost against the peers by any declared mix of group, region, sex and age, client by client", () => {
  for (const provider of providers) {
    const { own, parts } = reckoning.providers.get(provider)!;
    const of = (all: readonly Row[]) => all.filter((row) => row.provider === provider);
    nearly(
      own.get("by_group")!.value,
      ratioOf(of(rows), rows, ({ group }) => group),
    );
    nearly(
      own.get("by_person")!.value,
      ratioOf(of(people), people, (row) => `${row.sex}${ageFrom(row, [65, 80])}`),
    );
    const all = (row: Row) => `${row.group}${row.region}${row.sex}${ageFrom(row, [75])}`;
    nearly(own.get("by_all")!.value, ratioOf(of(rows), rows, all));
    const long = of(rows).filter(({ group }) => group === "long");
    const figure = parts.get("provider.group")!.get("long")!.get("of_group")!;
    nearly(
      figure.value,
      ratioOf(long, rows, ({ group, sex }) => group + sex),
    );
    assert.equal(figure.people, BigInt(long.length));
  }
});

test("outliers above a percentile, above so many deviations, and with a group left out", () => {
  const inGroup = (group: string) => rows.filter((row) => row.group === group);
  const percentile = (group: string) => {
    const sorted = inGroup(group)
      .map(({ cents }) => cents)
      .toSorted((a, b) => a - b);
    return sorted[Math.ceil(0.9 * sorted.length) - 1]!;
  };
  const deviations = (group: string) => {
    const middle = mean(inGroup(group));
    const squares = inGroup(group).map(({ cents }) => (cents - middle) ** 2);
    return middle + 1.5 * Math.sqrt(total(squares) / (squares.length - 1));
  };
  const share = (own: readonly Row[], fence: (group: string) => number): number => {
    const clients = new Set(own.map(({ client }) => client));
    return (
      new Set(own.filter(({ cents, group }) => cents > fence(group)).map(({ client }) => client)).size / clients.size
    );
  };
  for (const provider of providers) {
    const { own } = reckoning.providers.get(provider)!;
    const of = rows.filter((row) => row.provider === provider);
    nearly(own.get("percentile")!.value, share(of, percentile));
    nearly(own.get("deviations")!.value, share(of, deviations));
    nearly(
      own.get("of_long")!.value,
      share(
        of.filter(({ group }) => group === "long"),
        percentile,
      ),
    );
  }
  assert.ok(providers.some((provider) => reckoning.providers.get(provider)!.own.get("percentile")!.value! > 0n));
});

/** Rows of three providers in three groups: `lone` has one client, of the first provider. */
const alone = (counts: Readonly<Record<string, readonly number[]>>): Row[] =>
  Object.entries(counts).flatMap(([group, cents]) =>
    cents.map((each, i) => {
      const client = `${group}${i}`;
      return { client, provider: providers[i % 3]!, group, region: "north", born: 1940, sex: "female", cents: each };
    }),
  );

const byGroup = policyOf(`
--- facts
known: {type: bool}
--- value-model.yaml
indicators:
  - {id: cost, type: decimal, scale: 6, kind: mean-per-person-against-peers, per: target_group, ${over}}
  - {id: sure, type: percent, scale: 2, nl: a, en: a, kind: certainty, of: decision.dear, assumption: a}
--- dear.formula.yaml
{id: dear, for: provider, type: bool, is: indicator.cost > 1, assumption: a}
`);

test("a stratum of one client takes its variance from the others, beside the square of its mean", async () => {
  // Within: four squares of 50 about 100 and two of 300 about 900, over three and one squares of these means: 190,000 over 840,000.
  const counts = { short: [50, 150, 50, 150], long: [600, 1200], lone: [500] };
  const within = [
    ...counts.short.map((cents) => (cents - 100) ** 2),
    ...counts.long.map((cents) => (cents - 900) ** 2),
  ];
  const pooled = total(within) / (3 * 100 ** 2 + 900 ** 2);
  const { providers: figures } = await reckonRows(alone(counts), byGroup);
  const { value, interval, notes } = figures.get("41000001")!.own.get("cost")!;
  // The first provider has two of short, one of long and the lone client.
  const expected = 2 * 100 + 900 + 500;
  const variance = 2 * (total(within.slice(0, 4)) / 3) + total(within.slice(4)) + pooled * 500 ** 2;
  const low = (Number(value) / 1e6) * (expected / (expected + 1.959964 * Math.sqrt(variance)));
  assert.ok(Math.abs(Number(interval!.low) / 1e6 - low) < 2e-6, `${interval!.low}, not ${low}`);
  assert.deepEqual(notes, []);
});

test("where no stratum has two clients a cost has no interval and says why, and how sure a class is, is not known", async () => {
  const dossiers = new Map([["41000001", blankDossier("41000001", 0)]]);
  const { providers: figures } = await reckonRows(alone({ short: [100], long: [900] }), byGroup, dossiers);
  const { own } = figures.get("41000001")!;
  const cost = own.get("cost")!;
  assert.deepEqual([cost.value, cost.interval], [1_000_000n, undefined]);
  assert.deepEqual(cost.notes, [
    { code: "single_client", args: { stratum: "long" } },
    { code: "single_client", args: { stratum: "short" } },
  ]);
  const sure = own.get("sure")!;
  assert.deepEqual([sure.value, sure.missing], [undefined, ["indicator.cost"]]);
  assert.deepEqual(sure.notes, [{ code: "chance_unknown", args: {} }]);
});
