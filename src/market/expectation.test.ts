import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { agesOf, expectedByClass, expectedByProvider, monthCents, rateScale, unitTariff } from "./expectation.ts";
import { kindNames } from "./kind.ts";
import { nationalRates, rateYear } from "./national-rate.ts";
import { sizeNames } from "./size.ts";

const markets = kindNames.flatMap((kind) =>
  sizeNames.map((size) => makeMarket({ kind, size, seed: 7, years: [2022, 2023] })),
);

test("people of every sex and age class are expected to cost what the national rate says", () => {
  for (const market of markets) {
    const classes = expectedByClass(market, market.startRates, rateYear);
    assert.equal(classes.length, nationalRates.length);
    for (const { sex, ageFrom, persons, cents } of classes) {
      const rate = nationalRates.find((r) => r.sex === sex && r.ageFrom === ageFrom)!;
      assert.ok(Math.abs(cents / persons / rate.centsPerYear - 1) < 0.02, `${market.sizeName} ${sex} ${ageFrom}`);
    }
  }
});

test("nobody is certain to come into care, and what providers deliver is what people cost", () => {
  for (const market of markets) {
    assert.ok(Math.max(...market.startRates) < 0.9 * rateScale);
    for (const year of market.years) {
      const people = expectedByClass(market, market.startRates, year).reduce((sum, c) => sum + c.cents, 0);
      const providers = expectedByProvider(market, market.startRates, year).reduce((sum, c) => sum + c.cents, 0);
      assert.ok(Math.abs(people / providers - 1) < 1e-9);
    }
  }
});

test("regions keep the need that they were given", () => {
  const [market] = markets;
  const rate = (region: number) =>
    market!.startRates[market!.cells.findIndex((c) => c.region === region && c.ageFrom === 80 && c.status === 2)]!;
  const [one, two] = market!.regions;
  assert.ok(Math.abs(rate(0) / rate(1) / (one!.need / two!.need) - 1) < 1e-4);
});

test("a month of care is worked out by hand", () => {
  const [market] = markets;
  const provider = {
    ...market!.providers[0]!,
    efficiency: 1100,
    outliers: 200,
    tariff: 980,
    funding: "monthly" as const,
  };
  // 530 cents × 0.980 × 0.955 in 2022; 140 units × 1.1 of it a month, of which 99.505 % is granted.
  assert.equal(unitTariff(provider, 1, 2022), 496);
  assert.ok(Math.abs(monthCents(provider, 1, 2022) - 140 * 1.1 * 496 * 0.99505) < 1e-6);
  const hourly = monthCents({ ...provider, funding: "hourly" }, 1, 2022);
  const units = (0.98 * 140 + 0.02 * 3500) * 1.1;
  assert.ok(Math.abs(hourly / (units * 496 * 0.99505) - 1) < 0.001, "of fifty clients one takes 3,500 units");
});

test("ages take turns within a class", () => {
  const cell = { region: 0, insurer: 0, sex: "male", ageFrom: 15, status: 1, persons: 12, first: 0 } as const;
  assert.deepEqual(
    agesOf(cell).map(({ age, persons }) => [age, persons]),
    [
      [15, 3],
      [16, 3],
      [17, 2],
      [18, 2],
      [19, 2],
    ],
  );
});
