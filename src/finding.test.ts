import assert from "node:assert/strict";
import { test } from "node:test";
import { isError, nearest, toLine } from "./finding.ts";
import type { Finding } from "./finding.ts";

test("toLine() prints a finding as compilers do", () => {
  const finding: Finding = {
    code: "unknown-name",
    severity: "file",
    file: "class.sheet.yaml",
    line: 7,
    column: 3,
    field: "ref",
    found: "`fact.clinets`",
    expected: "did you mean `fact.clients`?",
  };
  assert.equal(
    toLine(finding),
    "class.sheet.yaml:7:3: unknown-name: ref: found `fact.clinets`, expected did you mean `fact.clients`?",
  );
  assert.equal(toLine({ ...finding, line: 0 }).startsWith("class.sheet.yaml:3"), false);
  assert.ok(isError(finding));
  assert.ok(!isError({ ...finding, severity: "warning" }));
});

test("nearest() guesses what was meant, or nothing", () => {
  const names = ["hour", "eur", "client", "client_days"];
  for (const [typed, meant] of [
    ["huor", "hour"],
    ["cleint", "client"],
    ["client_day", "client_days"],
    ["zzz", undefined],
  ])
    assert.equal(nearest(typed ?? "", names), meant);
});
