import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../house/small-round.ts";
import type { Round } from "../src/round.ts";
import { tellRound } from "./round.ts";

test("how many, what came out how often, who needs a person, and where the reports are", () => {
  assert.deepEqual(tellRound(holdSmallRound(), "out", "nl").split("\n"), [
    "Zorg & Zekerheid: ronde op 1 januari 2024, 3 aanbieders",
    "  Toelating: ja (1), geweigerd (1), nog niet te beslissen (1)",
    "  Categorie: de beste (1), de andere (1), nog niet te beslissen (1)",
    "  Plafond: nog niet te beslissen (3)",
    "  In short: laagste 90 %, mediaan 90 %, hoogste 90 % (1), nog niet te beslissen (1)",
    "Een mens nodig: 3; wie en waarom staat in het overzicht",
    "Rapporten: out/report/overview.html · rekenbonnen: out/receipts",
  ]);
});

/** The small round with an amount for the first provider. */
function proposing(provider: string): Round {
  const round = holdSmallRound();
  const outcome = { status: "decided", value: { cents: "9500" } } as const;
  const proposals = round.proposals.map((proposal) => {
    const told = proposal.told.map((each) => (each.decision === "ceiling" ? { ...each, outcome } : each));
    return proposal.provider === provider ? { ...proposal, told } : proposal;
  });
  return { ...round, proposals };
}

test("what is proposed stands beside what is agreed, where that is known", () => {
  const known = tellRound(proposing("42000001"), "out", "nl");
  assert.match(
    known,
    /\nVoorgesteld aan 1 aanbieder: € 95,00, waar voor 2023 € 90,00 is afgesproken \(verschil \+€ 5,00\)\n/,
  );
  assert.match(tellRound(proposing("42000003"), "out", "nl"), /\nVoorgesteld aan 1 aanbieder: € 95,00\n/);
});

test("and in English", () => {
  const lines = tellRound(holdSmallRound(), "out", "en").split("\n");
  assert.equal(lines[0], "Zorg & Zekerheid: round on 1 January 2024, 3 providers");
  assert.equal(lines[4], "  In short: lowest 90 %, median 90 %, highest 90 % (1), not to be decided yet (1)");
  assert.equal(lines.at(-1), "Reports: out/report/overview.html · receipts: out/receipts");
});
