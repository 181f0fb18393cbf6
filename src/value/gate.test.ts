import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { makeMarketFolder } from "../../acts/market.ts";
import { readPolicyFolder } from "../../acts/policy-folder.ts";
import { indicatorsFor } from "../../acts/value.ts";
import { openLake } from "../../lake/lake.ts";
import type { OpenLake } from "../../lake/lake.ts";
import { readDataQuality } from "../data-quality.ts";
import { reusedReferences } from "../feed-sum.ts";
import { readIndicators } from "../indicator.ts";
import type { Policy } from "../policy.ts";
import { uncheckedClaims, yearsOf } from "../value.ts";
import type { Figure, Reckoning } from "../value.ts";

/** Reads what is there; what the market writes beside its lake is nobody's concern here. */
const files = {
  read: async (path: string) => readFile(path).catch(() => undefined),
  list: async (folder: string) => (await readdir(folder, { recursive: true }).catch((): string[] => [])).toSorted(),
  write: () => Promise.resolve(),
  append: () => Promise.resolve(),
};
const policy = await policyOf("policy/voorbeeld-wijkverpleging/2024");

async function policyOf(folder: string): Promise<Policy> {
  return (await readPolicyFolder(files, folder)).policy ?? assert.fail(`${folder} cannot be read`);
}

/** Selects of the claims that are there instead, and of those that stayed outside. */
interface Change {
  readonly claims: string;
  readonly refused?: string;
}

