import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dossierOf, programOf } from "../house/scenario.ts";
import { counterfactuals } from "./counterfactual.ts";
import type { Change, Question } from "./counterfactual.ts";
import { toPolicyText } from "./datum.ts";
import type { Datum } from "./datum.ts";
import { toDayText } from "./day.ts";
import { decideAll, valueOf } from "./program.ts";
import type { Dossier, Program, Supplied } from "./program.ts";
import { replay } from "./receipt.ts";
import { Teller, toReceipt } from "./trace.ts";

/** What would have turned a decision, in a few words: `staff 2→5, council false→true`. */
function turns(program: Program, facts: string, decision: string, question: Partial<Question> = {}): string[] {
  const found = counterfactuals(program, dossierOf(program, facts), { decision, ...question });
  return found.map(({ changes }) => tell(changes));
}

function tell(changes: readonly Pick<Change, "ref" | "part" | "type" | "from" | "to">[]): string {
  const one = ({ ref, part, type, from, to }: (typeof changes)[number]): string => {
    const member = part === undefined ? "" : `[${part.split("/")[1]}]`;
    return `${ref.slice("fact.".length)}${member} ${toPolicyText(type, from)}→${toPolicyText(type, to)}`;
  };
  return changes.map(one).toSorted().join(", ");
}

/** The dossier in which these changes were made. */
function changed(dossier: Dossier, changes: readonly Pick<Change, "ref" | "part" | "to">[]): Dossier {
  const values = new Map(dossier.values);
  const parts = new Map([...dossier.parts].map(([kind, members]) => [kind, new Map(members)]));
  for (const { ref, part, to } of changes) {
    const moved: Supplied = { value: to, origin: "changed" };
    if (part === undefined) values.set(ref, moved);
    else {
      const [kind, member] = part.split("/") as [string, string];
      const members = parts.get(kind)!;
      members.set(member, new Map(members.get(member)).set(ref, moved));
    }
  }
  return { ...dossier, values, parts };
}

const staffed = programOf(`
--- facts
staff: {type: int, lever: {step: 1, range: [0, 20]}}
trained: {type: int, lever: {step: 2, range: [0, 20]}}
council: {type: bool, lever: {step: 1, range: [0, 1]}}
sent: {type: day, lever: {step: 7, range: [2024-01-01, 2024-12-31]}}
clients: {type: int}
--- fit.conditions.yaml
id: fit
for: provider
holds: all
conditions:
- {id: enough, test: fact.staff + fact.trained >= fact.clients, weight: required, nl: a, en: a, assumption: a}
- {id: heard, test: fact.council, weight: required, nl: b, en: b, assumption: a}
--- timely.conditions.yaml
id: timely
for: provider
holds: all
conditions:
- {id: sent, test: 'fact.sent < @"2024-09-02"', weight: required, nl: a, en: a, assumption: a}
--- between.conditions.yaml
id: between
for: provider
holds: any
conditions:
- {id: few, test: fact.staff <= 3, weight: required, nl: a, en: a, assumption: a}
- {id: many, test: fact.staff >= 9, weight: required, nl: b, en: b, assumption: a}
`);

test("the smallest change of one fact is found, and the pairs that ask less of both", () => {
  assert.deepEqual(turns(staffed, "{staff: 2, trained: 1, council: true, clients: 6}", "fit"), [
    "staff 2→5",
    "trained 1→4",
    "staff 2→4, trained 1→2",
  ]);
  assert.deepEqual(turns(staffed, "{staff: 9, trained: 9, council: false, clients: 6}", "fit"), ["council false→true"]);
});

test("two facts where one is not enough; none where two are not, nothing is wrong, or something is unknown", () => {
  for (const [facts, found] of [
    [
      "{staff: 5, trained: 0, council: false, clients: 8}",
      ["staff 5→8, council false→true", "council false→true, trained 0→4"],
    ],
    ["{staff: 0, trained: 0, council: false, clients: 90}", []],
    ["{staff: 9, trained: 9, council: true, clients: 8}", []],
    ["{staff: 0, council: true, clients: 8}", []],
  ] as const)
    assert.deepEqual(
      turns(staffed, facts, "fit").toSorted(),
      found.map((one) => one.split(", ").toSorted().join(", ")).toSorted(),
      facts,
    );
});

test("a lever has marks: a value between two of them goes to the next one, and never past its range", () => {
  assert.deepEqual(turns(staffed, "{sent: 2024-09-05}", "timely"), ["sent 2024-09-05→2024-08-26"]);
  assert.deepEqual(turns(staffed, "{staff: 0, trained: 3, council: true, clients: 41}", "fit"), []);
  assert.deepEqual(turns(staffed, "{staff: 0, trained: 3, council: true, clients: 20}", "fit").slice(0, 2), [
    "staff 0→17",
    "trained 3→20",
  ]);
});

