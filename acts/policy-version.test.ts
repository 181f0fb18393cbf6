import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk, nothing } from "../house/disk.ts";
import { toLine } from "../src/finding.ts";
import { chooseVersion } from "./policy-version.ts";

const facts = "[]";

/** Policies of these years, from 1 January to 1 January, each with its status. */
function world(years: Readonly<Record<string, string>>) {
  const header = (year: string, status: string): string =>
    [
      `id: p-${year}`,
      "format: driehoek/1",
      "buyer: B",
      "law: zvw",
      "care: c",
      `status: ${status}`,
      `valid: [${year}-01-01, ${Number(year) + 1}-01-01]`,
      "procedure: p",
    ].join("\n");
  const policies = Object.entries(years).map(([year, status]) => [
    `policy/p/${year}/policy.yaml`,
    header(year, status),
  ]);
  const files = memoryDisk({ "policy/facts/f.yaml": facts, ...Object.fromEntries(policies) }, nothing);
  return { files, installedFacts: "policy/facts" };
}

test("the day chooses the version, and says why", async () => {
  const both = world({ "2023": "in-force", "2024": "draft" });
  for (const [on, id, code] of [
    ["2023-12-31", "p-2023", "version-in-force"],
    ["2024-01-01", "p-2024", "version-draft"],
    ["2025-01-01", undefined, "no-version"],
  ] as const) {
    const { policy, why } = await chooseVersion(both, "policy/p", on);
    assert.deepEqual([policy?.id, why.code], [id, code]);
  }
});

test("a version that is named is taken, whatever the day", async () => {
  const { policy, why } = await chooseVersion(world({ "2023": "in-force" }), "policy/p/2023/", "2031-01-01");
  assert.deepEqual([policy?.id, why.code], ["p-2023", "version-named"]);
});

test("from the day on which a named version ends there is a warning; before it begins there is none", async () => {
  for (const [on, codes] of [
    ["2022-10-15", []],
    ["2023-12-31", []],
    ["2024-01-01", ["policy-expired"]],
  ] as const) {
    const { findings } = await chooseVersion(world({ "2023": "in-force" }), "policy/p/2023", on);
    assert.deepEqual(
      findings.map(({ code }) => code),
      codes,
      on,
    );
  }
  const { findings } = await chooseVersion(world({ "2023": "in-force" }), "policy/p/2023", "2024-06-01");
  assert.deepEqual(findings.map(toLine), [
    "policy/p/2023/policy.yaml: policy-expired: found 2024-06-01, while p-2023 is valid until 2024-01-01, expected a day before 2024-01-01, or the folder of the years, from which the day chooses",
  ]);
});

test("a folder without a policy is told", async () => {
  const { policy, findings } = await chooseVersion(world({}), "policy/p", "2024-01-01");
  assert.equal(policy, undefined);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["no-policy"],
  );
});
