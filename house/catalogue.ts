/**
 * How to provoke each finding about policy text: a policy without a fault, and for each code the smallest change that brings it
 * about. The catalogue in `text/finding.ts` and the manual of lint are held to this list.
 */
export const soundPolicy: Readonly<Record<string, string>> = {
  "facts/units.yaml":
    "units:\n  - { id: client, nl: c, en: c }\n  - { id: minute, nl: m, en: m }\n  - { id: hour, nl: u, en: h, equals: 60 minute }\n",
  "facts/f.yaml": `- {id: used, subject: provider, period: year, type: money, nl: n, en: e, supplier: provider, assumption: t}
- {id: kind, subject: provider, period: instant, type: enum, values: [a, b], nl: n, en: e, supplier: provider, assumption: t}
- {id: size, subject: provider, period: instant, type: int, unit: client, lever: {step: 1, range: [0, 9]}, nl: n, en: e, supplier: provider, assumption: t}
- {id: rate, subject: provider.part, period: instant, type: percent, nl: n, en: e, supplier: provider, assumption: t}
`,
  "p/2024/policy.yaml": `format: driehoek/1
id: p
buyer: B
law: zvw
care: c
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: x
subjects: {provider.part: [one, two]}
deliverables:
  data: {opens: 2023-05-02T00:00:00+02:00, closes: 2023-06-01T00:00:00+02:00, by: provider, assumption: t}
parameters:
  least: {type: money, value: "5.00", source: "003 §1", vague: enig, choice: five euro}
  low: {type: int, unit: client, value: "3", assumption: t}
  weight: {for: provider.part, type: percent, values: {one: "40", two: "60"}, assumption: t}
`,
  "p/2024/request.conditions.yaml": `id: request
for: provider
holds: all
conditions:
  - {id: enough, test: fact.used >= parameter.least, weight: required, nl: n, en: e, source: "003 §2"}
  - {id: kind, test: 'fact.kind = "a"', weight: required, nl: n, en: e, assumption: t}
`,
  "p/2024/band.sheet.yaml": `id: band
for: provider
hit: unique
inputs:
  - {ref: fact.size, type: int, unit: client}
outputs:
  - {id: band, type: enum, values: [small, large]}
rules:
  - {id: small, when: ["< parameter.low"], then: [small], assumption: t}
  - {id: large, when: [">= parameter.low"], then: [large], assumption: t}
`,
  "p/2024/total.formula.yaml": `id: total
for: provider
type: percent
scale: 6
is: sum(parameter.weight * fact.rate)
assumption: t
`,
  "p/2024/coverage.yaml": `statements:
  - {id: one, source: "003 §1", nl: n, en: e, as: rule, rules: [parameter.least, request.enough]}
`,
  "p/2024/examples/a.yaml": `- {name: small, decision: band, on: 2024-10-01, facts: {size: "2"}, expect: {status: decided, value: small}}
- {name: large, like: small, facts: {size: "3"}, expect: {status: decided, value: large}}
`,
};

/** A file and what to replace in it; without a replacement the file goes, without a text the whole file is replaced. */
export type Change =
  readonly [file: string, from: string, to: string] | readonly [file: string, text: string] | readonly [file: string];

const policy = "p/2024/policy.yaml";
const request = "p/2024/request.conditions.yaml";
const band = "p/2024/band.sheet.yaml";
const total = "p/2024/total.formula.yaml";
const facts = "facts/f.yaml";
const examples = "p/2024/examples/a.yaml";
const coverage = "p/2024/coverage.yaml";

const formula = (type: string, is: string): Change => [
  "p/2024/x.formula.yaml",
  `id: x\nfor: provider\ntype: ${type}\nis: ${JSON.stringify(is)}\nassumption: t\n`,
];

