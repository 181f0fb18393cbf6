/**
 * What the lake is asked. It keeps sums per client (`client-sum.ts`); one statement takes a row per client, provider and target
 * group of a year from them, and all other questions are about that table. Every question is a select that gives whole numbers in a
 * stated order: no division, no average, no percentile. A quartile is found by its place in a row; quotients are made in
 * `value.ts`.
 *
 * The text keeps to what DuckDB, Trino and Spark read alike; what one of them says otherwise:
 *
 *     construct                       DuckDB                            Trino                     Spark
 *     the kept table                  CREATE OR REPLACE TEMP TABLE t    CREATE TABLE t, dropped   CREATE TEMPORARY VIEW t,
 *                                                                       afterwards                then CACHE TABLE t
 *     the column "from"               as it stands                      as it stands              `from`, or ANSI with
 *                                                                                                 doubleQuotedIdentifiers
 *     SUM of BIGINT                   HUGEINT, and so cast              BIGINT, fails past 64     BIGINT, fails past 64
 *                                                                       bits                      bits in ANSI mode
 *     CAST … AS VARCHAR               as it stands                      as it stands              AS STRING
 *     DECIMAL(18,0) × DECIMAL(18,0)   DECIMAL(36,0)                     DECIMAL(36,0)             DECIMAL(37,0)
 *     order of what is not known      last                              last                      first, or NULLS LAST
 *
 * `SELECT`, `UNION ALL`, `JOIN … USING`, `CASE`, `COUNT`, `MIN`, `MAX`, `MOD`, `ROW_NUMBER`, `VALUES` as a table, `DATE '…'` and a
 * grouping by an expression that is repeated are the same in all three.
 */
import { added } from "../client-sum.ts";
import type { CaseMix } from "../indicator.ts";
import { agreedWith, ofInsurers, quoteText } from "../sql.ts";

/** Whose claims of which year are counted; without insurers, all that the lake holds. */
export interface Scope {
  readonly year: number;
  readonly insurers?: readonly string[];
}

/** Who counts: those with granted care, not too young and not in a group that is left out. */
export interface Counted {
  readonly year: number;
  readonly ageUnder?: bigint;
  readonly targetGroups: readonly string[];
}

export const clientTableOf = (year: number): string => `value_client_${year}`;

/**
 * A row per client, provider and target group of a year of care, from the sums that the lake keeps (`client-sum.ts`); the client is the
 * number that a person has there in that year. `cents` is what was granted, credits taken off, and null when nothing is decided yet; what
 * is pending stands beside it. A client who moved is of the region that comes first by name.
 */
export function clientTable({ year, insurers }: Scope): string {
  const from = `FROM client_year\nWHERE year = ${year}${ofInsurers(insurers)}`;
  return `CREATE OR REPLACE TEMP TABLE ${clientTableOf(year)} AS
SELECT person AS client, provider, target_group, region, sex, birth_year, lines, cents, pending_lines, pending_cents, person_rows
${from} AND person_rows = 1
UNION ALL
SELECT person AS client, provider, target_group,
  MIN(region) AS region, MIN(sex) AS sex, MIN(birth_year) AS birth_year,
  ${added}, MIN(person_rows) AS person_rows
${from} AND person_rows > 1
GROUP BY person, provider, target_group`;
}

/** A column of one row, and of many rows of the same person. */
interface PersonColumn {
  readonly name: string;
  readonly one: string;
  readonly all: string;
}

const leastOf = (column: string): PersonColumn => ({ name: column, one: column, all: `MIN(${column})` });

/**
 * Of those who count, a row per client and what is named. Nearly everybody has a single row in a year, and is taken as it stands: only the
 * others are put together, which makes this three times as fast.
 */
function perClient(counted: Counted, per: readonly string[], columns: readonly PersonColumn[]): string {
  const from = `FROM ${clientTableOf(counted.year)}\n  WHERE ${counts(counted)}`;
  const select = (of: "one" | "all"): string =>
    ["client", ...per, ...columns.map((column) => `${column[of]} AS ${column.name}`)].join(", ");
  return `
  SELECT ${select("one")}
  ${from} AND person_rows = 1
  UNION ALL
  SELECT ${select("all")}
  ${from} AND person_rows > 1
  GROUP BY ${["client", ...per].join(", ")}
`;
}

/** Keeps the providers that the others are compared with. */
export function peerTable(table: string, peers: readonly string[]): string {
  const rows = peers.map((provider) => `(${quoteText(provider)})`).join(", ");
  const source =
    rows === "" ? "SELECT NULL AS provider WHERE 1 = 0" : `SELECT provider FROM (VALUES ${rows}) AS peer(provider)`;
  return `CREATE OR REPLACE TEMP TABLE ${table} AS
SELECT CAST(provider AS VARCHAR) AS provider FROM (${source}) AS listed`;
}

