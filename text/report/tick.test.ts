import assert from "node:assert/strict";
import { test } from "node:test";
import { tickText } from "./tick.ts";

test("a tick has the decimal sign of the language", () => {
  assert.deepEqual([0.05, 2.5, 12_000].map(tickText("nl")), ["0,05", "2,5", "12.000"]);
  assert.deepEqual([0.05, 2.5, 12_000].map(tickText("en")), ["0.05", "2.5", "12,000"]);
});
