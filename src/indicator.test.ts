import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readPolicyFolder } from "../acts/policy-folder.ts";
import { openLake } from "../lake/lake.ts";
import { toRatio } from "./decimal.ts";
import { child, childText, itemsOf, readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";
import { query, readIndicators } from "./indicator.ts";
import type { Indicator } from "./indicator.ts";
import type { IndicatorName } from "./policy.ts";

const { policy } = await readPolicyFolder(
  {
    read: async (path: string) => readFile(path).catch(() => undefined),
    list: async (path: string) => (await readdir(path, { recursive: true }).catch((): string[] => [])).toSorted(),
    write: () => assert.fail("nothing is written"),
    append: () => assert.fail("nothing is written"),
  },
  "policy/voorbeeld-wijkverpleging/2024",
);
assert.ok(policy);
const texts = await Promise.all(
  ["cz", "voorbeeld"].map((buyer) => readFile(`policy/${buyer}-wijkverpleging/2024/value-model.yaml`, "utf8")),
);

/** The indicators of the policy on disk, with the first place of one text changed in each of its value models. */
function read(from = "", to = ""): { indicators: readonly Indicator[]; told: string[] } {
  const findings: Finding[] = [];
  const items = texts.flatMap((text) => {
    const document = readDocument("value-model.yaml", text.replace(from, to), findings)!;
    return itemsOf(child(document, "indicators"), "indicators", findings);
  });
  const names = items.map((node): [string, IndicatorName] => {
    const [id = "", subject = "provider"] = [childText(node, "id"), childText(node, "for")];
    return [id, { ...policy!.indicators.get(id)!, subject, declaredAt: node }];
  });
  assert.deepEqual(findings, []);
  const { indicators, findings: own } = readIndicators({ ...policy!, indicators: new Map(names) });
  return {
    indicators,
    told: own.map(({ code, line, found, expected }) => `${line > 0} ${code}: ${found}; ${expected}`),
  };
}

test("every declaration of the shipped policies reads, with the parameters of the policy in its rule", () => {
  const { indicators, told } = read();
  assert.deepEqual(told, []);
  assert.equal(indicators.length, 15);
  const outlier = indicators.find(({ id }) => id === "outlier_share")!.method;
  assert.deepEqual(outlier.kind === "outlier-share" && outlier.rule, {
    method: { value: "quartiles_of_log_cost" },
    multiple: { value: toRatio(policy.parameters.get("outlier_multiple")!.value as bigint, 100n) },
    clientsLeast: { value: 20n },
  });
});

/** A change of a declaration, and what is then told. */
const faults: readonly (readonly [from: string, to: string, told: RegExp])[] = [
  ["kind: outlier-share", "kind: outliers", /unknown-word: `outliers`; one of mean-per-person/],
  ["kind: nps", "kind: nps\n    sample: 10", /unknown-key: `sample`/],
  [
    "fact.nursing_staff_registered@2022",
    "fact.nursing_staff_registred@2022",
    /unknown-name: .*did you mean `fact.nursing_staff_registered`/,
  ],
  ["fact.level5_fte@2022", "fact.level5_fte@may", /bad-period: `fact.level5_fte@may`; a year, as `@2022`/],
  ["numerator: fact.level5_fte@2022", "numerator: fact.nps_representative@2022", /type-mismatch: bool; a number/],
  [
    "age_under: parameter.adult_from",
    "age_under: parameter.adult_form",
    /unknown-name: .*did you mean `parameter.adult_from`/,
  ],
  ["critics: fact.nps_critics@2022", "critics: fact.level5_fte@2022", /type-mismatch: .*; whole numbers of people/],
  ["year: 2022", "year: last", /bad-value: `last`; a year/],
  ["per: [age, sex, ses]", "per: [age, sex, income]", /unknown-word: `income`; one of age, sex, ses/],
  [
    "method: parameter.outlier_method",
    "method: quantile",
    /unknown-word: `quantile`; one of quartiles_of_log_cost, deviations_from_mean, percentile/,
  ],
  ["method: parameter.outlier_method", "method: percentile", /missing-key: no `percentile`; the key `percentile`/],
  [
    "method: parameter.outlier_method\n      multiple: parameter.outlier_multiple",
    'method: percentile\n      percentile: "95"',
    /bad-value: `95`; a percentage between 0 and 100, as `95%`/,
  ],
  ["per: target_group\n", "per: [target_group, income]\n", /unknown-word: `income`; one of target_group, region, sex/],
  ["per: target_group\n", "per: [{age: [65, 18]}]\n", /bad-value: .*; `age` with the ages at which a class begins/],
  ["kind: nps\n", "kind: nps\n    least: {peers: 5}\n", /unknown-word: `peers`; `people`, a fact, an indicator/],
  [
    "kind: nps\n",
    "kind: nps\n    least: {people: parameter.adult_form}\n",
    /unknown-name: .*did you mean `parameter.adult_from`/,
  ],
  ["kind: peer-mean\n", "kind: peer-mean\n    between: [10%]\n", /bad-value: no two shares; where to begin/],
  ["kind: peer-mean\n", "kind: peer-mean\n    between: [50%, 40%]\n", /bad-value: from `50%` to `40%`; where to begin/],
  ["kind: peer-mean\n", "kind: peer-mean\n    between: [50%, 0.5]\n", /bad-value: from `50%` to `0.5`; where to begin/],
  ["kind: peer-mean\n", "kind: peer-mean\n    between: [10%, 101%]\n", /bad-value: `101%`; a share from 0% to 100%/],
  ["kind: peer-mean\n", "kind: peer-quantile\n", /missing-key: .*; the key `at`/],
  ["of: indicator.measured", "of: decision.points", /cycle: `decision.points`, which rests on indicators/],
  ["of: indicator.measured", "of: decision.class", /type-mismatch: one of A, B, C, .*; a number/],
  ["multiple: parameter.outlier_multiple", 'multiple: "-3"', /bad-value: `-3`; a number that is not below zero/],
  [
    "of: indicator.admission_ratio",
    "of: indicator.measured",
    /unknown-name: `indicator.measured`; an indicator that is declared before/,
  ],
  [
    "of: indicator.admission_ratio",
    "of: indicator.cost_ratio",
    /not-in-view: `indicator.cost_ratio` of provider; an indicator of region/,
  ],
  ["      nps: indicator.nps\n", "", /missing-part: no `nps`/],
  [
    "      nps: indicator.nps\n",
    "      nps: indicator.nps\n      nsp: indicator.nps\n",
    /unknown-part: `nsp`; did you mean `nps`/,
  ],
  [
    "    among: { decision.assessment: scored",
    "    among: { decision.assessment: marked",
    /bad-value: `marked`; one of scored, mirror, not_assessed/,
  ],
  [
    "    among: { decision.assessment: scored",
    "    among: { decision.class: A",
    /cycle: `decision.class`, which rests on indicators/,
  ],
  ["for: region", "for: provider", /unknown-subject: `provider`; region/],
];

test("a fault in a declaration is told at its place, once, with what was expected", () => {
  for (const [from, to, expected] of faults) {
    const { told } = read(from, to);
    assert.equal(told.length, 1, `${to}: ${told.join("\n")}`);
    assert.match(told[0]!, expected);
    assert.match(told[0]!, /^true/, `${to} has no place`);
  }
});

test("answers on a scale of ten give the score in either way of counting", () => {
  const declared = `promoters: fact.nps_promoters@2022
    passives: fact.nps_passives@2022
    critics: fact.nps_critics@2022`;
  const scores = Array.from({ length: 11 }, (_, score) => {
    const fact = score >= 9 ? "promoters" : score >= 7 ? "passives" : "critics";
    return `"${score}": fact.nps_${fact}@${2012 + score}`;
  });
  const sideOf = (method: string): string[][] => {
    const { indicators } = read(declared, `method: ${method}\n    scores: {${scores.join(", ")}}`);
    const nps = indicators.find(({ id }) => id === "nps")!.method;
    assert.ok(nps.kind === "nps");
    return [nps.promoters, nps.passives, nps.critics].map((side) =>
      side.map(({ key }) => String(Number(key.slice(-4)) - 2012)),
    );
  };
  assert.deepEqual(sideOf("american"), [
    ["9", "10"],
    ["7", "8"],
    ["0", "1", "2", "3", "4", "5", "6"],
  ]);
  assert.deepEqual(sideOf("dutch"), [
    ["8", "9", "10"],
    ["6", "7"],
    ["0", "1", "2", "3", "4", "5"],
  ]);
});

const counted = { year: 2022, ageUnder: 18n, targetGroups: ["prevention"] };

/** Each question with its text, as a person would read it to judge it. */
const questions: readonly (readonly [sql: string, text: string])[] = [
  [
    query.clientTable({ year: 2022, insurers: ["9001"] }),
    `CREATE OR REPLACE TEMP TABLE value_client_2022 AS
SELECT person AS client, provider, target_group, region, sex, birth_year, lines, cents, pending_lines, pending_cents, person_rows
FROM client_year
WHERE year = 2022 AND insurer IN ('9001') AND person_rows = 1
UNION ALL
SELECT person AS client, provider, target_group,
  MIN(region) AS region, MIN(sex) AS sex, MIN(birth_year) AS birth_year,
  CAST(SUM(lines) AS BIGINT) AS lines, CAST(SUM(cents) AS BIGINT) AS cents, CAST(SUM(pending_lines) AS BIGINT) AS pending_lines, CAST(SUM(pending_cents) AS BIGINT) AS pending_cents, MIN(person_rows) AS person_rows
FROM client_year
WHERE year = 2022 AND insurer IN ('9001') AND person_rows > 1
GROUP BY person, provider, target_group`,
  ],
  [
    query.peerTable("value_peer_1", ["41000001", "41'2"]),
    `CREATE OR REPLACE TEMP TABLE value_peer_1 AS
SELECT CAST(provider AS VARCHAR) AS provider FROM (SELECT provider FROM (VALUES ('41000001'), ('41''2')) AS peer(provider)) AS listed`,
  ],
  [
    query.peerTable("value_peer_2", []),
    `CREATE OR REPLACE TEMP TABLE value_peer_2 AS
SELECT CAST(provider AS VARCHAR) AS provider FROM (SELECT NULL AS provider WHERE 1 = 0) AS listed`,
  ],
  [
    query.providers(2022),
    `SELECT provider, COUNT(*) AS client_groups
FROM value_client_2022
GROUP BY provider
ORDER BY provider`,
  ],
  [
    query.claimInsurers({ year: 2022 }),
    `SELECT insurer, CAST(SUM(lines) AS BIGINT) AS lines
FROM client_year
WHERE year = 2022
GROUP BY insurer
ORDER BY insurer`,
  ],
  [
    query.contracted({ year: 2022, insurers: ["9001", "9002"] }),
    `SELECT provider, COUNT(*) AS agreements
FROM contracts
WHERE year = 2022 AND (insurer IS NULL OR insurer IN ('9001', '9002'))
GROUP BY provider
ORDER BY provider`,
  ],
  [
    query.leftOut(counted),
    `SELECT provider,
  CAST(SUM(CASE WHEN young_cents > 0 THEN 1 ELSE 0 END) AS BIGINT) AS young_clients,
  CAST(SUM(young_cents) AS BIGINT) AS young_cents,
  CAST(SUM(CASE WHEN ageless_cents > 0 THEN 1 ELSE 0 END) AS BIGINT) AS ageless_clients,
  CAST(SUM(ageless_cents) AS BIGINT) AS ageless_cents,
  CAST(SUM(pending_lines) AS BIGINT) AS pending_lines,
  CAST(SUM(pending_cents) AS BIGINT) AS pending_cents
FROM (
  SELECT client, provider,
    SUM(CASE WHEN cents > 0 AND 2022 - birth_year < 18 THEN cents ELSE 0 END) AS young_cents,
    SUM(CASE WHEN cents > 0 AND birth_year IS NULL THEN cents ELSE 0 END) AS ageless_cents,
    SUM(pending_lines) AS pending_lines, SUM(pending_cents) AS pending_cents
  FROM value_client_2022
  WHERE pending_lines > 0 OR 2022 - birth_year < 18 OR birth_year IS NULL
  GROUP BY client, provider
) AS person
GROUP BY provider
ORDER BY provider`,
  ],
  [
    query.stratumSums({ year: 2022, targetGroups: [] }, ["target_group"]),
    `SELECT provider, target_group, COUNT(*) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents,
  CAST(SUM(CAST(cents AS DECIMAL(18,0)) * CAST(cents AS DECIMAL(18,0))) AS DECIMAL(38,0)) AS cents_squared
FROM value_client_2022
WHERE cents > 0
GROUP BY provider, target_group
ORDER BY provider, target_group`,
  ],
  [
    query.stratumSums(counted, ["sex", { ageFrom: [18n, 75n] }]),
    `SELECT provider, sex, CASE WHEN 2022 - birth_year >= 75 THEN 75 WHEN 2022 - birth_year >= 18 THEN 18 WHEN birth_year IS NOT NULL THEN 0 END AS age_from, COUNT(*) AS clients,
  CAST(SUM(cents) AS BIGINT) AS cents,
  CAST(SUM(CAST(cents AS DECIMAL(18,0)) * CAST(cents AS DECIMAL(18,0))) AS DECIMAL(38,0)) AS cents_squared
FROM (
  SELECT client, provider, region AS region, sex AS sex, birth_year AS birth_year, cents AS cents
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND target_group NOT IN ('prevention') AND person_rows = 1
  UNION ALL
  SELECT client, provider, MIN(region) AS region, MIN(sex) AS sex, MIN(birth_year) AS birth_year, CAST(SUM(cents) AS BIGINT) AS cents
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND target_group NOT IN ('prevention') AND person_rows > 1
  GROUP BY client, provider
) AS person
WHERE cents > 0
GROUP BY provider, sex, CASE WHEN 2022 - birth_year >= 75 THEN 75 WHEN 2022 - birth_year >= 18 THEN 18 WHEN birth_year IS NOT NULL THEN 0 END
ORDER BY provider, sex, age_from`,
  ],
  [
    query.costClasses(counted, "value_peer_1"),
    `SELECT target_group, cents - MOD(cents, 10000) AS least, COUNT(*) AS clients
FROM value_client_2022 JOIN value_peer_1 USING (provider)
WHERE cents > 0 AND 2022 - birth_year >= 18 AND target_group NOT IN ('prevention')
GROUP BY target_group, cents - MOD(cents, 10000)
ORDER BY target_group, least`,
  ],
  [
    query.costsIn({ year: 2022, targetGroups: [] }, "value_peer_1", [
      { group: "frail_short", least: 300_000n },
      { group: "", least: 0n },
    ]),
    `SELECT target_group, cents, COUNT(*) AS clients
FROM value_client_2022 JOIN value_peer_1 USING (provider)
  JOIN (VALUES ('frail_short', 300000), ('', 0)) AS class(name, least)
    ON COALESCE(target_group, '') = name AND cents - MOD(cents, 10000) = least
WHERE cents > 0
GROUP BY target_group, cents
ORDER BY target_group, cents`,
  ],
  [
    query.clientsAbove(counted, new Map([["frail_short", 123_456n]])),
    `SELECT provider, COUNT(*) AS clients, CAST(SUM(above) AS BIGINT) AS outliers
FROM (
  SELECT client, provider, CASE
      WHEN target_group = 'frail_short' AND cents > 123456 THEN 1
      ELSE 0 END AS above
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND target_group NOT IN ('prevention') AND person_rows = 1
  UNION ALL
  SELECT client, provider, MAX(CASE
      WHEN target_group = 'frail_short' AND cents > 123456 THEN 1
      ELSE 0 END) AS above
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND target_group NOT IN ('prevention') AND person_rows > 1
  GROUP BY client, provider
) AS person
GROUP BY provider
ORDER BY provider`,
  ],
  [
    query.clientsByAge({ ...counted, targetGroups: [] }),
    `SELECT region, sex, 2022 - birth_year AS age, COUNT(*) AS clients
FROM (
  SELECT client, region, sex AS sex, birth_year AS birth_year
  FROM value_client_2022
  WHERE cents > 0 AND person_rows = 1
  UNION ALL
  SELECT client, region, MIN(sex) AS sex, MIN(birth_year) AS birth_year
  FROM value_client_2022
  WHERE cents > 0 AND person_rows > 1
  GROUP BY client, region
) AS person
GROUP BY region, sex, 2022 - birth_year
ORDER BY region, sex, age`,
  ],
  [
    query.clientsByRegion({ year: 2022, ageUnder: 18n, targetGroups: [] }),
    `SELECT provider, region, COUNT(*) AS clients
FROM (
  SELECT client, provider, region
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND person_rows = 1
  UNION ALL
  SELECT client, provider, region
  FROM value_client_2022
  WHERE cents > 0 AND 2022 - birth_year >= 18 AND person_rows > 1
  GROUP BY client, provider, region
) AS person
GROUP BY provider, region
ORDER BY provider, region`,
  ],
  [
    query.populationInsurers(2022),
    `SELECT insurer, COUNT(*) AS lines
FROM population
WHERE year = 2022
GROUP BY insurer
ORDER BY insurer`,
  ],
  [
    query.population({ year: 2022, insurers: ["9001"] }),
    `SELECT region, sex, age_from, ses,
  CAST(SUM(insured_days) AS BIGINT) AS insured_days,
  CAST(SUM(clients) AS BIGINT) AS clients,
  CAST(SUM(CASE WHEN clients IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS uncounted
FROM population
WHERE year = 2022 AND insurer IN ('9001')
GROUP BY region, sex, age_from, ses
ORDER BY region, sex, age_from, ses`,
  ],
];

test("each question has the text that stands here, and the database understands it", async () => {
  const path = await mkdtemp(join(tmpdir(), "question-"));
  const lake = await openLake(path, { threads: 1, now: "2024-01-01T00:00:00Z", key: "00".repeat(32) });
  const row = "2022 AS year, '9001' AS insurer";
  await lake.write("contracts/c.parquet", `SELECT ${row}, '41000001' AS provider`);
  await lake.write(
    "population/p.parquet",
    `SELECT ${row}, 'n' AS region, 'male' AS sex, 0 AS age_from, 'x' AS ses, 1::BIGINT AS insured_days, 1::BIGINT AS clients`,
  );
  for (const [sql, text] of questions) {
    assert.equal(sql, text);
    if (sql.startsWith("CREATE")) await lake.run(sql);
    assert.ok((await lake.query(`EXPLAIN ${sql}`)).length > 0);
  }
  await lake.close();
  await rm(path, { recursive: true });
});

test("every question keeps to what engines read alike", () => {
  for (const [sql] of questions) {
    const select = sql.replace(/^CREATE OR REPLACE TEMP TABLE \w+ AS\n/, "");
    assert.match(select, /^SELECT /);
    assert.doesNotMatch(select, /\/|\b(AVG|ROUND|QUANTILE\w*|PERCENTILE\w*|MEDIAN|STDDEV\w*|DOUBLE|FLOAT)\b/i);
    if (select === sql) assert.match(sql, /\nORDER BY /);
  }
});
