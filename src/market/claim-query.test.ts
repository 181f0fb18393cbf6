import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { makeMarket, type Market } from "../market.ts";
import { claiming } from "./care.ts";
import { lineSelect, monthsOf, monthTable, periodsOf } from "./claim-query.ts";
import { episodeTable } from "./episode-query.ts";
import { expectedByProvider } from "./expectation.ts";
import { truthTables } from "./truth-query.ts";

const yearly = makeMarket({ size: "tiny", seed: 7, years: [2022, 2023] });
/** The same people and care, claimed month by month. */
const monthly: Market = { ...yearly, size: { ...yearly.size, batchMonths: 1, periodMonths: 1 } };

interface Case {
  readonly market?: Market;
  readonly threads?: number;
  readonly known?: number;
}

/** The claims of 2023 in a lake of their own, to be asked. */
async function open({ market = monthly, threads = 2, known }: Case) {
  const connection = await (await DuckDBInstance.create(":memory:", { threads: String(threads) })).connect();
  for (const sql of [...truthTables(market), episodeTable(market)]) await connection.run(sql);
  const periods = periodsOf(market).filter((period) => period.first >= 2023 * 12);
  for (const period of periods) {
    await connection.run(monthTable(market, period, known));
    for (const month of monthsOf(period)) {
      const verb = month === 2023 * 12 ? "CREATE TEMP TABLE claims AS" : "INSERT INTO claims";
      await connection.run(`${verb} ${lineSelect(month)}`);
    }
  }
  return async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjects();
}
const ask = await open({});
const count = async (where: string) => Number((await ask(`SELECT count(*) AS n FROM claims WHERE ${where}`))[0]!["n"]);

test("a year's granted cost is the expected cost, give or take chance", async () => {
  const [row] = await ask(`
    SELECT sum(cost)::BIGINT AS cents, sum(cost * cost)::HUGEINT::VARCHAR AS squares
    FROM (SELECT client, sum(granted_cents) AS cost FROM claims GROUP BY client)`);
  const drawn = Number(row!["cents"]);
  const noise = Math.sqrt(Number(row!["squares"]));
  const expected = expectedByProvider(yearly, yearly.startRates, 2023).reduce((sum, cost) => sum + cost.cents, 0);
  assert.ok(Math.abs(drawn - expected) < 4 * noise, `${drawn} drawn, ${expected} expected, noise ${noise}`);
});

test("every line is whole: amount, days, reference", async () => {
  assert.equal(await count("claimed_cents <> quantity * tariff_cents OR quantity = 0"), 0);
  assert.equal(await count(`"from" >= until OR date_trunc('month', "from") <> date_trunc('month', until - 1)`), 0);
  const [refs] = await ask("SELECT count(*) = count(DISTINCT ref) AS once, max(length(ref)) <= 20 AS fits FROM claims");
  assert.deepEqual(refs, { once: true, fits: true });
});

test("a credit takes back exactly the line that it names, and the right line follows", async () => {
  const [row] = await ask(`
    SELECT count(*) AS n, count(*) FILTER (c.claimed_cents <> -o.claimed_cents OR c.client <> o.client) AS wrong
    FROM claims c JOIN claims o ON o.ref = c.corrects AND o.provider = c.provider`);
  assert.equal(row!["wrong"], 0n);
  assert.equal(row!["n"], BigInt(await count("corrects IS NOT NULL")));
  assert.ok(row!["n"] > 20n);
  assert.equal(await count("corrects IS NOT NULL AND quantity >= 0 OR corrects IS NULL AND quantity < 0"), 0);
});

test("a batch numbers its lines as its file has them: a header, then each person and their lines", async () => {
  const sql = `
    SELECT batch FROM claims GROUP BY batch
    HAVING min(line) <> 3 OR max(line) <> 1 + count(*) + count(DISTINCT client) OR count(*) <> count(DISTINCT line)`;
  assert.deepEqual(await ask(sql), []);
  assert.deepEqual(await (await open({ market: yearly }))(sql), []);
});

