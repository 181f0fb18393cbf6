/**
 * Staged claims, held against each other and against the lake. What a single line cannot tell is found here:
 *
 *     repeated-reference   another line of the provider has the reference; the first one in order of the files stands
 *     held-reference       the lake holds a line with the reference already
 *     other-claim          a decision about a claim of the lake that names another client or another amount
 *     unknown-correction   a credit of a line that neither the files nor the lake have
 *     other-client         a credit of another client's line
 *     over-correction      credits that together take back more than was claimed
 *
 * A decision (a granted or rejected line) about a pending claim of the lake is no line of its own: it goes to `decided`. Lines that
 * the lake shall not get as they are, go to `left_out`; both tables are what publishing asks for. Those that use a reference again go
 * to `reused` too.
 */
import { insertOf } from "../../src/sql.ts";
import type { ComparedField, Lake, Row } from "../effects.ts";

/** A line that cannot stand beside the others. */
export interface Clash {
  readonly batch: string;
  readonly line: number;
  readonly code: string;
  readonly field: ComparedField;
  readonly found: string;
  readonly expected: string;
  /** The reference that it corrects, for a credit of a line that is not there. */
  readonly corrects?: string;
}

/** Compares what is staged; `batches` in the order in which their lines count. Makes the tables `left_out`, `decided` and `reused`. */
export async function compare(lake: Lake, batches: readonly string[]): Promise<Clash[]> {
  await lake.run("CREATE OR REPLACE TEMP TABLE turn (batch VARCHAR, turn INTEGER)");
  await lake.run(
    insertOf(
      "turn",
      turnColumns,
      batches.map((batch, turn) => [batch, turn]),
    ),
  );
  await lake.run("CREATE OR REPLACE TEMP TABLE left_out (batch VARCHAR, line INTEGER)");
  await lake.run(decisions);
  const repeated = (await lake.query(repetitions)).map(toRepetition);
  await leaveOut(lake, repeated);
  const held = (await lake.query(heldLines)).map(toHeld);
  await leaveOut(lake, held);
  await lake.run("CREATE OR REPLACE TEMP TABLE reused (batch VARCHAR, line INTEGER)");
  await mark(lake, "reused", [...repeated, ...held.filter(({ code }) => code === "held-reference")]);
  await lake.run("INSERT INTO left_out SELECT batch, line FROM decided");
  const corrections = (await lake.query(credits)).map(toCorrection).filter((clash) => clash !== undefined);
  await leaveOut(lake, corrections);
  return [...repeated, ...held, ...corrections];
}

const turnColumns = [
  ["batch", "VARCHAR"],
  ["turn", "INTEGER"],
] as const;

const lineColumns = [
  ["batch", "VARCHAR"],
  ["line", "INTEGER"],
] as const;

const leaveOut = (lake: Lake, clashes: readonly Clash[]): Promise<void> => mark(lake, "left_out", clashes);

async function mark(lake: Lake, table: string, clashes: readonly Clash[]): Promise<void> {
  if (clashes.length === 0) return;
  await lake.run(
    insertOf(
      table,
      lineColumns,
      clashes.map(({ batch, line }) => [batch, line]),
    ),
  );
}

const repetitions = `
  WITH repeated AS (SELECT provider, ref FROM staged GROUP BY provider, ref HAVING count(*) > 1)
  SELECT * FROM (
    SELECT batch, line, ref, row_number() OVER again AS turn, first_value(line) OVER again AS first,
      first_value(batch) OVER again = batch AS is_here
    FROM staged SEMI JOIN repeated USING (provider, ref) JOIN turn USING (batch)
    WINDOW again AS (PARTITION BY provider, ref ORDER BY turn.turn, line)
  ) WHERE turn > 1 ORDER BY batch, line`;

function toRepetition(row: Row): Clash {
  const where = row["is_here"] === true ? `line ${row["first"]}` : `a file before this one`;
  const expected = `a reference of its own; ${where} has this one`;
  return { ...placeOf(row), code: "repeated-reference", field: "ref", found: String(row["ref"]), expected };
}

