import assert from "node:assert/strict";
import { test } from "node:test";
import { toRows } from "./row.ts";

test("integers leave as bigint, days and decimals as text, what is absent as null", () => {
  const day = { toString: () => "2024-02-29" };
  const columns = {
    n: [3, 4],
    big: [4n, 5n],
    text: ["x", "y"],
    is: [true, false],
    none: [null, null],
    day: [day, null],
  };
  assert.deepEqual(toRows(Object.entries(columns).map(([name, values]) => ({ name, values }))), [
    { n: 3n, big: 4n, text: "x", is: true, none: null, day: "2024-02-29" },
    { n: 4n, big: 5n, text: "y", is: false, none: null, day: null },
  ]);
});

test("no rows are no rows, with columns or without", () => {
  assert.deepEqual(toRows([{ name: "n", values: [] }]), []);
  assert.deepEqual(toRows([]), []);
});

test("a float does not leave", () => {
  assert.throws(
    () => toRows([{ name: "half", values: [0.5] }]),
    /Cannot take column half out of the lake: it is a float, 0\.5/,
  );
});
