import assert from "node:assert/strict";
import { test } from "node:test";
import { summarisePopulation } from "./summary.ts";
import type { PopulationSum } from "./summary.ts";

/** Rows of gemeente, region, sex, age, insured years and euros; a dash is absent. */
function sums(text: string): PopulationSum[] {
  const value = (word: string | undefined) => (word === "-" ? undefined : word);
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  return rows.map(([gemeente, region, sex, age, years = "0", euros]) => ({
    gemeente: value(gemeente),
    region: value(region),
    sex: value(sex),
    ageFrom: age === "-" || age === undefined ? undefined : BigInt(age),
    insuredDays: BigInt(years) * 365n,
    costCents: euros === "-" || euros === undefined ? undefined : BigInt(euros) * 100n,
  }));
}

test("totals, the rest group, shares and the spread over places", () => {
  const summary = summarisePopulation(
    2023,
    sums(`
      A  north  female  0   100   1000
      A  north  female  80  10    4000
      B  north  female  0   200   2000
      B  -      female  80  30    6000
      C  south  female  0   50    2000
      -  -      -       -   7     500`),
    [75, 80],
  );
  assert.equal(summary.insuredDays, 397n * 365n);
  assert.deepEqual(summary.restGroup, { insuredDays: 7n * 365n, costCents: 50_000n });
  assert.deepEqual([summary.gemeenten, summary.absentCells, summary.withoutRegion], [3, 1, ["B"]]);
  assert.equal(summary.cost?.cents, 1_550_000n);
  assert.deepEqual(summary.cost?.shares, [
    { from: 75, cents: 1_000_000n, percent: "66.7" },
    { from: 80, cents: 1_000_000n, percent: "66.7" },
  ]);
  // 8000/230 = 34.78, 2000/50 = 40, 5000/110 = 45.45
  assert.deepEqual(summary.cost?.perInsuredYear, {
    units: 3,
    least: { unit: "B", value: "34.78" },
    quartiles: ["37.39", "40.00", "42.73"],
    greatest: { unit: "A", value: "45.45" },
  });
  // rates 5000/350 and 10000/40: A expects 1428.57 + 2500, B 2857.14 + 7500, C 714.29
  assert.deepEqual(summary.cost?.ratioPerGemeente, {
    units: 3,
    least: { unit: "B", value: "0.7724" },
    greatest: { unit: "C", value: "2.8000" },
  });
  // north: 7000 against 100, 10 and 200 insured years; the part of B without a region counts in the rates alone
  assert.deepEqual(summary.cost?.ratioPerRegion?.all, [
    { unit: "north", value: "1.0316" },
    { unit: "south", value: "2.8000" },
  ]);
});

test("a cost that is unknown in one cell is unknown in sum", () => {
  const summary = summarisePopulation(2023, sums("A north male 0 10 5 \n B north male 0 10 -"), [75]);
  assert.deepEqual([summary.insuredDays, summary.cost], [7300n, undefined]);
});

test("one place is compared with nothing", () => {
  const cost = summarisePopulation(2023, sums("A north male 0 10 5"), [75]).cost;
  assert.deepEqual(Object.keys(cost ?? {}), ["cents", "shares"]);
  assert.deepEqual(cost?.shares, [{ from: 75, cents: 0n, percent: "0.0" }]);
});
