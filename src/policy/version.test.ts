import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "../day.ts";
import { choosePolicy } from "./version.ts";

const day = (text: string): number => parseDay(text)!;
const version = (id: string, status: "draft" | "in-force", from: string, until: string) => ({
  id,
  status,
  valid: { from: day(from), until: day(until) },
});

const versions = [
  version("2023", "in-force", "2023-01-01", "2024-01-01"),
  version("2024", "in-force", "2024-01-01", "2025-01-01"),
  version("2024-draft", "draft", "2024-01-01", "2026-01-01"),
];

test("the version in force on the day is chosen, and why that one; the last known is never taken", () => {
  for (const [on, id, code] of [
    ["2023-12-31", "2023", "version-in-force"],
    ["2024-01-01", "2024", "version-in-force"],
    ["2024-12-31", "2024", "version-in-force"],
    ["2025-01-01", "2024-draft", "version-draft"],
    ["2026-01-01", undefined, "no-version"],
    ["2022-12-31", undefined, "no-version"],
  ] as const) {
    const { policy, why } = choosePolicy(versions, day(on));
    assert.deepEqual([policy?.id, why.code], [id, code], on);
  }
  assert.deepEqual(choosePolicy(versions, day("2024-10-01")).why.args, {
    on: "2024-10-01",
    id: "2024",
    from: "2024-01-01",
    until: "2025-01-01",
  });
});

test("two versions in force on one day are a question for people", () => {
  const { policy, why } = choosePolicy(
    [...versions, version("2024-bis", "in-force", "2024-07-01", "2025-01-01")],
    day("2024-07-01"),
  );
  assert.equal(policy, undefined);
  assert.deepEqual(why, { code: "two-versions", args: { on: "2024-07-01", known: ["2024", "2024-bis"] } });
});
