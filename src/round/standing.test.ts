import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../../house/small-round.ts";
import { deliveredSelect, standingOf, toDelivered, yearBefore } from "./standing.ts";

const supplied = (value: string | bigint) => ({ value, origin: "contracts.csv" });

test("a policy is held against the year before it", () => assert.equal(yearBefore(smallPolicy), 2023));

test("the contracts of that year tell name, agreement and realisation; of another year nothing counts", () => {
  const values = new Map([
    ["fact.organisation_name@2023", supplied("Zorg & Zo")],
    ["fact.agreement_amount@2022", supplied(1n)],
    ["fact.realised_amount@2023", supplied(12_345n)],
  ]);
  assert.deepEqual(standingOf({ provider: "42000001", on: 0, values, parts: new Map() }, 2023), {
    name: "Zorg & Zo",
    realisedCents: 12_345n,
  });
});

test("granted care is asked for per provider and for a region as a whole, of the buyer's own insured", () => {
  const sql = deliveredSelect(2023, ["9001", "9002"]);
  assert.equal(sql.match(/insurer IN \('9001', '9002'\)/g)?.length, 2);
  assert.match(sql, /year = 2023 AND cents IS NOT NULL/);
  assert.doesNotMatch(deliveredSelect(2023), /insurer/);
});

test("a row without a provider is about all of them", () => {
  assert.deepEqual(toDelivered({ provider: "", region: "Oost", clients: 2n, cents: null }), {
    region: "Oost",
    clients: 2n,
    cents: 0n,
  });
  assert.equal(toDelivered({ provider: "42000001", region: "Oost", clients: 2n, cents: 5n }).provider, "42000001");
});
