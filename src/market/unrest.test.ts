import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket } from "../market.ts";
import { heaviness, mix, mixSlots, stages } from "./care.ts";
import { habits, longTail, mixIn, mixOfYear, outbreaks, seasons, streets, teamsOf, waves, years } from "./unrest.ts";

const settings = { size: "country", seed: 7, years: [2022, 2023] } as const;
const plain = makeMarket(settings);
const unruly = makeMarket({ ...settings, kind: "unruly" });

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function variance(numbers: readonly number[]): number {
  return mean(numbers.map((number) => (number - mean(numbers)) ** 2));
}

test("every curve has mean one, so that expectations stay what they are", () => {
  for (const curve of [longTail, waves, years, outbreaks, habits, streets])
    assert.ok(Math.abs(mean(curve) - 1000) < 1, String(mean(curve)));
});

test("the heaviest hundredth of clients takes a sixth of the care, where a plain market gives it a twenty-fifth", () => {
  const top = (curve: readonly number[]) =>
    curve.slice(-curve.length / 100).reduce((a, b) => a + b, 0) / (1000 * curve.length);
  assert.ok(top(heaviness) < 0.04, String(top(heaviness)));
  assert.ok(top(longTail) > 0.1, String(top(longTail)));
});

test("the mix moves with the seasons and the years, and still adds up", () => {
  for (const stage of stages) {
    for (let after = -6; after <= 6; after++)
      for (let season = 0; season < seasons; season++) {
        const counts = mixIn(stage, after, season);
        assert.ok(counts.every((count) => count >= 0));
        assert.equal(
          counts.reduce((a, b) => a + b, 0),
          mixSlots,
        );
      }
    assert.ok(mixIn(stage, 0, 0)[0]! > mixIn(stage, 0, 2)[0]!, "more short care in winter than in summer");
    const share = (after: number) => {
      const { counts, of } = mixOfYear("unruly", stage, after);
      return counts[0]! / of;
    };
    assert.ok(share(-1) > share(0) && share(0) > share(1), "less short care every year");
    assert.deepEqual(mixOfYear("plain", stage, 3), { counts: mix[stage], of: mixSlots });
  }
});

test("providers of one school work alike, and those of another do not", () => {
  const log = unruly.providers.map(({ efficiency, unrest }) => ({ school: unrest!.school, way: Math.log(efficiency) }));
  const schools = Map.groupBy(log, ({ school }) => school);
  assert.equal(schools.size, 5);
  const between = variance([...schools.values()].map((own) => mean(own.map(({ way }) => way))));
  const within = mean([...schools.values()].map((own) => variance(own.map(({ way }) => way))));
  // By chance alone the means of schools of three hundred would differ by a three-hundredth of what their members do.
  assert.ok(between > 0.1 * within, `${between} ${within}`);
});

test("what is true of a provider of a plain market stays true of one that is unsettled", () => {
  for (const [i, { id, quality, tariff, places, tilt }] of plain.providers.entries()) {
    const other = unruly.providers[i]!;
    assert.deepEqual(
      [other.id, other.quality, other.tariff, other.places, other.tilt],
      [id, quality, tariff, places, tilt],
    );
  }
  const severities = unruly.providers.map(({ unrest }) => unrest!.severity);
  assert.ok(Math.abs(mean(severities) - 1000) < 15 && Math.sqrt(variance(severities)) > 90);
});

test("the draw changes nothing that is true", () => {
  const other = makeMarket({ ...settings, kind: "unruly", draw: 99 });
  assert.deepEqual(other.providers, unruly.providers);
  assert.deepEqual(other.mergers, unruly.mergers);
  assert.deepEqual(other.startRates, unruly.startRates);
});

test("a large provider has many teams and a small one has one", () => {
  const [first] = unruly.providers;
  const sized = (weight: number) => teamsOf({ ...first!, places: [{ region: 0, weight }] });
  assert.deepEqual([sized(40), sized(1000), sized(12_000)], [1, 20, 240]);
});
