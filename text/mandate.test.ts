import assert from "node:assert/strict";
import { test } from "node:test";
import { policyOf } from "../house/scenario.ts";
import type { TakenDecision } from "../src/round.ts";
import { tellTaken, tellTakenAll } from "./mandate.ts";

const line: TakenDecision = {
  provider: "42000001",
  decision: "class",
  verdict: "take",
  proposed: { status: "decided", value: "B" },
  mandate: "inkoper",
  at: "2024-01-02T09:00:00Z",
};
const none = { decided: 0, changed: 0, fitted: 0, sentOn: 0, waiting: 0, moreCents: 0n, fittedCents: 0n };
const policy = policyOf(`
--- facts
days: {type: int}
--- class.sheet.yaml
id: class
for: provider
nl: Categorie
en: Class
hit: first
inputs: [{ref: fact.days, type: int}]
outputs: [{id: class, type: enum, values: [A, B]}]
rules: [{id: all, when: ["-"], then: [B], assumption: a}]
`);

test("what was recorded is told, whether it stands, and how often people depart", () => {
  const departures = {
    ...none,
    decided: 8,
    changed: 1,
    fitted: 3,
    sentOn: 2,
    waiting: 1,
    moreCents: -5_000n,
    fittedCents: -3n,
  };
  assert.equal(
    tellTaken({ ...line, first: "manager" }, { policy, departures }, "nl"),
    `Vastgelegd: Categorie van 42000001 overgenomen → B.
Tweede paar ogen, na manager: het besluit staat.
Van 8 besluiten wijkt er 1 af van het voorstel (12,5 %), samen −€ 50,00.
3 overgenomen zoals zij in het budget zijn ingepast, samen −€ 0,03.
1 wacht op een tweede paar ogen, 2 doorgestuurd.`,
  );
  assert.match(
    tellTaken({ ...line, waits: true }, { policy, departures: { ...none, waiting: 2 } }, "en"),
    /waits for a second person.*\n2 wait/,
  );
  const sentOn = { ...line, verdict: "send-on" as const, to: "manager" };
  assert.equal(
    tellTaken(sentOn, { policy, departures: none, isKnown: true }, "en"),
    "Stood already, nothing added: Class of 42000001 sent on → manager.",
  );
});

test("of many it is told how many, and of those left why", () => {
  const left = [
    { provider: "a", cause: "above-mandate" as const },
    { provider: "b", cause: "incomplete" as const },
    { provider: "c", cause: "above-mandate" as const },
  ];
  const told = tellTakenAll([line, line], left, { ...none, decided: 2 }, "nl");
  assert.match(told, /2 voorstellen overgenomen, elk apart vastgelegd/);
  assert.match(told, /boven dit mandaat: a, c/);
  assert.match(tellTakenAll([line], [], none, "en"), /^1 proposal taken over\.$/);
});
