/**
 * How a contract counts what the year brought from claims, instead of from a sheet:
 *
 *     claims:
 *       provider: "42000001"
 *       insurers: ["9001"]
 *       from: 2024-01-01
 *       until: 2025-01-01
 *       facts:
 *         delivered_after_answer: { counts: granted, from: 2024-10-22 }
 *         hours: { counts: quantity, services: ["1032", "1033"], unit: "04" }
 *
 * A claim line belongs to the day on which its care begins, and counts once it is granted; what waits is told and not counted.
 * Amounts are what was granted; quantities are in the one unit that is named. A fact of parts has one per client, month, quarter,
 * year, service, target group or region. The lake answers per batch and month of care, and rows stand in one order: month of care,
 * then the day of receipt, then the name of the batch. As they add up, no other order would pay otherwise.
 */
import { basisKeys } from "../basis.ts";
import type { Contract, ContractFact, RealisedRow } from "../contract.ts";
import { parseDay, toDayText } from "../day.ts";
import type { Day } from "../day.ts";
import { checkKeys, child, childText, childWord, describe, entriesOf, findingAt, itemsOf, quote } from "../document.ts";
import type { Node } from "../document.ts";
import { didYouMean } from "../finding.ts";
import type { Finding } from "../finding.ts";
import { ofInsurers, quoteText } from "../sql.ts";

/** How one fact is counted. */
export interface Counted {
  readonly fact: ContractFact;
  readonly counts: "granted" | "quantity";
  readonly from?: Day;
  readonly until?: Day;
  readonly services?: readonly string[];
  readonly targetGroups?: readonly string[];
  /** Time unit of a quantity (Vektis COD218). */
  readonly unit?: string;
}

export interface ClaimSource {
  /** AGB code; absent in a form that is not yet of anybody. */
  readonly provider?: string;
  readonly insurers?: readonly string[];
  /** Care begun from this day, and before that one. */
  readonly from: Day;
  readonly until: Day;
  readonly facts: readonly Counted[];
}

/** For each kind of part, its name in the claims. */
const parts: Readonly<Record<string, string>> = {
  client: "c.client",
  service: "c.service",
  target_group: "c.target_group",
  region: "c.region",
  month: `substr(CAST(c."from" AS VARCHAR), 1, 7)`,
  quarter: `CAST(EXTRACT(YEAR FROM c."from") AS VARCHAR) || '-q' || CAST(EXTRACT(QUARTER FROM c."from") AS VARCHAR)`,
  year: `CAST(EXTRACT(YEAR FROM c."from") AS VARCHAR)`,
};

/** Reads `claims:` against the facts of the contract. */
export function readClaims(
  node: Node | undefined,
  facts: ReadonlyMap<string, ContractFact>,
  findings: Finding[],
): ClaimSource | undefined {
  if (node === undefined || !checkKeys(node, ["from", "until", "facts"], ["provider", "insurers"], findings))
    return undefined;
  const [from, until] = ["from", "until"].map((key) => readDay(child(node, key), findings));
  const provider = childText(node, "provider");
  if (provider !== undefined && !/^\d{8}$/.test(provider))
    findings.push(findingAt(child(node, "provider")!, "bad-value", quote(provider), "an AGB code of eight digits"));
  const insurers = textsOf(node, "insurers", findings);
  const counted = entriesOf(child(node, "facts"), "facts", findings).flatMap(({ key, value }) => {
    const fact = facts.get(key.text);
    if (fact !== undefined) return readCounted(fact, value, findings) ?? [];
    const expected = didYouMean(key.text, facts.keys(), "a fact of the contract");
    findings.push(findingAt(key, "unknown-name", quote(key.text), expected));
    return [];
  });
  if (from === undefined || until === undefined) return undefined;
  const own = { ...(provider !== undefined && { provider }), ...(insurers && { insurers }) };
  return { ...own, from, until, facts: counted };
}

function readDay(node: Node | undefined, findings: Finding[]): Day | undefined {
  if (node === undefined) return undefined;
  const day = node.kind === "scalar" ? parseDay(node.text) : undefined;
  if (day === undefined) findings.push(findingAt(node, "bad-value", describe(node), "a day such as 2024-10-22"));
  return day;
}

function textsOf(node: Node, key: string, findings: Finding[]): readonly string[] | undefined {
  const list = child(node, key);
  if (list === undefined) return undefined;
  return itemsOf(list, key, findings).map((item) => (item.kind === "scalar" ? item.text : ""));
}

const countedKeys = ["from", "until", "services", "target_groups", "unit", ...basisKeys];

