import assert from "node:assert/strict";
import { test } from "node:test";
import { parseInstant, toDayText } from "./day.ts";
import { intakeOf, watch } from "./radar.ts";
import type { Sight } from "./radar.ts";
import type { Warning } from "./watch.ts";

const early: Warning = {
  id: "early",
  share: { n: 4n, d: 5n },
  before: parseInstant("2024-10-01T00:00:00+02:00")!,
  nl: "n",
  en: "e",
  basis: { source: "003 §2.2.5" },
};
const notice: Warning = { id: "notice", share: { n: 7n, d: 10n }, nl: "n", en: "e", basis: { assumption: "t" } };

const months = Array<number>(12).fill(10_000);
const forecast = {
  claimed: 60_000,
  late: 10_000,
  expected: 120_000,
  band: { low: 110_000, high: 140_000 },
  months,
  past: 7,
};

function sight(ceiling: bigint | undefined, claimed = 60_000n, stop?: boolean): Sight {
  return { provider: "42000001", year: 2024, ceiling, claimed, forecast, stop };
}

const days = (watched: ReturnType<typeof watch>) => {
  const { on, earliest, latest } = watched.exhausted!;
  return [earliest, on, latest].map((day) => (day === undefined ? undefined : toDayText(day)));
};

test("a ceiling is used up on a day, earlier and later at the ends of the band", () => {
  assert.deepEqual(days(watch(sight(100_000n), [])), ["2024-10-05", "2024-10-31", "2024-11-23"]);
  assert.deepEqual(days(watch(sight(130_000n), [])), ["2024-12-09", undefined, undefined]);
});

test("a warning is given when claims pass its share, and expected when the forecast will", () => {
  const told = (ceiling: bigint, claimed: bigint) =>
    watch(sight(ceiling, claimed), [early, notice]).warnings.map(({ warning, state }) => `${warning.id} ${state}`);
  assert.deepEqual(told(80_000n, 64_000n), ["early given", "notice given"]);
  assert.deepEqual(told(80_000n, 63_999n), ["early expected", "notice given"]);
  assert.deepEqual(told(120_000n, 60_000n), ["notice expected"], "eighty percent comes only after 1 October");
  assert.deepEqual(told(200_000n, 60_000n), []);
});

test("publicly a provider is full by what is claimed or by its own stop, never by a forecast", () => {
  assert.equal(watch(sight(70_000n), []).open, "open");
  assert.equal(watch(sight(60_000n), []).open, "ceiling-reached");
  assert.equal(watch(sight(500_000n, 1n, true), []).open, "stop-reported");
  assert.equal(watch(sight(undefined), [notice]).open, "open");
});

test("new clients are judged beside the season of the peers", () => {
  const winter = [60, 50, 40, 20, 20, 10];
  const season = intakeOf([12, 10, 8, 4, 4, 2], winter);
  assert.deepEqual([season.isEven, season.fullest?.clients, season.fullest?.expected], [true, 12, 12]);
  const rush = intakeOf([2, 2, 2, 2, 2, 30], winter);
  assert.deepEqual([rush.isEven, rush.fullest?.month, rush.fullest?.expected], [false, 5, 2]);
  assert.equal(intakeOf([0, 0], [5, 5]).isEven, true);
  assert.equal(intakeOf([3, 1], [5, 5]).isEven, true, "few clients are uneven by chance");
});
