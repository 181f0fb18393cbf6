import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDatum, readType, toJson } from "./datum.ts";
import type { Json, Type } from "./datum.ts";
import { readDocument } from "./document.ts";
import { checkFormula, compile, namesOf, toFormulaText } from "./formula.ts";
import type { Frame, Scope } from "./formula.ts";
import { readUnits } from "./unit.ts";

const unitText = "units: [{id: client, nl: c, en: c}, {id: fte, nl: f, en: f}, {id: point, nl: p, en: p}]";
const units = readUnits(readDocument("u.yaml", unitText, [])!, []);

function type(text: string): Type {
  return readType(readDocument("t.yaml", text, [])!, units, []) ?? assert.fail(text);
}

/** The names of these tests: a provider, its groups, its measures, and facts per year and month. */
const declared: Readonly<Record<string, [string, string, ("year" | "month")?]>> = {
  "fact.a": ["provider", "type: bool"],
  "fact.b": ["provider", "type: bool"],
  "fact.n": ["provider", "{type: int, unit: client}"],
  "fact.fte": ["provider", "{type: decimal, scale: 1, unit: fte}"],
  "fact.euro": ["provider", "type: money", "year"],
  "fact.intake": ["provider", "{type: int, unit: client}", "month"],
  "fact.domains": ["provider", "{type: set<enum>, values: [care, cure, home]}"],
  "fact.kind": ["provider", "{type: enum, values: [hourly, monthly]}"],
  "fact.asked": ["provider", "type: day"],
  "fact.given": ["provider", "type: instant"],
  "fact.remark": ["provider", "type: text"],
  "parameter.share": ["provider", "type: percent"],
  "fact.cost": ["provider.group", "type: money"],
  "fact.clients": ["provider.group", "{type: int, unit: client}"],
  "fact.group": ["provider.group", "{type: enum, values: [adult, child]}"],
  "fact.rate": ["provider.measure", "{type: decimal, scale: 3}"],
};

function scope(subject = "provider"): Scope {
  return {
    subject,
    year: "2024",
    units,
    find: (ref) => {
      const [of, text, period] = declared[ref] ?? [];
      return of === undefined ? undefined : { subject: of, type: type(text!), ...(period && { period }) };
    },
    refs: () => Object.keys(declared),
  };
}

/** Evaluates a formula of the provider over facts written as text; the parts' facts as lists of such. */
function run(
  formula: string,
  wanted: string,
  facts: Record<string, unknown>,
  parts: Record<string, Record<string, unknown>[]> = {},
) {
  const { term, faults } = checkFormula(formula, scope(), type(wanted));
  if (term === undefined) assert.fail(`${formula}: ${JSON.stringify(faults)}`);
  const slots: string[] = [];
  const layout = {
    slotOf: (_: string, key: string) => (slots.includes(key) ? slots.indexOf(key) : slots.push(key) - 1),
    constantOf: () => undefined,
  };
  const evaluate = compile(term, "provider", layout);
  const valuesOf = (given: Record<string, unknown>) =>
    slots.map((key) => {
      const declaration = declared[key.split("@")[0]!]!;
      return given[key] === undefined ? undefined : parseDatum(type(declaration[1]), given[key]);
    });
  const outer: Frame = { member: "", values: valuesOf(facts), parts: new Map() };
  const frames = Object.entries(parts).map(
    ([kind, members]) =>
      [
        kind,
        members.map((given, i) => ({ member: `m${i}`, values: valuesOf(given), outer, parts: new Map() })),
      ] as const,
  );
  const value = evaluate({ ...outer, parts: new Map(frames) });
  return value === undefined ? undefined : toJson(type(wanted), value as never);
}

const decimal2 = "{type: decimal, scale: 2}";

