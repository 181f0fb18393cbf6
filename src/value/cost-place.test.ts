import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import type { Ratio } from "../decimal.ts";
import { Answers } from "./asking.ts";
import { readCostsAt } from "./cost-place.ts";
import type { PlacedCosts } from "./cost-place.ts";

const connection = await (await DuckDBInstance.create()).connect();
await connection.run("CREATE TABLE value_client_2022 (provider VARCHAR, target_group VARCHAR, cents BIGINT)");
await connection.run("CREATE TABLE peer AS SELECT 'p' AS provider");

/** Costs as `group cents`, `-` for no group; all of a peer. */
async function placed(costs: readonly string[], shares: readonly Ratio[]): Promise<PlacedCosts[]> {
  const rows = costs.map((text) => text.split(" ")).map(([group, cents]) => `('p', nullif('${group}', '-'), ${cents})`);
  await connection.run("DELETE FROM value_client_2022");
  const strangers = ["('other', 'a', 1)", "('p', 'a', 0)", "('p', 'b', NULL)"];
  await connection.run(`INSERT INTO value_client_2022 VALUES ${[...rows, ...strangers].join(", ")}`);
  const asking = readCostsAt(new Answers(), { year: 2022, targetGroups: [] }, "peer", shares);
  let step = asking.next();
  while (!step.done) {
    const reader = await connection.runAndReadAll(step.value.sql);
    step = asking.next(reader.getRowObjects() as Record<string, bigint | string | null>[]);
  }
  return step.value;
}

const quarter: Ratio = { n: 1n, d: 4n };
const all: Ratio = { n: 1n, d: 1n };

test("the cost at a share is somebody's: the first with at least that share at or below it", async () => {
  assert.deepEqual(await placed([], [quarter]), []);
  assert.deepEqual(await placed(["a 7"], [quarter, all]), [{ group: "a", clients: 1n, costs: [7n, 7n] }]);
  assert.deepEqual(await placed(["a 100000", "a 99999", "a 250000", "a 4", "- 5"], [quarter, all]), [
    { group: "a", clients: 4n, costs: [4n, 250_000n] },
    { group: "", clients: 1n, costs: [5n, 5n] },
  ]);
});

test("it is the cost in that place of the sorted row, whatever the costs", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 99_000, max: 500_000 })), { minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
      async (costs, fortieths) => {
        const sorted = costs.toSorted((a, b) => a - b);
        const expected = sorted[Math.ceil((fortieths * costs.length) / 40) - 1];
        const share = { n: BigInt(fortieths), d: 40n };
        const [own] = await placed(
          costs.map((cents) => `a ${cents}`),
          [share],
        );
        assert.deepEqual(own, { group: "a", clients: BigInt(costs.length), costs: [BigInt(expected!)] });
      },
    ),
    { numRuns: 60 },
  ));