test("a day moves by its steps within its range; both ways are shown where both turn", () => {
  assert.deepEqual(turns(staffed, "{sent: 2024-09-02}", "timely"), ["sent 2024-09-02→2024-08-26"]);
  assert.deepEqual(turns(staffed, "{sent: 2025-02-01}", "timely"), []);
  assert.deepEqual(turns(staffed, "{staff: 5}", "between"), ["staff 5→9", "staff 5→3"]);
});

const graded = programOf(`
--- facts
rate: {type: percent, subject: provider.group, lever: {step: 0.50, range: [0, 100]}}
index: {type: percent, lever: {step: 1, range: [0, 10]}}
--- class.sheet.yaml
id: class
for: provider
hit: unique
inputs: [{ref: decision.mean, type: percent}]
outputs: [{id: class, type: enum, values: [A, B, C], ranked: true}]
rules:
- {id: a, when: [">= 80"], then: [A], assumption: a}
- {id: b, when: ["[60..80)"], then: [B], assumption: a}
- {id: c, when: ["< 60"], then: [C], assumption: a}
--- mean.formula.yaml
{id: mean, for: provider, type: percent, is: "round_half_up(mean(fact.rate), 4)", assumption: a}
--- good.conditions.yaml
id: good
for: provider.group
holds: all
conditions: [{id: rate, test: fact.rate >= 75%, weight: required, nl: a, en: a, assumption: a}]
--- offer.sheet.yaml
id: offer
for: provider
hit: unique
inputs: [{ref: fact.index, type: percent}]
outputs: [{id: talk, type: bool}, {id: price, type: percent}]
rules:
- {id: low, when: ["< 4"], then: ["true", "95"], assumption: a}
- {id: high, when: [">= 4"], then: ["false", "100"], assumption: a}
`);

test("a ranked choice asks for the next better one, of the parts it rests on", () => {
  const groups = "{provider.group: {x: {rate: 70.00}, y: {rate: 89.00}}}";
  const found = turns(graded, groups, "class");
  assert.deepEqual(found.slice(0, 2), ["rate[x] 70.00→71.00", "rate[y] 89.00→90.00"]);
  assert.deepEqual(found.slice(2), ["rate[x] 70.00→70.50, rate[y] 89.00→89.50"]);
  assert.deepEqual(turns(graded, groups, "good", { member: "x" }), ["rate[x] 70.00→75.00"]);
});

test("one output of a sheet can be asked about, with what would be wanted of it", () => {
  const wanted = (value: Datum): boolean => value === 10000n;
  assert.deepEqual(turns(graded, "{index: 2}", "offer.price", { wanted }), ["index 2.00→4.00"]);
  assert.throws(() => turns(graded, "{}", "good", { member: "z" }), /no part z of provider.group/);
});

test("a long way is searched without trying every step of it", () => {
  const program = programOf(`
--- facts
paid: {type: money, lever: {step: 0.01, range: [0.00, 100000000.00]}}
--- enough.conditions.yaml
id: enough
for: provider
holds: all
conditions: [{id: paid, test: fact.paid >= 31415926.53 eur, weight: required, nl: a, en: a, assumption: a}]
`);
  assert.deepEqual(turns(program, "{paid: 0.00}", "enough"), ["paid 0.00→31415926.53"]);
});

/** Conditions that each fact helps in one direction only: a weighted sum of all facts must reach a bound. */
interface Monotone {
  readonly holds: "all" | "any";
  readonly bounds: readonly number[];
  /** Per condition the weights of a, b, c, d, g; below zero where less is better, for every condition alike. */
  readonly weights: readonly (readonly number[])[];
  readonly facts: readonly [a: number, b: number, c: boolean, d: number, x: number, y: number];
}

const levers = `
--- facts
a: {type: int, lever: {step: 1, range: [0, 5]}}
b: {type: decimal, scale: 1, lever: {step: 0.5, range: [0, 2]}}
c: {type: bool, lever: {step: 1, range: [0, 1]}}
d: {type: day, lever: {step: 3, range: [2024-01-01, 2024-01-15]}}
g: {type: int, subject: provider.group, lever: {step: 1, range: [0, 3]}}
`;

function toProgram({ holds, bounds, weights }: Monotone): Program {
  const days = 'days_between(@"2024-01-01", fact.d)';
  const conditions = bounds.map((bound, i) => {
    const [a, b, c, d, g] = weights[i]!.map((weight) => `(${weight})`);
    const sum = `${a} * fact.a + ${b} * fact.b + ${c} * (if fact.c then 1 else 0) + ${d} * ${days} + ${g} * sum(fact.g)`;
    return `- {id: c${i}, test: '${sum} >= ${bound}', weight: required, nl: n, en: e, assumption: a}`;
  });
  return programOf(
    `${levers}--- met.conditions.yaml\nid: met\nfor: provider\nholds: ${holds}\nconditions:\n${conditions.join("\n")}\n`,
  );
}