test("arithmetic is exact, and a rounding is named", () => {
  for (const [formula, wanted, facts, expected] of [
    ["0.1 + 0.2", "{type: decimal, scale: 1}", {}, "0.3"],
    ["round_half_up(1.005, 2)", decimal2, {}, "1.01"],
    [
      "round_half_up(fact.fte / fact.n, 4)",
      "{type: decimal, scale: 4, unit: fte/client}",
      { "fact.fte": "6.0", "fact.n": "200" },
      "0.0300",
    ],
    ["fact.euro * 3", "type: money", { "fact.euro@2024": "0.10" }, { cents: "30" }],
    [
      "fact.euro@2023 - fact.euro",
      "type: money",
      { "fact.euro@2023": "5.00", "fact.euro@2024": "7.00" },
      { cents: "-200" },
    ],
    [
      "round_half_even(parameter.share * fact.euro, 2)",
      "type: money",
      { "parameter.share": "12.5", "fact.euro@2024": "0.20" },
      { cents: "2" },
    ],
    ["min(fact.euro, 10.00 eur)", "type: money", { "fact.euro@2024": "12.00" }, { cents: "1000" }],
    ["max(0, fact.euro)", "type: money", { "fact.euro@2024": "-1.00" }, { cents: "0" }],
    ["parameter.share", "type: percent", { "parameter.share": "62.5" }, "62.50"],
    ["round_half_up(30 / 48, 4)", "type: percent", {}, "62.50"],
    ["-fact.fte", "{type: decimal, scale: 1, unit: fte}", { "fact.fte": "2.5" }, "-2.5"],
    ["floor(abs(0 - 7 / 2), 0)", "type: int", {}, "3"],
    ["round_half_up(min(1 / 3, 1 / 4) + 1 / 4, 2)", decimal2, {}, "0.50"],
  ] as [string, string, Record<string, unknown>, Json][])
    assert.deepEqual(run(formula, wanted, facts), expected, formula);
});

test("unknown is a third answer", () => {
  const yes = { "fact.a": true };
  const no = { "fact.a": false };
  for (const [formula, facts, expected] of [
    ["fact.a and fact.b", no, false],
    ["fact.a and fact.b", yes, undefined],
    ["fact.a or fact.b", yes, true],
    ["not fact.b", yes, undefined],
    ["known(fact.b)", yes, false],
    ["if fact.b then fact.a else true", yes, true],
    ["if fact.b then fact.a else false", yes, undefined],
    ["fact.n > 3 client", {}, undefined],
    ["1 / fact.n > 3 / (2 client)", { "fact.n": "0" }, undefined],
    ["3 / fact.n >= 3 / (2 client)", { "fact.n": "2" }, true],
  ] as [string, Record<string, unknown>, Json | undefined][])
    assert.equal(run(formula, "type: bool", facts), expected, formula);
});

test("sets, choices and the calendar", () => {
  for (const [formula, wanted, facts, expected] of [
    ['count(without(fact.domains, "care")) >= 2', "type: bool", { "fact.domains": ["care", "cure", "home"] }, true],
    ['contains(fact.domains, "cure")', "type: bool", { "fact.domains": ["care"] }, false],
    [
      'if fact.kind = "monthly" then "mirror" else "score"',
      "{type: enum, values: [mirror, score]}",
      { "fact.kind": "hourly" },
      "score",
    ],
    [
      'if fact.a then "vóór 1 oktober, graag" else fact.remark',
      "type: text",
      { "fact.a": true },
      "vóór 1 oktober, graag",
    ],
    ["add_weeks(fact.asked, 6)", "type: day", { "fact.asked": "2024-09-10" }, "2024-10-22"],
    ['fact.asked in [@"2024-09-01"..@"2024-10-01")', "type: bool", { "fact.asked": "2024-10-01" }, false],
    ['days_between(@"2024-01-01", fact.asked)', "type: int", { "fact.asked": "2024-12-31" }, "365"],
    ["day_of(fact.given)", "type: day", { "fact.given": "2023-05-31T22:00:00Z" }, "2023-06-01"],
    ['fact.given < @"2023-06-01T00:00:00+02:00"', "type: bool", { "fact.given": "2023-05-31T22:00:00Z" }, false],
  ] as [string, string, Record<string, unknown>, Json][])
    assert.deepEqual(run(formula, wanted, facts), expected, formula);
});

test("sets are compared member by member, and days stay on the calendar", () => {
  for (const [formula, facts, expected] of [
    ['fact.domains = without(fact.domains, "cure")', { "fact.domains": ["care", "home"] }, true],
    ['fact.domains != without(fact.domains, "home")', { "fact.domains": ["care", "home"] }, true],
    ["known(add_days(fact.asked, 1))", { "fact.asked": "9999-12-31" }, false],
    ["known(add_weeks(fact.asked, 1000000000000))", { "fact.asked": "2024-01-01" }, false],
    ["known(add_months(fact.asked, -1))", { "fact.asked": "0001-01-31" }, false],
  ] as [string, Record<string, unknown>, boolean][])
    assert.equal(run(formula, "type: bool", facts), expected, formula);
});

