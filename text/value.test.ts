import assert from "node:assert/strict";
import { test } from "node:test";
import type { Indicator } from "../src/indicator.ts";
import type { Policy } from "../src/policy.ts";
import type { Figure, Reckoning } from "../src/value.ts";
import { tellProvider, tellReckoning } from "./value.ts";

/** A policy of one buyer without names of its own, and an indicator of it. */
const policy = {
  buyer: "Inkoper",
  indicators: new Map(),
  decisions: new Map(),
  labels: new Map(),
} as unknown as Policy;
const indicatorOf = (id: string, subject: string): Indicator =>
  ({
    id,
    subject,
    type: { kind: "number", form: "decimal", scale: 2, unit: "" },
    method: { kind: "fact" },
  }) as unknown as Indicator;

const figure = (more: Partial<Figure>): Figure => ({ missing: [], made: {}, notes: [], ...more });
const cost = figure({
  value: 106n,
  interval: { method: "scaled", low: 99n, high: 114n },
  notes: [{ code: "pending", args: { lines: "1200", cents: "50000" } }],
});
const reckoning: Reckoning = {
  indicators: [indicatorOf("cost", "provider"), indicatorOf("ratio", "region")],
  providers: new Map([
    [
      "a",
      {
        own: new Map([["cost", cost]]),
        parts: new Map([["region", new Map([["north", new Map([["ratio", figure({ value: 110n })]])]])]]),
      },
    ],
    ["provider b", { own: new Map([["cost", figure({ missing: ["lake.claims@2022"] })]]), parts: new Map() }],
  ]),
  regions: new Map([["north", new Map([["ratio", figure({ value: 110n })]])]]),
  rows: new Map(),
  notes: new Map([["ratio", [{ code: "direction_not_stated", args: {} }]]]),
};
const told = { policy, on: "2024-01-01", reckoning };

test("a table has a row per provider and per region, right-aligned, with a dash for what is unknown", () => {
  assert.equal(
    tellReckoning(told, "nl"),
    `Inkoper: kengetallen, met wat bekend was op 1 januari 2024; 2 aanbieders
  [1] Cost
  [2] Ratio

aanbieder    [1]
a           1,06
provider b     –

regio  [2]
north  1,1

  [2] De tekst zegt niet welke richting beter is.`,
  );
});

test("one provider is told with interval, notes and parts; a stranger is not told", () => {
  assert.equal(
    tellProvider(told, "a", "en"),
    `Inkoper: figures, with what was known on 1 January 2024; Provider a
Cost: 1.06 (95 %: 0.99 – 1.14)
    Not counted yet: 1,200 claim lines without a decision, together € 500.00 claimed.
Ratio – north: 1.1
    The text does not say which direction is better.`,
  );
  assert.match(
    tellProvider(told, "provider b", "en")!,
    /Cost: unknown, as this is missing: claims of 2022 that count$/,
  );
  assert.equal(tellProvider(told, "c", "en"), undefined);
});
