import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { disk as files } from "../house/disk.ts";
import { openLake } from "../lake/lake.ts";
import type { OpenLake } from "../lake/lake.ts";
import { toJson } from "../src/datum.ts";
import { parseDay } from "../src/day.ts";
import { addLine, emptySupply, toDossier } from "../src/dossier.ts";
import type { Policy } from "../src/policy.ts";
import type { Dossier } from "../src/program.ts";
import type { Figure, Reckoning } from "../src/value.ts";
import { readPolicyFolder } from "./policy-folder.ts";
import { indicatorsFor, value as reckonValue } from "./value.ts";

const policyOf = async (folder: string): Promise<Policy> => {
  const { policy } = await readPolicyFolder(files, folder);
  return policy ?? assert.fail(`${folder} cannot be read`);
};
const shipped = await policyOf("policy/voorbeeld-wijkverpleging/2024");
/** The shipped policy, with an outlier beyond three times the distance between the quartiles whatever it says by now. */
const multiple = { ...shipped.parameters.get("outlier_multiple")!, value: 300n };
/** Without the checks that claims must pass: a handful of lines is no whole feed. */
const documents = new Map([...shipped.documents].filter(([name]) => name !== "data-quality.yaml"));
const parameters = new Map([...shipped.parameters, ["outlier_multiple", multiple]]);
const voorbeeld: Policy = { ...shipped, documents, parameters };

