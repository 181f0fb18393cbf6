import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { indicatorsFor } from "../acts/value.ts";
import { openLake } from "../lake/lake.ts";
import { parseDay } from "./day.ts";
import type { Dossier } from "./program.ts";
import { withFigures } from "./value.ts";
import type { Figure, Reckoning } from "./value.ts";

const files = {
  read: async (path: string) => readFile(path).catch(() => undefined),
  list: async (folder: string) => (await readdir(folder, { recursive: true }).catch((): string[] => [])).toSorted(),
  write: () => assert.fail("nothing is written"),
  append: () => assert.fail("nothing is written"),
};
const shipped = (await readPolicyFolder(files, "policy/voorbeeld-wijkverpleging/2024")).policy!;
/** The shipped policy, without the checks that claims must pass: these lines are drawn to be reckoned with, not to be true. */
const unchecked = [...shipped.documents].filter(([name]) => name !== "data-quality.yaml");
const policy = { ...shipped, documents: new Map(unchecked) };

const multiple = Number(policy.parameters.get("outlier_multiple")!.value) / 100;

interface Line {
  readonly client: string;
  readonly provider: string;
  readonly group: string;
  readonly region: string;
  readonly born: number;
  readonly sex: string;
  readonly cents: number | undefined;
}

const providers = ["41000001", "41000002", "41000003", "41000004", "41000005"];
const groups = ["frail_short", "frail_long_pg", "palliative_terminal", "prevention"];

/** A market of 300 clients and 3,000 lines, the same every time; with children, credits, pending lines and a few extreme costs. */
function makeLines(): Line[] {
  let state = 12345;
  const below = (n: number): number => {
    for (const shift of [13, -17, 5]) state ^= shift > 0 ? state << shift : state >>> -shift;
    return (state >>> 0) % n;
  };
  const clients = Array.from({ length: 300 }, (_, i) => ({
    client: `client${i}`,
    region: ["north", "south", "west"][below(3)]!,
    born: 1925 + below(90),
    sex: below(2) === 0 ? "male" : "female",
    extreme: below(25) === 0,
  }));
  return Array.from({ length: 3000 }, () => {
    const { extreme, ...client } = clients[below(300)]!;
    const cents = (100 + below(9000)) * (extreme ? 90 : 1);
    const line = { ...client, provider: providers[below(5)]!, group: groups[below(4)]! };
    const kind = below(20);
    return { ...line, cents: kind === 0 ? undefined : kind === 1 ? -cents : cents };
  });
}

const lines = makeLines();

/** 400 insured of each sex in each class of five years and each region; in the north twice as many of 85 and over. */
const insuredOf = (region: string, ageFrom: number): number => (region === "north" && ageFrom >= 85 ? 800 : 400);

