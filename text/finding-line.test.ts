import assert from "node:assert/strict";
import { test } from "node:test";
import type { Finding } from "../src/finding.ts";
import { tellFinding } from "./finding-line.ts";

const finding: Finding = {
  code: "unknown-name",
  severity: "file",
  file: "p/2024/x.formula.yaml",
  line: 3,
  column: 5,
  field: "is",
  found: "`fact.siez`",
  expected: "did you mean `fact.size`?",
};

test("a finding is one line with its place in front, in the language of the reader", () => {
  assert.equal(
    tellFinding(finding, "nl"),
    "p/2024/x.formula.yaml:3:5: unknown-name: is: gevonden `fact.siez`; bedoelt u `fact.size`?",
  );
  assert.equal(
    tellFinding(finding, "en"),
    "p/2024/x.formula.yaml:3:5: unknown-name: is: found `fact.siez`, expected did you mean `fact.size`?",
  );
});

test("a finding about a whole file, or about the command line, has no line", () => {
  const whole = { ...finding, code: "usage", file: "command line", line: 0, field: "run", found: "nothing" };
  assert.equal(tellFinding(whole, "nl"), "opdrachtregel: usage: run: gevonden niets; bedoelt u `fact.size`?");
});

test("what a library says gives way to the sentence of the code", () => {
  const foreign = { ...finding, code: "yaml-syntax", field: "x", expected: "Flow sequence must end with a ]" };
  assert.match(tellFinding(foreign, "nl"), /gevonden `fact\.siez`\. De tekst is geen YAML; kijk naar inspringing/);
  assert.match(tellFinding({ ...foreign, code: "x" }, "nl"), /\. Flow sequence must end with a \]$/);
});
