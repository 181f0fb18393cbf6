import assert from "node:assert/strict";
import { test } from "node:test";
import { normalQuantile } from "../distribution.ts";
import { netShareInterval, scaledInterval, shareInterval } from "../interval.ts";
import type { Interval } from "../interval.ts";
import type { NumberType } from "../datum.ts";
import { populationOf } from "../reliability.ts";
import { known } from "./figure.ts";
import { believedOf, chanceIn, isUncertain, truthsOf, widthOf } from "./truth.ts";
import type { Uncertain } from "./truth.ts";

const unit = 1_000_000;
const type: NumberType = { kind: "number", form: "decimal", scale: 6, unit: "" };

function figure(n: bigint, d: bigint, interval: Interval | undefined, people?: bigint): Uncertain {
  const made = known(type, { n, d }, { interval, ...(people !== undefined && { people }) });
  assert.ok(isUncertain(made));
  return made;
}

/** Middles of so many equally likely parts of a normal curve. */
const normals = (count: number): number[] => Array.from({ length: count }, (_, i) => normalQuantile((i + 0.5) / count));
const deviationOf = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);

/** A cost ratio whose expectation has a deviation of chance of so many hundredths. */
function cost(ratio: number, hundredths: bigint): Uncertain {
  const observed = BigInt(Math.round(ratio * unit));
  const [expected, variance] = [
    { n: BigInt(unit), d: 1n },
    { n: (hundredths * 10_000n) ** 2n, d: 1n },
  ];
  return figure(observed, BigInt(unit), scaledInterval(observed, expected, variance));
}

test("a cost ratio holds as much chance when it is low as when it is high", () => {
  const truths = { mean: 1.1 * unit, unit };
  for (const ratio of [0.5, 1, 2]) assert.ok(Math.abs(chanceIn(cost(ratio, 20n), truths) - 0.22 * unit) < 2);
});

test("the lucky do not draw the mean to them: truths around 1 with deviation 0.15 are found behind chance of 0.10 and 0.30", () => {
  const truths = normals(20).map((normal) => 1 + 0.15 * normal);
  const figures = truths.flatMap((truth) =>
    normals(20).flatMap((chance) =>
      [10n, 30n].map((hundredths) => cost(truth + (chance * Number(hundredths)) / 100, hundredths)),
    ),
  );
  const { mean, between } = truthsOf(figures, unit);
  const spread = deviationOf(truths.map((truth) => truth - 1));
  assert.ok(Math.abs(mean / unit - 1) < 0.002, String(mean));
  assert.ok(Math.abs(between / unit - spread) < 0.01, String(between));
  // Each weighed by its own interval, they would have been.
  const own = figures.map((each) => ({
    value: Number(each.value),
    deviation: (widthOf(each, false) + widthOf(each, true)) / 2,
  }));
  assert.ok(populationOf(own).mean / unit < 0.98);
});

test("a share holds the chance of a binomial count at the mean of all: 0.64 of a hundred people, 0.048", () => {
  const truths = { mean: 0.64 * unit, unit };
  for (const count of [0n, 64n, 100n])
    assert.ok(Math.abs(chanceIn(figure(count, 100n, shareInterval(count, 100n), 100n), truths) - 0.048 * unit) < 1e-6);
});

test("an answer for or against holds as much chance of everybody: of four times as many people half", () => {
  const score = (promoters: bigint, critics: bigint, of: bigint): Uncertain =>
    figure(promoters - critics, of, netShareInterval(promoters, critics, of), of);
  const [few, many] = [score(20n, 0n, 25n), score(50n, 20n, 100n)];
  const truths = truthsOf([few, many], unit);
  assert.ok(Math.abs(chanceIn(few, truths) / chanceIn(many, truths) - 2) < 1e-9);
});

test("what is believed of a figure lies between it and the mean, with less chance than it has", () => {
  const one = cost(1.3, 15n);
  const { mean, deviation, reliability } = believedOf(one, { mean: unit, between: 0.15 * unit, unit });
  assert.ok(Math.abs(reliability - 0.5) < 1e-5);
  assert.ok(Math.abs(mean / unit - 1.15) < 1e-5);
  assert.ok(Math.abs(deviation / unit - 0.15 * Math.SQRT1_2) < 1e-5);
});

test("where nothing was delivered the interval itself says how much chance there is", () => {
  const nothing = { ...cost(1, 20n), value: 0n, interval: { method: "scaled", low: 0n, high: 195_996n } } as const;
  assert.ok(Math.abs(chanceIn(nothing, { mean: unit, unit }) - 50_000) < 1);
});
