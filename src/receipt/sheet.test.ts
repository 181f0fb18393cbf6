import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cell, HitPolicy, Operand, SheetRecord, ValueType } from "./record.ts";
import { pick, row } from "./sheet.ts";
import type { Given } from "./value.ts";
import { show } from "./value.ts";

/** A sheet of one input and one output; rule `r0` is the first. */
function sheetOf(
  hit: HitPolicy,
  type: ValueType,
  rules: readonly [Cell, Operand][],
  output: ValueType = "decimal",
): SheetRecord {
  return {
    hit,
    inputs: [{ ref: "fact.x", type }],
    outputs: [{ id: "y", type: output }],
    // oxlint-disable-next-line unicorn/no-thenable -- a rule has a `then`; nobody awaits it
    rules: rules.map(([cell, operand], i) => ({ id: `r${i}`, when: [cell], then: [operand] })),
  };
}

function decide(sheet: SheetRecord, value: Given, inputs: readonly Given[] = []): string {
  const hit = row(sheet, [value], inputs);
  if ("wrong" in hit) return `not ${hit.wrong.expected}`;
  const picked = pick(sheet, "y", { rules: hit.out, columns: [value] }, inputs);
  return "wrong" in picked ? `not ${picked.wrong.expected}` : `${show(hit.out)} ${show(picked.out)}`;
}

const v = (value: string): Operand => ({ value });
const any: Cell = { any: true };

test("unique: the only true rule, if no other is unknown", () => {
  const sheet = sheetOf("unique", "decimal", [
    [{ from: v("1"), to: v("2"), to_open: true }, v("10")],
    [{ from: v("2") }, v("20")],
    [{ to: { input: 0 } }, v("30")],
  ]);
  assert.equal(decide(sheet, "1", ["0"]), '"r0" "10"');
  assert.equal(decide(sheet, "2", ["0"]), '"r1" "20"');
  assert.equal(decide(sheet, "2", ["2.0"]), "unknown unknown");
  assert.equal(decide(sheet, "0.5", ["0"]), "unknown unknown");
  assert.equal(decide(sheet, "1", [undefined]), "unknown unknown");
  assert.equal(decide(sheet, undefined, ["0"]), "unknown unknown");
  assert.equal(decide(sheet, "x", ["0"]), "not a value of type decimal");
});

test("first: the first rule that is not false, if it is true", () => {
  const sheet = sheetOf("first", "enum", [
    [{ in: [v("a"), v("b")] }, v("1")],
    [{ not_in: [v("c")] }, v("2")],
    [any, { column: 0 }],
  ]);
  assert.equal(decide(sheet, "b"), '"r0" "1"');
  assert.equal(decide(sheet, "d"), '"r1" "2"');
  assert.equal(decide(sheet, "c"), '"r2" "c"');
  assert.equal(decide(sheet, undefined), "unknown unknown");
  assert.equal(decide(sheetOf("first", "enum", []), "a"), "unknown unknown");
  assert.equal(decide(sheetOf("first", "enum", [[any, v("1")]]), undefined), '"r0" "1"');
});

test("collect: what each policy makes of the rules hit, and of none", () => {
  const rules: [Cell, Operand][] = [
    [{ from: v("1") }, v("3")],
    [{ from: v("2") }, v("1")],
    [{ from: v("3"), from_open: true }, { input: 0 }],
  ];
  const given = (hit: HitPolicy, value: Given, inputs: Given[] = ["7"]) =>
    decide(sheetOf(hit, "decimal", rules), value, inputs);
  assert.equal(given("collect-sum", "2"), '["r0","r1"] "4"');
  assert.equal(given("collect-sum", "0"), '[] "0"');
  assert.equal(given("collect-sum", "4", [undefined]), '["r0","r1","r2"] unknown');
  assert.equal(given("collect-count", "4", [undefined]), '["r0","r1","r2"] "3"');
  assert.equal(given("collect-count", "0"), '[] "0"');
  assert.equal(given("collect-min", "2"), '["r0","r1"] "1"');
  assert.equal(given("collect-max", "4"), '["r0","r1","r2"] "7"');
  assert.equal(given("collect-max", "0"), "[] unknown");
  assert.equal(given("collect-list", "4", ["1"]), '["r0","r1","r2"] ["1","3"]');
  assert.equal(given("collect-list", "0"), "[] []");
  assert.equal(given("collect-sum", undefined), "unknown unknown");
});

test("a cell with an unknown operand is unknown, even where the value is listed beside it", () => {
  const sheet = sheetOf("unique", "decimal", [[{ in: [v("1"), { input: 0 }] }, v("10")]]);
  assert.equal(decide(sheet, "1", ["2"]), '"r0" "10"');
  assert.equal(decide(sheet, "1", [undefined]), "unknown unknown");
});

test("days and instants have ranges; texts and truth values are listed", () => {
  const day = sheetOf("unique", "day", [[{ from: v("2024-02-01"), from_open: true }, v("1")]]);
  assert.equal(decide(day, "2024-02-01"), "unknown unknown");
  assert.equal(decide(day, "2024-02-02"), '"r0" "1"');
  const instant = sheetOf("unique", "instant", [[{ to: v("2024-01-01T00:00Z") }, v("1")]]);
  assert.equal(decide(instant, "2024-01-01T01:00+01:00"), '"r0" "1"');
  const bool = sheetOf("unique", "bool", [[{ in: [{ value: false }] }, v("1")]]);
  assert.equal(decide(bool, false), '"r0" "1"');
});