/** Every provider with claims in the year. */
export function providers(year: number): string {
  return `SELECT provider, COUNT(*) AS client_groups
FROM ${clientTableOf(year)}
GROUP BY provider
ORDER BY provider`;
}

/** The insurers whose claims of a year are in the lake. */
export function claimInsurers({ year, insurers }: Scope): string {
  return `SELECT insurer, CAST(SUM(lines) AS BIGINT) AS lines
FROM client_year
WHERE year = ${year}${ofInsurers(insurers)}
GROUP BY insurer
ORDER BY insurer`;
}

/** Of each provider in the year, how much of each service was granted and for what, in each unit, from the sums that the lake keeps. */
export function granted({ year, insurers }: Scope): string {
  return `SELECT provider, service, unit,
  CAST(SUM(quantity) AS BIGINT) AS quantity,
  CAST(SUM(cents) AS BIGINT) AS cents
FROM price_month
WHERE year = ${year}${ofInsurers(insurers)}
GROUP BY provider, service, unit
ORDER BY provider, service, unit`;
}

/** The insurers that a table names, in any year. */
export function insurersIn(table: "claims" | "contracts" | "population"): string {
  const [from, lines] = table === "claims" ? ["client_year", "CAST(SUM(lines) AS BIGINT)"] : [table, "COUNT(*)"];
  return `SELECT insurer, ${lines} AS lines
FROM ${from}
GROUP BY insurer
ORDER BY insurer`;
}

/** The providers that have an agreement for a year; one that names no insurer is with all of the buyer's. */
export function contracted({ year, insurers }: Scope): string {
  return `SELECT provider, COUNT(*) AS agreements
FROM contracts
WHERE year = ${year}${agreedWith(insurers)}
GROUP BY provider
ORDER BY provider`;
}

/** Per provider with anything that does not count, what and why: the young, those of unknown age, and what is not decided yet. */
export function leftOut({ year, ageUnder }: Counted): string {
  const young = ageUnder === undefined ? "1 = 0" : `${year} - birth_year < ${ageUnder}`;
  const ageless = ageUnder === undefined ? "1 = 0" : "birth_year IS NULL";
  return `SELECT provider,
  CAST(SUM(CASE WHEN young_cents > 0 THEN 1 ELSE 0 END) AS BIGINT) AS young_clients,
  CAST(SUM(young_cents) AS BIGINT) AS young_cents,
  CAST(SUM(CASE WHEN ageless_cents > 0 THEN 1 ELSE 0 END) AS BIGINT) AS ageless_clients,
  CAST(SUM(ageless_cents) AS BIGINT) AS ageless_cents,
  CAST(SUM(pending_lines) AS BIGINT) AS pending_lines,
  CAST(SUM(pending_cents) AS BIGINT) AS pending_cents
FROM (
  SELECT client, provider,
    SUM(CASE WHEN cents > 0 AND ${young} THEN cents ELSE 0 END) AS young_cents,
    SUM(CASE WHEN cents > 0 AND ${ageless} THEN cents ELSE 0 END) AS ageless_cents,
    SUM(pending_lines) AS pending_lines, SUM(pending_cents) AS pending_cents
  FROM ${clientTableOf(year)}
  WHERE pending_lines > 0 OR ${young} OR ${ageless}
  GROUP BY client, provider
) AS person
GROUP BY provider
ORDER BY provider`;
}

/**
 * Per provider and stratum: clients, their cost, and the sum of the squares of it. Where target groups are not told apart, a client
 * counts once with the cost of all of them, in the region, sex and year of birth that come first.
 */
export function stratumSums(counted: Counted, per: readonly CaseMix[]): string {
  const columns = per.map((by) => columnOf(by, counted.year));
  const named = columns.map(({ name, sql }) => (sql === name ? name : `${sql} AS ${name}`));
  return `SELECT ${["provider", ...named].join(", ")}, COUNT(*) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents,
  CAST(SUM(CAST(cents AS DECIMAL(18,0)) * CAST(cents AS DECIMAL(18,0))) AS DECIMAL(38,0)) AS cents_squared
FROM ${per.includes("target_group") ? clientTableOf(counted.year) : `(${perClient(counted, ["provider"], ofPerson)}) AS person`}
WHERE ${per.includes("target_group") ? counts(counted) : "cents > 0"}
GROUP BY ${["provider", ...columns.map(({ sql }) => sql)].join(", ")}
ORDER BY ${["provider", ...columns.map(({ name }) => name)].join(", ")}`;
}

const ofPerson = [
  ...["region", "sex", "birth_year"].map(leastOf),
  { name: "cents", one: "cents", all: "CAST(SUM(cents) AS BIGINT)" },
];

