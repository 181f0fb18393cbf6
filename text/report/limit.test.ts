import assert from "node:assert/strict";
import { test } from "node:test";
import { costLimits, shareLimits } from "./limit.ts";

/** A provider of `clients` whose interval chance makes 1.96 × 1 / √clients wide, as a part of what is expected. */
const placed = (clients: number, value: number) => ({ clients, value, low: value / (1 + 1.96 / Math.sqrt(clients)) });

test("limits of cost narrow with the root of the clients, where chance explains all", () => {
  const limits = costLimits([placed(100, 1.05), placed(400, 0.98), placed(1600, 1.01), placed(25, 1.1)]);
  const [first, last] = [limits[0]!, limits.at(-1)!];
  assert.deepEqual([first.clients, Math.round(last.clients)], [25, 1600]);
  assert.equal(first.high95.toFixed(3), "1.392");
  assert.equal(first.low95.toFixed(3), "0.608");
  assert.equal(last.high95.toFixed(3), "1.049");
  assert.equal(last.high998.toFixed(3), "1.077");
});

test("what lies between providers beside chance widens them everywhere", () => {
  const spread = [1.5, 0.6, 1.4, 0.5, 1.6, 0.7].map((value) => placed(2500, value));
  const [limit] = costLimits([...spread, placed(2600, 1)]);
  assert.ok(limit!.high95 > 1.5, `${limit!.high95} is chance alone`);
  assert.ok(limit!.low998 >= 0);
  assert.deepEqual(costLimits([]), []);
});

test("limits of shares are exact and never below nothing", () => {
  const limits = shareLimits([{ clients: 1 }, { clients: 10_000 }], 0.1);
  assert.ok(limits.every(({ low95, high95, low998, high998 }) => 0 <= low998 && low998 <= low95 && high95 <= high998));
  assert.equal(limits.at(-1)!.low95.toFixed(4), "0.0941");
  assert.equal(limits.at(-1)!.high95.toFixed(4), "0.1059");
});
