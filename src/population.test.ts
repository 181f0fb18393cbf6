import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOfYear } from "./population.ts";

test("a year has 365 days, or 366 when it leaps", () => {
  assert.deepEqual([2023, 2024, 1900, 2000].map(daysOfYear), [365, 366, 365, 366]);
});
