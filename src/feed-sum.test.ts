import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { ageSums, feedSums, oddities, reusedReferences } from "./feed-sum.ts";

const connection = await (await DuckDBInstance.create()).connect();

/** Claims that are sound but for what each line says. */
function claims(...odd: readonly Readonly<Record<string, string>>[]): string {
  const sound = {
    insurer: "'9001'",
    provider: "'p'",
    service: "'1032'",
    unit: "'07'",
    batch: "'b'",
    status: "'granted'",
    target_group: "'g'",
    region: "'oost'",
    sex: "'male'",
    birth_year: "1940",
    tariff_cents: "5",
    quantity: "2",
    claimed_cents: "10",
    granted_cents: "10",
    '"from"': "DATE '2024-01-01'",
    until: "DATE '2024-01-02'",
  };
  const lines = odd.map((own, i) => {
    const columns = Object.entries({ ...sound, ref: `'r${i}'`, ...own });
    return `SELECT ${columns.map(([name, value]) => `${value} AS ${name}`).join(", ")}`;
  });
  return `(${lines.join(" UNION ALL ")})`;
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjects();
}

/** One line for each oddity, with that oddity alone. */
const odd: Readonly<Record<keyof typeof oddities, Readonly<Record<string, string>>>> = {
  pending: { granted_cents: "NULL" },
  no_target_group: { target_group: "'none'" },
  no_region: { region: "'unknown'" },
  no_sex: { sex: "NULL" },
  no_birth_year: { birth_year: "NULL" },
  no_reference: { ref: "''" },
  no_amount: { claimed_cents: "NULL", granted_cents: "0" },
  amount_differs: { claimed_cents: "11" },
  granted_above_claimed: { granted_cents: "12" },
  period_reversed: { until: "DATE '2024-01-01'" },
  credit: { quantity: "-2", claimed_cents: "-10", granted_cents: "-10" },
};

test("each oddity is counted by its own name and no other", async () => {
  for (const [name, change] of Object.entries(odd)) {
    const [row] = await ask(feedSums(claims({}, change)));
    const counted = Object.keys(oddities).filter((each) => row![each] !== 0n);
    assert.deepEqual([counted, row![name], row!["lines"]], [[name], 1n, 2n]);
  }
});

test("another tariff is another row, and amounts are added up", async () => {
  const rows = await ask(feedSums(claims({}, {}, { tariff_cents: "6", claimed_cents: "12", granted_cents: "12" })));
  assert.deepEqual(
    rows.map((row) => [row["tariff_cents"], row["lines"], row["claimed_cents"]]),
    [
      [5, 2n, 20n],
      [6, 1n, 12n],
    ],
  );
});

test("ages by year of birth", async () => {
  const ages = await ask(ageSums(claims({}, { birth_year: "1800" }, {}, { birth_year: "NULL" })));
  assert.deepEqual(
    ages.map((row) => [row["birth_year"], row["lines"]]),
    [
      [1800, 1n],
      [1940, 2n],
      [null, 1n],
    ],
  );
});

test("of the lines that were refused for their reference, those that a provider claimed count", async () => {
  const [claimed, decided] = [{ status: "'pending'" }, { status: "'granted'" }];
  const earlier = { ...claimed, '"from"': "DATE '2023-02-01'" };
  const rows = await ask(reusedReferences(claims(claimed, decided, claimed, earlier)));
  assert.deepEqual(
    rows.map((row) => [row["provider"], row["year"], row["month"], row["lines"]]),
    [
      ["p", 2023n, 2n, 1n],
      ["p", 2024n, 1n, 2n],
    ],
  );
});
