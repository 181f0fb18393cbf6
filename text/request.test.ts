import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { parseDay } from "../src/day.ts";
import { readDocument } from "../src/document.ts";
import { readProcedures } from "../src/procedure.ts";
import type { ProofSource } from "../src/procedure.ts";
import { compilePolicy } from "../src/program.ts";
import { composeRequest } from "../src/request.ts";
import type { Evidence } from "../src/request.ts";
import { tellEvidence } from "./request/evidence.ts";
import { tellRequest, tellRequests } from "./request.ts";

const document = readDocument(
  "p",
  `
id: growth
nl: Groei
en: Growth
way: decision.class
decides: {A: decision.admission}
phases:
  - {id: ask, by: provider, nl: Vragen, en: Ask, deliverable: data, done: fact.received_at, source: "003 §2"}
  - {id: answer, by: buyer, nl: Antwoord, en: Answer, answer: true, assumption: t}
proofs:
  - {fact: fact.staff, beside: new_clients, assumption: t}
  - {fact: fact.large, from: class, decision: decision.class, assumption: t}
pays: [decision.ceiling]
`,
  [],
)!;
const procedure = readProcedures({
  ...smallPolicy,
  documents: new Map([["p.procedure.yaml", document]]),
}).procedures.get("growth")!;
const [staff, large] = procedure.proofs;
const on = parseDay("2023-05-25")!;
const knownAt = "2023-05-21T00:00:00+02:00";
const intake = { months: [2, 9], fullest: { month: 1, clients: 9, expected: 2.5 }, isEven: false };

function compose(given?: "answer" | "waiting") {
  const values = new Map([
    ["fact.received_at", { value: Date.parse("2023-05-20T14:00:00+02:00"), origin: "upload", knownAt }],
    ["fact.council_heard", { value: false, origin: "upload", knownAt }],
  ]);
  const dossier = { provider: "42000001", on, values, parts: new Map() };
  const evidence: Evidence[] = [{ proof: staff!, origin: "claims", knownAt, source: "new_clients", intake }];
  const answer = {
    provider: "42000001",
    decision: "admission",
    verdict: "change" as const,
    proposed: { status: "refused" as const, reasons: [] },
    mandate: "inkoper",
    reason: "er is nood",
    grants: { cents: "6000000" },
    on: "2023-05-24",
    at: "2023-05-24T09:00:00Z",
  };
  return composeRequest(compilePolicy(smallPolicy), {
    procedure,
    dossier,
    evidence,
    ...(given && { [given]: answer }),
  });
}

test("a request reads from phase to money, with origin and since when", () => {
  const text = tellRequest(compose("answer"), smallPolicy, "nl").split("\n");
  assert.deepEqual(text, [
    "Groei: aanbieder 42000001, met wat op 25 mei 2023 bekend was",
    "  Langs welke weg is nog niet bekend; hieronder: de beste",
    "",
    "Fasen",
    "  Vragen – de aanbieder: gedaan op 20 mei 2023 (van 2 mei 2023 00:00 tot 1 juni 2023 00:00) [003 §2]",
    "  Antwoord – de inkoper: gedaan op 24 mei 2023 [aanname: t]",
    "",
    "Voorwaarden",
    "  Binnen vóór 1 juni 2023 00:00: voldaan (gevonden: 20 mei 2023 14:00) [003 §2.2.1]",
    "  De cliëntenraad is gehoord: niet voldaan [003 §2.2.1]",
    "  De aanbieder is groot: onbekend [aanname: een voorkeur]",
    "",
    "Wat bekend is",
    "  Binnen op: 20 mei 2023 14:00 (upload, bekend sinds 21 mei 2023)",
    "  Cliëntenraad gehoord: nee (upload, bekend sinds 21 mei 2023)",
    "  Verzorgenden (2024): niet bekend",
    "      ernaast: nieuwe cliënten per maand 2 9; maand 2 had er 9 waar het seizoen er 2,5 zou geven",
    "",
    "Wat ontbreekt, en van wie",
    "  van de inkoper: Groot",
    "",
    "Voorstel van het programma; een mens beslist",
    "  Geweigerd; hieraan is niet voldaan:",
    "    – Gevraagd: de cliëntenraad is gehoord; gevonden: nee. [003 §2.2.1]",
    "",
    "Antwoord",
    "  € 60.000,00 toegekend, voor zorg vanaf 24 mei 2023 (mandaat: inkoper; er is nood)",
    "",
    "Wat dat betekent in geld",
    "  Plafond: nog niet te beslissen; niet bekend: Groei",
  ]);
  const english = tellRequest(compose(), smallPolicy, "en");
  assert.match(english, /Ask – the provider: done on 20 May 2023/);
  assert.match(english, /from the buyer: Large/);
  assert.doesNotMatch(english, /Answer\n {2}€/);
});