/** For each code a change of the sound policy that brings it about. */
export const provocations: Readonly<Record<string, readonly Change[]>> = {
  "yaml-syntax": [[request, "holds: all", "holds: [all"]],
  "yaml-construct": [[policy, "buyer: B", "buyer: *b"]],
  "empty-file": [[total, ""]],
  "not-utf8": [[total, "\uFFFF"]],
  "not-a-list": [[band, "then: [small]", "then: small"]],
  "not-a-mapping": [[examples, "- name only\n"]],
  "unknown-key": [[request, "holds: all", "holds: all\nhold: all"]],
  "missing-key": [[request, "holds: all\n", ""]],
  "unknown-word": [[request, "holds: all", "holds: every"]],
  "declared-twice": [[request, "id: kind", "id: enough"]],

  "no-source": [[total, "assumption: t\n", ""]],
  "two-grounds": [[total, "assumption: t", 'assumption: t\nsource: "003 §1"']],
  "bad-source": [[total, "assumption: t", "source: page 3"]],
  "unknown-type": [[total, "type: percent", "type: percentage"]],
  "no-scale": [[total, "type: percent\nscale: 6", "type: decimal"]],
  "no-values": [[band, "type: enum, values: [small, large]", "type: enum"]],
  "unknown-unit": [[facts, "unit: client", "unit: cleint"]],
  "unit-equals": [["facts/units.yaml", "60 minute", "sixty minutes"]],
  "bad-lever": [[facts, "step: 1", "step: 0"]],
  "bad-value": [[policy, '"5.00"', '"5,00"']],
  "unknown-value": [[request, '"a"', '"c"']],

  "no-policy": [[policy]],
  "no-base": [[policy, "buyer: B", "buyer: B\nextends: ../2023"]],
  "extends-itself": [[policy, "buyer: B", "buyer: B\nextends: ../2024"]],
  "no-facts": [["facts/units.yaml"], [facts]],
  "bad-format": [[policy, "driehoek/1", "driehoek/0"]],
  "bad-validity": [[policy, "2025-01-01", "2023-01-01"]],
  "bad-window": [[policy, "opens: 2023-05-02", "opens: 2024-05-02"]],
  "bad-id": [[total, "id: total", "id: Total"]],
  "file-name": [[band, "id: band\nfor", "id: bands\nfor"]],
  "no-value": [[policy, 'value: "5.00", ', ""]],
  "claims-unchecked": [
    [
      "p/2024/value-model.yaml",
      "indicators:\n  - {id: ratio, type: decimal, scale: 2, nl: n, en: e, kind: mean-per-person-against-peers, of: granted_cost, per: [target_group], year: 2022, assumption: t}\n",
    ],
  ],
  "not-checked": [[policy, '"5.00"', '"5,00"']],
  "negative-share": [[policy, '{one: "40", two: "60"}', '{one: "140", two: "-40"}, sum: "100"']],
  "bad-bounds": [
    [policy, 'unit: client, value: "3"', 'unit: client, least: 4, most: 2, value: "3"'],
    [facts, "type: enum,", "type: enum, least: 0,"],
  ],
  "wrong-sum": [[policy, 'two: "60"}', 'two: "60"}, sum: "90"']],
  "no-sum": [[policy, 'value: "5.00"', 'value: "5.00", sum: "5.00"']],
  "missing-part": [[policy, ', two: "60"', ""]],
  "unknown-part": [[policy, 'two: "60"', 'two: "60", three: "0"']],
  "unknown-subject": [[total, "for: provider", "for: povider"]],

  "formula-syntax": [formula("bool", "fact.size >")],
  "formula-too-large": [formula("int", nested(40))],
  "unknown-name": [formula("int\nunit: client", "fact.siez")],
  "unknown-function": [formula("int\nunit: client", "abss(fact.size)")],
  "operand-count": [formula("int\nunit: client", "abs(fact.size, fact.size)")],
  "type-mismatch": [formula("bool", "fact.size")],
  "unit-mismatch": [formula("bool", "fact.size > 3 hour")],
  "needs-rounding": [formula("int", "fact.size / 2 client")],
  "bad-rounding": [formula("int", "round_up(fact.size / 2 client, 0.5)")],
  "bad-period": [formula("money", "fact.used@2023-01")],
  "not-in-view": [formula("percent", "fact.rate")],
  "two-parts": [
    [facts, "provider.part, period: instant", "provider.part, period: month"],
    formula("percent", "sum(parameter.weight * fact.rate@2024-01..2024-02)"),
    [total, "fact.rate", "fact.rate@2024-01"],
  ],
  "nested-aggregate": [formula("percent", "sum(sum(fact.rate))")],
  "not-an-aggregate": [formula("money", "sum(fact.used)")],

  "not-a-name": [[band, "ref: fact.size", "ref: fact.size + 1 client"]],
  "bad-cell": [[band, "< parameter.low", "< three"]],
  "cell-count": [[band, '["< parameter.low"]', '["< parameter.low", "-"]']],
  "not-collected": [[band, "hit: unique", "hit: collect-sum"]],
  cycle: [
    [policy, "  low:", "  idle:"],
    [band, "fact.size, type: int, unit: client", "decision.y, type: int, unit: client"],
    [band, "< parameter.low", "< 3"],
    [band, ">= parameter.low", ">= 3"],
    [
      "p/2024/y.formula.yaml",
      'id: y\nfor: provider\ntype: int\nunit: client\nis: "if decision.band = \\"small\\" then 1 client else 2 client"\nassumption: t\n',
    ],
  ],

  gap: [[band, ">= parameter.low", "> parameter.low"]],
  overlap: [[band, "< parameter.low", "<= parameter.low"]],
  "dead-rule": [
    [band, "hit: unique", "hit: first"],
    [band, "rules:\n", 'rules:\n  - {id: all, when: ["-"], then: [large], assumption: t}\n'],
  ],
  "depends-on-open": [
    [policy, "  low:", "  high: {type: int, unit: client, open: not published, assumption: t}\n  low:"],
    [band, ">= parameter.low", ">= parameter.high"],
  ],
  "not-proven": [
    [policy, "  low:", `${openBounds(7)}  low:`],
    [band, "rules:\n", `rules:\n${boundRules(7)}`],
  ],
  cliff: [],

  "unknown-decision": [[examples, "decision: band", "decision: bnad"]],
  "unknown-example": [[examples, "like: small", "like: smal"]],
  "wrong-subject": [[examples, 'size: "2"', 'rate: "2"']],
  "example-fails": [[examples, "value: large", "value: small"]],
  survivor: [[examples, "[]\n"]],

  "unknown-rule": [[coverage, "request.enough", "request.enuogh"]],
  uncovered: [[coverage, ", request.enough", ""]],
  unused: [[policy, "  low:", '  idle: {type: int, value: "1", assumption: t}\n  low:']],
  "vague-open": [[policy, ", choice: five euro", ""]],

  "asked-twice": [asking("{question: a, fact: size}, {question: A, fact: size}")],
  "unknown-fact": [asking("{question: a, fact: siez}")],
  "bad-unit": [asking("{question: a, fact: size, unit: hour}")],

  "not-frozen": [[policy, "status: draft", "status: in-force"]],
  "changed-in-force": [
    [policy, "status: draft", "status: in-force"],
    ["p/2024/policy.lock", '{"format": "driehoek-lock/1", "policy": "p", "files": {}, "facts": {}, "base": {}}'],
  ],
};

/** A formula whose ranges double its size at every level. */
function nested(depth: number): string {
  return depth === 0 ? "1" : `(if ${nested(depth - 1)} in [0..1] then 1 else 2)`;
}

function asking(questions: string): Change {
  return ["p/2024/questions.yaml", `questionnaire: q\nprovider: AGB\nquestions: [${questions}]\n`];
}

function openBounds(count: number): string {
  const one = (_: unknown, i: number): string =>
    `  open${i}: {type: int, unit: client, open: not published, assumption: t}\n`;
  return Array.from({ length: count }, one).join("");
}

function boundRules(count: number): string {
  const one = (_: unknown, i: number): string =>
    `  - {id: r${i}, when: [parameter.open${i}], then: [small], assumption: t}\n`;
  return Array.from({ length: count }, one).join("");
}
