import assert from "node:assert/strict";
import { test } from "node:test";
import { faultKinds, plant, type PlaceOf } from "./fault.ts";

/** Records of ten characters with one field in the middle, whatever its name. */
const placeOf: PlaceOf = () => ({ number: "0000", start: 2, end: 10 });
const ground = { placeOf, corrected: new Set<string>() };
const file = ["01AAAAAAAA", "0200000000", "0420230101", "0420230102", "0420230103", "9900000001"];

test("every kind changes one line, or the number of lines by one, and says where", () => {
  assert.equal(new Set(faultKinds).size, faultKinds.length);
  assert.ok(faultKinds.length > 50);
  for (const kind of faultKinds) {
    const { lines, planted } = plant(kind, "a.asc", file, ground);
    assert.equal(planted?.kind, kind);
    const changed = file.filter((line, i) => lines[i] !== line).length;
    assert.ok(lines.length === file.length ? changed === 1 : Math.abs(lines.length - file.length) === 1, kind);
    if (lines.length === file.length) assert.notEqual(lines[planted.line - 1], file[planted.line - 1], kind);
  }
});

test("a field fault stands in the middle one of its lines and keeps the line's length", () => {
  const { lines, planted } = plant("begin no day", "a.asc", file, ground);
  assert.deepEqual(planted, { kind: "begin no day", file: "a.asc", line: 4, field: "0000" });
  assert.equal(lines[3], "0420230231");
});

test("a file without such a record stays as it was", () => {
  const { lines, planted } = plant("sex unknown", "a.asc", ["01AAAAAAAA", "9900000001"], ground);
  assert.equal(planted, undefined);
  assert.equal(lines.length, 2);
});

test("a line that a credit takes back is spared, and so is its person", () => {
  const corrected = new Set(["20230102"]);
  assert.equal(plant("begin no day", "a.asc", file, { placeOf, corrected }).planted?.line, 5);
  assert.equal(plant("sex unknown", "a.asc", file, { placeOf, corrected }).planted, undefined);
});