async function reckonLines(threads: number): Promise<{ reckoning: Reckoning; dossiers: ReadonlyMap<string, Dossier> }> {
  const folder = await mkdtemp(join(tmpdir(), "value-"));
  const lake = await openLake(folder, { threads, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  const rows = lines.map(({ client, provider, group, region, born, sex, cents }, i) => {
    const fixed = `DATE '2022-03-01', DATE '2022-03-02', 1, '04', 1, 5000`;
    return `('b', ${i}, '${client}', '${provider}', '9001', '${region}', ${born}, '${sex}', '1', '${group}', ${fixed}, ${cents ?? "NULL"}, 's', 'r', NULL)`;
  });
  const columns = `batch, line, client, provider, insurer, region, birth_year, sex, service, target_group, "from", until,
    quantity, unit, tariff_cents, claimed_cents, granted_cents, status, ref, corrects`;
  await lake.writeClaims("b", `SELECT * FROM (VALUES ${rows.join(", ")}) AS lines(${columns})`);
  await lake.write(
    "population/p.parquet",
    `SELECT 2022 AS year, '9001' AS insurer, region, sex, age * 5 AS age_from, NULL::VARCHAR AS ses, NULL::BIGINT AS clients,
      365::BIGINT * CASE WHEN region = 'north' AND age >= 17 THEN 800 ELSE 400 END AS insured_days
    FROM range(19) AS ages(age), (VALUES ('male'), ('female')) AS s(sex), (VALUES ('north'), ('south'), ('west')) AS r(region)`,
  );
  const dossiers = new Map(providers.map((provider) => [provider, dossierOf(provider)]));
  const { reckoning } = await indicatorsFor(lake, { policy, dossiers });
  await lake.close();
  await rm(folder, { recursive: true });
  return { reckoning: reckoning!, dossiers };
}

/** Everybody but the last is paid by the hour and has an agreement above the threshold. */
function dossierOf(provider: string): Dossier {
  const known = (value: bigint | string) => ({ value, origin: "test" });
  const values = new Map([
    ["fact.funding@2024", known(provider === "41000005" ? "monthly" : "hourly")],
    ["fact.agreement_amount@2023", known(50_000_000n)],
    ["fact.nursing_staff@2022", known(40n)],
    ["fact.nursing_staff_registered@2022", known(BigInt(provider.at(-1)!) * 5n)],
  ]);
  return { provider, on: parseDay("2023-06-15")!, values, parts: new Map() };
}

const { reckoning, dossiers } = await reckonLines(2);

const total = (numbers: Iterable<number>): number => [...numbers].reduce((sum, number) => sum + number, 0);
const nearly = (figure: Figure | undefined, expected: number): void => {
  assert.ok(
    figure?.value !== undefined && Math.abs(Number(figure.value) / 1e6 - expected) < 0.6e-6,
    `${figure?.value}, not ${expected}`,
  );
};

/** The cost of each client in each group of each provider: adults for whom more than nothing was granted. */
const adults = [...Map.groupBy(lines, ({ client, provider, group }) => `${client}/${provider}/${group}`).values()]
  .map((own) => ({ ...own[0]!, cents: total(own.map(({ cents }) => cents ?? 0)) }))
  .filter(({ born, cents }) => 2022 - born >= 18 && cents > 0);

const meanOf = new Map(
  groups.map((group) => {
    const own = adults.filter((row) => row.group === group);
    return [group, total(own.map(({ cents }) => cents)) / own.length];
  }),
);

test("cost ratios are what counting the lines one by one gives", () => {
  for (const provider of providers) {
    const own = adults.filter((row) => row.provider === provider);
    const expected = total(own.map(({ group }) => meanOf.get(group)!));
    const { own: figures, parts } = reckoning.providers.get(provider)!;
    nearly(figures.get("cost_ratio"), total(own.map(({ cents }) => cents)) / expected);
    for (const group of groups) {
      const cents = own.filter((row) => row.group === group).map((row) => row.cents);
      const ratio = total(cents) / cents.length / meanOf.get(group)!;
      nearly(parts.get("provider.group")!.get(group)!.get("group_cost_ratio"), ratio);
    }
  }
});

test("outliers are those that logarithms find", () => {
  const isExtreme = new Map(
    groups.map((group) => {
      const logs = adults.filter((row) => row.group === group).map(({ cents }) => Math.log(cents));
      const sorted = logs.toSorted((a, b) => a - b);
      const [first, third] = [1, 3].map((quarters) => sorted[Math.ceil((quarters * sorted.length) / 4) - 1]!) as [
        number,
        number,
      ];
      return [group, (cents: number) => Math.log(cents) > third + multiple * (third - first)];
    }),
  );
  const counted = adults.filter(({ group }) => group !== "prevention");
  const shares = providers.map((provider) => {
    const byClient = Map.groupBy(
      counted.filter((row) => row.provider === provider),
      ({ client }) => client,
    );
    const extreme = [...byClient.values()].filter((own) =>
      own.some(({ group, cents }) => isExtreme.get(group)!(cents)),
    );
    nearly(reckoning.providers.get(provider)!.own.get("outlier_share"), extreme.length / byClient.size);
    return extreme.length;
  });
  assert.ok(total(shares) > 0);
});

test("admission ratios are observed over expected, person by person", () => {
  const inCare = new Map(adultsInCare().map((row) => [`${row.client}/${row.region}`, row]));
  const rateOf = (sex: string, ageFrom: number): number => {
    const clients = [...inCare.values()].filter((row) => row.sex === sex && classOf(row.born) === ageFrom).length;
    return clients / total(["north", "south", "west"].map((region) => insuredOf(region, ageFrom)));
  };
  for (const region of ["north", "south", "west"]) {
    const classes = Array.from({ length: 15 }, (_, i) => 20 + 5 * i);
    const expected = total(
      ["male", "female"].flatMap((sex) => classes.map((from) => rateOf(sex, from) * insuredOf(region, from))),
    );
    const observed = [...inCare.values()].filter((row) => row.region === region).length;
    nearly(reckoning.regions.get(region)!.get("admission_ratio"), observed / expected);
  }
});

const classOf = (born: number): number => Math.min(90, Math.floor((2022 - born) / 5) * 5);
/** The class of 15 to 19 holds children and is left out; care in any group counts. */
const adultsInCare = () => adults.filter(({ born }) => 2022 - born >= 20);

test("the peers are those who are scored, and each counts once", () => {
  const rows = providers.map((provider) => reckoning.providers.get(provider)!.parts.get("provider.indicator")!);
  const registered = rows.map((row) => row.get("register_share")!);
  assert.deepEqual(
    registered.map((figures) => figures.get("measured")!.value),
    [125000n, 250000n, 375000n, 500000n, 625000n],
  );
  for (const figures of registered) {
    assert.equal(figures.get("peer_mean")!.value, 312500n);
    // The sample deviation of 1, 2, 3 and 4 eighths.
    assert.equal(figures.get("peer_deviation")!.value, BigInt(Math.round((1e6 * Math.sqrt(5 / 3)) / 8)));
    // To who has 3, the largest of 1, 2, 3 and 4 eighths is four of the seven that are left.
    assert.deepEqual(figures.get("peer_mean")!.made, { peers: "4", largest_share: "0.571429" });
  }
  assert.deepEqual(rows[0]!.get("nps")!.get("peer_mean")!.missing, ["indicator.measured"]);
});

test("one thread and two, and once more, give the same figures", async () => {
  const seen = await Promise.all([reckonLines(1), reckonLines(2)]);
  for (const { reckoning: again } of seen) assert.deepEqual(again, reckoning);
});

test("a dossier takes the known figures of its provider, and no more", () => {
  const dossier = dossiers.get("41000001")!;
  const { values, parts } = withFigures(dossier, reckoning.providers.get("41000001")!);
  assert.equal(values.get("indicator.register_share")!.value, 125000n);
  assert.equal(values.get("indicator.register_share")!.origin, "lake");
  assert.ok(!values.has("indicator.nps") && values.has("fact.nursing_staff@2022"));
  assert.deepEqual([...parts.keys()].toSorted(), ["provider.group", "provider.indicator", "region"]);
  assert.equal(parts.get("provider.indicator")!.get("register_share")!.get("indicator.peer_mean")!.value, 312500n);
});