test("a formula that nobody could read is refused before it takes long", () => {
  const nested = (depth: number): string => (depth === 0 ? "1" : `(if ${nested(depth - 1)} in [0..1] then 1 else 2)`);
  const [deep, wide] = ["(".repeat(100_000) + "1" + ")".repeat(100_000), nested(40)];
  const long = "1 + ".repeat(20_000);
  const code = (formula: string): string | undefined =>
    checkFormula(formula, scope(), type("type: int")).faults[0]?.code;
  assert.deepEqual([code(nested(5)), code(`${"1 + ".repeat(400)}1`)], [undefined, undefined]);
  assert.deepEqual([code(deep), code(long), code(wide)], ["formula-syntax", "formula-syntax", "formula-too-large"]);
});

test("aggregates lift parts and months to the provider", () => {
  const groups = [
    { "fact.cost": "54000.00", "fact.clients": "60", "fact.group": "adult" },
    { "fact.cost": "264000.00", "fact.clients": "40", "fact.group": "adult" },
    { "fact.cost": "50000.00", "fact.clients": "1", "fact.group": "child" },
  ];
  const of = (given: Record<string, unknown>[]) => ({ "provider.group": given });
  for (const [formula, wanted, parts, expected] of [
    ['sum(fact.cost where fact.group != "child")', "type: money", groups, { cents: "31800000" }],
    ["sum(fact.cost)", "type: money", [], { cents: "0" }],
    ["sum(fact.cost)", "type: money", [{}], undefined],
    ["sum(fact.cost where known(fact.cost))", "type: money", [{}, groups[0]!], { cents: "5400000" }],
    ["count(fact.clients > 10 client)", "type: int", groups, "2"],
    ["round_half_up(mean(fact.cost), 2)", "type: money", groups, { cents: "12266667" }],
    ["round_half_up(mean(fact.cost), 2)", "type: money", [], undefined],
    ["round_half_up(weighted_mean(fact.cost, fact.clients), 2)", "type: money", groups, { cents: "13712871" }],
    ['max_of(fact.cost where fact.group = "adult")', "type: money", groups, { cents: "26400000" }],
    ["all(fact.clients >= 1 client)", "type: bool", groups, true],
    ["any(fact.clients >= 100 client)", "type: bool", groups, false],
  ] as [string, string, Record<string, unknown>[], Json | undefined][])
    assert.deepEqual(run(formula, wanted, {}, of(parts)), expected, formula);

  const intake = { "fact.intake@2024-01": "4", "fact.intake@2024-02": "6", "fact.intake@2024-03": "5" };
  for (const [formula, wanted, expected] of [
    ["sum(fact.intake@2024-01..2024-03)", "{type: int, unit: client}", "15"],
    ["round_half_up(mean(fact.intake@2024-01..2024-03), 1)", "{type: decimal, scale: 1, unit: client}", "5.0"],
    ["count(fact.intake@2024-01..2024-03 > 4 client)", "type: int", "2"],
    [
      "max_of(fact.intake@2024-01..2024-03 where fact.intake@2024-01..2024-03 < 6 client)",
      "{type: int, unit: client}",
      "5",
    ],
    ["all(fact.intake@2024-01..2024-04 > 0)", "type: bool", undefined],
    ["fact.intake@2024-02 - fact.intake@2024-01", "{type: int, unit: client}", "2"],
  ] as [string, string, Json | undefined][])
    assert.deepEqual(run(formula, wanted, intake), expected, formula);
});

test("namesOf() lists what a formula reads, periods apart", () => {
  const { term } = checkFormula("fact.euro - fact.euro@2023 + sum(fact.cost)", scope(), type("type: money"));
  assert.deepEqual(
    namesOf(term!).map(({ key, subject }) => [key, subject]),
    [
      ["fact.euro@2024", "provider"],
      ["fact.euro@2023", "provider"],
      ["fact.cost", "provider.group"],
    ],
  );
});

