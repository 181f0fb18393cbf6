import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../house/small-round.ts";
import type { AmountScrutiny, Scrutiny } from "../src/scrutiny.ts";
import { tellScrutinies } from "./scrutiny.ts";

const scrutiny: Scrutiny = {
  decision: "grade",
  outcomes: [
    ["A", 3],
    ["B", 1200],
  ],
  undecided: 2,
  atStake: 1203,
  unsure: { providers: 0, indicators: [] },
  misplacement: {
    misplaced: 0.2037,
    boundaries: [{ better: "A", worse: "B", tooLow: 0.037, tooHigh: 0 }],
    sizes: [{ from: 17, until: 5849, providers: 1203, misplaced: 0.2 }],
  },
  carried: [
    { name: "speed", known: 9, changed: 0, weight: 0 },
    { name: "cost/south", known: 9, changed: 0.12, weight: 1 },
  ],
  reliabilities: [
    { name: "cost", providers: 9, median: 0.359, below: 0.87, peopleLeast: 1535 },
    { name: "speed", providers: 9, median: 0, below: 1 },
  ],
  cliffs: [{ amount: "budget", better: "A", worse: "B", providers: 2, medianCents: 953_493n, mostCents: 32_195_675n }],
  redrawn: { draws: 200, changed: 0.35, unsettled: 1, assumed: [{ parameter: "middle", changed: 0.004 }] },
};
const tell = (lang: "nl" | "en", ...scrutinies: Scrutiny[]): string =>
  tellScrutinies({ policy: smallPolicy, on: "2024-01-01", scrutinies, amounts: [], market: "out/m" }, lang);

const amount: AmountScrutiny = {
  decision: "budget",
  type: { kind: "number", form: "money", scale: 2, unit: "eur" },
  decided: 40,
  undecided: 1,
  noticed: 10_000_000n,
  moved: { providers: 38, median: 688n, most: 49_628_815n, share: 0.525 },
  unsure: { providers: 0, indicators: [] },
  carried: [
    { name: "cost", known: 9, changed: 0.5, weight: 1 },
    { name: "speed", known: 9, changed: 0, weight: 0 },
  ],
  reliabilities: scrutiny.reliabilities,
  redrawn: { draws: 200, changed: 0.29, unsettled: 0.83, assumed: [{ parameter: "middle", changed: 0.004 }] },
};
const tellAmount = (lang: "nl" | "en", told: AmountScrutiny): string =>
  tellScrutinies({ policy: smallPolicy, on: "2024-01-01", scrutinies: [], amounts: [told] }, lang).replaceAll(
    / +/g,
    " ",
  );

test("every part of the scrutiny stands in the report, in the reader's figures", () => {
  const told = tell("nl", scrutiny).replaceAll(/ +/g, " ");
  for (const part of [
    "verzonnen markt (out/m)",
    "Grade: A 3, B 1.200, niet te bepalen: 2",
    "naar verwachting 20 % van de 1.203 aanbieders",
    "A | B 3,7 % 0 %",
    "17 – 5.849 1.203 20 %",
    "Verandert niemands categorie: Speed.",
    "Cost 9 0,36 87 % 1.535",
    "Speed 9 0,00 100 % nooit",
    "Budget A | B € 9.534,93 € 321.956,75",
    "Aannames 200 keer opnieuw getrokken",
    "Middle 0,4 %",
  ])
    assert.ok(told.includes(part), `${part}\n${told}`);
  const english = tell("en", scrutiny);
  assert.ok(english.includes("20 % is expected of the 1,203 providers"), english);
  assert.ok(english.includes("€ 321,956.75"), english);
});

test("a band of one size has one number, no bands have no table, and few providers are said to tell little", () => {
  const { misplacement } = scrutiny;
  const [size] = misplacement.sizes;
  const alone = { ...misplacement, sizes: [{ ...size!, from: 23, until: 23 }] };
  assert.match(tell("nl", { ...scrutiny, misplacement: alone }), /\n  23 +1\.203/);
  const told = tell("nl", { ...scrutiny, atStake: 9, misplacement: { ...misplacement, sizes: [] } });
  assert.match(told, /Zo weinig aanbieders zeggen weinig/);
  assert.doesNotMatch(told, /cliënten/);
  assert.doesNotMatch(tell("nl", { ...scrutiny, atStake: 10 }), /Zo weinig/);
});

test("what carries most stands first", () => {
  const told = tell("nl", scrutiny);
  assert.ok(told.indexOf("Cost – south") < told.indexOf("Speed "), told);
});

test("a policy without a ranked choice, and one that decides for nobody, say so", () => {
  assert.match(tell("nl"), /geen keuze met een rangorde en geen bedrag/);
  assert.match(tell("nl", { ...scrutiny, atStake: 0 }), /er niets te zeggen|niets te zeggen/);
});

test("an amount: how far chance moves it, for how many it is noticed, what carries it and on which assumptions it rests", () => {
  const told = tellAmount("nl", amount);
  for (const part of [
    "Budget: van 40 aanbieders, niet te bepalen: 1",
    "bij 38 aanbieders: in de helft van de trekkingen scheelt het hoogstens € 6,88, in een op de twintig meer dan € 496.288,15.",
    "Naar verwachting scheelt het bij 53 % van hen meer dan € 100.000,00.",
    "bij wie het meer dan € 100.000,00 verandert",
    "Cost 100 % 50 %",
    "Verandert niemands bedrag: Speed.",
    "per trekking verandert het bij 29 % van de aanbieders; bij 83 % gebeurt dat",
  ])
    assert.ok(told.includes(part), `${part}\n${told}`);
  assert.match(tellAmount("en", amount), /For 53 % of them it is expected to differ by more than € 100,000.00./);
});

test("an amount of which nothing is known about chance, and one that is nobody's, say so", () => {
  const { moved: _moved, noticed: _noticed, ...still } = amount;
  assert.match(tellAmount("nl", still), /bekend hoeveel toeval erin zit/);
  assert.match(tellAmount("nl", still), /en bij wie het verandert, met/);
  assert.match(tellAmount("nl", { ...amount, decided: 0 }), /Van niemand is het te bepalen/);
});

test("of whom it is not known how much is chance, it is said, with the indicator; and nobody is said to rest on none", () => {
  const unsure = { providers: 3, indicators: ["cost", "speed"] };
  const told = tell("nl", { ...scrutiny, atStake: 0, unsure });
  assert.match(told, /Van 3 aanbieders is niet te zeggen hoe zeker de uitkomst is.*‘Cost’, ‘Speed’/);
  assert.doesNotMatch(told, /verder is er niets te zeggen/);
  const { moved, ...still } = amount;
  assert.ok(moved);
  assert.match(tellAmount("en", { ...still, unsure }), /Of 3 providers it cannot be told how sure/);
  assert.doesNotMatch(tellAmount("en", { ...still, unsure }), /Of no figure/);
});

test("an indicator that is known of nobody weighs nothing known, which is not nothing", () => {
  const carried = [{ name: "speed", known: 0, changed: 0, weight: 0 }, amount.carried[0]!];
  const told = tellAmount("nl", { ...amount, carried });
  assert.match(told, /Van geen aanbieder bekend, dus niet te zeggen: Speed\./);
  assert.doesNotMatch(told, /Verandert niemands bedrag/);
});
