import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { parseDay } from "./day.ts";
import { readDocument } from "./document.ts";
import { addLine, emptySupply, toDossier } from "./dossier.ts";
import { readProcedures } from "./procedure.ts";
import { compilePolicy } from "./program.ts";
import { claimedSelect, composeRequest, toCost } from "./request.ts";
import type { Evidence } from "./request.ts";
import type { TakenDecision } from "./round.ts";

const document = readDocument(
  "p",
  `
id: growth
nl: Groei
en: Growth
decides: decision.agreement
phases:
  - {id: ask, by: provider, nl: Vragen, en: Ask, deliverable: data, done: fact.received_at, assumption: t}
  - {id: heard, by: provider, nl: Horen, en: Hear, done: fact.council_heard, assumption: t}
  - {id: answer, by: buyer, nl: Antwoord, en: Answer, answer: true, assumption: t}
proofs:
  - {fact: fact.large, from: signals, assumption: t}
  - {fact: fact.staff, beside: forecast, assumption: t}
pays: [decision.ceiling]
`,
  [],
)!;
const program = compilePolicy(smallPolicy);
const procedure = readProcedures({
  ...smallPolicy,
  documents: new Map([["p.procedure.yaml", document]]),
}).procedures.get("growth")!;

/** The request of a provider with these facts, `fact value`, known since 20 May. */
function compose(
  facts: readonly string[],
  on = "2023-05-25",
  answer?: TakenDecision,
  evidence: readonly Evidence[] = [],
) {
  const supply = emptySupply();
  for (const line of facts) {
    const [name = "", word = ""] = line.split(" ");
    const [fact = "", period] = name.split("@");
    const value = word === "true" || word === "false" ? word === "true" : word;
    const about = { fact, subject: "42000001", ...(period && { period }), value, origin: "upload" };
    addLine({ ...about, known_at: "2023-05-20T14:00:00+02:00" }, smallPolicy, supply);
  }
  const dossier = toDossier("42000001", parseDay(on)!, supply);
  return composeRequest(program, { procedure, dossier, evidence, ...(answer && { answer }) });
}

const all = ["received_at 2023-05-20T14:00:00+02:00", "council_heard true", "large false", "staff@2022 60"];
const states = ({ stages }: ReturnType<typeof compose>) => stages.map(({ phase, state }) => `${phase.id} ${state}`);

test("a request knows each fact with its origin, each condition, and where its phases stand", () => {
  const told = compose(all);
  assert.equal(told.outcome?.status, "decided");
  assert.deepEqual(
    told.conditions.map(({ list, condition, holds }) => `${list}.${condition.id} ${holds}`),
    [
      "agreement.admitted true",
      "admission.in_time true",
      "admission.council true",
      "admission.large false",
      "agreement.enough true",
    ],
  );
  assert.deepEqual(
    told.facts.map(({ key, origin, knownAt, asked }) => [key, origin, knownAt?.slice(0, 10), asked]),
    ["fact.large", "fact.staff@2022", "fact.received_at", "fact.council_heard"].map((key) => [
      key,
      "upload",
      "2023-05-20",
      true,
    ]),
  );
  assert.deepEqual(states(told), ["ask done", "heard done", "answer open"]);
});

test("what nobody supplied is missing, and names who has to; conditions that fail are told all the same", () => {
  const told = compose(["council_heard false"]);
  assert.equal(told.outcome?.status, "refused");
  const missing = told.facts.filter(({ value }) => value === undefined).map(({ key, fact }) => [key, fact.supplier]);
  assert.deepEqual(missing, [["fact.large", "buyer"], ["fact.staff@2022", "provider"], ["fact.received_at", "buyer"]]); // prettier-ignore
  assert.deepEqual(states(told), ["ask open", "heard done", "answer ahead"]);
  assert.deepEqual(states(compose([], "2023-06-02")), ["ask missed", "heard ahead", "answer ahead"]);
  assert.deepEqual(states(compose([], "2023-05-01")), ["ask ahead", "heard ahead", "answer ahead"]);
});

test("a phase that was done after its window closed is done, and late", () => {
  const [stage] = compose(["received_at 2023-06-01T00:00:00+02:00"], "2023-06-02").stages;
  assert.deepEqual([stage?.state, stage?.late], ["done", true]);
  assert.equal(compose(["received_at 2023-05-31T23:59:59+02:00"], "2023-06-02").stages[0]?.late, false);
});

test("a proof fills in what nobody told and goes behind what somebody did; what stands beside never counts", () => {
  const [large, staff] = procedure.proofs;
  const found = { origin: "signals", knownAt: "2023-05-21T00:00:00+02:00" };
  const evidence: Evidence[] = [
    { ...found, proof: large!, source: "signals", regions: ["Oost"], signals: [], value: true },
    {
      ...found,
      proof: staff!,
      source: "forecast",
      forecast: { claimed: 0, late: 0, expected: 1, months: [], past: 0 },
      value: 1n,
    },
  ];
  const filled = compose(
    all.filter((line) => !line.startsWith("large")),
    undefined,
    undefined,
    evidence,
  );
  const { value, origin } = filled.facts.find(({ key }) => key === "fact.large")!;
  assert.deepEqual([value, origin], [true, "signals"]);
  const told = compose(all, undefined, undefined, evidence);
  assert.deepEqual(told.facts.find(({ key }) => key === "fact.large")?.value, false);
  const without = compose([], undefined, undefined, evidence);
  const beside = without.facts.find(({ key }) => key === "fact.staff@2024")!;
  assert.deepEqual([beside.value, beside.evidence.length], [undefined, 1]);
});

test("an answer ends the request, and then what follows in money is told", () => {
  const taken: TakenDecision = {
    provider: "42000001",
    decision: "agreement",
    verdict: "take",
    proposed: { status: "decided", value: true },
    mandate: "inkoper",
    at: "2023-05-24T09:00:00Z",
    on: "2023-05-24",
  };
  const told = compose(all, undefined, taken);
  assert.deepEqual(states(told), ["ask done", "heard done", "answer done"]);
  assert.deepEqual(told.money.map(({ decision, outcome }) => [decision, outcome.status]), [["ceiling", "incomplete"]]); // prettier-ignore
  assert.deepEqual(compose(all).money, []);
});

test("what the lake is asked keeps to its own days, and figures of groups stand beside those of the year before", () => {
  const select = claimedSelect(2024, parseDay("2024-12-31")!, "batches", { before: parseDay("2024-10-22")! }, ["9001"]);
  assert.match(select, /c."from" < DATE '2024-10-22'/);
  assert.match(select, /c.insurer IN \('9001'\)/);
  const rows = [
    { target_group: "a", year: 2023n, clients: 2n, cents: 100n },
    { target_group: "a", year: 2024n, clients: 3n, cents: 210n },
    { target_group: "b", year: 2023n, clients: 1n, cents: 7n },
  ];
  assert.deepEqual(toCost(rows, 2024), [
    { group: "a", year: { clients: 3, cents: 210n }, before: { clients: 2, cents: 100n } },
    { group: "b", year: { clients: 0, cents: 0n }, before: { clients: 1, cents: 7n } },
  ]);
});
