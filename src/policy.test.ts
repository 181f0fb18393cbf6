import assert from "node:assert/strict";
import { test } from "node:test";
import { parseDay } from "./day.ts";
import { toLine } from "./finding.ts";
import { checkLock, choosePolicy, hashOf, lockOf, readPolicy } from "./policy.ts";
import type { Folder, PolicyText } from "./policy.ts";
import { toFormulaText } from "./formula.ts";

const facts = `
- {id: amount, subject: provider, period: year, type: money, nl: bedrag, en: amount, supplier: provider, assumption: t}
- {id: kept, subject: provider, period: instant, type: bool, nl: zorg, en: kept, supplier: provider, assumption: t}
`;

const files: Readonly<Record<string, string>> = {
  "policy.yaml": `format: driehoek/1
id: test-2024
buyer: Test
law: zvw
care: test
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: test
subjects: {provider.measure: [m1, m2]}
round: [size, {decision: fair, when: fact.kept}]
deliverables:
  data: {opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: provider, facts: [kept], source: "003 §2.2.1"}
parameters:
  score_from: {type: money, value: "100000.00", source: "003 §2.2.1"}
  cutoff: {type: decimal, scale: 2, open: not published, source: "003 §2.2.1"}
  weight: {for: provider.measure, type: percent, values: {m1: "40", m2: "60"}, assumption: t}
missing:
  fact.kept: {value: "true", assumption: t}
`,
  "size.sheet.yaml": `id: size
for: provider
hit: unique
inputs: [{ref: fact.amount@2023, type: money}]
outputs: [{id: size, type: enum, values: [small, large]}]
rules:
  - {id: small, when: ["<= parameter.score_from"], then: [small], source: "003 §2.2.1"}
  - {id: large, when: ["> parameter.score_from"], then: [large], source: "003 §2.2.1"}
`,
  "fair.conditions.yaml": `id: fair
for: provider
holds: all
conditions:
  - {id: kept, test: fact.kept, weight: required, nl: zorg, en: kept, source: "003 §2.2.5"}
`,
  "score.formula.yaml": `- {id: total, for: provider, type: percent, is: sum(parameter.weight), assumption: t}
- {id: points, for: provider, type: int, open: not published, source: "003 §2.2.1"}
`,
};

function folder(path: string, texts: Readonly<Record<string, string>>): Folder {
  return { path, files: new Map(Object.entries(texts)) };
}

function text(changes: Readonly<Record<string, string>> = {}): PolicyText {
  return { chain: [folder("p", { ...files, ...changes })], facts: folder("facts", { "f.yaml": facts }) };
}

/** The policy with one piece of text replaced by another. */
function changed(file: string, from: string, to: string): PolicyText {
  assert.ok(files[file]?.includes(from), `${file} has no ${from}`);
  return text({ [file]: files[file]!.replace(from, to) });
}

test("a policy is read into decisions, each after all it reads", () => {
  const { policy, findings } = readPolicy(text());
  assert.deepEqual(findings, []);
  assert.deepEqual(policy?.order.map(({ id }) => id).toSorted(), ["fair", "points", "size", "total"]);
  assert.deepEqual(
    policy?.round.map(({ decision, when }) => [decision, when && toFormulaText(when)]),
    [
      ["size", undefined],
      ["fair", "fact.kept"],
    ],
  );
  assert.deepEqual(
    [...(policy?.parameters.get("weight")?.values ?? [])],
    [
      ["m1", 4000n],
      ["m2", 6000n],
    ],
  );
});

/** File, what is replaced, by what, and how the finding begins. */
const faults: readonly (readonly [file: string, from: string, to: string, line: string])[] = [
  [
    "size.sheet.yaml",
    "fact.amount@2023",
    "fact.amuont@2023",
    "p/size.sheet.yaml:4:16: unknown-name: ref: found `fact.amuont`, expected did you mean `fact.amount`?",
  ],
  [
    "size.sheet.yaml",
    "type: money",
    "type: percent",
    "p/size.sheet.yaml:4:40: type-mismatch: found percent, expected money, as `fact.amount` is declared",
  ],
  [
    "size.sheet.yaml",
    "then: [large]",
    "then: [lagre]",
    "p/size.sheet.yaml:8:58: unknown-value: then: found `lagre`, expected did you mean `large`?",
  ],
  [
    "size.sheet.yaml",
    '> parameter.score_from"], then: [large], source: "003 §2.2.1"',
    '> parameter.score_from"], then: [large]',
    "p/size.sheet.yaml:8:5: no-source: found neither `source` nor `assumption`, expected",
  ],
  [
    "size.sheet.yaml",
    "hit: unique",
    "hit: uniek",
    "p/size.sheet.yaml:3:6: unknown-word: hit: found `uniek`, expected one of unique, first",
  ],
  [
    "fair.conditions.yaml",
    "test: fact.kept",
    "test: fact.amount",
    "p/fair.conditions.yaml:5:22: type-mismatch: test: found money, expected bool",
  ],
  [
    "fair.conditions.yaml",
    "id: fair",
    "id: unfair",
    "p/fair.conditions.yaml:1:5: file-name: found `unfair`, expected the file's own name, `fair`",
  ],
  [
    "score.formula.yaml",
    "is: sum(parameter.weight)",
    "is: decision.total",
    "p/score.formula.yaml:1:3: cycle: found total → total, expected decisions that do not wait for themselves",
  ],
  [
    "policy.yaml",
    'value: "100000.00"',
    'value: "100.000,00"',
    "p/policy.yaml:14:37: bad-value: value: found `100.000,00`, expected a number with at most 2 decimals",
  ],
  ["policy.yaml", 'm2: "60"', 'm3: "60"', "p/policy.yaml:16:69: unknown-part: found `m3`, expected did you mean `m1`?"],
  [
    "policy.yaml",
    "valid: [2024-01-01, 2025-01-01]",
    "valid: [2025-01-01, 2024-01-01]",
    "p/policy.yaml:7:8: bad-validity: valid:",
  ],
  [
    "policy.yaml",
    "fact.kept: {value",
    "fact.kpet: {value",
    "p/policy.yaml:18:3: unknown-name: found `fact.kpet`, expected did you mean `fact.kept`?",
  ],
  [
    "policy.yaml",
    "round: [size",
    "round: [sise",
    "p/policy.yaml:10:9: unknown-decision: round: found `sise`, expected did you mean `size`?",
  ],
  [
    "policy.yaml",
    "facts: [kept]",
    "facts: [kpet]",
    "p/policy.yaml:12:101: unknown-name: facts: found `kpet`, expected did you mean `kept`?",
  ],
  [
    "policy.yaml",
    "driehoek/1",
    "driehoek/9",
    "p/policy.yaml:1:9: bad-format: found `driehoek/9`, expected `driehoek/1`",
  ],
  ["policy.yaml", "buyer: Test\n", "", "p/policy.yaml:1:1: missing-key: found no `buyer`, expected the key `buyer`"],
];