test("an answer that waits for a second person is told as waiting, and brings nothing yet", () => {
  const waiting = compose("waiting");
  const text = tellRequest(waiting, smallPolicy, "nl");
  assert.match(text, /Antwoord – de inkoper: loopt/);
  assert.match(text, /vanaf 24 mei 2023 \(mandaat: inkoper; er is nood\); wacht op een tweede paar ogen$/);
  assert.match(tellRequests([waiting], smallPolicy, "en"), /refused; waits for a second person/);
});

test("all requests are a line each", () => {
  const [head, heads, line] = tellRequests([compose()], smallPolicy, "en").split("\n");
  assert.equal(head, "Growth, with what was known on 25 May 2023");
  assert.match(heads!, /provider +way +proposal +missing +answer by/);
  assert.match(line!, /42000001 +– +refused +1 +–/);
  assert.equal(tellRequests([], smallPolicy, "en"), "");
  const proven = tellRequests([{ ...compose(), facts: [] }], smallPolicy, "nl");
  assert.match(proven, /42000001 +– +geen verzoek/, "who never asked is not refused");
});

/** A piece of evidence of each kind, told in English. */
const told: Readonly<Record<Exclude<ProofSource, "complete" | "new_clients">, readonly [object, string]>> = {
  ceiling: [{ cents: 100n }, "agreed for the year € 1.00"],
  granted: [{ cents: 50n, since: on }, "added € 0.50, for care from 25 May 2023 on"],
  class: [{ taken: "A" }, "taken in the round: the best"],
  signals: [{ regions: ["Oost", "West"], signals: [] }, "no signal this year from Oost, West"],
  claimed: [
    { cents: 100n, since: on, before: on + 1 },
    "claimed € 1.00, care from 25 May 2023 on, care before 26 May 2023; what comes in later is not in it",
  ],
  forecast: [
    { forecast: { expected: 12_345, band: { low: 10_000, high: 20_000 } } },
    "expected from claims € 123, in eight of ten cases € 100 to € 200",
  ],
  stopped_clients: [
    { months: [1, 2] },
    "last seen per month 1 2; in the last months also who is still to be claimed for",
  ],
  moved_clients: [{ came: 3, went: 1 }, "3 clients came from another provider, 1 went to another"],
  cost_per_client: [
    { groups: [{ group: "wounds", year: { clients: 2, cents: 50_000n }, before: { clients: 0, cents: 0n } }] },
    "wounds: € 250 per client (2), last year up to the same month – (0)",
  ],
};

test("every kind of evidence has its words, and tells counts of clients, never who they are", () => {
  for (const [source, [found, text]] of Object.entries(told)) {
    const evidence = { proof: large!, origin: "o", knownAt, source, ...found } as Evidence;
    assert.deepEqual(tellEvidence(evidence, smallPolicy, "en"), [text], source);
    assert.notDeepEqual(tellEvidence(evidence, smallPolicy, "nl"), [text], source);
  }
  const signal = {
    ref: "Z-1",
    on: "2023-05-02",
    region: "Oost",
    kind: "no_place",
    from: "insured",
    known_at: knownAt,
    origin: "f",
  };
  const evidence = {
    proof: large!,
    origin: "o",
    knownAt,
    source: "signals",
    regions: ["Oost"],
    signals: [signal],
  } as Evidence;
  assert.deepEqual(tellEvidence(evidence, smallPolicy, "en"), [
    "one signal this year from Oost; the last on 2 May 2023",
  ]);
  const proposed = {
    proof: large!,
    origin: "o",
    knownAt,
    source: "class",
    proposed: { status: "decided", value: "B" },
  } as Evidence;
  assert.deepEqual(tellEvidence(proposed, smallPolicy, "en"), ["proposed in the round, taken by nobody: the other"]);
  const ofNow = {
    proof: large!,
    origin: "o",
    knownAt,
    source: "moved_clients",
    came: 2,
    went: 1,
    isOfNow: true,
  } as Evidence;
  assert.match(tellEvidence(ofNow, smallPolicy, "nl")[0]!, /\(zoals het lake nu is: van geen declaratie is bekend/);
});