function readCounted(fact: ContractFact, node: Node, findings: Finding[]): Counted | undefined {
  if (!checkKeys(node, ["counts"], countedKeys, findings)) return undefined;
  const counts = childWord(node, "counts", ["granted", "quantity"] as const, findings);
  const say = (code: string, found: string, expected: string): void =>
    void findings.push(findingAt(node, code, found, expected, { field: fact.id }));
  const isMoney = fact.type.kind === "number" && fact.type.form === "money";
  if (!fact.moves) say("not-counted", "a fact that claims do not add up to", "a fact under `volume:`");
  if (counts !== undefined && isMoney !== (counts === "granted"))
    say(
      "not-counted",
      isMoney ? "`quantity` of an amount" : "`granted` of a number",
      "`granted` for euros, `quantity` for numbers",
    );
  if (fact.kind !== undefined && !(fact.kind in parts))
    say("not-counted", `a fact for each ${fact.kind}`, `one for each ${Object.keys(parts).join(", ")}`);
  const unit = childText(node, "unit");
  if (counts === "quantity" && unit === undefined)
    say("not-counted", "a quantity without a unit", "`unit:` with the code of the claims");
  const [from, until] = ["from", "until"].map((key) => readDay(child(node, key), findings));
  const [services, targetGroups] = ["services", "target_groups"].map((key) => textsOf(node, key, findings));
  if (counts === undefined) return undefined;
  return {
    fact,
    counts,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(services && { services }),
    ...(targetGroups && { targetGroups }),
    ...(unit !== undefined && { unit }),
  };
}

/** Whose claims they are, and the table that dates batches, if the lake has one. */
export interface Claimant {
  readonly provider: string;
  readonly insurers: readonly string[] | undefined;
  readonly isDated: boolean;
}

function within({ from, until }: Pick<ClaimSource, "from" | "until">, { provider, insurers }: Claimant): string {
  const days = `c."from" >= DATE ${quoteText(toDayText(from))} AND c."from" < DATE ${quoteText(toDayText(until))}`;
  return `c.provider = ${quoteText(provider)} AND ${days}${ofInsurers(insurers, "c.insurer")}`;
}

/** What a fact comes to per batch, month of care and part, in the one order of rows. */
export function countSelect(source: ClaimSource, counted: Counted, claimant: Claimant): string {
  const { fact, counts, from = source.from, until = source.until, services, targetGroups, unit } = counted;
  const part = fact.kind === undefined ? "''" : parts[fact.kind]!;
  const among = (column: string, of: readonly string[] | undefined): string =>
    of === undefined ? "" : ` AND ${column} IN (${of.map(quoteText).join(", ")})`;
  const isUnit = unit === undefined ? "" : ` AND c.unit = ${quoteText(unit)}`;
  const month = "CAST(c.year * 12 + c.month - 1 AS BIGINT)";
  const [received, batches] = claimant.isDated
    ? ["b.received_on", " LEFT JOIN batches AS b ON b.batch = c.batch"]
    : ["CAST(NULL AS DATE)", ""];
  return `SELECT c.batch, ${month} AS care, ${part} AS part_name, ${received} AS received,
  CAST(SUM(${counts === "granted" ? "c.granted_cents" : "c.quantity"}) AS BIGINT) AS amount
FROM claims AS c${batches}
WHERE ${within({ from, until }, claimant)} AND c.status = 'granted'${among("c.service", services)}${among("c.target_group", targetGroups)}${isUnit}
GROUP BY c.batch, care, part_name, received
ORDER BY care, received, c.batch, part_name`;
}

/** How many lines the contract has in its period, how many of them wait for a decision, and what was asked in those. */
export function waitingSelect(source: ClaimSource, claimant: Claimant): string {
  return `SELECT COUNT(*) AS lines, COUNT(*) - COUNT(c.granted_cents) AS waiting,
  CAST(COALESCE(SUM(CASE WHEN c.granted_cents IS NULL THEN c.claimed_cents ELSE 0 END), 0) AS BIGINT) AS cents
FROM claims AS c WHERE ${within(source, claimant)}`;
}

type Row = Readonly<Record<string, bigint | string | boolean | null>>;

/** What the lake answered about a fact, as rows of a sheet; nothing was delivered where it answered nothing. */
export function toRealisedRows({ fact, counts }: Counted, rows: readonly Row[], file: string): RealisedRow[] {
  const told = rows.map((row, i) => ({
    file,
    line: i + 1,
    fact: fact.id,
    part: String(row["part_name"]),
    value: counts === "granted" ? toEuros(row["amount"] as bigint) : String(row["amount"]),
  }));
  return told.length > 0 || fact.kind !== undefined ? told : [{ file, line: 0, fact: fact.id, part: "", value: "0" }];
}

function toEuros(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, "0");
  return `${cents < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The facts that a contract counts from claims. */
export function countedFacts({ claims }: Contract): ReadonlySet<string> {
  return new Set(claims?.facts.map(({ fact }) => fact.id));
}
