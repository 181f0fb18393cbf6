import assert from "node:assert/strict";
import { test } from "node:test";
import { batchSums, batchSumSelect, laterSelect, runOffSelect, toBatchSum } from "./batch-sum.ts";
import { parseDay } from "./day.ts";

test("a row of sums is read as whole cents; who knows no date, tells none", () => {
  const row = {
    batch: "b",
    provider: "42000001",
    insurer: "9001",
    month: 24288n,
    claimed_cents: 700n,
    granted_cents: 500n,
    rejected_cents: 100n,
    received_on: null,
  };
  const { month, claimedCents, receivedOn } = toBatchSum(row);
  assert.deepEqual([month, claimedCents, receivedOn], [24288, 700n, undefined]);
  assert.equal(toBatchSum({ ...row, received_on: 19_800n }).receivedOn, 19_800);
});

test("only the buyer's own insurers are asked for, quoted", () => {
  const day = parseDay("2024-09-15")!;
  for (const sql of [batchSumSelect(2024, ["90'01"], true), runOffSelect(day, ["90'01"])])
    assert.match(sql, /IN \('90''01'\)/);
  assert.doesNotMatch(runOffSelect(day), / IN \(/);
  assert.match(runOffSelect(day), /<= DATE '2024-09-15'/);
  assert.match(laterSelect(day, "batches"), /IS NULL OR b\.received_on > DATE '2024-09-15'/);
});

test("months of receipt end on the day of asking, and on their last where that is a month's last", () => {
  assert.match(runOffSelect(parseDay("2024-09-15")!), /EXTRACT\(DAY FROM b\.received_on\) > 15 /);
  assert.doesNotMatch(runOffSelect(parseDay("2024-02-29")!), /EXTRACT\(DAY/);
});

test("sums are whole numbers only: nothing is divided or rounded", () => {
  assert.doesNotMatch([batchSums("claims"), batchSumSelect(2024, undefined, false)].join(), /\/|AVG|ROUND/i);
});