/** A class of ages is known by the age at which it begins; who is younger than the first is of the class that begins at birth. */
function columnOf(by: CaseMix, year: number): { readonly name: string; readonly sql: string } {
  if (typeof by === "string") return { name: by, sql: by };
  const cases = by.ageFrom.toReversed().map((age) => `WHEN ${year} - birth_year >= ${age} THEN ${age}`);
  return { name: "age_from", sql: `CASE ${cases.join(" ")} WHEN birth_year IS NOT NULL THEN 0 END` };
}

/**
 * Costs are first counted in classes this wide, in cents: of a hundred euros a country has some thousands, with as many costs in
 * the fullest.
 */
const costClass = 10_000n;

/** Per target group of the peers and class of costs, known by the least cost in it: how many clients. */
export function costClasses(counted: Counted, peers: string): string {
  const least = `cents - MOD(cents, ${costClass})`;
  return `SELECT target_group, ${least} AS least, COUNT(*) AS clients
FROM ${clientTableOf(counted.year)} JOIN ${peers} USING (provider)
WHERE ${counts(counted)}
GROUP BY target_group, ${least}
ORDER BY target_group, least`;
}

/** A class of costs in a target group, which has no name for those who have none. */
export interface CostClass {
  readonly group: string;
  readonly least: bigint;
}

/** Per target group of the peers and cost in one of these classes: how many clients. There is at least one class. */
export function costsIn(counted: Counted, peers: string, classes: readonly CostClass[]): string {
  const rows = classes.map(({ group, least }) => `(${quoteText(group)}, ${least})`);
  return `SELECT target_group, cents, COUNT(*) AS clients
FROM ${clientTableOf(counted.year)} JOIN ${peers} USING (provider)
  JOIN (VALUES ${rows.join(", ")}) AS class(name, least)
    ON COALESCE(target_group, '') = name AND cents - MOD(cents, ${costClass}) = least
WHERE ${counts(counted)}
GROUP BY target_group, cents
ORDER BY target_group, cents`;
}

/** Per provider: clients, and those whose cost in some target group is above the fence of that group. */
export function clientsAbove(counted: Counted, fences: ReadonlyMap<string, bigint>): string {
  const cases = [...fences].map(
    ([group, cents]) => `\n      WHEN target_group = ${quoteText(group)} AND cents > ${cents} THEN 1`,
  );
  const above = cases.length === 0 ? "0" : `CASE${cases.join("")}\n      ELSE 0 END`;
  const clients = perClient(counted, ["provider"], [{ name: "above", one: above, all: `MAX(${above})` }]);
  return `SELECT provider, COUNT(*) AS clients, CAST(SUM(above) AS BIGINT) AS outliers
FROM (${clients}) AS person
GROUP BY provider
ORDER BY provider`;
}

/** Clients in care per region, sex and age, whoever cares for them; the young among them. */
export function clientsByAge({ year, targetGroups }: Counted): string {
  const clients = perClient({ year, targetGroups }, ["region"], ["sex", "birth_year"].map(leastOf));
  return `SELECT region, sex, ${year} - birth_year AS age, COUNT(*) AS clients
FROM (${clients}) AS person
GROUP BY region, sex, ${year} - birth_year
ORDER BY region, sex, age`;
}

/** Clients of each provider per region. */
export function clientsByRegion(counted: Counted): string {
  return `SELECT provider, region, COUNT(*) AS clients
FROM (${perClient(counted, ["provider", "region"], [])}) AS person
GROUP BY provider, region
ORDER BY provider, region`;
}

/** The insurers whose insured of a year are in the lake. */
export function populationInsurers(year: number): string {
  return `SELECT insurer, COUNT(*) AS lines
FROM population
WHERE year = ${year}
GROUP BY insurer
ORDER BY insurer`;
}

/** The insured of a year by region, sex, age class and status, with the clients that the sender counted among them. */
export function population({ year, insurers }: Scope): string {
  return `SELECT region, sex, age_from, ses,
  CAST(SUM(insured_days) AS BIGINT) AS insured_days,
  CAST(SUM(clients) AS BIGINT) AS clients,
  CAST(SUM(CASE WHEN clients IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS uncounted
FROM population
WHERE year = ${year}${ofInsurers(insurers)}
GROUP BY region, sex, age_from, ses
ORDER BY region, sex, age_from, ses`;
}

function counts({ year, ageUnder, targetGroups }: Counted): string {
  const conditions = ["cents > 0"];
  if (ageUnder !== undefined) conditions.push(`${year} - birth_year >= ${ageUnder}`);
  if (targetGroups.length > 0) conditions.push(`target_group NOT IN (${targetGroups.map(quoteText).join(", ")})`);
  return conditions.join(" AND ");
}