test("every fault of a formula is told with its place, and what was expected", () => {
  for (const [formula, wanted, code, at, expected] of [
    ["fact.nn > 3", "type: bool", "unknown-name", 0, "did you mean `fact.n`?"],
    ["rond_half_up(1.5, 0)", "type: int", "unknown-function", 0, "did you mean `round_half_up`?"],
    ["fact.n + fact.fte", decimal2, "unit-mismatch", 9, "`client`, as its neighbour"],
    ["fact.n > 3 clint", "type: bool", "unknown-unit", 9, "did you mean `client`?"],
    ['fact.kind = "hourli"', "type: bool", "unknown-value", 12, "did you mean `hourly`?"],
    ['fact.kind < "hourly"', "type: bool", "type-mismatch", 10, "`=` or `!=`"],
    ["fact.n and fact.a", "type: bool", "type-mismatch", 0, "a bool"],
    [
      "fact.n / 3",
      "{type: decimal, scale: 2, unit: client}",
      "needs-rounding",
      7,
      "a named rounding, as `round_half_up(…, 2)`",
    ],
    ["parameter.share * fact.euro", "type: money", "needs-rounding", 16, "a named rounding, as `round_half_up(…, 2)`"],
    ["fact.n", "type: money", "unit-mismatch", 0, "`eur`"],
    ["fact.a", "type: money", "type-mismatch", 0, "money"],
    ["fact.cost", "type: money", "not-in-view", 0, "a name of provider; parts are read inside an aggregate"],
    [
      "sum(fact.cost where fact.rate > 1)",
      "type: money",
      "two-parts",
      20,
      "a name of provider.group: an aggregate runs over one kind of part",
    ],
    ["sum(fact.euro)", "type: money", "not-an-aggregate", 0, "a name of a part, or a monthly fact over a span"],
    ["fact.euro@2024-01", "type: money", "bad-period", 0, "a year, as `@2023`"],
    ["fact.n@2024", "{type: int, unit: client}", "bad-period", 0, "no period"],
    ["min()", "type: int", "operand-count", 0, "1 or more"],
    ["round_up(1.5, fact.n)", "type: int", "bad-rounding", 14, "how many decimals, a whole number up to 18"],
    ["add_days(fact.asked, fact.fte)", "type: day", "type-mismatch", 21, "a whole number of days, weeks or months"],
    ["sum(sum(fact.cost))", "type: money", "nested-aggregate", 4, "a decision of its own for the inner one"],
    ['contains(fact.domains, "car")', "type: bool", "unknown-value", 23, "did you mean `care`?"],
    [
      '@"2024-13-01" < fact.asked',
      "type: bool",
      "bad-value",
      0,
      'a day, as `@"2024-10-01"`, or an instant with its offset',
    ],
    ["known(fact.a where fact.b)", "type: bool", "formula-syntax", 19, "an aggregate before `where`"],
    [
      'if fact.a then fact.b else "monthly"',
      "{type: enum, values: [hourly, monthly]}",
      "type-mismatch",
      15,
      "one of hourly, monthly",
    ],
    [
      "fact.remark = fact.remark",
      "type: bool",
      "type-mismatch",
      12,
      "a choice, a number or a day: text can only be shown",
    ],
  ] as const) {
    const { faults } = checkFormula(formula, scope(), type(wanted));
    assert.deepEqual(
      faults.map((fault) => [fault.code, fault.at, fault.expected]),
      [[code, at, expected]],
      formula,
    );
  }
});

test("a checked term is written so that it reads the same again", () => {
  for (const [formula, wanted] of [
    ["fact.n * 2 - (fact.n - 3 client)", "{type: int, unit: client}"],
    ["not (fact.a or fact.b) and fact.n >= 5 client", "type: bool"],
    ["(if fact.a then 1.00 eur else fact.euro@2024) > 0.50 eur", "type: bool"],
    ["round_half_up(fact.euro@2023 * 80% / (fact.n / fact.fte), 2)", "{type: decimal, scale: 2, unit: eur*fte/client}"],
    ['contains(without(fact.domains, "care"), "cure") or fact.kind = "hourly"', "type: bool"],
    ['fact.asked >= @"2024-10-01" and day_of(fact.given) < fact.asked', "type: bool"],
    ["count(fact.rate < 0.5 where known(fact.rate)) > 3", "type: bool"],
    ["floor(weighted_mean(fact.cost, fact.clients), 2)", "type: money"],
    ["2 * sum(fact.intake@2024-02..2024-07)", "{type: int, unit: client}"],
  ] as const) {
    const { term, faults } = checkFormula(formula, scope(), type(wanted));
    if (term === undefined) assert.fail(`${formula}: ${JSON.stringify(faults)}`);
    const again = checkFormula(toFormulaText(term), scope(), type(wanted));
    assert.deepEqual(again.term, term, toFormulaText(term));
  }
});
