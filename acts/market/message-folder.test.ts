import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fieldsOf, messageReader, writeMessage } from "../../format/aw319.ts";
import type { RecordCode } from "../../format/aw319.ts";
import { extractReader } from "../../format/claim-extract.ts";
import { openTable } from "../../format/table.ts";
import { disk as files } from "../../house/disk.ts";
import { openLake } from "../../lake/lake.ts";
import type { OpenLake } from "../../lake/lake.ts";
import type { Planted } from "../../src/market.ts";
import { loadClaims } from "../load-claims.ts";
import { loadRegions } from "../load-regions.ts";
import { makeMarketFolder } from "../market.ts";
import type { ClaimFormat } from "../market.ts";

const aw319: ClaimFormat = {
  write: ({ header, claims }) => writeMessage(header, claims),
  placeOf: (record, name) => fieldsOf(record as RecordCode).find((field) => field.name === name)!,
};

const progress = { say: (): void => {} };
const targetGroups = fileURLToPath(new URL("../../policy/codes/target-group.yaml", import.meta.url));

/** A year of a tiny market with its claim files, and an empty lake to load them into; the regions are in. */
async function inMarket(dirty: boolean, look: (made: Made) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "messages-"));
  const [lake, fresh] = [await openLake(join(folder, "lake")), await openLake(join(folder, "fresh"))];
  try {
    const settings = { size: "tiny", seed: 7, years: [2023], out: folder, format: aw319, dirty } as const;
    const { planted } = await makeMarketFolder({ files, progress, lake }, settings);
    await loadRegions({ tables: { open: openTable }, lake: fresh, progress }, { path: join(folder, "regions.csv") });
    await look({ folder, lake, fresh, planted });
  } finally {
    await lake.close();
    await fresh.close();
    await rm(folder, { recursive: true });
  }
}

interface Made {
  readonly folder: string;
  readonly lake: OpenLake;
  readonly fresh: OpenLake;
  readonly planted: readonly Planted[];
}

async function load({ folder, fresh }: Made, part: string) {
  const paths = (await readdir(join(folder, part))).toSorted().map((name) => join(folder, part, name));
  const extracts = extractReader.bind(undefined, { open: openTable });
  const effects = { files, lake: fresh, progress, messages: messageReader, extracts };
  return loadClaims(effects, { paths, targetGroups, threads: 2 });
}

/** Every line but for the batch, its place in it and the pseudonym, which depend on the lake; all lines in one figure. */
const content = `
  SELECT count(*) AS lines, count(DISTINCT client) AS clients, sum(granted_cents)::BIGINT AS granted,
    sum(hash(provider, insurer, region, birth_year, sex, service, target_group, "from", until, quantity, unit, tariff_cents,
      claimed_cents, granted_cents, status, ref, corrects))::VARCHAR AS hash
  FROM claims`;

test("claim files and grants, loaded into an empty lake, give the claims that the market wrote", () =>
  inMarket(false, async (made) => {
    const claims = await load(made, "claims");
    assert.deepEqual([claims.exit, claims.findings], [0, []]);
    const [pending] = await made.fresh.query("SELECT count(*) AS n, count(granted_cents) AS granted FROM claims");
    assert.ok((pending!["n"] as bigint) > 30_000n);
    assert.equal(pending!["granted"], 0n);
    const grants = await load(made, "granted");
    assert.deepEqual([grants.exit, grants.findings], [0, []]);
    assert.deepEqual(await made.fresh.query(content), await made.lake.query(content));
  }));

test("every planted fault is found once, on its line and in its field, and nothing else", () =>
  inMarket(true, async (made) => {
    const { exit, findings } = await load(made, "claims");
    assert.equal(exit, 4);
    const found = findings.map(({ file, line, field }) => `claims/${file} ${line} ${field?.slice(0, 4) ?? ""}`);
    const planted = made.planted.map(({ file, line, field }) => `${file} ${line} ${field ?? ""}`);
    assert.ok(planted.length > 50);
    assert.deepEqual(found.toSorted(), planted.toSorted());
  }));
