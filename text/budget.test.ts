import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import { fitInto } from "../src/budget.ts";
import type { Budget, Layout, Portion, Room } from "../src/budget.ts";
import { ratio } from "../src/ratio.ts";
import { tellBudget } from "./budget.ts";

const basis = { assumption: "een proef" };
const budget: Budget = {
  proposal: "ceiling",
  distance: { by: "squares", basis },
  each: { budget: { cents: 1n }, basis: { source: "003 §2.2.4" } },
  regions: new Map(),
  weights: [],
  apart: { decision: "class", is: ["A"], reserve: "agreement", basis },
};
const portions: Portion[] = [
  { provider: "A", region: "Oost", proposed: 10_000n, weight: ratio(1n) },
  { provider: "B", region: "Oost", proposed: 30_000n, weight: ratio(2n) },
  { provider: "C", region: "Oost", proposed: 10_000n, floor: 9_800n, weight: ratio(1n) },
  { provider: "D", proposed: 5_000n, weight: ratio(1n) },
];
const rooms: Room[] = [{ region: "Oost", budget: 50_000n, newcomers: 2_000n, reserved: 300n }];
const layout: Layout = {
  portions,
  rooms,
  asides: [
    { provider: "E", cause: "apart", word: "A", reserved: 300n },
    { provider: "F", cause: "unproposed", reserved: 0n },
  ],
  gaps: [{ provider: "G", unknown: "agreement" }],
};

function tell(lang: "nl" | "en", there = rooms, distance: "squares" | "order" = "squares"): string {
  const fitting = fitInto(portions, there, distance);
  const declared = { ...budget, distance: { by: distance, basis } };
  return tellBudget({ policy: smallPolicy, on: "2024-01-01", budget: declared, layout, fitting }, lang);
}

test("the purchaser reads what presses, who gives how much and why, and who would get a euro more", () => {
  const told = tell("nl");
  for (const line of [
    "Plafond, ingepast in het budget; ronde van 1 januari 2024",
    "Voorgesteld € 550,00, ingepast € 527,00 (−€ 23,00, −4,2 %)",
    /Oost +€ 500,00 +€ 20,00 +€ 3,00 +€ 500,00 +€ 477,00 +€ 0,00 +−8,40 % bij gewicht 1/,
    "Oost: 60 cent naar B, 40 cent naar A",
    /B +Oost +€ 300,00 +€ 287,40 +−€ 12,60 +budget van Oost, gewicht 2/,
    /C +Oost +€ 100,00 +€ 98,00 +−€ 2,00 +vloer: de zorg gaat door/,
    "1 regel blijft zoals voorgesteld",
    "E: de beste, gereserveerd € 3,00",
    "F: de ronde stelt geen bedrag voor",
    "Van 1 aanbieder is de lopende afspraak niet bekend",
    "budget per regio: 003 §2.2.4",
    "dichtbij: aanname: een proef",
    "Alleen voor de inkoper",
  ])
    assert.match(told, typeof line === "string" ? new RegExp(line.replaceAll(/[.()+]/g, String.raw`\$&`)) : line);
});

test("of the whole a euro more is told with the region it goes to", () => {
  const told = tell("nl", [{ budget: 50_000n, newcomers: 0n, reserved: 0n }]);
  assert.match(
    told,
    /alles samen: .* cent naar B \(Oost\), .* cent naar A \(Oost\), .* cent naar D \(regio onbekend\)/,
  );
});

test("in English, and by order", () => {
  const told = tell("en", rooms, "order");
  assert.match(told, /who weighs least gives first/);
  assert.match(told, /up to weight 1/);
  assert.match(told, /A +Oost +€ 100.00 +€ 77.45 +−€ 22.55 +budget of Oost/);
});

test("bounds that clash are told in the words of the trade, with what is short", () => {
  const told = tell("nl", [{ region: "Oost", budget: 9_000n, newcomers: 1_000n, reserved: 0n }]);
  assert.match(told, /Oost: de vloeren zijn samen € 98,00, er is € 80,00 voor: € 18,00 te kort/);
  const overdrawn = tell("en", [{ region: "Oost", budget: 500n, newcomers: 1_000n, reserved: 0n }]);
  assert.match(overdrawn, /newcomers and who stands apart ask € 10.00 together, the budget is € 5.00: € 5.00 short/);
});
