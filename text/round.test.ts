import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../house/small-round.ts";
import { tellRound } from "./round.ts";

test("how many, what came out how often, and where the reports are", () => {
  assert.deepEqual(tellRound(holdSmallRound(), "out", "nl").split("\n"), [
    "Zorg & Zekerheid: ronde op 1 januari 2024, 3 aanbieders",
    "  Toelating: nog niet te beslissen 1, geweigerd 1, ja 1",
    "  Categorie: de beste 1, de andere 1, nog niet te beslissen 1",
    "  Plafond: nog niet te beslissen 3",
    "  In short: bedrag of getal 1, nog niet te beslissen 1",
    "Rapporten: out/report/overview.html · rekenbonnen: out/receipts",
  ]);
});

test("and in English", () => {
  const lines = tellRound(holdSmallRound(), "out", "en").split("\n");
  assert.equal(lines[0], "Zorg & Zekerheid: round on 1 January 2024, 3 providers");
  assert.equal(lines[4], "  In short: amount or number 1, not to be decided yet 1");
  assert.equal(lines[5], "Reports: out/report/overview.html · receipts: out/receipts");
});
