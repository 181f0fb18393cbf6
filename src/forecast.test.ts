import assert from "node:assert/strict";
import { test } from "node:test";
import { exhaustion, forecastYear, scaledTo } from "./forecast.ts";
import { triangles } from "./run-off.ts";
import type { Claimed } from "./run-off.ts";

const january = 2024 * 12;
const season = [12, 11, 11, 10, 9, 9, 8, 8, 9, 10, 11, 12];

/** Three years of care up to a month, nine tenths claimed the month after, the rest two later; level × season × growth per year. */
function years(provider: string, level: number, until: number, growth = 1): Claimed[] {
  return Array.from({ length: 36 }, (_, i) => january - 24 + i).flatMap((care) => {
    const cents = level * season[care % 12]! * growth ** Math.floor((care - january + 24) / 12);
    const parts = [
      { provider, care, received: care + 1, cents: Math.round(0.9 * cents) },
      { provider, care, received: care + 3, cents: Math.round(0.1 * cents) },
    ];
    return parts.filter(({ received }) => received <= until);
  });
}

test("a provider that does what it did a year ago, grown, is forecast with its season", () => {
  const at = january + 7;
  const all = triangles([...years("p", 1000, at, 1.1), ...years("q", 3000, at, 1.1)]);
  const { expected, claimed, late, past, months } = forecastYear(all, at).get("p")!;
  const truth = 120 * 1000 * 1.1 ** 2;
  assert.ok(Math.abs(expected - truth) < truth / 100, `${expected} against ${truth}`);
  assert.equal(past, 8);
  assert.ok(claimed < months.slice(0, 8).reduce((a, b) => a + b, 0));
  assert.ok(late > 0);
});

test("the band holds what the past missed by; without a past there is none", () => {
  const at = january + 7;
  const random = (i: number): number => 0.8 + 0.4 * ((i * 7919) % 101) / 100; // prettier-ignore
  const claims = Array.from({ length: 20 }, (_, p) =>
    years(`p${p}`, 1000, at).map((claim, i) => ({ ...claim, cents: Math.round(claim.cents * random(i + 31 * p)) })),
  ).flat();
  const { band, expected } = forecastYear(triangles(claims), at).get("p3")!;
  assert.ok(band !== undefined && band.low < expected && expected < band.high);
  const recent = claims.filter(({ care }) => care >= january);
  assert.equal(forecastYear(triangles(recent), at).get("p3")!.band, undefined);
});

test("a year that has only begun is forecast from the year before", () => {
  const at = january - 1;
  const forecast = forecastYear(triangles(years("p", 1000, at)), at, 2024).get("p")!;
  assert.deepEqual([forecast.claimed, forecast.past], [0, 0]);
  assert.ok(Math.abs(forecast.expected - 120_000) < 1200, String(forecast.expected));
});

test("a year comes to less than what is claimed only by what is expected to be credited", () => {
  const at = january + 11;
  const credited = years("p", 1000, at).map((claim) =>
    claim.received - claim.care === 3 ? { ...claim, cents: -claim.cents } : claim,
  );
  const { late, claimed, expected } = forecastYear(triangles(credited), at).get("p")!;
  assert.ok(late > 0, "December is still to be claimed");
  const before = forecastYear(triangles(credited), at + 1, 2024, 12).get("p")!;
  assert.ok(before.late < 0 && before.expected < before.claimed && claimed < expected, JSON.stringify(before));
});

test("a month that is not over is still to come, though claims of it may be in", () => {
  const at = january + 7;
  const all = triangles([...years("p", 1000, at), { provider: "p", care: at, received: at, cents: 700 }]);
  const { claimed, late, expected, months, past } = forecastYear(all, at, 2024, 7).get("p")!;
  const over = months.slice(0, 7).reduce((a, b) => a + b, 0);
  assert.equal(past, 7);
  assert.equal(claimed - 700 + late, over);
  assert.ok(claimed + late <= expected && months[7]! >= 700);
});

test("a ceiling is used up on the day on which the months reach it", () => {
  const lengths = [31, 28, 31];
  assert.equal(exhaustion([310, 280, 310], 310 + 140, lengths), 31 + 14);
  assert.equal(exhaustion([310, 280, 310], 1, lengths), 0);
  assert.equal(exhaustion([310, 280, 310], 900, lengths), 31 + 28 + 30);
  assert.equal(exhaustion([310, 280, 310], 901, lengths), undefined);
});

test("another total changes the months to come and none that is over", () => {
  const forecast = { claimed: 90, late: 10, expected: 200, past: 1, months: [100, 60, 40] };
  assert.deepEqual(scaledTo(forecast, 250), [100, 90, 60]);
  assert.deepEqual(scaledTo({ ...forecast, past: 3 }, 100), [50, 30, 20]);
});

test("nobody is forecast where nobody claims", () => {
  assert.equal(forecastYear(new Map(), january).size, 0);
});
