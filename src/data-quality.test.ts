import assert from "node:assert/strict";
import { test } from "node:test";
import {
  claimFindings,
  duplicateLines,
  emptyMonthFindings,
  impossibleAges,
  judge,
  monthlyFaults,
  qualityCsv,
  readDataQuality,
} from "./data-quality.ts";
import type { DataQuality, MonthSum } from "./data-quality.ts";
import { toLine } from "./finding.ts";
import type { Finding } from "./finding.ts";
import { readPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";

const header = `
format: driehoek/1
id: p
buyer: B
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: x
parameters:
  few: { type: percent, value: "1", assumption: t }
  later: { type: percent, open: not published, assumption: t }
  less: { type: percent, value: "-1", assumption: t }
  word: { type: enum, values: [a], value: a, assumption: t }
`;

const checks = `
age_most: "115"
checks:
  - { id: gap, nl: Gat, en: Gap, kind: gap-months, red: "0", lines_least: "40", assumption: t }
  - { id: early, nl: Vroeg, en: Early, kind: early-months, amber: "1", assumption: t }
  - { id: silent, nl: Stil, en: Silent, kind: silent-months, amber: "0", assumption: t }
  - { id: jump, nl: Sprong, en: Jump, kind: jump, of: claimed, amber: "3", red: "10", assumption: t }
  - { id: pending, nl: Open, en: Pending, kind: lines, where: pending, amber: parameter.few, red: 25%, assumption: t }
  - { id: credit, nl: Credit, en: Credit, kind: lines, where: credit, per: month, red: 10%, lines_least: "50", assumption: t }
maximum_tariffs:
  - { service: "1032", unit: "07", year: 2022, most: "5.50", assumption: t }
`;

function policyOf(text: string): Policy {
  const files = new Map([
    ["policy.yaml", header],
    ["data-quality.yaml", text],
  ]);
  const facts = { path: "facts", files: new Map([["units.yaml", "units: []\n"]]) };
  const { policy, findings } = readPolicy({ chain: [{ path: "p", files }], facts });
  return policy ?? assert.fail(findings.map(toLine).join("\n"));
}

function qualityOf(text: string): DataQuality {
  const findings: Finding[] = [];
  const quality = readDataQuality(policyOf(text), findings);
  assert.deepEqual(findings.map(toLine), []);
  return quality ?? assert.fail("nothing is declared");
}

const quality = qualityOf(checks);

/** A hundred lines of a euro in each month but for what `change` says of it; `undefined` when there was no claim. */
function year(change: Readonly<Record<number, Partial<MonthSum> | undefined>> = {}): MonthSum[] {
  const none = { pending: 0n, credit: 0n };
  return Array.from({ length: 12 }, (_, i) => i + 1).flatMap((month) => {
    const own = change[month];
    if (month in change && own === undefined) return [];
    return [{ month, lines: 100n, claimedCents: 10_000n, faults: none, ...own }];
  });
}

const levels = (sums: readonly MonthSum[]): string[] =>
  judge(quality.checks, 2022, sums).flatMap(({ check, level, measured: { n, d }, months }) =>
    level === "green" ? [] : [`${check.id} ${level} ${n}/${d} ${months.join(" ")}`],
  );

test("a feed without a fault is green on every check", () => {
  assert.deepEqual(levels(year()), []);
  assert.equal(judge(quality.checks, 2022, year()).length, 6);
  assert.deepEqual(judge(quality.checks, 2022, []), []);
});

test("a gap lies between months with claims; after the last it is silence, before the first it is early", () => {
  assert.deepEqual(levels(year({ 4: undefined, 5: undefined })), ["gap red 2/1 4 5"]);
  assert.deepEqual(levels(year({ 11: undefined, 12: undefined })), ["silent amber 2/1 11 12"]);
  assert.deepEqual(levels(year({ 1: undefined })), []);
  assert.deepEqual(levels(year({ 1: undefined, 2: undefined })), ["early amber 2/1 1 2"]);
});

test("a month is held against the median of the others, up and down, in whole cents", () => {
  assert.deepEqual(levels(year({ 7: { claimedCents: 30_000n } })), [], "three times is not more than three");
  assert.deepEqual(levels(year({ 7: { claimedCents: 30_001n } })), ["jump amber 30001/10000 7"]);
  assert.deepEqual(levels(year({ 7: { claimedCents: 900n } })), ["jump red 100/9 7"]);
  assert.deepEqual(levels(year({ 7: { claimedCents: -5n } })), ["jump red 10000/1 7"]);
  // Of two months each is the other's median.
  const two = [1, 2].map((month) => ({ month, lines: 1n, claimedCents: BigInt(month) * 100n, faults: {} }));
  assert.deepEqual(judge(quality.checks, 2022, two).find(({ check }) => check.id === "jump")?.measured, {
    n: 2n,
    d: 1n,
  });
});

test("a share is of the year's lines, or of those of the worst month that has enough", () => {
  const pending = (lines: bigint) => ({ faults: { pending: lines, credit: 0n } });
  assert.deepEqual(levels(year({ 12: pending(12n) })), [], "12 of 1200 is exactly 1 %");
  assert.deepEqual(levels(year({ 12: pending(13n) })), ["pending amber 13/1200 12"]);
  const credit = (lines: bigint, of: bigint) => ({ lines: of, faults: { pending: 0n, credit: lines } });
  assert.deepEqual(levels(year({ 3: credit(11n, 100n), 4: credit(10n, 60n), 5: credit(40n, 49n) })), [
    "credit red 1/6 4",
  ]);
});

test("who has fewer lines than a check asks is not judged by it", () => {
  const small = year({ 4: undefined }).map((month) => ({ ...month, lines: 43n }));
  assert.deepEqual(levels(small), [], "473 lines over twelve months are fewer than forty a month");
  assert.deepEqual(levels(small.map((month) => ({ ...month, lines: 44n }))), ["gap red 1/1 4"]);
});

test("a limit that the policy leaves open neither warns nor blocks, and is told", () => {
  const open = qualityOf(checks.replace("red: 25%", "red: parameter.later"));
  const verdicts = judge(open.checks, 2022, year()).filter(({ level }) => level === "open");
  assert.deepEqual(
    verdicts.map(({ check, bound }) => [check.id, bound?.key]),
    [["pending", "parameter.later"]],
  );
  const findings = claimFindings(new Map([["42000001", verdicts]]), "lake");
  assert.deepEqual(
    findings.map(({ code, severity, expected }) => [code, severity, expected]),
    [["claim-check-open", "warning", "a value for `parameter.later`"]],
  );
});

test("a finding says what was found, when, and what is allowed; the table has a row per check", () => {
  const verdicts = new Map([
    ["42000001", judge(quality.checks, 2022, year({ 4: undefined, 7: { claimedCents: 45_000n } }))],
  ]);
  assert.deepEqual(claimFindings(verdicts, "lake").map(toLine), [
    "lake: claims-at-fault: 42000001: found 1 (2022, month 4), expected at most 0, as check `gap` says",
    "lake: claims-in-doubt: 42000001: found 4.50 times (2022, month 7), expected at most 3, as check `jump` says",
  ]);
  const late = judge(quality.checks, 2022, year({ 12: { faults: { pending: 99n, credit: 0n } } }));
  assert.match(toLine(claimFindings(new Map([["42000001", late]]), "lake")[0]!), /at most parameter\.few \(1\.00 %\)/);
  assert.deepEqual(qualityCsv(verdicts).split("\n"), [
    "provider,year,check,level,measured,bound,months",
    "42000001,2022,gap,red,1,0,4",
    "42000001,2022,early,green,0,1,",
    "42000001,2022,silent,green,0,0,",
    "42000001,2022,jump,amber,4.50,3.00,7",
    "42000001,2022,pending,green,0.00,1.00,",
    "42000001,2022,credit,green,0.00,10.00,",
    "",
  ]);
});

test("months in which nobody has a claim are told of the lake", () => {
  const years = new Map([
    [2022, [1, 2]],
    [2023, []],
  ]);
  const expected = "expected claims of every month of a year that is counted";
  assert.deepEqual(emptyMonthFindings(years, "lake").map(toLine), [
    `lake: months-without-claims: found no claim of anybody (2022, months 1, 2), ${expected}`,
  ]);
});

test("the questions are of one year by month, and of the insurers that are named", () => {
  const feed = { year: 2022, insurers: ["9001"] };
  const faults = ["pending", "impossible_age", "above_tariff", "without_tariff"] as const;
  const asked = monthlyFaults(feed, faults, quality);
  const tariff = "(VALUES ('1032', '07', 550)) AS tariff(service, unit, most_cents) USING (service, unit)";
  assert.ok(asked.includes(`FROM feed_month LEFT JOIN ${tariff}\nWHERE year = 2022 AND insurer IN ('9001')\nGROUP BY`));
  assert.match(asked, /SUM\(pending\) AS BIGINT\) AS pending/);
  assert.match(asked, /WHEN tariff_cents > most_cents THEN lines ELSE 0 END\) AS BIGINT\) AS above_tariff/);
  assert.match(monthlyFaults({ year: 2021 }, faults, quality), /LEFT JOIN \(SELECT .* WHERE 1 = 0\) AS tariff USING/);
  assert.match(monthlyFaults(feed, ["pending"], quality), /FROM feed_month\nWHERE/);
  assert.match(impossibleAges(feed, quality)!, /birth_year > 2022 OR 2022 - birth_year > 115/);
  assert.equal(impossibleAges(feed, qualityOf(checks.replace('age_most: "115"\n', ""))), undefined);
  assert.match(duplicateLines({ year: 2022 }), /FROM reused_reference\nWHERE year = 2022\n/);
});

