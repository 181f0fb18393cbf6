import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { readDocument } from "./document.ts";
import type { Finding } from "./finding.ts";
import { chooseProcedure, readProcedures } from "./procedure.ts";

/** The procedures of the small policy with these documents. */
function read(...texts: string[]) {
  const documents = texts.map((text, i) => [`p${i}.procedure.yaml`, readDocument("p", text, [])!] as const);
  const { procedures, findings } = readProcedures({ ...smallPolicy, documents: new Map(documents) });
  return { procedures, findings: findings.map(({ code, found }) => `${code}: ${found}`) };
}

const sound = `
id: growth
nl: Groei
en: Growth
way: decision.class
decides: {A: decision.admission}
phases:
  - {id: ask, ways: [A], by: provider, nl: Vragen, en: Ask, deliverable: data, done: fact.received_at, source: "003 §2"}
  - {id: answer, by: buyer, nl: Antwoord, en: Answer, answer: true, assumption: t}
proofs:
  - {fact: fact.staff, beside: claimed, before: deliverable.data.closes, source: "003 §2"}
  - {fact: fact.large, from: signals, kinds: [no_place], sources: [insured], assumption: t}
  - {fact: fact.registered, from: claimed, since: answer, assumption: t}
grants: fact.staff
pays: [decision.ceiling]
`;

test("a procedure says which ways there are, what each decides, its phases, proofs and money", () => {
  const { procedures, findings } = read(sound);
  assert.deepEqual(findings, []);
  const { way, decides, phases, proofs, grants, pays } = procedures.get("growth")!;
  assert.deepEqual([way, [...decides], grants, pays], ["class", [["A", "admission"]], "staff", ["ceiling"]]);
  assert.deepEqual(
    phases.map(({ id, by, ways, deliverable, done, answers }) => [id, by, ways, deliverable, done, answers]),
    [
      ["ask", "provider", ["A"], "data", "received_at", false],
      ["answer", "buyer", undefined, undefined, undefined, true],
    ],
  );
  const [beside, signals, since] = proofs;
  assert.deepEqual([beside?.fills, beside?.before], [false, Date.parse("2023-06-01T00:00:00+02:00")]);
  assert.deepEqual([signals?.fills, [...signals!.kinds], [...signals!.sources]], [true, ["no_place"], ["insured"]]);
  assert.deepEqual([since?.since, since?.kinds.size], ["answer", 4]);
});

test("the one procedure that does what is asked is found by itself, and among several by its name", () => {
  const choose = (does: "decides" | "rearranges", named?: string, ...texts: string[]) => {
    const documents = texts.map((text, i) => [`p${i}.procedure.yaml`, readDocument("p", text, [])!] as const);
    const findings: Finding[] = [];
    const chosen = chooseProcedure({ ...smallPolicy, documents: new Map(documents) }, { does, named }, findings);
    return chosen?.id ?? findings.map(({ code, found, expected }) => `${code}: ${found}; ${expected}`).join("\n");
  };
  const other = sound.replace("id: growth", "id: shrink");
  assert.equal(choose("decides", undefined, sound), "growth");
  assert.equal(choose("decides", "shrink", sound, other), "shrink");
  assert.equal(
    choose("decides", undefined, sound, other),
    "unknown-procedure: 2 procedures with `decides`; one of growth, shrink",
  );
  assert.equal(choose("decides", "grwoth", sound), "unknown-procedure: `grwoth`; did you mean `growth`?");
  assert.equal(
    choose("rearranges", undefined, sound),
    "unknown-procedure: 0 procedures with `rearranges`; one with `rearranges`",
  );
});

const moving = `
id: move
nl: n
en: e
phases: []
rearranges: {region: fact.place, budget: parameter.room, agreed: fact.amount, gives: decision.ceiling, asks: decision.ceiling, newcomers: parameter.cutoff, assumption: t}
`;

/** The small policy with a region, an amount and a budget per region. */
function readMoving(text: string) {
  const place = { ...smallPolicy.vocabulary.get("large")!, id: "place", type: { kind: "text" } } as const;
  const euro = smallPolicy.names.find("decision.ceiling")!.type;
  const amount = { ...place, id: "amount", type: euro };
  const room = { ...smallPolicy.parameters.get("cutoff")!, id: "room", type: euro, values: new Map([["Oost", 100n]]) };
  const { values: _, ...single } = room;
  const flat = { ...single, id: "flat", value: 100n };
  const policy = {
    ...smallPolicy,
    documents: new Map([["m.procedure.yaml", readDocument("m", text, [])!]]),
    vocabulary: new Map([...smallPolicy.vocabulary, ["place", place], ["amount", amount]]),
    parameters: new Map([...smallPolicy.parameters, ["room", room], ["flat", flat]]),
    names: {
      refs: () => smallPolicy.names.refs(),
      find: (ref: string) =>
        ({ "fact.place": { type: place.type }, "fact.amount": { type: euro } })[ref] ?? smallPolicy.names.find(ref),
    },
  };
  const { procedures, findings } = readProcedures(policy as unknown as typeof smallPolicy);
  return {
    move: procedures.get("move")?.rearranges,
    findings: findings.map(({ code, expected }) => `${code}: ${expected}`),
  };
}

