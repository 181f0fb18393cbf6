import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf } from "../../house/scenario.ts";
import { readIndicators } from "../../src/indicator.ts";
import type { Figure, Reckoning } from "../../src/value.ts";
import { caterpillarsOf, funnelsOf, numbersOf } from "./plot.ts";

const over = "nl: a, en: a, of: granted_cost, year: 2022, per: target_group, assumption: a";
const policy = policyOf(`
--- value-model.yaml
indicators:
  - {id: cost, type: decimal, scale: 2, kind: mean-per-person-against-peers, ${over}}
  - {id: outliers, type: percent, scale: 0, kind: outlier-share, rule: {method: percentile, percentile: 90%, clients_least: 2}, ${over}}
`);
const { indicators } = readIndicators(policy);

const figure = (value: bigint | undefined, people: bigint, low = 0n): Figure => ({
  ...(value !== undefined && { value, interval: { method: "scaled", low, high: value * 2n } }),
  missing: [],
  people,
  made: {},
  notes: [],
});
const provider = (cost: bigint | undefined, outliers: bigint, people: bigint) => ({
  own: new Map([
    ["cost", figure(cost, people, (cost ?? 0n) - 10n)],
    ["outliers", figure(outliers, people)],
  ]),
  parts: new Map(),
});
const reckoning: Reckoning = {
  indicators,
  providers: new Map([
    ["41000001", provider(110n, 10n, 100n)],
    ["41000002", provider(90n, 2n, 300n)],
    ["41000003", provider(undefined, 5n, 0n)],
  ]),
  regions: new Map(),
  rows: new Map(),
  notes: new Map(),
};

test("cost has a funnel around 1, a share one around that of all clients; who is not known stands in none", () => {
  const [cost, share, ...none] = funnelsOf({ policy, reckoning, proposals: [] }, "nl");
  assert.deepEqual(none, []);
  assert.deepEqual(
    cost!.points.map((point) => [point.provider, point.clients, point.value]),
    [
      ["41000001", 100, 1.1],
      ["41000002", 300, 0.9],
    ],
  );
  assert.equal(cost!.target, 1);
  assert.equal(cost!.limits.length, 40);
  assert.equal(share!.points.length, 2);
  assert.equal(share!.target.toFixed(6), "0.040000");
});

test("a caterpillar has every known ratio with its interval, and no shares", () => {
  const [cost, ...none] = caterpillarsOf(policy, reckoning, "nl");
  assert.deepEqual(none, []);
  assert.deepEqual(cost!.rows[0], { label: "41000001", clients: 100, value: 1.1, low: 1, high: 2.2 });
  assert.equal(cost!.rows.length, 2);
});

test("a figure without an interval is as wide as itself; an unknown one is no number", () => {
  assert.deepEqual(numbersOf({ value: 150n, missing: [], made: {}, notes: [] }, 2), { value: 1.5, low: 1.5 });
  assert.equal(numbersOf(figure(undefined, 5n), 2), undefined);
});
