import assert from "node:assert/strict";
import { test } from "node:test";
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
const none = { decided: 0, changed: 0, sentOn: 0, waiting: 0, moreCents: 0n };

test("what was recorded is told, whether it stands, and how often people depart", () => {
  const departures = { decided: 8, changed: 1, sentOn: 2, waiting: 1, moreCents: -5_000n };
  assert.equal(
    tellTaken({ ...line, first: "manager" }, departures, "nl"),
    `Vastgelegd: class van 42000001, take.
Tweede paar ogen, na manager: het besluit staat.
Van 8 besluiten wijkt er 1 af van het voorstel (12,5 %), samen −€ 50,00.
1 wacht op een tweede paar ogen, 2 doorgestuurd.`,
  );
  assert.match(
    tellTaken({ ...line, waits: true }, { ...none, waiting: 2 }, "en"),
    /waits for a second person.*\n2 wait/,
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
