import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toLine } from "./finding.ts";
import { readPolicy } from "./policy.ts";
import type { Policy } from "./policy.ts";
import { compilePolicy, decideAll, valueOf } from "./program.ts";
import { cliffsOf, proveSheet, sameRows } from "./proof.ts";

const facts = `
- {id: kind, subject: provider, period: instant, type: enum, values: [x, y, z], nl: n, en: e, supplier: provider, assumption: t}
- {id: yes, subject: provider, period: instant, type: bool, nl: n, en: e, supplier: provider, assumption: t}
- {id: size, subject: provider, period: instant, type: int, nl: n, en: e, supplier: provider, assumption: t}
- {id: amount, subject: provider, period: instant, type: money, nl: n, en: e, supplier: provider, assumption: t}
- {id: asked, subject: provider, period: instant, type: day, nl: n, en: e, supplier: provider, assumption: t}
- {id: share, subject: provider.measure, period: instant, type: percent, nl: n, en: e, supplier: provider, assumption: t}
`;

/** A policy of one sheet `s` or formula, with these parameters. */
function policyOf(file: string, body: string, parameters = ""): Policy {
  const header = `format: driehoek/1\nid: t\nbuyer: B\nlaw: zvw\ncare: c\nstatus: draft\nvalid: [2024-01-01, 2025-01-01]\nprocedure: p\n${parameters}`;
  const files = new Map([
    ["policy.yaml", header],
    [file, body],
  ]);
  const vocabulary = { path: "facts", files: new Map([["f.yaml", facts]]) };
  const { policy, findings } = readPolicy({ chain: [{ path: "t", files }], facts: vocabulary });
  return policy ?? assert.fail(findings.map(toLine).join("\n"));
}

const columns: Readonly<Record<string, string>> = {
  kind: "type: enum, values: [x, y, z]",
  yes: "type: bool",
  size: "type: int",
  amount: "type: money",
  asked: "type: day",
  share: "type: percent",
};

/** A sheet over facts, its rules written as `cell | cell -> outcome`. */
function sheetOf(hit: string, inputs: readonly string[], rows: readonly string[], subject = "provider"): string {
  const rules = rows.map((row, i) => {
    const [when = "", then = ""] = row.split("->").map((side) => side.trim());
    const cells = when.split("|").map((cell) => JSON.stringify(cell.trim()));
    return `  - {id: r${i}, when: [${cells.join(", ")}], then: [${JSON.stringify(then)}], assumption: t}`;
  });
  const refs = inputs.map((id) => `  - {ref: fact.${id}, ${columns[id]}}`);
  const output = "outputs:\n  - {id: s, type: enum, values: [a, b, c, d, e]}";
  return `id: s\nfor: ${subject}\nhit: ${hit}\ninputs:\n${refs.join("\n")}\n${output}\nrules:\n${rules.join("\n")}\n`;
}

function prove(hit: string, inputs: readonly string[], rows: readonly string[], parameters = "", subject = "provider") {
  const policy = policyOf("s.sheet.yaml", sheetOf(hit, inputs, rows, subject), parameters);
  const sheet = policy.order[0]!;
  return sheet.kind === "sheet" ? proveSheet(policy, sheet) : assert.fail();
}

function told(...args: Parameters<typeof prove>): string[] {
  return prove(...args).findings.map(({ code, line, found }) => `${line} ${code}: ${found}`);
}

test("a sheet with one rule for each case is proven", () => {
  assert.ok(prove("unique", ["kind", "amount"], ["x | < 5.00 -> a", "x | >= 5.00 -> b", "not(x) | - -> c"]).proven);
  assert.ok(prove("first", ["size"], ["<= 3 -> a", "<= 9 -> b", "- -> c"]).proven);
  assert.ok(prove("collect-list", ["size"], ["<= 3 -> a", "<= 9 -> b"]).proven, "nothing is an answer, both are too");
});

test("a gap is told as the cells of the rule that is not there", () => {
  assert.deepEqual(told("unique", ["amount"], ["> 100000.00 -> a", "< 100000.00 -> b"]), [
    "1 gap: no rule for `fact.amount` 100000.00",
  ]);
  assert.deepEqual(told("first", ["kind", "size"], ["x | - -> a", "y | [0..10) -> b", "y | > 12 -> c"]), [
    "1 gap: no rule for `fact.kind` y, `fact.size` < 0, [10..12]",
    "1 gap: no rule for `fact.kind` z",
  ]);
  assert.deepEqual(told("unique", ["asked", "yes"], [">= 2024-10-01 | true -> a", "< 2024-10-01 | - -> b"]), [
    "1 gap: no rule for `fact.asked` >= 2024-10-01, `fact.yes` false",
  ]);
});

