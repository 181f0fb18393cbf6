import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dossierOf, programOf } from "../house/scenario.ts";
import { counterfactuals } from "./counterfactual.ts";
import type { Counterfactual } from "./counterfactual.ts";
import type { Datum } from "./datum.ts";
import { decideAll, valueOf } from "./program.ts";
import type { Dossier } from "./program.ts";

const program = programOf(`
--- facts
staff: {type: int, lever: {step: 1, range: [0, 20]}}
trained: {type: int, lever: {step: 1, range: [0, 20]}}
council: {type: bool, lever: {step: 1, range: [0, 1]}}
clients: {type: int}
--- fit.conditions.yaml
id: fit
for: provider
holds: all
conditions:
  - {id: enough, test: 3 * fact.staff + 2 * fact.trained >= fact.clients, weight: required, nl: a, en: a, assumption: a}
  - {id: heard, test: fact.council, weight: required, nl: b, en: b, assumption: a}
--- class.sheet.yaml
id: class
for: provider
hit: unique
inputs: [{ref: fact.trained, type: int}]
outputs: [{id: class, type: enum, values: [A, B, C], ranked: true}]
rules:
  - {id: a, when: [">= 12"], then: [A], assumption: a}
  - {id: b, when: ["[6..12)"], then: [B], assumption: a}
  - {id: c, when: ["< 6"], then: [C], assumption: a}
`);

function ask(facts: string, decision = "fit"): string[] {
  return counterfactuals(program, dossierOf(program, facts), { decision }).map(tell).toSorted();
}

/** `staff 2→5, council false→true` */
function tell({ changes }: Counterfactual): string {
  return changes.map(({ ref, from, to }) => `${ref.slice("fact.".length)} ${from}→${to}`).join(", ");
}

test("the smallest change of one fact is found, and nothing is asked that does not help", () => {
  assert.deepEqual(ask("{staff: 2, trained: 1, council: true, clients: 20}"), ["staff 2→6", "trained 1→7"]);
  assert.deepEqual(ask("{staff: 9, trained: 9, council: false, clients: 20}"), ["council false→true"]);
});

test("two facts where one is not enough; none where two are not, or nothing is wrong, or something is unknown", () => {
  assert.deepEqual(ask("{staff: 5, trained: 0, council: false, clients: 20}"), [
    "staff 5→7, council false→true",
    "trained 0→3, council false→true",
  ]);
  assert.deepEqual(ask("{staff: 0, trained: 0, council: false, clients: 900}"), []);
  assert.deepEqual(ask("{staff: 9, trained: 9, council: true, clients: 20}"), []);
  assert.deepEqual(ask("{staff: 0, council: true, clients: 20}"), []);
});

test("a ranked choice asks for the next better one", () => {
  assert.deepEqual(ask("{trained: 3}", "class"), ["trained 3→6"]);
  assert.deepEqual(ask("{trained: 7}", "class"), ["trained 7→12"]);
  assert.deepEqual(ask("{trained: 15}", "class"), []);
});

/** Every pair of values that makes the provider fit, of which no smaller one does: by trying them all. */
function byForce(staff: number, trained: number, clients: number): string[] {
  const fits = (s: number, t: number): boolean => 3 * s + 2 * t >= clients;
  const all: [number, number][] = [];
  for (let s = staff; s <= 20; s++) for (let t = trained; t <= 20; t++) if (fits(s, t)) all.push([s, t]);
  const least = all.filter(([s, t]) => !all.some(([u, v]) => u <= s && v <= t && (u < s || v < t)));
  const single = least.filter(([s, t]) => s === staff || t === trained);
  return [...(single.length > 0 ? single : least)].map(([s, t]) => `${s},${t}`).toSorted();
}

test("what is found is what trying everything finds, and each is proven by deciding again", () => {
  const small = fc.integer({ min: 0, max: 20 });
  fc.assert(
    fc.property(small, small, fc.integer({ min: 0, max: 110 }), (staff, trained, clients) => {
      if (3 * staff + 2 * trained >= clients) return;
      const facts = `{staff: ${staff}, trained: ${trained}, council: true, clients: ${clients}}`;
      const dossier = dossierOf(program, facts);
      const found = counterfactuals(program, dossier, { decision: "fit" });
      for (const { changes } of found)
        assert.equal(valueOf(program, decideAll(program, moved(dossier, changes)), "decision.fit"), true);
      const reached = found.map(({ changes }) => {
        const to = (ref: string, from: number): Datum =>
          changes.find((change) => change.ref === ref)?.to ?? BigInt(from);
        return `${to("fact.staff", staff)},${to("fact.trained", trained)}`;
      });
      const single = found.some(({ changes }) => changes.length === 1);
      const expected = byForce(staff, trained, clients);
      if (single) for (const one of reached) assert.ok(expected.includes(one), `${one} of ${expected.join(" ")}`);
      else assert.deepEqual(reached.toSorted(), expected);
    }),
    { numRuns: 300 },
  );
});

function moved(dossier: Dossier, changes: Counterfactual["changes"]): Dossier {
  const values = new Map(dossier.values);
  for (const { ref, to } of changes) values.set(ref, { value: to, origin: "changed" });
  return { ...dossier, values };
}