test("how long a period is changes the batches and nothing else", async () => {
  const sql = "SELECT count(*) AS n, sum(claimed_cents)::BIGINT AS cents, max(ref) AS ref FROM claims";
  const inYears = await open({ market: yearly });
  assert.deepEqual(await inYears(sql), await ask(sql));
  assert.ok((await inYears("SELECT DISTINCT batch FROM claims")).length < 100);
});

test("late, rejected and corrected months are as rare as they should be", async () => {
  const lines = await count("true");
  assert.ok(Math.abs((await count("batch LIKE '%-2'")) / lines - claiming.latePercent / 100) < 0.02);
  assert.ok(Math.abs((await count("status = 'rejected'")) / lines - 1 / claiming.linesPerRejection) < 0.002);
  assert.equal(await count("status = 'rejected' AND granted_cents <> 0"), 0);
});

test("in August nobody knows the batches of September, and those of August are pending", async () => {
  const august = await open({ known: 2023 * 12 + 7 });
  const rows = await august(`
    SELECT status = 'pending' AS pending, max(month("from"))::INTEGER AS month, count(*) FILTER (granted_cents IS NULL) = count(*)
      AS undecided FROM claims GROUP BY 1 ORDER BY 1`);
  assert.deepEqual(rows, [
    { pending: false, month: 6, undecided: false },
    { pending: true, month: 7, undecided: true },
  ]);
});

test("one thread and two give the same rows in the same order", async () => {
  const sql = "SELECT hash(list(claims))::VARCHAR AS h, count(*) AS n FROM claims";
  assert.deepEqual(await ask(sql), await (await open({ threads: 1 }))(sql));
});

const unruly = makeMarket({ kind: "unruly", size: "tiny", seed: 3, years: [2022, 2023] });
const askUnruly = await open({ market: { ...unruly, size: { ...unruly.size, batchMonths: 1, periodMonths: 1 } } });

test("an absorbed provider claims nothing after June, and its clients go on elsewhere", async () => {
  for (const [absorbed, into] of unruly.mergers) {
    const [from, to] = [unruly.providers[absorbed]!.id, unruly.providers[into]!.id];
    const [row] = await askUnruly(`
      SELECT max("from") FILTER (provider = '${from}') < DATE '2023-07-01' AS ended,
        (SELECT count(DISTINCT client) FROM claims WHERE provider = '${to}' AND "from" >= DATE '2023-07-01'
          AND client IN (SELECT client FROM claims WHERE provider = '${from}')) > 0 AS taken
      FROM claims`);
    assert.deepEqual(row, { ended: true, taken: true });
  }
});

test("batches of an unruly market are whole, and its credits take back what they name", async () => {
  assert.deepEqual(
    await askUnruly(`
      SELECT batch FROM claims GROUP BY batch
      HAVING min(line) <> 3 OR max(line) <> 1 + count(*) + count(DISTINCT client) OR count(*) <> count(DISTINCT line)`),
    [],
  );
  const [row] = await askUnruly(`
    SELECT count(*) AS n FROM claims c JOIN claims o ON o.ref = c.corrects
    WHERE c.claimed_cents <> -o.claimed_cents OR c.provider <> o.provider`);
  assert.equal(row!["n"], 0n);
});

test("in an unruly market the months of a provider's client swing together", async () => {
  // A client's month beside its other months; on average over a provider's clients that is near one where each swings by itself.
  const swung = async (asked: typeof ask) => {
    const [row] = await asked(`
      WITH month AS (
        SELECT provider, client, month("from") AS month, sum(quantity) AS units FROM claims
        WHERE unit = '07' AND service = '1034' GROUP BY ALL
      ), beside AS (
        SELECT *, units / avg(units) OVER (PARTITION BY provider, client) AS swing FROM month
      )
      SELECT avg(n * (mean - 1) ** 2 / 0.023) AS ratio
      FROM (SELECT provider, month, avg(swing) AS mean, count(*) AS n FROM beside GROUP BY ALL HAVING n >= 20)`);
    return row!["ratio"] as number;
  };
  assert.ok((await swung(ask)) < 1.5, String(await swung(ask)));
  assert.ok((await swung(askUnruly)) > 3, String(await swung(askUnruly)));
});
