import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import type { Scrutiny } from "../src/scrutiny.ts";
import { tellScrutinies } from "./scrutiny.ts";

const scrutiny: Scrutiny = {
  decision: "grade",
  outcomes: [
    ["A", 3],
    ["B", 1200],
  ],
  undecided: 2,
  atStake: 1203,
  misplacement: {
    misplaced: 0.2037,
    boundaries: [{ better: "A", worse: "B", tooLow: 0.037, tooHigh: 0 }],
    sizes: [{ from: 17, until: 5849, providers: 1203, misplaced: 0.2 }],
  },
  carried: [
    { name: "speed", changed: 0, weight: 0 },
    { name: "cost/south", changed: 0.12, weight: 1 },
  ],
  reliabilities: [
    { name: "cost", providers: 9, median: 0.359, below: 0.87, peopleLeast: 1535 },
    { name: "speed", providers: 9, median: 0, below: 1 },
  ],
  cliffs: [{ amount: "budget", better: "A", worse: "B", providers: 2, medianCents: 953_493n, mostCents: 32_195_675n }],
  redrawn: { draws: 200, changed: 0.35, unsettled: 1, assumed: [{ parameter: "middle", changed: 0.004 }] },
};
const tell = (lang: "nl" | "en", ...scrutinies: Scrutiny[]): string =>
  tellScrutinies({ policy: smallPolicy, on: "2024-01-01", scrutinies, market: "out/m" }, lang);

test("every part of the scrutiny stands in the report, in the reader's figures", () => {
  const told = tell("nl", scrutiny).replaceAll(/ +/g, " ");
  for (const part of [
    "verzonnen markt (out/m)",
    "Grade: A 3, B 1.200, niet te bepalen: 2",
    "naar verwachting 20 % van de 1.203 aanbieders",
    "A | B 3,7 % 0 %",
    "17 – 5.849 1.203 20 %",
    "Speed verandert niemands categorie.",
    "Cost 0,36 87 % 1.535",
    "Speed 0,00 100 % nooit",
    "Budget A | B € 9.534,93 € 321.956,75",
    "Aannames 200 keer opnieuw getrokken",
    "Middle 0,4 %",
  ])
    assert.ok(told.includes(part), `${part}\n${told}`);
  const english = tell("en", scrutiny);
  assert.ok(english.includes("20 % is expected of the 1,203 providers"), english);
  assert.ok(english.includes("€ 321,956.75"), english);
});

test("what carries most stands first", () => {
  const told = tell("nl", scrutiny);
  assert.ok(told.indexOf("Cost – south") < told.indexOf("Speed "), told);
});

test("a policy without a ranked choice, and one that decides for nobody, say so", () => {
  assert.match(tell("nl"), /geen keuze met een rangorde/);
  assert.match(tell("nl", { ...scrutiny, atStake: 0 }), /er niets te zeggen|niets te zeggen/);
});