function toDossier(program: Program, { facts: [a, b, c, d, x, y] }: Monotone): Dossier {
  const groups = `{x: {g: ${x}}, y: {g: ${y}}}`;
  return dossierOf(
    program,
    `{a: ${a}, b: "${b / 2}", c: ${c}, d: ${toDayText(19_723 + d)}, provider.group: ${groups}}`,
  );
}

type Step = Pick<Change, "ref" | "part" | "type" | "from" | "to" | "steps">;

/** Every value that a lever allows for each fact that there is. */
function stepsOf(program: Program, dossier: Dossier): Step[][] {
  const facts = [
    ...[...dossier.values].map(([ref, { value }]) => ({ ref, from: value })),
    ...[...dossier.parts].flatMap(([kind, members]) =>
      [...members].flatMap(([member, values]) =>
        [...values].map(([ref, { value }]) => ({ ref, from: value, part: `${kind}/${member}` })),
      ),
    ),
  ];
  return facts.map(({ ref, from, ...part }) => {
    const { type, lever } = program.policy.vocabulary.get(ref.slice("fact.".length))!;
    const { step, range } = lever!;
    const start = BigInt(from as number | bigint | boolean);
    const marks = Array.from({ length: 41 }, (_, i) => range[0] + BigInt(i) * step).filter((mark) => mark <= range[1]);
    const [above, below] = [marks.filter((mark) => mark > start), marks.filter((mark) => mark < start).toReversed()];
    const steps = (sign: number) => (at: bigint, i: number) => {
      const to = typeof from === "boolean" ? at === 1n : typeof from === "number" ? Number(at) : at;
      return { ref, ...part, type, from, to, steps: sign * (i + 1) };
    };
    return [...above.map(steps(1)), ...below.map(steps(-1))];
  });
}

/** The smallest changes of at most two facts, by trying them all. */
function byForce(program: Program, dossier: Dossier): Step[][] {
  const facts = stepsOf(program, dossier);
  const singles = facts.flat().map((step) => [step]);
  const pairs = facts.flatMap((a, i) =>
    facts.slice(i + 1).flatMap((b) => a.flatMap((one) => b.map((two) => [one, two]))),
  );
  const turning = [...singles, ...pairs].filter((changes) => met(program, changed(dossier, changes)) === true);
  return turning.filter((mine) => !turning.some((other) => other !== mine && asksLess(other, mine)));
}

/** Whether one change asks no more of any fact than another does. */
function asksLess(one: readonly Step[], other: readonly Step[]): boolean {
  return one.every((step) =>
    other.some(
      ({ ref, part, steps }) =>
        ref === step.ref && part === step.part && step.steps / steps > 0 && step.steps / steps <= 1,
    ),
  );
}

function met(program: Program, dossier: Dossier): Datum | undefined {
  return valueOf(program, decideAll(program, dossier), "decision.met");
}

const monotone: fc.Arbitrary<Monotone> = fc
  .tuple(fc.array(fc.constantFrom(1, -1), { minLength: 5, maxLength: 5 }), fc.integer({ min: 1, max: 2 }))
  .chain(([signs, count]) =>
    fc.record({
      holds: fc.constantFrom("all" as const, "any" as const),
      bounds: fc.array(fc.integer({ min: -12, max: 18 }), { minLength: count, maxLength: count }),
      weights: fc.array(fc.tuple(...signs.map((sign) => fc.nat(3).map((weight) => sign * weight))), {
        minLength: count,
        maxLength: count,
      }),
      facts: fc.tuple(fc.nat(5), fc.nat(4), fc.boolean(), fc.nat(14), fc.nat(3), fc.nat(3)),
    }),
  );

test("on random policies just the changes are found that trying them all finds, and each is proven by replay", () => {
  let found = 0;
  fc.assert(
    fc.property(monotone, (policy) => {
      const program = toProgram(policy);
      const dossier = toDossier(program, policy);
      const told = counterfactuals(program, dossier, { decision: "met" });
      const forced = met(program, dossier) === false ? byForce(program, dossier) : [];
      assert.deepEqual(told.map(({ changes }) => tell(changes)).toSorted(), forced.map(tell).toSorted());
      for (const { changes } of told) assert.ok(isProven(program, changed(dossier, changes)));
      found += told.length;
    }),
    { numRuns: 150 },
  );
  assert.ok(found > 100, `only ${found} changes in 150 policies`);
});

/** Told anew with the change made, the conditions hold, and the record of it replays. */
function isProven(program: Program, dossier: Dossier): boolean {
  const teller = new Teller(program, dossier);
  const outcome = teller.tell("met");
  const why = { code: "version-draft", args: {} };
  const { policy } = program;
  const heading = {
    policy,
    policyHash: "0".repeat(64),
    why,
    subject: "p",
    on: dossier.on,
    issuedAt: "2024-10-01T12:00:00Z",
  };
  return outcome.status === "decided" && replay(toReceipt(teller.record(), heading)) === undefined;
}