/** A small market, and its claims as `change` makes them. */
async function inMarket(change: Change, run: (reckoning: Reckoning, codes: string[]) => void): Promise<void> {
  const out = await mkdtemp(join(tmpdir(), "gate-"));
  const lake = await openLake(`${out}/lake`, { threads: 2, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  try {
    const progress = { say: () => {} };
    await makeMarketFolder({ files, progress, lake }, { out, size: "tiny", seed: 7, years: [2022] });
    await plant(lake, change);
    const { reckoning, findings } = await indicatorsFor(lake, { policy, dossiers: new Map() });
    run(
      reckoning ?? assert.fail("nothing is reckoned"),
      findings.map(({ code, field }) => `${code} ${field}`),
    );
  } finally {
    await lake.close();
    await rm(out, { recursive: true });
  }
}

async function plant(lake: OpenLake, { claims, refused }: Change): Promise<void> {
  await lake.run(`CREATE TEMP TABLE faulty AS ${claims}`);
  if (refused !== undefined)
    await lake.write(
      "reused_reference/faulty.parquet",
      reusedReferences(`(SELECT * EXCLUDE (year, month) FROM (${refused}))`),
    );
  await rm(`${lake.folder}/claims`, { recursive: true });
  await lake.writeClaims("faulty", "SELECT * FROM faulty");
}

const found = ({ verdicts }: Reckoning): string[] =>
  [...(verdicts ?? [])].flatMap(([provider, own]) =>
    own
      .filter(({ level }) => level !== "green")
      .map(({ check, level, months }) => `${provider} ${check.id} ${level} ${months.join(" ")}`),
  );

const figure = (reckoning: Reckoning, provider: string, id: string): Figure =>
  reckoning.providers.get(provider)?.own.get(id) ?? assert.fail(`no ${id} of ${provider}`);

test("the claims of a made-up market pass every check", () =>
  inMarket({ claims: "SELECT * FROM claims" }, (reckoning, codes) => {
    assert.deepEqual(found(reckoning), []);
    assert.ok(reckoning.verdicts!.size > 10);
    assert.deepEqual(codes, []);
  }));

test("where claims are counted and nothing checks them, that is told once, at the first indicator that counts", () => {
  const { indicators } = readIndicators(policy);
  const counted = indicators.filter((indicator) => yearsOf(indicator).length > 0);
  const quality = readDataQuality(policy, []);
  assert.deepEqual(uncheckedClaims(indicators, quality), []);
  for (const none of [undefined, { ...quality!, checks: [] }])
    assert.deepEqual(
      uncheckedClaims(indicators, none).map(({ code, severity, line }) => [code, severity, line]),
      [["claims-unchecked", "warning", counted[0]!.declaredAt.at(0).line]],
    );
  const submitted = indicators.filter((indicator) => !counted.includes(indicator));
  assert.ok(submitted.length > 0);
  assert.deepEqual(uncheckedClaims(submitted, undefined), []);
});

/** Large providers of the market with a fault each, of another kind. */
const faults = `
  SELECT * REPLACE (
    CASE WHEN provider = '42900005' AND month("from") = 7 THEN claimed_cents * 12 ELSE claimed_cents END AS claimed_cents,
    CASE WHEN provider = '42900005' AND month("from") = 7 THEN tariff_cents * 12 ELSE tariff_cents END AS tariff_cents,
    CASE WHEN provider = '42900008' THEN 1850 ELSE birth_year END AS birth_year,
    CASE WHEN provider = '42900009' AND month("from") = 3 THEN 'none' ELSE target_group END AS target_group)
  FROM claims WHERE NOT (provider = '42900001' AND month("from") IN (4, 5))`;

/** Lines that the door refused: one provider sent those of a month twice. */
const refused = `
  SELECT * REPLACE ('pending' AS status)
  FROM claims WHERE provider = '42900013' AND month("from") = 2`;

test("each planted fault is found where it is, and nothing else", () =>
  inMarket({ claims: faults, refused }, (reckoning, codes) => {
    assert.deepEqual(found(reckoning), [
      "42900001 months_missing red 4 5",
      "42900005 jump_claimed red 7",
      "42900005 tariff_above red 7",
      "42900008 age_impossible red 1 2 3 4 5 6 7 8 9 10 11 12",
      "42900009 group_absent red 3",
      "42900013 reference_twice red 2",
    ]);
    assert.deepEqual([...new Set(codes)].toSorted(), [
      "claims-at-fault 42900001",
      "claims-at-fault 42900005",
      "claims-at-fault 42900008",
      "claims-at-fault 42900009",
      "claims-at-fault 42900013",
    ]);
  }));

test("a year that nobody's claims begin is told of the lake, and each provider is one to ask", () =>
  inMarket({ claims: 'SELECT * FROM claims WHERE month("from") > 2' }, (reckoning, codes) => {
    assert.deepEqual([...reckoning.emptyMonths!], [[2022, [1, 2]]]);
    assert.ok(codes.includes("months-without-claims undefined"));
    assert.ok(found(reckoning).includes("42900001 months_early amber 1 2"));
    assert.equal(figure(reckoning, "42900001", "cost_ratio").missing.length, 0);
  }));

test("what was counted from claims at fault is unknown and says why; they count in nobody's mean", () =>
  inMarket({ claims: faults, refused }, (reckoning) => {
    for (const id of ["cost_ratio", "outlier_share", "provider_admission_ratio"]) {
      const { value, missing, notes } = figure(reckoning, "42900001", id);
      assert.equal(value, undefined, id);
      assert.deepEqual(missing, ["lake.claims@2022"]);
      const { code, args } = notes[0] ?? assert.fail("no note");
      assert.deepEqual(
        [code, args["check"], args["measured"], args["bound"], args["months"]],
        ["claims_at_fault", "months_missing", "2", "0", "4 5"],
      );
    }
    assert.notEqual(figure(reckoning, "42900002", "cost_ratio").value, undefined);
    const group = [...(reckoning.providers.get("42900001")?.parts.get("provider.group")?.values() ?? [])];
    assert.ok(group.length > 0 && group.every((figures) => figures.get("group_cost_ratio")?.value === undefined));
    const told = reckoning.notes.get("cost_ratio")?.find(({ code }) => code === "peers_left_out");
    assert.equal(told?.args["providers"], "5");
    const region = reckoning.notes.get("admission_ratio")?.find(({ code }) => code === "counts_claims_at_fault");
    assert.equal(region?.args["providers"], "5");
  }));