/** Lines about a claim that the lake holds, with what the lake says of it. */
const aboutHeld = `
  SELECT staged.*, claims.batch AS held_batch, claims.status AS held_status, claims.client AS held_client,
    claims.claimed_cents AS held_cents
  FROM staged JOIN claims USING (provider, ref)`;

const isDecision = "status <> 'pending' AND held_status = 'pending'";

const decisions = `
  CREATE OR REPLACE TEMP TABLE decided AS
  SELECT batch, line, provider, ref, claimed_cents, granted_cents, status FROM (${aboutHeld})
  JOIN turn USING (batch)
  WHERE ${isDecision} AND client = held_client AND claimed_cents = held_cents
  QUALIFY row_number() OVER (PARTITION BY provider, ref ORDER BY turn.turn, line) = 1`;

const heldLines = `
  SELECT batch, line, ref, held_batch, client <> held_client AS is_other, claimed_cents, held_cents,
    ${isDecision} AS is_decision
  FROM (${aboutHeld}) ANTI JOIN left_out USING (batch, line) ANTI JOIN decided USING (batch, line)
  ORDER BY batch, line`;

function toHeld(row: Row): Clash {
  const place = placeOf(row);
  if (row["is_decision"] !== true) {
    const expected = `a reference that the lake does not hold; batch ${row["held_batch"]} brought it`;
    return { ...place, code: "held-reference", field: "ref", found: String(row["ref"]), expected };
  }
  if (row["is_other"] === true) {
    const expected = "the client of the claim with this reference in the lake";
    return { ...place, code: "other-claim", field: "client", found: "another client", expected };
  }
  const expected = `${row["held_cents"]} cents, as claimed in the lake`;
  return { ...place, code: "other-claim", field: "claimed", found: `${row["claimed_cents"]} cents`, expected };
}

/** Every credit that is staged, what it takes back, and how much credits took back with it. */
const credits = `
  WITH credit AS (
    SELECT * FROM staged ANTI JOIN left_out USING (batch, line) WHERE quantity < 0 OR claimed_cents < 0
  ), original AS (
    SELECT provider, ref AS corrects, client, claimed_cents FROM staged ANTI JOIN left_out USING (batch, line)
    WHERE claimed_cents >= 0 AND (provider, ref) IN (SELECT (provider, corrects) FROM credit)
    UNION ALL
    SELECT provider, ref, client, claimed_cents FROM claims
    WHERE claimed_cents >= 0 AND (provider, ref) IN (SELECT (provider, corrects) FROM credit)
  ), earlier AS (
    SELECT provider, corrects, sum(-claimed_cents) AS cents FROM claims
    WHERE claimed_cents < 0 AND (provider, corrects) IN (SELECT (provider, corrects) FROM credit) GROUP BY ALL
  )
  SELECT credit.batch, credit.line, credit.corrects, original.claimed_cents, credit.claimed_cents AS cents,
    credit.client <> original.client AS is_other, (coalesce(earlier.cents, 0)
      + sum(-credit.claimed_cents) OVER (PARTITION BY provider, corrects ORDER BY turn.turn, credit.line))::BIGINT AS taken_back
  FROM credit JOIN turn USING (batch)
  LEFT JOIN original USING (provider, corrects) LEFT JOIN earlier USING (provider, corrects)
  ORDER BY credit.batch, credit.line`;

function toCorrection(row: Row): Clash | undefined {
  const place = placeOf(row);
  const corrects = String(row["corrects"]);
  if (row["claimed_cents"] === null) {
    const expected = "the reference of a line of this provider, in the files or in the lake";
    return { ...place, code: "unknown-correction", field: "corrects", found: corrects, expected, corrects };
  }
  if (row["is_other"] === true) {
    const expected = "the reference of a line of the same client";
    return { ...place, code: "other-client", field: "corrects", found: corrects, expected };
  }
  if (BigInt(row["taken_back"] ?? 0n) <= BigInt(row["claimed_cents"] ?? 0n)) return undefined;
  const expected = `no more than ${row["claimed_cents"]} taken back of ${corrects}, all credits together`;
  return { ...place, code: "over-correction", field: "claimed", found: `${row["taken_back"]}`, expected };
}

function placeOf(row: Row): { batch: string; line: number } {
  return { batch: String(row["batch"]), line: Number(row["line"]) };
}
