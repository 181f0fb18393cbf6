import assert from "node:assert/strict";
import { test } from "node:test";
import { extremeOf, guarded, kleene } from "./kleene.ts";

const [yes, no, unknown] = [true, false, undefined];

test("kleene() settles what can be settled", () => {
  for (const [values, all, any] of [
    [[yes, yes], yes, yes],
    [[yes, no], no, yes],
    [[no, no], no, no],
    [[yes, unknown], unknown, yes],
    [[no, unknown], no, unknown],
    [[unknown, unknown], unknown, unknown],
    [[], yes, no],
  ] as const) {
    assert.equal(kleene(true, values), all, `all of ${values.join()}`);
    assert.equal(kleene(false, values), any, `any of ${values.join()}`);
  }
});

test("guarded() counts only what is known to count", () => {
  for (const [condition, value, expected] of [
    [yes, 5n, 5n],
    [no, 5n, 0n],
    [no, unknown, 0n],
    [unknown, 5n, unknown],
    [unknown, 0n, 0n],
    [yes, unknown, unknown],
  ] as const)
    assert.equal(guarded(condition, value), expected);
});

test("extremeOf() is unknown over nothing, and where one cannot be told", () => {
  const least = (a: bigint, b: bigint): boolean => a < b;
  for (const [cells, expected] of [
    [
      [
        [yes, 3n],
        [yes, 2n],
        [no, 1n],
      ],
      2n,
    ],
    [
      [
        [no, unknown],
        [yes, 4n],
      ],
      4n,
    ],
    [
      [
        [yes, unknown],
        [yes, 4n],
      ],
      unknown,
    ],
    [
      [
        [unknown, 1n],
        [yes, 4n],
      ],
      unknown,
    ],
    [[[no, 1n]], unknown],
  ] as const)
    assert.equal(extremeOf(cells, least), expected);
});
