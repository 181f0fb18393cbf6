import assert from "node:assert/strict";
import { test } from "node:test";
import { isFault, parseExpression } from "./expression.ts";
import type { Expression } from "./expression.ts";

/** Writes an expression in prefix form, so that precedence can be read off. */
function show(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return expression.text + (expression.unit ?? "");
    case "text":
      return `"${expression.text}"`;
    case "day":
      return `@${expression.text}`;
    case "bool":
      return String(expression.value);
    case "name":
      return expression.ref + (expression.period === undefined ? "" : `@${expression.period}`);
    case "apply": {
      const where = expression.where === undefined ? "" : ` where ${show(expression.where)}`;
      return `${expression.op}(${expression.args.map(show).join(" ")}${where})`;
    }
  }
}

test("parseExpression() reads every construct of the grammar", () => {
  for (const [source, expected] of [
    ["1 + 2 * 3", "add(1 mul(2 3))"],
    ["(1 + 2) * -3", "mul(add(1 2) sub(0 3))"],
    ["10 - 2 - 3", "sub(sub(10 2) 3)"],
    ["not fact.a and fact.b or fact.c", "or(and(not(fact.a) fact.b) fact.c)"],
    ["if fact.a then 1 else if fact.b then 2 else 3", "if(fact.a 1 if(fact.b 2 3))"],
    ["fact.x in (0..5]", "and(gt(fact.x 0) le(fact.x 5))"],
    ["fact.x >= 80 %", "ge(fact.x 80%)"],
    ["fact.x > 100000.00 eur", "gt(fact.x 100000.00eur)"],
    ["0.03 fte/client < fact.y", "lt(0.03fte/client fact.y)"],
    ["if fact.a then 1 else 2", "if(fact.a 1 2)"],
    ["fact.agreement@2023 / fact.z@2024-08", "div(fact.agreement@2023 fact.z@2024-08)"],
    ["sum(fact.n@2024-01..2024-08)", "sum(fact.n@2024-01..2024-08)"],
    [
      'mean(decision.points where parameter.domain = "care")',
      'mean(decision.points where eq(parameter.domain "care"))',
    ],
    ['on <= @"2024-10-01"', "le(on @2024-10-01)"],
    ["min(1, 2, fact.z)", "min(1 2 fact.z)"],
    ["true or false", "or(true false)"],
  ] as const) {
    const result = parseExpression(source);
    assert.ok(!isFault(result), source);
    assert.equal(show(result), expected);
  }
});

test("a broken formula gives one fault, at its place", () => {
  for (const [source, at, found] of [
    ["1 +", 3, "the end of the formula"],
    ["(1 + 2", 6, "the end of the formula"],
    ["if fact.a then 1", 16, "the end of the formula"],
    ["1 2", 2, "`2`"],
    ["fact.a $ 2", 7, "`$`"],
    ["fact.a in 3", 10, "`3`"],
    ["and", 0, "`and`"],
    ["1000,00", 4, "`,`"],
    ["", 0, "the end of the formula"],
  ] as const) {
    const result = parseExpression(source);
    assert.ok(isFault(result), source);
    assert.deepEqual([result.at, result.found], [at, found], source);
  }
});
