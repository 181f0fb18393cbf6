import assert from "node:assert/strict";
import { test } from "node:test";
import { toRow } from "./row.ts";

test("integers leave as bigint, days and decimals as text, what is absent as null", () => {
  const day = { toString: () => "2024-02-29" };
  assert.deepEqual(toRow({ n: 3, big: 4n, text: "x", is: true, none: null, day }), {
    n: 3n,
    big: 4n,
    text: "x",
    is: true,
    none: null,
    day: "2024-02-29",
  });
});

test("a float does not leave", () => {
  assert.throws(() => toRow({ half: 0.5 }), /Cannot take column half out of the lake: it is a float, 0\.5/);
});