async function inLake(run: (lake: OpenLake) => Promise<void>, threads = 2): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "value-"));
  const lake = await openLake(folder, { threads, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  await run(lake).finally(() => lake.close().then(() => rm(folder, { recursive: true })));
}

/**
 * Claims as a table: so many clients, each with one line of so many euros in 2022, minus for a credit; `pending` has no grant. Clients
 * of equal rows are different people unless a row has a name: then it is one client by that name.
 */
async function claims(lake: OpenLake, table: string, insurer = "9001"): Promise<void> {
  const rows = table.trim().split("\n").slice(1);
  const selects = rows.map((row, i) => {
    const [who, provider, group, region, born, sex, euros] = row.trim().split(/\s+/);
    const [count, client] = /^\d+$/.test(who!) ? [who, `md5('${i}/' || n)`] : ["1", `md5('${who}')`];
    const cents = euros === "pending" ? "NULL" : `CAST(${euros} * 100 AS BIGINT)`;
    return `SELECT 'b${insurer}' AS batch, n * 1000 + ${i} AS line, ${client} AS client, '${provider}' AS provider,
      '${insurer}' AS insurer, '${region}' AS region, ${born} AS birth_year, '${sex}' AS sex, '1032' AS service,
      '${group}' AS target_group, DATE '2022-05-01' AS "from", DATE '2022-05-02' AS until, 1 AS quantity, '04' AS unit,
      100 AS tariff_cents, coalesce(${cents}, 7700) AS claimed_cents, ${cents} AS granted_cents, 'granted' AS status,
      'r' AS ref, NULL AS corrects FROM range(${count}) AS people(n)`;
  });
  await lake.writeClaims(`b${insurer}`, selects.join("\nUNION ALL "));
}

/** The insured as a table: so many people for the whole of 2022. */
async function population(lake: OpenLake, table: string): Promise<void> {
  const rows = table.trim().split("\n").slice(1);
  const selects = rows.map((row) => {
    const [insurer, region, sex, ageFrom, ses, people, clients] = row.trim().split(/\s+/);
    const known = (word: string | undefined) => (word === "-" ? "NULL" : `'${word}'`);
    return `SELECT 2022 AS year, '${insurer}' AS insurer, ${known(region)} AS region, '${sex}' AS sex, ${ageFrom} AS age_from,
      CAST(${known(ses)} AS VARCHAR) AS ses, CAST(${people} AS BIGINT) * 365 AS insured_days,
      CAST(${clients === "-" ? "NULL" : clients} AS BIGINT) AS clients`;
  });
  await lake.write("population/p.parquet", selects.join("\nUNION ALL "));
}

/** Facts as `fact[@year]: value` lines of one provider. */
function dossier(provider: string, facts: string, policy = voorbeeld): Dossier {
  const supply = emptySupply();
  for (const line of facts.trim().split("\n")) {
    const [name = "", value = ""] = line.trim().split(/:\s*/);
    const [fact = "", period] = name.split("@");
    const sent = {
      fact,
      subject: provider,
      ...(period && { period }),
      value,
      origin: "test",
      known_at: "2023-05-20T12:00:00+02:00",
    };
    assert.equal(addLine(sent, policy, supply), undefined, line);
  }
  return toDossier(provider, parseDay("2023-06-15")!, supply);
}

async function reckoned(lake: OpenLake, dossiers: readonly Dossier[] = [], policy = voorbeeld): Promise<Reckoning> {
  const known = new Map(dossiers.map((each) => [each.provider, each]));
  const { reckoning, findings } = await indicatorsFor(lake, { policy, dossiers: known });
  // CZ publishes no checks, which is told; the made-up insurer's are left out here.
  assert.deepEqual(
    findings.filter(({ code }) => code !== "claims-unchecked"),
    [],
  );
  return reckoning!;
}

/** A figure as people read it: value, interval, notes and what is missing. */
function told(policy: Policy, id: string, figure: Figure | undefined): Record<string, unknown> {
  const { type } = policy.indicators.get(id)!;
  assert.ok(figure, `no figure of ${id}`);
  const text = (digits: bigint | undefined) => (digits === undefined ? undefined : toJson(type, digits));
  const { value, interval, missing, notes, made } = figure;
  return {
    ...(value === undefined ? { missing } : { value: text(value) }),
    ...(interval && { between: [text(interval.low), text(interval.high)] }),
    ...(Object.keys(made).length > 0 && { made }),
    ...(notes.length > 0 && { notes: notes.map(({ code, args }) => [code, args]) }),
  };
}

const twoProviders = `
  clients provider group        region born sex    euros
       60 41000001 frail_short  north  1940 female   900
       40 41000001 frail_long   north  1940 female  6600
        1 41000001 frail_short  north  2005 male   50000
       60 41000002 frail_short  south  1950 male    1100
       40 41000002 frail_long   south  1950 male    5400`;

test("an empty lake is nothing to reckon with: no table without rows", () =>
  inLake(async (lake) => {
    const effects = { files, installedFacts: "policy/facts", openLake: () => Promise.resolve(lake) };
    const answer = await reckonValue(effects, { folder: "policy/voorbeeld-wijkverpleging/2024", lake: lake.folder });
    assert.deepEqual([answer.exit, answer.findings.map(({ code }) => code)], [2, ["no-providers"]]);
  }));

test("S1.3: 0.90 and 1.10 are together 1.06; the child of 17 is out, and the figure says so", () =>
  inLake(async (lake) => {
    await claims(lake, twoProviders);
    const { providers, notes } = await reckoned(lake);
    const { own, parts } = providers.get("41000001")!;
    const { between, ...cost } = told(voorbeeld, "cost_ratio", own.get("cost_ratio"));
    assert.deepEqual(cost, {
      value: "1.060000",
      made: { actual_cents: "31800000", expected_cents: "30000000", clients: "100" },
      notes: [["too_young", { clients: "1", cents: "5000000", age: "18", year: "2022" }]],
    });
    // By hand: variances 1.0084e8 and 3.6456e9 cents², so 763,816 cents on either side of the 30,000,000 expected.
    assert.deepEqual(between, ["1.033681", "1.087694"]);
    const groups = [...parts.get("provider.group")!].map(([group, figures]) => {
      return [group, told(voorbeeld, "group_cost_ratio", figures.get("group_cost_ratio"))["value"]];
    });
    assert.deepEqual(groups, [
      ["frail_long", "1.100000"],
      ["frail_short", "0.900000"],
    ]);
    assert.deepEqual(notes.get("cost_ratio"), [{ code: "no_agreements", args: { year: "2022" } }]);
  }));

const quality = `
  nursing_staff@2022: 48
  nursing_staff_registered@2022: 30
  level5_fte@2022: 6.00
  clients_in_care@2022: 200
  nps_promoters@2022: 48
  nps_passives@2022: 22
  nps_critics@2022: 10`;

test("S1.4: 62.5 % registered, 0.03 fte of level 5 per client, NPS +47.5, 40 % surveyed", () =>
  inLake(async (lake) => {
    const { providers } = await reckoned(lake, [dossier("41000001", quality)]);
    const { own } = providers.get("41000001")!;
    const figure = (id: string) => told(voorbeeld, id, own.get(id));
    const registered = figure("register_share");
    assert.equal(registered["value"], "62.5000");
    assert.deepEqual(registered["between"], ["48.3627", "74.7848"]);
    assert.deepEqual(figure("level5_per_client"), {
      value: "0.030000",
      made: { "fact.level5_fte@2022": "6.00", "fact.clients_in_care@2022": "200" },
    });
    assert.deepEqual(figure("nps"), {
      value: "47.5000",
      between: ["30.4608", "61.1055"],
      made: { promoters: "48", passives: "22", critics: "10" },
    });
    assert.equal(figure("surveyed_share")["value"], "40.0000");
  }));

test("what nobody told makes a figure unknown, never zero, and the figure names it", () =>
  inLake(async (lake) => {
    const silent = dossier("41000001", "nursing_staff@2022: 0\nclients_in_care@2022: 5\nnps_promoters@2022: 9");
    const { own } = (await reckoned(lake, [silent])).providers.get("41000001")!;
    const missing = Object.fromEntries([...own].map(([id, figure]) => [id, figure.missing]));
    assert.deepEqual(missing, {
      cost_ratio: ["lake.claims@2022"],
      outlier_share: ["lake.claims@2022"],
      register_share: ["fact.nursing_staff_registered@2022"],
      level5_per_client: ["fact.level5_fte@2022"],
      nps: ["fact.nps_passives@2022", "fact.nps_critics@2022"],
      surveyed_share: ["fact.nps_passives@2022", "fact.nps_critics@2022"],
      provider_admission_ratio: ["indicator.admission_ratio"],
      price_part: ["lake.claims@2022"],
      use_part: ["lake.claims@2022"],
    });
  }));

test("a part above its whole, and a division by nothing, are not known either", () =>
  inLake(async (lake) => {
    const odd = dossier(
      "41000001",
      "nursing_staff@2022: 30\nnursing_staff_registered@2022: 48\nlevel5_fte@2022: 1\nclients_in_care@2022: 0",
    );
    const { own } = (await reckoned(lake, [odd])).providers.get("41000001")!;
    const codes = ["register_share", "level5_per_client"].map((id) => own.get(id)!.notes.map(({ code }) => code));
    assert.deepEqual(codes, [["part_above_whole"], ["nothing_below_the_line"]]);
    assert.ok(!own.get("register_share")!.value && !own.get("level5_per_client")!.value);
  }));

const northAndSouth = `
  clients provider group       region born sex    euros
     4400 41000001 frail_long  north  1937 female   500
     1100 41000001 frail_long  north  1955 male     500
     3600 41000002 frail_long  south  1937 female   500
      900 41000002 frail_long  south  1955 male     500
        7 41000002 frail_short south  2004 male     500
        9 41000002 frail_short south  2012 female   500`;

const insured = `
  insurer region sex    age_from ses  people clients
  9001    north  female       85 low    4000       -
  9001    north  female       85 high   6000       -
  9001    north  male         65 -     50000       -
  9001    south  female       85 -     10000       -
  9001    south  male         65 -     50000       -
  9001    south  male         15 -      3000       -
  9001    south  female       10 -      3000       -`;

test("S1.5: 5,500 clients where 5,000 were expected is 1.10, by age and sex and not by status", () =>
  inLake(async (lake) => {
    await claims(lake, northAndSouth);
    await population(lake, insured);
    const { regions, providers, notes } = await reckoned(lake);
    assert.deepEqual(told(voorbeeld, "admission_ratio", regions.get("north")!.get("admission_ratio")), {
      value: "1.100000",
      // Two women in five and one man in fifty are in care, and nobody twice: 0.6 × 0.8 + 0.98 × 0.2 of a binomial variance.
      between: ["1.083941", "1.116007"],
      made: { actual_clients: "5500", expected_clients: "5000.000000", insured_days: "21900000" },
    });
    assert.equal(told(voorbeeld, "admission_ratio", regions.get("south")!.get("admission_ratio"))["value"], "0.900000");
    assert.deepEqual(notes.get("admission_ratio"), [
      { code: "age_class_left_out", args: { from: "15", to: "64", age: "18" } },
      { code: "not_corrected_for_ses", args: {} },
      { code: "direction_not_stated", args: {} },
    ]);
    const own = providers.get("41000001")!;
    assert.equal(
      told(voorbeeld, "provider_admission_ratio", own.own.get("provider_admission_ratio"))["value"],
      "1.100000",
    );
    assert.deepEqual([...own.parts.get("region")!.keys()], ["north"]);
    // 4,516 of 66,000 insured are in care: one to 13.6 others.
    assert.deepEqual(told(voorbeeld, "clients_to_others", regions.get("south")!.get("clients_to_others")), {
      value: "0.073450",
      made: { clients: "4516", insured_without_care: "61484" },
    });
  }));

test("clients of one insurer are not held against the insured of another, or of all", () =>
  inLake(async (lake) => {
    await claims(lake, northAndSouth);
    await population(lake, insured.replaceAll("9001", "9002"));
    const { regions, notes, providers } = await reckoned(lake);
    assert.equal(regions.size, 0);
    assert.deepEqual(notes.get("admission_ratio"), [
      { code: "population_of_other_insurer", args: { claims: "9001", population: "9002" } },
      { code: "not_reckoned", args: { missing: "lake.population@2022" } },
      { code: "direction_not_stated", args: {} },
    ]);
    assert.deepEqual(providers.get("41000001")!.own.get("provider_admission_ratio")!.missing, [
      "indicator.admission_ratio",
    ]);
  }));

test("of several insurers, those that are asked for count", () =>
  inLake(async (lake) => {
    await claims(lake, northAndSouth);
    await claims(lake, northAndSouth.replaceAll("500", "900"), "9002");
    await population(lake, insured);
    const question = { policy: voorbeeld, dossiers: new Map() };
    const all = (await indicatorsFor(lake, question)).reckoning!;
    const own = (await indicatorsFor(lake, { ...question, insurers: ["9001"] })).reckoning!;
    assert.equal(all.notes.get("admission_ratio")![0]!.code, "population_of_other_insurer");
    assert.equal(own.regions.get("north")!.get("admission_ratio")!.value, 1_100_000n);
    assert.equal(own.providers.get("41000001")!.own.get("cost_ratio")!.made["actual_cents"], String(5500 * 50_000));
  }));

test("a population that counts its own clients by status is corrected for status", () =>
  inLake(async (lake) => {
    await claims(lake, northAndSouth);
    await population(
      lake,
      `insurer region sex    age_from ses  people clients
       9001    north  female       85 low   10000     300
       9001    north  female       85 high  10000      90
       9001    south  female       85 low   30000     700
       9001    south  female       85 high  10000     110`,
    );
    const { regions, notes } = await reckoned(lake);
    // Rates 1,000 of 40,000 and 200 of 20,000: north expects 250 + 100, south 750 + 100.
    assert.equal(regions.get("north")!.get("admission_ratio")!.value, 1_114_286n);
    assert.equal(regions.get("south")!.get("admission_ratio")!.value, 952_941n);
    assert.deepEqual(notes.get("admission_ratio"), [
      { code: "clients_counted_by_sender", args: {} },
      { code: "direction_not_stated", args: {} },
    ]);
  }));

test("cost is what was granted: credits come off, pending lines stand apart, care taken back counts for nobody", () =>
  inLake(async (lake) => {
    await claims(
      lake,
      `
      clients provider group        region born sex    euros
      anna    41000001 frail_short  north  1940 female  1500
      anna    41000001 frail_short  north  1940 female  -500
      anna    41000001 frail_short  north  1940 female pending
      bert    41000001 frail_short  north  1941 male    2000
      carla   41000001 frail_short  north  1942 female   700
      carla   41000001 frail_short  north  1942 female  -700
      dirk    41000001 frail_short  north  1943 male   pending
      ella    41000002 frail_short  south  1944 female  3000
      ferd    41000002 frail_short  south  NULL male    3000`,
    );
    const { providers } = await reckoned(lake);
    const [one, two] = ["41000001", "41000002"].map((provider) => providers.get(provider)!.own.get("cost_ratio")!);
    // Anna 1,000 and Bert 2,000, where three adults cost 2,000 on average.
    assert.deepEqual(one!.made, { actual_cents: "300000", expected_cents: "400000", clients: "2" });
    assert.equal(one!.value, 750_000n);
    assert.deepEqual(one!.notes, [{ code: "pending", args: { lines: "2", cents: "15400" } }]);
    assert.deepEqual(two!.notes, [{ code: "age_unknown", args: { clients: "1", cents: "300000" } }]);
  }));

test("outliers stand above a fence per target group; prevention is left out, and a small group has no fence", () =>
  inLake(async (lake) => {
    await claims(
      lake,
      `
      clients provider group        region born sex    euros
           10 41000001 frail_short  north  1940 female   100
           10 41000001 frail_short  north  1940 female   200
            1 41000001 frail_short  north  1940 female  1600
            1 41000001 frail_short  north  1940 female  1601
            3 41000001 PALLIATIVE   north  1940 female  9000
            8 41000001 prevention   north  1940 female  9000`,
    );
    const { providers, notes } = await reckoned(lake);
    const { between, ...share } = told(voorbeeld, "outlier_share", providers.get("41000001")!.own.get("outlier_share"));
    // Quartiles 100 and 200: twice the greatest doubling, 200 × 2 × 2 × 2, is not extreme; a euro more is.
    assert.deepEqual(share, { value: "4.0000", made: { outliers: "1", clients: "25" } });
    assert.deepEqual(between, ["0.7096", "19.5441"]);
    assert.deepEqual(notes.get("outlier_share")!.slice(1), [
      { code: "group_too_small", args: { group: "PALLIATIVE", clients: "3", least: "20" } },
      { code: "fence", args: { group: "frail_short", cents: "160000" } },
    ]);
  }));

test("only contracted providers are peers, where the lake knows who they are", () =>
  inLake(async (lake) => {
    await claims(lake, twoProviders);
    await lake.write("contracts/c.parquet", "SELECT 2022 AS year, '9001' AS insurer, '41000001' AS provider");
    const { providers, notes } = await reckoned(lake);
    assert.equal(providers.get("41000001")!.own.get("cost_ratio")!.value, 1_000_000n);
    // 60 × 1,100 + 40 × 5,400 over 60 × 900 + 40 × 6,600.
    assert.equal(providers.get("41000002")!.own.get("cost_ratio")!.value, 886_792n);
    assert.deepEqual(notes.get("cost_ratio"), []);
  }));

test("under CZ's own text nobody is an outlier or not: the rule is not published", () =>
  inLake(async (lake) => {
    await claims(lake, twoProviders);
    const { providers } = await reckoned(lake, [], await policyOf("policy/cz-wijkverpleging/2024"));
    const { own } = providers.get("41000001")!;
    assert.equal(own.get("cost_ratio")!.value, 1_060_000n);
    assert.deepEqual(own.get("outlier_share")!.missing, [
      "parameter.outlier_method",
      "parameter.outlier_multiple",
      "parameter.outlier_clients_least",
    ]);
  }));
