import assert from "node:assert/strict";
import { test } from "node:test";
import { makeMarket, tellStories } from "../src/market.ts";
import { tellMarket } from "./market.ts";

const market = makeMarket({ size: "tiny", seed: 7, years: [2023] });
const total = {
  rateCents: 1_098_304_275,
  expectedCents: 1_098_304_275,
  drawnCents: 1_079_180_400,
  noiseCents: 43_151_800,
};
const told = {
  market,
  stories: tellStories(market),
  out: "m",
  lines: 65_448n,
  clients: 3210n,
  grantedCents: 2_088_131_000n,
  messages: 148,
  planted: [],
};

test("a market is told in Dutch, with its size, its cost and its stories", () => {
  const text = tellMarket(
    { ...told, calibration: { total, classes: [{ ...total, expectedCents: 1_109_287_318 }] } },
    "nl",
  );
  assert.match(
    text,
    /^Zorgmarkt in m\n {2}60\.000 verzekerden, 2 regio's, 2 verzekeraars\n {2}16 aanbieders, 3\.210 cliënten\n/,
  );
  assert.match(text, /65\.448 declaratieregels, € 20\.881\.310 toegekend\n {2}148 declaratiebestanden\n/);
  assert.match(text, /€ 431\.518 toeval, één standaardafwijking \(3,93 %\)\n.*: 1,00 %/);
  assert.match(text, /: De productieafspraak is precies € 100\.000,00\./);
});

test("in English too, and without what was not asked for", () => {
  const text = tellMarket({ ...told, messages: 0 }, "en");
  assert.match(text, /65,448 claim lines, € 20,881,310 granted\n\nSomething is the matter/);
  assert.doesNotMatch(text, /claim files|national rate|planted/);
});

test("planted faults are told with where to read them", () => {
  assert.match(
    tellMarket({ ...told, planted: [{}, {}] }, "en"),
    /2 faults planted; see which in m\/truth\/faults\.json/,
  );
});

test("of an unruly market it says how far the draw lies from what was expected", () => {
  const unruly = makeMarket({ kind: "unruly", size: "tiny", seed: 7, years: [2023] });
  const text = tellMarket({ ...told, market: unruly, calibration: { total, classes: [total] } }, "nl");
  assert.match(text, /-1,74 % getrokken boven verwacht/);
  assert.doesNotMatch(tellMarket({ ...told, calibration: { total, classes: [total] } }, "nl"), /boven verwacht/);
});
