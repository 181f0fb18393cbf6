import assert from "node:assert/strict";
import { test } from "node:test";
import type { Datum } from "./datum.ts";
import { readPolicy } from "./policy.ts";
import { compilePolicy, valueOf, decideAll } from "./program.ts";
import type { Dossier, Supplied } from "./program.ts";
import { replay } from "./receipt.ts";
import type { Receipt } from "./receipt.ts";
import { Teller, explain } from "./trace.ts";

const facts = `
- {id: used, subject: provider, period: instant, type: money, nl: gebruikt, en: used, supplier: provider, assumption: t}
- {id: shortage, subject: provider, period: instant, type: bool, nl: tekort, en: shortage, supplier: buyer, assumption: t}
- {id: kept, subject: provider, period: instant, type: bool, nl: zorgplicht, en: duty, supplier: provider, assumption: t}
- {id: class, subject: provider, period: instant, type: enum, values: [A, B, C], nl: klasse, en: class, supplier: buyer, assumption: t}
- {id: cost, subject: provider.group, period: instant, type: money, nl: kosten, en: cost, supplier: claims, assumption: t}
- {id: clients, subject: provider.group, period: instant, type: int, nl: cliënten, en: clients, supplier: claims, assumption: t}
`;

const files = new Map([
  [
    "policy.yaml",
    `
format: driehoek/1
id: test-2024
buyer: Test
law: zvw
care: test
status: draft
valid: [2024-01-01, 2025-01-01]
procedure: test
parameters:
  ceiling: {type: money, value: "1000000.00", assumption: t}
  used_share: {type: percent, value: "80", assumption: t}
  cutoff: {type: decimal, scale: 2, open: not published, source: "003 §2.2.1"}
`,
  ],
  [
    "extra.conditions.yaml",
    `
id: extra
for: provider
holds: all
conditions:
  - {id: used_enough, test: fact.used >= parameter.used_share * parameter.ceiling, weight: required, nl: "{fact.used}", en: used, source: "003 §2.2.5"}
  - {id: duty, test: decision.duty, weight: required, nl: plicht, en: duty, source: "003 §2.2.5"}
  - {id: prefer_a, test: 'fact.class = "A"', weight: preferred, nl: bij voorkeur A, en: preferably A, source: "003 §2.2.5"}
`,
  ],
  [
    "duty.conditions.yaml",
    `
id: duty
for: provider
holds: all
conditions:
  - {id: shortage, test: fact.shortage, weight: required, nl: tekort, en: shortage, source: "003 §2.2.5"}
  - {id: kept, test: fact.kept, weight: required, nl: zorg, en: kept, source: "003 §2.2.5"}
`,
  ],
  [
    "mean.formula.yaml",
    `
- {id: mean_cost, for: provider, type: money, is: "round_half_up(sum(fact.cost) / sum(fact.clients), 2)", source: "003 §2.2.1"}
- {id: over_cutoff, for: provider, type: bool, is: "decision.mean_cost / (100.00 eur) > parameter.cutoff", source: "003 §2.2.1"}
`,
  ],
  [
    "size.sheet.yaml",
    `
id: size
for: provider
hit: unique
inputs: [{ref: fact.used, type: money}, {ref: fact.class, type: enum, values: [A, B, C]}]
outputs: [{id: size, type: enum, values: [small, large, special]}]
rules:
  - {id: small, when: ["<= 100000.00", "-"], then: [small], source: "003 §2.2.1"}
  - {id: large, when: ["> 100000.00", "not(C)"], then: [large], source: "003 §2.2.1"}
  - {id: special, when: ["> 100000.00", "C"], then: [special], source: "003 §2.2.1"}
`,
  ],
]);

const reading = readPolicy({
  chain: [{ path: "test", files }],
  facts: { path: "facts", files: new Map([["f.yaml", facts]]) },
});
const policy = reading.policy ?? assert.fail(JSON.stringify(reading.findings));
const program = compilePolicy(policy);

const supplied = (values: Record<string, Datum>): Map<string, Supplied> =>
  new Map(Object.entries(values).map(([id, value]) => [`fact.${id}`, { value, origin: "test" }]));

function dossier(values: Record<string, Datum>, groups: Record<string, Record<string, Datum>> = {}): Dossier {
  const parts = new Map(Object.entries(groups).map(([member, given]) => [member, supplied(given)]));
  return { provider: "p", on: 20000, values: supplied(values), parts: new Map([["provider.group", parts]]) };
}

