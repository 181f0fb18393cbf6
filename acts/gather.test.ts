import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryDisk, nothing } from "../house/disk.ts";
import { readPolicy } from "../src/policy.ts";
import { gatherDossiers } from "./gather.ts";

const facts = `
- {id: nps, subject: provider, period: year, type: int, nl: n, en: n, supplier: provider, assumption: t}
- {id: amount, subject: provider, period: year, type: money, nl: b, en: a, supplier: buyer, assumption: t}
`;
const header = `
format: driehoek/1
id: test-2024
buyer: Test
law: zvw
care: test
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: test
deliverables:
  quality_data: {opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: provider, facts: [nps], source: "003 §2.2.1"}
`;
const policy = readPolicy({
  chain: [{ path: "test", files: new Map([["policy.yaml", header]]) }],
  facts: { path: "facts", files: new Map([["f.yaml", facts]]) },
}).policy!;

/** Lines `fact period value known_at`, each about provider 42000001. */
function dossier(table: string): string {
  const rows = table
    .trim()
    .split("\n")
    .map((row) => row.trim().split(/\s+/));
  const lines = rows.map(([fact, period, value, known_at]) =>
    JSON.stringify({ fact, subject: "42000001", period, value, origin: "upload", known_at }),
  );
  return lines.join("\n");
}

async function gather(table: string, on = 19724 /* 2024-01-02 */) {
  const files = memoryDisk({ "d.ndjson": dossier(table) }, nothing);
  const { dossiers, findings } = await gatherDossiers(files, { policy, on, dossier: "d.ndjson" });
  const values = dossiers.get("42000001")?.values;
  return { values: Object.fromEntries([...(values ?? [])].map(([key, { value }]) => [key, value])), findings };
}

test("a correction on 1 June at midnight is told and does not count (story S1.2)", async () => {
  const { values, findings } = await gather(`
    nps 2022 47 2023-05-20T14:00:00+02:00
    nps 2022 90 2023-06-01T00:00:00+02:00`);
  assert.deepEqual(values, { "fact.nps@2022": 47n });
  assert.deepEqual(
    findings.map(({ code, line, severity }) => [code, line, severity]),
    [["late-fact", 2, "warning"]],
  );
  assert.match(findings[0]?.expected ?? "", /before 2023-06-01T00:00:00\+02:00 \[003 §2\.2\.1\]/);
});

test("a correction within the window counts; outside a window, what is known by the end of the day", async () => {
  const { values, findings } = await gather(`
    nps 2022 47 2023-05-20T14:00:00+02:00
    nps 2022 50 2023-05-31T23:59:59+02:00
    amount 2023 5.00 2024-01-02T23:59:59+01:00
    amount 2023 6.00 2024-01-03T00:00:00+01:00`);
  assert.deepEqual(values, { "fact.nps@2022": 50n, "fact.amount@2023": 500n });
  assert.deepEqual(findings, []);
});

test("a line that does not fit is told and the others are kept", async () => {
  const { values, findings } = await gather(`
    nps 2022 veel 2023-05-20T14:00:00+02:00
    amount 2023 5.00 2023-05-20T14:00:00+02:00`);
  assert.deepEqual(values, { "fact.amount@2023": 500n });
  assert.deepEqual(
    findings.map(({ code, line }) => [code, line]),
    [["bad-value", 1]],
  );
});
