/**
 * The tables of a market besides its claims, twice: in the lake as a load would leave them, and as the files that a user would load.
 */
import { makeAgreements, populationSelect, postcodesPerRegion } from "../../src/market.ts";
import type { Market, Stories } from "../../src/market.ts";
import { agreementColumns, perYear } from "../../src/agreement.ts";
import type { Agreement, YearAgreement } from "../../src/agreement.ts";
import { toDecimalText } from "../../src/decimal.ts";
import { populationColumns } from "../../src/population.ts";
import { regionColumns } from "../../src/region.ts";
import { insertOf, quoteText } from "../../src/sql.ts";
import type { SqlColumns, SqlValue } from "../../src/sql.ts";
import type { Lake } from "../effects.ts";
import type { MarketEffects } from "../market.ts";

/** The batch under which a lake knows what the market put in it. */
const batch = "market";

/** Writes them all, and gives the agreements that the dossier is to know of. */
export async function writeTables(
  effects: MarketEffects,
  out: string,
  market: Market,
  stories: Stories,
): Promise<readonly YearAgreement[]> {
  await writePopulation(effects, out, market);
  await writeRegions(effects, out, market);
  return writeContracts(effects, out, market, stories);
}

async function writePopulation({ lake, files }: MarketEffects, out: string, market: Market): Promise<void> {
  await lake.run(`CREATE OR REPLACE TEMP TABLE market_population AS ${populationSelect(market)}`);
  const given = ["year", "insurer", "region", "sex", "age_from", "ses", "insured_days"];
  const list = populationColumns.map(([name, type]) => {
    if (name === "batch") return `'${batch}' AS batch`;
    if (name === "line") return `(row_number() OVER (ORDER BY ${given.join(", ")}) + 1)::INTEGER AS line`;
    return given.includes(name) ? name : `NULL::${type} AS ${name}`;
  });
  await lake.write(`population/${batch}.parquet`, `SELECT ${list.join(", ")} FROM market_population ORDER BY line`);
  const rows = await lake.query(`SELECT ${given.join(", ")} FROM market_population ORDER BY ${given.join(", ")}`);
  const header = ["jaar", "verzekeraar", "regio", "geslacht", "leeftijd_vanaf", "ses", "verzekerde_dagen"];
  await files.write(
    `${out}/population.csv`,
    toCsv(
      header,
      rows.map((row) => given.map((name) => row[name])),
    ),
  );
}

async function writeRegions({ lake, files }: MarketEffects, out: string, { regions }: Market): Promise<void> {
  const keys = regions.flatMap(({ name, postcode }) =>
    Array.from({ length: postcodesPerRegion }, (_, i) => [String(postcode + i), name] as const),
  );
  await fill(
    lake,
    "market_region",
    regionColumns,
    keys.map(([key, name], i) => [batch, i + 2, "postcode", key, name]),
  );
  await lake.write(`regions/${batch}.parquet`, "SELECT * FROM market_region ORDER BY line");
  await files.write(`${out}/regions.csv`, toCsv(["postcode", "regio"], keys));
}

/** The buyer's agreements, with what its insured received under each; told to the dossier as facts too, as a load does. */
async function writeContracts(
  { lake, files }: MarketEffects,
  out: string,
  market: Market,
  stories: Stories,
): Promise<readonly YearAgreement[]> {
  const buyer = market.insurers[0]!.id;
  const realised = await readRealised(lake, buyer);
  const agreements = makeAgreements(market, stories).map(({ provider, year, funding, cents }, i): Agreement => {
    const { id, name } = market.providers[provider]!;
    const realisedCents = realised.get(`${id} ${year}`) ?? 0n;
    return {
      line: i + 2,
      provider: id,
      organisation: name,
      insurer: buyer,
      year,
      funding,
      agreementCents: BigInt(cents),
      realisedCents,
      ...untold,
    };
  });
  const rows = agreements.map((agreement) => [
    batch,
    agreement.line,
    agreement.provider,
    agreement.insurer,
    agreement.year,
    agreement.form,
    agreement.funding,
    agreement.agreementCents,
    agreement.ceilingCents,
    agreement.realisedCents,
    agreement.change,
  ]);
  await fill(lake, "market_contract", agreementColumns, rows);
  await lake.write(`contracts/${batch}.parquet`, "SELECT * FROM market_contract ORDER BY line");
  const header = ["agb", "organisatie", "verzekeraar", "jaar", "bekostiging", "productieafspraak", "gerealiseerd"];
  await files.write(`${out}/contracts.csv`, toCsv(header, agreements.map(toCells)));
  return perYear(agreements);
}

/** What the market's agreements do not say. */
const untold = { form: undefined, ceilingCents: undefined, change: undefined, knownOn: undefined };

function toCells(agreement: Agreement): unknown[] {
  const { provider, organisation, insurer, year, funding, agreementCents = 0n, realisedCents = 0n } = agreement;
  const paid = funding === "monthly" ? "maand" : "uur";
  return [
    provider,
    organisation,
    insurer,
    year,
    paid,
    toDecimalText(agreementCents, 2),
    toDecimalText(realisedCents, 2),
  ];
}

async function readRealised(lake: Lake, buyer: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await lake.query(`
    SELECT provider, year("from") AS year, sum(granted_cents)::BIGINT AS cents
    FROM claims WHERE insurer = ${quoteText(buyer)} GROUP BY ALL`);
  return new Map(rows.map((row) => [`${row["provider"]} ${row["year"]}`, (row["cents"] ?? 0n) as bigint]));
}

/** A temporary table with rows of our own. */
async function fill(
  lake: Lake,
  table: string,
  columns: SqlColumns,
  rows: readonly (readonly SqlValue[])[],
): Promise<void> {
  await lake.run(
    `CREATE OR REPLACE TEMP TABLE ${table} (${columns.map(([name, type]) => `"${name}" ${type}`).join(", ")})`,
  );
  for (let i = 0; i < rows.length; i += 1000) await lake.run(insertOf(table, columns, rows.slice(i, i + 1000)));
}

/** Cells here hold no comma and no quote. */
function toCsv(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows].map((row) => `${row.join(",")}\n`).join("");
}
