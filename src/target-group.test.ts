import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { Finding } from "./finding.ts";
import { readServiceGroups } from "./target-group.ts";

function read(...lines: string[]): { groups: string[]; findings: string[] } {
  const findings: Finding[] = [];
  const labels = 'nl: a, en: b, source: "Vektis §1"';
  const text = ["groups:", ...lines.map((line) => `  - { ${line}, ${labels} }`)].join("\n");
  const groups = readServiceGroups("codes.yaml", text, findings);
  return {
    groups: groups.map(({ service, targetGroup, from, until }) => `${service} ${targetGroup} ${from} ${until ?? "on"}`),
    findings: findings.map(({ line, code, found }) => `${line} ${code} ${found}`),
  };
}

test("a service may mean another group from a day on", () => {
  assert.deepEqual(
    read("service: '1', group: x, from: 2017-01-01, until: 2024-01-01", "service: '1', group: y, from: 2024-01-01"),
    { groups: ["1 x 2017-01-01 2024-01-01", "1 y 2024-01-01 on"], findings: [] },
  );
});

test("a line that is wrong is told and left out", () => {
  const { groups, findings } = read(
    "service: '1', group: x, from: 2017-01-01",
    "service: '1', group: y, from: 2024-01-01",
    "service: '2', group: y, from: 2023-02-29",
    "service: '3', grup: y, from: 2023-01-01",
  );
  assert.deepEqual(groups, ["1 x 2017-01-01 on"]);
  assert.deepEqual(findings, [
    "3 overlapping-period 1 from 2024-01-01",
    "4 bad-day `2023-02-29`",
    "5 unknown-key `grup`",
  ]);
});

test("the list of district nursing has seven groups", async () => {
  const findings: Finding[] = [];
  const path = new URL("../policy/codes/target-group.yaml", import.meta.url);
  const groups = readServiceGroups("target-group.yaml", await readFile(path, "utf8"), findings);
  assert.deepEqual(findings, []);
  assert.equal(new Set(groups.map(({ targetGroup }) => targetGroup)).size, 7);
});