test("an overlap names both rules, and every case that they share", () => {
  assert.deepEqual(
    told("unique", ["kind", "size"], ["x, y | <= 5 -> a", "y, z | >= 5 -> b", "x | > 5 -> c", "z | < 5 -> d"]),
    ["11 overlap: `r0` and `r1` both for `fact.kind` y, `fact.size` 5"],
  );
});

test("a rule that can never hit is dead", () => {
  assert.deepEqual(told("first", ["size"], ["< 5 -> a", "<= 5 -> b", "[0..5] -> c", "- -> d"]), [
    "11 dead-rule: `r2`: the rules above it take every case",
  ]);
  assert.deepEqual(told("unique", ["size"], ["<= 5 -> a", "(5..6) -> b", ">= 6 -> c"]), [
    "10 dead-rule: `r1`: no value of `fact.size` fits its cell",
  ]);
});

test("bounds left open are tried in every order", () => {
  const open = (id: string): string => `  ${id}: {type: int, open: not published, assumption: t}\n`;
  const cutoffs = `parameters:\n${open("high")}${open("low")}`;
  const rows = [">= parameter.high -> a", "[parameter.low..parameter.high) -> b", "< parameter.low -> c"];
  assert.deepEqual(told("unique", ["size"], rows, cutoffs), [
    "11 depends-on-open: while parameter.high < parameter.low: overlap, `r0` and `r2` both for `fact.size` [parameter.high..parameter.low)",
  ]);
  const around = ["> parameter.high -> a", "< parameter.high -> b", "parameter.high -> c"];
  assert.ok(prove("unique", ["size"], around, cutoffs).proven, "whatever the bound becomes");
  assert.deepEqual(told("unique", ["size"], around.slice(0, 2), cutoffs), [
    "1 gap: no rule for `fact.size` parameter.high",
  ]);
});

test("a bound that differs per part is tried part by part", () => {
  const parameters = (m2: string): string =>
    `subjects: {provider.measure: [m1, m2]}\nparameters:\n  top: {for: provider.measure, type: percent, values: {m1: "5", m2: "${m2}"}, assumption: t}\n`;
  const rows = ["< 5.00 -> a", "[5.00..parameter.top] -> b", "> parameter.top -> c"];
  assert.ok(prove("unique", ["share"], rows, parameters("7"), "provider.measure").proven);
  assert.match(told("unique", ["share"], rows, parameters("4"), "provider.measure")[0] ?? "", /depends-on-open: while/);
});

/** Cells over small domains: every value of a column can be tried. */
const cells: Readonly<Record<string, fc.Arbitrary<string>>> = {
  kind: fc.oneof(fc.constantFrom("-", "x", "y", "z"), fc.constantFrom("x, y", "y, z", "not(y)")),
  yes: fc.constantFrom("-", "true", "false"),
  size: fc.oneof(
    fc.constant("-"),
    fc
      .tuple(fc.constantFrom("<", "<=", ">", ">=", ""), fc.integer({ min: 0, max: 4 }))
      .map(([sign, n]) => `${sign} ${n}`.trim()),
    fc
      .tuple(
        fc.constantFrom("[", "("),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 2, max: 4 }),
        fc.constantFrom("]", ")"),
      )
      .map(([open, a, b, close]) => `${open}${a}..${b}${close}`),
  ),
};
const domain = { kind: ["x", "y", "z"], yes: [true, false], size: [-1n, 0n, 1n, 2n, 3n, 4n, 5n] } as const;

test("a proof says what trying every combination says", () => {
  const row = fc.tuple(cells["kind"]!, cells["yes"]!, cells["size"]!).map((cellsOfRow) => cellsOfRow.join(" | "));
  const rows = fc.array(row, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom("unique", "first"), rows, (hit, when) => {
      const body = sheetOf(
        hit,
        ["kind", "yes", "size"],
        when.map((cellsOfRow, i) => `${cellsOfRow} -> ${"abcde"[i]}`),
      );
      const policy = policyOf("s.sheet.yaml", body);
      const sheet = policy.order[0]!;
      assert.ok(sheet.kind === "sheet");
      const { proven, findings } = proveSheet(policy, sheet);
      const tried = tryAll(policy, sheet.rules.length);
      const codes = new Set(findings.map(({ code }) => code));
      assert.equal(codes.has("gap"), tried.gap);
      assert.equal(codes.has("overlap"), hit === "unique" && tried.overlap);
      assert.equal(proven, findings.length === 0);
      if (hit === "unique" && tried.overlap) return;
      const dead = findings.flatMap(({ code, found }) => (code === "dead-rule" ? [found.slice(1, 3)] : []));
      assert.deepEqual(dead, tried.dead);
    }),
    { numRuns: 150 },
  );
});

