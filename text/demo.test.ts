import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../house/small-round.ts";
import type { ToldDemo } from "./demo.ts";
import { tellDemo } from "./demo.ts";
import { tellRound } from "./round.ts";

const round = holdSmallRound();
const demo: ToldDemo = { round, story: round.proposals[0]!, faults: [], steps: 7, out: "out" };

test("the round, then one provider from verdict to receipt", () => {
  const told = tellDemo(demo, "nl");
  assert.match(told, /^Een verzonnen verzekeraar op een verzonnen zorgmarkt; elke aanname is gemerkt/);
  assert.ok(told.includes(`\n\n${tellRound(round, "out", "nl")}\n\nHet verhaal van aanbieder 42000001\n`));
  assert.match(
    told,
    /\n\nCategorie\n {2}Uitkomst: de andere\n {2}Hoe zeker: de andere \d+ %[^\n]*\n {2}Wat dit had veranderd/,
  );
  assert.ok(told.includes("\n    – In het register: 80 % in plaats van 62,5 % → de beste\n"));
  assert.ok(told.includes("\nRekenbon nagerekend: 7 stappen, tot op de cent gelijk"));
  assert.ok(
    told.endsWith(
      "npx driehoek verify out/receipts/42000001.json of python3 verifier/check.py out/receipts/42000001.json",
    ),
  );
});

test("in English", () => {
  const told = tellDemo(demo, "en");
  assert.ok(told.includes("\nThe story of provider 42000001\n"));
  assert.ok(told.includes("\nReceipt recomputed: 7 steps, the same to the cent"));
});

test("a receipt that does not hold is told instead, fault by fault", () => {
  const told = tellDemo({ ...demo, faults: ["leaf-differs: x"] }, "en");
  assert.ok(told.includes("\nThe receipt does not hold:\n  – leaf-differs: x\n"));
  assert.ok(!told.includes("Receipt recomputed"));
});

test("of many ways to turn a decision three are told, and the number of the others", () => {
  const [admission, kind, ...rest] = demo.story.told;
  const [one] = kind!.counterfactuals;
  const counterfactuals = ["a", "b", "c", "d", "e"].map((part) => ({
    ...one!,
    changes: one!.changes.map((change) => ({ ...change, part: `provider.group/${part}` })),
  }));
  const story = { ...demo.story, told: [admission!, { ...kind!, counterfactuals }, ...rest] };
  const told = tellDemo({ ...demo, story }, "nl");
  assert.equal(told.match(/ {4}– In het register \[[abc]\]: /g)?.length, 3);
  assert.ok(told.includes("  Er zijn nog 2 andere manieren; ze staan in het rapport.\n"));
});
