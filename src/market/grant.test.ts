import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { grantHeader, toGrants } from "./grant.ts";
import type { ClaimRow } from "./message.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2023] });

const line: ClaimRow = {
  provider: "42900001",
  insurer: "9001",
  person: 12n,
  birth_year: 1950n,
  sex: "female",
  region: market.regions[0]!.name,
  service: "1034",
  from: "2023-03-01",
  last_day: "2023-03-08",
  quantity: 12n,
  unit: "07",
  tariff_cents: 525n,
  claimed_cents: 6300n,
  granted_cents: 6300n,
  ref: "202303000000000000100",
  corrects: null,
};

function cellsOf(row: ClaimRow): Record<string, string> {
  const [cells = []] = [...toGrants(market, [row])];
  return Object.fromEntries(cells.map((cell, i) => [grantHeader[i]!, cell]));
}

test("a granted line tells its amounts in euros, and a credit takes them back", () => {
  const granted = cellsOf(line);
  assert.deepEqual(
    [granted["tarief"], granted["aantal"], granted["declaratiebedrag"], granted["toegekend_bedrag"]],
    ["5.25", "12", "63.00", "63.00"],
  );
  const credit = cellsOf({ ...line, quantity: -12n, claimed_cents: -6300n, granted_cents: -6300n, corrects: "R1" });
  assert.deepEqual([credit["toegekend_bedrag"], credit["voorgaand_referentienummer"]], ["-63.00", "R1"]);
});

test("a rejected line is granted nothing, a pending line has no row", () => {
  assert.equal(cellsOf({ ...line, granted_cents: 0n })["toegekend_bedrag"], "0.00");
  assert.deepEqual([...toGrants(market, [{ ...line, granted_cents: null }])], []);
});

test("the person is the one of the message", () => {
  const { bsn, geboortedatum, geslacht, postcode } = cellsOf(line);
  assert.match(bsn!, /^9\d{8}$/);
  assert.match(geboortedatum!, /^1950-\d\d-\d\d$/);
  assert.equal(geslacht, "V");
  assert.match(postcode!, /^20\d\dAA$/);
});
