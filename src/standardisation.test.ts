import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toRatio } from "./decimal.ts";
import type { Ratio } from "./decimal.ts";
import { chanceOf, ratesOf, standardise } from "./standardisation.ts";
import type { Cell, Standardised } from "./standardisation.ts";

/** In lowest terms, to be compared. */
const least = ({ n, d }: Ratio): Ratio => toRatio(n, d)!;

function reduced({ expected, ratio, ...unit }: Standardised): Standardised {
  return { ...unit, ...(expected && { expected: least(expected) }), ...(ratio && { ratio: least(ratio) }) };
}

test("a provider against national means per target group: 318,000 where 300,000 was expected is 1.06", () => {
  const cells = [
    { unit: "provider", stratum: "x", exposure: 60n, events: 5_400_000n },
    { unit: "provider", stratum: "y", exposure: 40n, events: 26_400_000n },
  ];
  const rates = new Map([
    ["x", { n: 100_000n, d: 1n }],
    ["y", { n: 600_000n, d: 1n }],
  ]);
  assert.deepEqual(standardise(cells, rates).map(reduced), [
    {
      unit: "provider",
      exposure: 100n,
      observed: 31_800_000n,
      expected: { n: 30_000_000n, d: 1n },
      ratio: { n: 53n, d: 50n },
      missing: [],
    },
  ]);
});

test("a region with 5,500 clients where 5,000 were expected has ratio 1.10", () => {
  const cells = [
    { unit: "here", stratum: "female 85", exposure: 10_000n, events: 4_400n },
    { unit: "here", stratum: "male 85", exposure: 10_000n, events: 1_100n },
  ];
  const rates = new Map([
    ["female 85", { n: 2n, d: 5n }],
    ["male 85", { n: 1n, d: 10n }],
  ]);
  assert.deepEqual(standardise(cells, rates).map(reduced)[0]?.ratio, { n: 11n, d: 10n });
});

test("a stratum without a rate leaves the unit without an expectation and is named", () => {
  const cells = [
    { unit: "a", stratum: "new", exposure: 5n, events: 1n },
    { unit: "a", stratum: "old", exposure: 5n, events: 1n },
    { unit: "b", stratum: "gone", exposure: 0n, events: 0n },
  ];
  const [a, b] = standardise(cells, new Map([["old", { n: 1n, d: 5n }]])).map(reduced);
  assert.deepEqual(a, { unit: "a", exposure: 10n, observed: 2n, missing: ["new"] });
  assert.deepEqual(b, { unit: "b", exposure: 0n, observed: 0n, expected: { n: 0n, d: 1n }, missing: [] });
});

const cellsOf = fc.array(
  fc.record({
    unit: fc.constantFrom("a", "b", "c"),
    stratum: fc.constantFrom("1", "2", "3"),
    exposure: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    events: fc.bigInt({ min: 0n, max: 10n ** 9n }),
  }),
  { minLength: 1, maxLength: 30 },
);

test("property: against their own sum, units expect together what was observed together", () => {
  fc.assert(
    fc.property(cellsOf, (cells) => {
      const units = standardise(cells);
      const expected = units.reduce((sum, { expected: e }) => toRatio(sum.n * e!.d + e!.n * sum.d, sum.d * e!.d)!, {
        n: 0n,
        d: 1n,
      });
      assert.deepEqual(expected, { n: cells.reduce((sum, cell) => sum + cell.events, 0n), d: 1n });
    }),
  );
});

test("property: neither the order of the cells nor how finely they are cut changes a ratio", () => {
  const byUnit = (cells: readonly Cell[]) => new Map(standardise(cells).map((unit) => [unit.unit, reduced(unit)]));
  fc.assert(
    fc.property(cellsOf, (cells) => {
      const cut = cells.flatMap((cell) => {
        const [exposure, events] = [cell.exposure / 2n, cell.events / 3n];
        return [
          { ...cell, exposure: cell.exposure - exposure, events },
          { ...cell, exposure, events: cell.events - events },
        ];
      });
      assert.deepEqual(byUnit(cut.toReversed()), byUnit(cells));
    }),
  );
});

test("the rate of a stratum without exposure is unknown", () => {
  assert.deepEqual([...ratesOf([{ unit: "a", stratum: "s", exposure: 0n, events: 2n }])], []);
});

test("chance between who drinks and who does not: the oesophageal cancers of Breslow and Day (IARC 1980, table 4.1), variance 26.106", () => {
  // By age: cases and controls of heavy drinkers, cases and controls of the others.
  const ages = [
    [1, 9, 0, 106],
    [4, 26, 5, 164],
    [25, 29, 21, 138],
    [42, 27, 34, 139],
    [19, 18, 36, 88],
    [5, 0, 8, 31],
  ] as const;
  const cells = ages.flatMap(([cases, controls, otherCases, otherControls], age): Cell[] => [
    { unit: "drinks", stratum: String(age), exposure: BigInt(cases + controls), events: BigInt(cases) },
    {
      unit: "does not",
      stratum: String(age),
      exposure: BigInt(otherCases + otherControls),
      events: BigInt(otherCases),
    },
  ]);
  const [drinks] = standardise(cells);
  assert.equal(Number(drinks!.observed), 96);
  assert.equal((Number(drinks!.expected!.n) / Number(drinks!.expected!.d)).toFixed(3), "48.891");
  const variance = chanceOf(cells, 1n).get("drinks")!;
  assert.equal((Number(variance.n) / Number(variance.d)).toFixed(3), "26.106");
  // Exposure in days says the same of the same people.
  const inDays = cells.map((cell) => ({ ...cell, exposure: 365n * cell.exposure }));
  assert.deepEqual(chanceOf(inDays, 365n).get("drinks"), variance);
});

test("chance where everybody has an event, and where a stratum has a single person", () => {
  const cells = [
    { unit: "a", stratum: "1", exposure: 2n, events: 3n },
    { unit: "b", stratum: "1", exposure: 2n, events: 1n },
    { unit: "a", stratum: "2", exposure: 1n, events: 0n },
  ];
  // Four events, half of them expected of either: as of a coin that is tossed four times.
  assert.deepEqual(chanceOf(cells, 1n).get("a"), { n: 10n ** 12n, d: 10n ** 12n });
});