test("every fault is told with file, line and what was expected", () => {
  for (const [file, from, to, line] of faults) {
    const { policy, findings } = readPolicy(changed(file, from, to));
    assert.equal(policy, undefined, `${from} → ${to}`);
    assert.ok(
      findings.map(toLine).some((told) => told.startsWith(line)),
      `${line}\nin\n${findings.map(toLine).join("\n")}`,
    );
  }
});

const extension = {
  "policy.yaml": files["policy.yaml"]!.replace("id: test-2024", "id: more-2024\nextends: ../p").replace(
    /subjects:[\s\S]*/,
    'parameters: {cutoff: {value: "60.00", assumption: t}}\n',
  ),
  "score.formula.yaml": "{id: points, is: 5 * 2, assumption: t}\n",
};

function extended(changes: Readonly<Record<string, string>> = {}): PolicyText {
  return {
    chain: [folder("p", files), folder("q", { ...extension, ...changes })],
    facts: folder("facts", { "f.yaml": facts }),
  };
}

test("an extension fills what is open and adds, and the base stays as it is", () => {
  const { policy, findings } = readPolicy(extended());
  assert.deepEqual(findings, []);
  assert.deepEqual(
    [policy?.id, policy?.parameters.get("cutoff")?.value, policy?.parameters.get("cutoff")?.open],
    ["more-2024", 6000n, undefined],
  );
  const points = policy?.decisions.get("points");
  assert.ok(points?.kind === "formula" && !("open" in points.is));
});

test("an extension changes nothing", () => {
  for (const [file, content] of [
    ["policy.yaml", extension["policy.yaml"].replace("cutoff: {value", "score_from: {value")],
    ["size.sheet.yaml", files["size.sheet.yaml"]!],
    ["fair.conditions.yaml", files["fair.conditions.yaml"]!],
  ] as const) {
    const { findings } = readPolicy(extended({ [file]: content }));
    assert.ok(
      findings.some(({ code }) => code === "declared-twice" || code === "missing-key"),
      file,
    );
  }
});

test("the lock changes with every byte of the policy and with the facts it uses", () => {
  const { policy } = readPolicy(text());
  const lock = lockOf(policy!, text());
  assert.deepEqual(checkLock(lock, policy!, text()), []);
  const other = changed("fair.conditions.yaml", "nl: zorg", "nl: Zorg");
  const { policy: later } = readPolicy(other);
  assert.notEqual(hashOf(lockOf(later!, other)), hashOf(lock));
  assert.deepEqual(
    checkLock(lock, later!, other).map(({ code, file, line }) => [code, file, line]),
    [["changed-in-force", "p/fair.conditions.yaml", 1]],
  );
});

test("choosePolicy() takes the version of the day, one in force before a draft, and never the last known", () => {
  const version = (id: string, year: number, status: "draft" | "in-force") => ({
    id,
    status,
    valid: { from: parseDay(`${year}-01-01`)!, until: parseDay(`${year + 1}-01-01`)! },
  });
  const versions = [version("a", 2023, "in-force"), version("b", 2024, "draft"), version("c", 2024, "in-force")];
  for (const [day, id, code] of [
    ["2023-12-31", "a", "version-in-force"],
    ["2024-01-01", "c", "version-in-force"],
    ["2025-01-01", undefined, "no-version"],
  ] as const) {
    const { policy, why } = choosePolicy(versions, parseDay(day)!);
    assert.deepEqual([policy?.id, why.code], [id, code]);
  }
  assert.equal(
    choosePolicy([...versions, version("d", 2023, "in-force")], parseDay("2023-05-05")!).why.code,
    "two-versions",
  );
});
