import assert from "node:assert/strict";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { priceSums } from "./price-sum.ts";

test("quantities and amounts of what was granted, per service and unit; credits are taken off and refusals left out", async () => {
  const connection = await (await DuckDBInstance.create()).connect();
  const claims = `(SELECT '9001' AS insurer, * FROM (VALUES
    ('p', 's1', '04', 10, 500), ('p', 's1', '04', 6, 280), ('p', 's1', '04', -4, -200), ('p', 's1', '31', 1, 9000),
    ('p', 's1', '04', 100, 0), ('p', 's1', '04', 100, NULL), ('q', 's1', '04', 1, 60)
  ) AS lines(provider, service, unit, quantity, granted_cents))`;
  const rows = (await connection.runAndReadAll(priceSums(claims))).getRows();
  assert.deepEqual(rows, [
    ["9001", "p", "s1", "04", 12n, 580n],
    ["9001", "p", "s1", "31", 1n, 9000n],
    ["9001", "q", "s1", "04", 1n, 60n],
  ]);
});