/** What every combination of values gives: a gap where nothing hits, an overlap where `unique` cannot choose. */
function tryAll(policy: Policy, rules: number) {
  const program = compilePolicy(policy);
  const sheet = program.steps[0]!.sheet!;
  const hits = new Set<number>();
  let [gap, overlap] = [false, false];
  for (const kind of domain.kind)
    for (const yes of domain.yes)
      for (const size of domain.size) {
        const supplied = Object.entries({ kind, yes, size }).map(
          ([id, value]) => [`fact.${id}`, { value, origin: "t" }] as const,
        );
        const frame = decideAll(program, { provider: "p", on: 0, values: new Map(supplied), parts: new Map() });
        const trace = new Int32Array(sheet.traceLength);
        sheet.trace(frame, trace);
        const hit = sheet.single(trace);
        gap ||= hit === -1;
        overlap ||= hit === -3;
        hits.add(hit);
        assert.equal(hit < 0, valueOf(program, frame, "decision.s") === undefined);
      }
  return {
    gap,
    overlap,
    dead: Array.from({ length: rules }, (_, i) => i).flatMap((i) => (hits.has(i) ? [] : [`r${i}`])),
  };
}

/** What a sheet gives for every combination of values, one of them unknown included. */
function everyAnswer(policy: Policy): string {
  const program = compilePolicy(policy);
  const answers: unknown[] = [];
  for (const kind of [...domain.kind, undefined])
    for (const yes of [...domain.yes, undefined])
      for (const size of [...domain.size, undefined]) {
        const supplied = Object.entries({ kind, yes, size }).flatMap(([id, value]) =>
          value === undefined ? [] : [[`fact.${id}`, { value, origin: "t" }] as const],
        );
        const frame = decideAll(program, { provider: "p", on: 0, values: new Map(supplied), parts: new Map() });
        answers.push(valueOf(program, frame, "decision.s"));
      }
  return answers.join();
}

test("two sheets are said to be the same exactly when they give the same in every case", () => {
  const row = fc.tuple(cells["kind"]!, cells["yes"]!, cells["size"]!).map((cellsOfRow) => cellsOfRow.join(" | "));
  const rule = fc.tuple(row, fc.constantFrom("a", "b")).map((pair) => pair.join(" -> "));
  const rules = fc.array(rule, { minLength: 1, maxLength: 4 });
  const change = fc.tuple(fc.nat(3), fc.option(rule));
  fc.assert(
    fc.property(fc.constantFrom("unique", "first"), rules, change, (hit, before, [place, other]) => {
      const after = before.toSpliced(place % before.length, 1, ...(other === null ? [] : [other]));
      if (after.length === 0) return;
      const versions = [before, after].map((rows) =>
        policyOf("s.sheet.yaml", sheetOf(hit, ["kind", "yes", "size"], rows)),
      );
      const [a, b] = versions.map((policy) => {
        const sheet = policy.order[0]!;
        return sheet.kind === "sheet" ? { policy, sheet } : assert.fail();
      });
      const [first, second] = versions.map(everyAnswer);
      assert.equal(sameRows(a!, b!), first === second);
    }),
    { numRuns: 150 },
  );
});

function cliffs(policy: Policy): string[] {
  return cliffsOf(policy, policy.order[0]!).map(({ line, found }) => `${line} ${found}`);
}

test("every bound of a sheet at which its outcome jumps is a cliff, told once", () => {
  const rows = ["x | < 5.00 -> a", "x | >= 5.00 -> b", "not(x) | <= 7.00 -> b", "not(x) | > 7.00 -> b"];
  assert.deepEqual(cliffs(policyOf("s.sheet.yaml", sheetOf("unique", ["kind", "amount"], rows))), [
    "11 `fact.amount`: below 5.00: a; from 5.00 on: b",
  ]);
});

test("a formula jumps where the branches of an if differ at its bound, and only there", () => {
  const formula = (is: string, type = "money"): string[] =>
    cliffs(
      policyOf("f.formula.yaml", `id: f\nfor: provider\ntype: ${type}\nis: ${JSON.stringify(is)}\nassumption: t\n`),
    );
  assert.deepEqual(formula("if fact.amount <= 5.00 eur then fact.amount else 5.00 eur"), []);
  assert.deepEqual(formula("if fact.amount < 5.00 eur then 0.00 eur else fact.amount"), [
    "1 `fact.amount < 5.00 eur`: 0.00 as long as it holds, 5.00 just after",
  ]);
  assert.deepEqual(
    formula(
      'if fact.amount > 2 * fact.amount - 1.00 eur then "a" else if fact.yes then "b" else "c"',
      "enum\nvalues: [a, b, c]",
    ),
    ["1 `fact.amount > 2 * fact.amount - 1.00 eur`: a while it holds, b or c when not"],
  );
  assert.deepEqual(formula("max(0.00 eur, min(fact.amount, 5.00 eur))"), []);
});
