import assert from "node:assert/strict";
import { test } from "node:test";
import { readContract } from "../contract.ts";

const sound = `format: driehoek-contract/1
form: counted
nl: n
en: e
law: zvw
care: c
rounding: half_up
facts:
  cost: { type: money, nl: n, en: e }
  hours: { type: int, nl: n, en: e }
  used: { type: money, for: client, nl: n, en: e }
  fixed: { type: money, nl: n, en: e }
volume: [cost, hours, used]
plan: { cost: "1.00", hours: "1", used: {}, fixed: "1.00" }
claims:
  provider: "42000001"
  insurers: ["9001"]
  from: 2024-01-01
  until: 2025-01-01
  facts:
    cost: { counts: granted, from: 2024-10-22, target_groups: [frail_short] }
    hours: { counts: quantity, unit: "04", services: ["1032"] }
    used: { counts: granted }
terms:
  - { id: pay, nl: n, en: e, sum: [cost, fixed], assumption: t }
pays: { provider: pay }
`;

function read(from = "", to = "") {
  assert.ok(sound.includes(from), from);
  const { contract, findings } = readContract("c.yaml", sound.replace(from, to));
  return { claims: contract?.claims, findings: findings.map(({ code, found }) => `${code}: ${found}`) };
}

test("a contract says how each fact is counted from claims", () => {
  const { claims, findings } = read();
  assert.deepEqual(findings, []);
  assert.deepEqual([claims?.provider, claims?.insurers], ["42000001", ["9001"]]);
  assert.deepEqual(
    claims?.facts.map(({ fact, counts, unit }) => [fact.id, counts, unit]),
    [
      ["cost", "granted", undefined],
      ["hours", "quantity", "04"],
      ["used", "granted", undefined],
    ],
  );
});

test("what claims cannot tell is refused, with its place", () => {
  const faults: [from: string, to: string, told: string][] = [
    ['provider: "42000001"', "provider: Zilverhof", "bad-value: `Zilverhof`"],
    ["from: 2024-01-01", "from: nu", "bad-value: `nu`"],
    ["counts: granted, from: 2024-10-22", "counts: granted, from: later", "bad-value: `later`"],
    ["    cost: {", "    cots: {", "unknown-name: `cots`"],
    [
      "    used: { counts: granted }",
      "    fixed: { counts: granted }",
      "not-counted: a fact that claims do not add up to",
    ],
    ["counts: quantity", "counts: granted", "not-counted: `granted` of a number"],
    [
      "    used: { counts: granted }",
      '    used: { counts: quantity, unit: "04" }',
      "not-counted: `quantity` of an amount",
    ],
    [', unit: "04"', "", "not-counted: a quantity without a unit"],
    ["for: client", "for: team", "not-counted: a fact for each team"],
    ["counts: granted, from", "counts: claimed, from", "unknown-word: `claimed`"],
    ["  until: 2025-01-01\n", "", "missing-key: no `until`"],
  ];
  for (const [from, to, told] of faults) assert.deepEqual(read(from, to).findings, [told], to);
});
