import assert from "node:assert/strict";
import { test } from "node:test";
import { sketchMessage, spoil, toFileBytes } from "./message-sketch.ts";

const message = sketchMessage(`
  111222333 1950-03-04 female 5038AB
  R1 1033 2024-03-05..2024-03-06 4 x 550
  - with R1
  R2 1033 2024-03-05 -1 x 550 of R1
`);

test("a sketch becomes a whole message, counted and added up", () => {
  const starts = ["014280104P0000", "02000000000001", "04000000000002", "98000000000002", "04000000000003"];
  assert.deepEqual(
    message.slice(0, -1).map((line) => line.slice(0, 14)),
    starts,
  );
  assert.equal(message.at(-1)!.slice(0, 45), "99000001000000000002000001000000400000001650D");
  assert.ok(message.every((line) => line.length === 310));
});

test("spoiling changes one field of one line", () => {
  const spoiled = spoil(message, 3, "04", "quantity", "000X");
  assert.deepEqual(
    spoiled.flatMap((line, i) => (line === message[i] ? [] : [i + 1])),
    [3],
  );
  assert.equal(spoiled[2]!.slice(129, 133), "000X");
  assert.equal(toFileBytes(message, "\n").length, 6 * 311);
});