test("a procedure may move room, between facts, parameters and decisions of the right form", () => {
  const { move, findings } = readMoving(moving);
  assert.deepEqual(findings, []);
  assert.deepEqual(
    [move?.region, move?.budget, move?.agreed, move?.gives, move?.asks, move?.newcomers],
    ["place", "room", "amount", "ceiling", "ceiling", "cutoff"],
  );
  const faults: [from: string, to: string, told: string][] = [
    ["region: fact.place", "region: fact.amount", "unknown-name: a fact that is text"],
    ["budget: parameter.room", "budget: parameter.flat", "unknown-name: a parameter in money for each region"],
    ["agreed: fact.amount", "agreed: fact.place", "unknown-name: a fact in money"],
    ["gives: decision.ceiling", "gives: decision.class", "unknown-name: a decision in money"],
    ["newcomers: parameter.cutoff", "newcomers: parameter.room", "unknown-name: a parameter in percent"],
    ["asks: decision.ceiling, ", "", "missing-key: the key `asks`"],
  ];
  for (const [from, to, told] of faults) {
    const { move: none, findings: faulty } = readMoving(moving.replace(from, to));
    assert.deepEqual([none, faulty], [undefined, [told]], to);
  }
});

test("where there is one way, it needs no name", () => {
  const { procedures } = read("{id: p, nl: n, en: e, decides: decision.admission, phases: []}");
  assert.deepEqual([...procedures.get("p")!.decides], [["", "admission"]]);
});

test("a name that the policy has not is told, and the procedure left out; the others stay", () => {
  const faults: [from: string, to: string, told: string][] = [
    ["way: decision.class", "way: decision.ceiling", "unknown-name: `decision.ceiling`"],
    ["way: decision.class", "way: decision.clas", "unknown-name: `decision.clas`"],
    ["{A: decision.admission}", "{C: decision.admission}", "unknown-name: `C`"],
    ["{A: decision.admission}", "{A: decision.admision}", "unknown-name: `decision.admision`"],
    [
      "way: decision.class\ndecides: {A: decision.admission}",
      "decides: decision.admission",
      "missing-key: ways without a `way`",
    ],
    ["ways: [A]", "ways: [D]", "unknown-name: `D`"],
    ["by: provider", "by: insurer", "unknown-word: `insurer`"],
    ["deliverable: data", "deliverable: date", "unknown-name: `date`"],
    ["done: fact.received_at", "done: fact.received", "unknown-name: `fact.received`"],
    ["answer: true", "due: decision.ceiling", "unknown-name: `decision.ceiling`"],
    ["beside: claimed", "beside: claim", "unknown-word: `claim`"],
    ["beside: claimed", "from: forecast", "unknown-word: `forecast`"],
    ["beside: claimed,", "", "missing-key: no source, or two"],
    ["beside: claimed", "beside: claimed, from: claimed", "missing-key: no source, or two"],
    ["before: deliverable.data.closes", "before: deliverable.data.ends", "unknown-name: `deliverable.data.ends`"],
    ["kinds: [no_place]", "kinds: [no_bed]", "unknown-word: `no_bed`"],
    ["grants: fact.staff", "grants: fact.stuff", "unknown-name: `fact.stuff`"],
    ["pays: [decision.ceiling]", "pays: [decision.cieling]", "unknown-name: `decision.cieling`"],
    ["answer: true, assumption: t", "answer: true", "no-source: neither `source` nor `assumption`"],
    ["id: answer", "id: ask", "declared-twice: `ask`"],
  ];
  const other = "{id: other, nl: n, en: e, phases: []}";
  for (const [from, to, told] of faults) {
    assert.ok(sound.includes(from), from);
    const { procedures, findings } = read(sound.replace(from, to), other);
    assert.deepEqual([findings, [...procedures.keys()]], [[told], ["other"]], to);
  }
  assert.deepEqual(read(sound, sound).findings, ["declared-twice: `growth`"]);
});