const codes = (reasons: readonly { code: string }[] = []): string[] => reasons.map(({ code }) => code);

test("a refusal gives all its reasons, those of the lists it asks for too; a preference never refuses", () => {
  const { outcome } = explain(
    program,
    dossier({ used: 79_999_999n, shortage: false, kept: false, class: "B" }),
    "extra",
  );
  assert.equal(outcome.status, "refused");
  if (outcome.status !== "refused") return;
  assert.deepEqual(codes(outcome.reasons), ["extra.used_enough", "extra.duty", "duty.shortage", "duty.kept"]);
  assert.deepEqual(outcome.reasons[0]?.args["fact.used"], { cents: "79999999" });
  assert.equal(outcome.reasons[0]?.source, "003 §2.2.5");
  assert.deepEqual(
    outcome.notes?.map(({ code, args }) => [code, args["holds"]]),
    [["extra.prefer_a", "false"]],
  );
  const granted = explain(
    program,
    dossier({ used: 80_000_000n, shortage: true, kept: true, class: "B" }),
    "extra",
  ).outcome;
  assert.deepEqual([granted.status, codes(granted.notes)], ["decided", ["extra.prefer_a"]]);
});

test("what is missing is named, and only what could still change the outcome", () => {
  for (const [values, decision, missing] of [
    [{ used: 80_000_000n, kept: true }, "extra", ["fact.shortage"]],
    [{}, "extra", ["fact.kept", "fact.shortage", "fact.used"]],
    [{ used: 5_000_000n }, "size", undefined],
    [{ used: 50_000_000n }, "size", ["fact.class"]],
    [{ class: "C" }, "size", ["fact.used"]],
  ] as [Record<string, Datum>, string, string[] | undefined][]) {
    const { outcome } = explain(program, dossier(values), decision);
    assert.deepEqual(outcome.status === "incomplete" ? outcome.missing : undefined, missing);
  }
});

test("what the buyer left open is named with the reason why", () => {
  const { outcome } = explain(program, dossier({}, { x: { cost: 900n, clients: 2n } }), "over_cutoff");
  assert.ok(outcome.status === "incomplete");
  assert.deepEqual(outcome.missing, ["parameter.cutoff"]);
  assert.deepEqual(outcome.reasons[0]?.args, { ref: "parameter.cutoff", why: "not published" });
});

test("a mean over nothing says so", () => {
  const { outcome } = explain(program, dossier({}), "mean_cost");
  assert.deepEqual(outcome.status === "incomplete" && codes(outcome.reasons), ["division_by_zero"]);
});

test("the trace says which rule hit and by which cells the others missed", () => {
  const { trace } = explain(program, dossier({ used: 50_000_000n, class: "A" }), "size");
  assert.deepEqual(trace[0]?.hit, ["large"]);
  assert.deepEqual(trace[0]?.missed, [
    { rule: "small", cells: [0] },
    { rule: "special", cells: [1] },
  ]);
});

test("what is told can be replayed, and says what was decided", () => {
  const dossiers = [
    dossier(
      { used: 80_000_000n, shortage: true, kept: true, class: "A" },
      { x: { cost: 10_000n, clients: 3n }, y: { cost: 5n, clients: 4n } },
    ),
    dossier({ used: 1n, class: "C" }, { x: { cost: 10_000n } }),
    dossier({ shortage: false }),
  ];
  for (const given of dossiers) {
    const teller = new Teller(program, given);
    const outcomes = policy.order.map(({ id }) => [id, teller.tell(id)] as const);
    const receipt: Receipt = {
      format: "driehoek-receipt/1",
      engine: "test",
      policy: { id: policy.id, hash: "0".repeat(64), valid: ["2024-01-01", "2025-01-01"] },
      why_version: { code: "version-draft", args: {} },
      subject: "p",
      on: "2024-10-01",
      issued_at: "2024-10-01T12:00:00Z",
      ...teller.record(),
    };
    assert.equal(replay(receipt), undefined);
    const frame = decideAll(program, given);
    for (const [id, outcome] of outcomes) {
      const value = valueOf(program, frame, `decision.${id}`);
      assert.equal(outcome.status === "incomplete", value === undefined, id);
      assert.equal(outcome.status === "refused", value === false && id !== "over_cutoff", id);
    }
  }
});
