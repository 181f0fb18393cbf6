import assert from "node:assert/strict";
import { test } from "node:test";
import { computes } from "./op.ts";
import type { Kind, Step } from "./record.ts";
import type { Given } from "./value.ts";
import { show } from "./value.ts";

type PlainOp = keyof typeof computes;

function compute(op: PlainOp, args: Given[], kind?: Kind): string {
  const step: Step = { n: 0, op, args: [], decision: "x", ...(kind && { kind }) };
  const computed = computes[op](args, step);
  return "out" in computed ? show(computed.out) : `args[${computed.wrong.arg}] is not ${computed.wrong.expected}`;
}

const unknown = undefined;

test("an unknown argument makes an op unknown, whatever the others are", () => {
  for (const op of ["add", "sub", "mul", "div"] as const) assert.equal(compute(op, ["x", unknown]), "unknown");
  assert.equal(compute("round", ["half_up", "2", unknown, "1"]), "unknown");
  assert.equal(compute("cmp", ["eq", unknown, "1"], "number"), "unknown");
  assert.equal(compute("max", ["1", unknown]), "unknown");
  assert.equal(compute("days_between", ["2024-01-01", unknown]), "unknown");
});

test("an argument of the wrong kind is named", () => {
  assert.equal(compute("add", ["1", "x"]), "args[1] is not a number");
  assert.equal(compute("add_days", ["2024-01-01", "1.5"]), "args[1] is not a whole number");
  assert.equal(compute("year_of", ["2024"]), "args[0] is not a day");
  assert.equal(compute("and", [true, "true"]), "args[1] is not true or false");
  assert.equal(compute("if", ["yes", "1", "2"]), "args[0] is not true or false");
  assert.equal(compute("set_without", [["a"], true]), "args[1] is not a text");
  assert.equal(compute("min_of", [true, "1", true, "x"]), "args[3] is not numbers, days or instants, all of one kind");
  assert.equal(compute("cmp", ["lt", "1", "2024-01-01"], "number"), "args[2] is not a number");
  assert.equal(compute("day_of", ["1995-12-31T23:59Z"]), "args[0] is not an instant from 1996 on");
});

test("Kleene: and, or, not", () => {
  const table: [PlainOp, Given[], string][] = [
    ["and", [true, true], "true"],
    ["and", [unknown, false], "false"],
    ["and", [unknown, true], "unknown"],
    ["and", [], "true"],
    ["or", [unknown, true], "true"],
    ["or", [unknown, false], "unknown"],
    ["or", [], "false"],
    ["not", [unknown], "unknown"],
    ["not", [false], "true"],
  ];
  for (const [op, args, expected] of table)
    assert.equal(compute(op, args), expected, `${op} ${args.map(show).join(" ")}`);
});

test("if with an unknown test is known only when both branches say the same", () => {
  assert.equal(compute("if", [unknown, "1.0", "1"]), '"1.0"');
  assert.equal(compute("if", [unknown, "1", "2"]), "unknown");
  assert.equal(compute("if", [unknown, unknown, unknown]), "unknown");
  assert.equal(compute("if", [true, "1", unknown]), '"1"');
  assert.equal(compute("if", [false, "1", unknown]), "unknown");
});

test("min_of and max_of look only at the values whose test is true", () => {
  assert.equal(compute("min_of", [true, "2", false, unknown, true, "1"]), '"1"');
  assert.equal(compute("max_of", [false, "9", true, "2024-01-01", true, "2024-02-01"]), '"2024-02-01"');
  assert.equal(compute("max_of", [true, "9", true, unknown]), "unknown");
  assert.equal(compute("max_of", [true, "9", unknown, "1"]), "unknown");
  assert.equal(compute("min_of", [false, "9"]), "unknown");
  assert.equal(compute("min_of", []), "unknown");
});

test("division by zero is unknown, in div and in round", () => {
  assert.equal(compute("div", ["1", "0.00"]), "unknown");
  assert.equal(compute("round", ["half_up", "2", "1", "0"]), "unknown");
  assert.equal(compute("round", ["half_up", "2", "1", "8"]), '"0.13"');
});

test("cmp compares by kind", () => {
  assert.equal(compute("cmp", ["eq", "1", "1.0"], "number"), "true");
  assert.equal(compute("cmp", ["eq", "1", "1.0"], "text"), "false");
  assert.equal(compute("cmp", ["ge", "2024-02-01", "2024-01-31"], "day"), "true");
  assert.equal(compute("cmp", ["lt", "2024-01-01T00:00+01:00", "2024-01-01T00:00Z"], "instant"), "true");
  assert.equal(compute("cmp", ["eq", ["b", "a"], ["a", "b", "b"]], "set"), "true");
  assert.equal(compute("cmp", ["ne", true, false], "bool"), "true");
});

test("sets: how many, whether all are in, what is left", () => {
  assert.equal(compute("set_count", [["b", "a", "b"]]), '"2"');
  assert.equal(compute("set_contains", [["a", "b"], "a", "c"]), "false");
  assert.equal(compute("set_without", [["a", "b"], "a", "c"]), '["b"]');
});

test("known is never unknown", () => {
  assert.equal(compute("known", [unknown]), "false");
  assert.equal(compute("known", [false]), "true");
});