const tariff = '{ service: "1032", unit: "07", year: 2022, most: "6.00", assumption: t }';

const refusals: readonly (readonly [from: string, to: string, found: RegExp])[] = [
  ["kind: jump", "kind: jmup", /unknown-word: kind: found `jmup`, expected did you mean `jump`/],
  ["of: claimed, ", "", /missing-key: found no `of`/],
  ["where: pending", "where: pendign", /unknown-word: where: found `pendign`/],
  ["where: pending", "where: impossible_age", /^$/],
  ["parameter.few", "parameter.fwe", /unknown-name: found `parameter.fwe`, expected did you mean/],
  ["parameter.few", "parameter.word", /unknown-name: found `parameter.word`/],
  ["red: 25%", "red: a lot", /bad-value: found `a lot`/],
  ['red: "0", ', "", /missing-key: found no `amber` and no `red`/],
  ["id: gap", "id: jump", /declared-twice/],
  ["red: 10%, ", "red: 10%, most: 3, ", /unknown-key: found `most`/],
  ['most: "5.50"', 'most: "5.505"', /bad-value: found `5.505`, expected euros/],
  ["maximum_tariffs:", `maximum_tariffs:\n  - ${tariff}`, /declared-twice: found `1032 07 2022`/],
  ['most: "5.50"', 'most: "-1"', /bad-value: found `-1`, expected euros, zero or more/],
  ['unit: "07"', 'unit: "7"', /unknown-word: unit: found `7`/],
  [
    'amber: "3", red: "10"',
    'amber: "3", red: "0"',
    /bad-value: found `3` above `0`, expected an `amber` that is not above/,
  ],
  ["amber: parameter.few", "amber: 26%", /bad-value: found `26%` above `25%`/],
  ["amber: parameter.few", "amber: 25%", /^$/],
  ["red: 25%", "red: parameter.less", /bad-value: found `parameter.less` below zero, expected a limit of zero or more/],
  ["red: 25%", "red: -25%", /bad-value: found `-25%`, expected a limit of zero or more/],
  ["year: 2022, most", "year: now, most", /bad-value: found `now`, expected a year/],
];

for (const [from, to, expected] of refusals)
  test(`${to || `no ${from}`}: ${expected.source}`, () => {
    const findings: Finding[] = [];
    assert.ok(checks.includes(from));
    readDataQuality(policyOf(checks.replace(from, to)), findings);
    assert.match(findings.map(toLine).join("\n"), expected);
  });

test("impossible ages are asked for only with the age above which nobody is", () => {
  const findings: Finding[] = [];
  const text = checks.replace('age_most: "115"', "").replace("where: pending", "where: impossible_age");
  readDataQuality(policyOf(text), findings);
  assert.deepEqual(
    findings.map(({ code, found }) => [code, found]),
    [["missing-key", "no `age_most`"]],
  );
});
