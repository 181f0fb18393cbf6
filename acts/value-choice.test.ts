import assert from "node:assert/strict";
import { test } from "node:test";
import { holdSmallRound } from "../house/small-round.ts";
import { parseDay } from "../src/day.ts";
import { blankDossier } from "../src/program.ts";
import type { Chosen } from "../text/choice.ts";
import { choicesOf } from "./value-choice.ts";

const { policy, on, reckoning, proposals } = holdSmallRound();

test("everybody with figures or a dossier has an outcome, the one that a round gives it", () => {
  const dossiers = new Map([["42000009", blankDossier("42000009", parseDay(on)!)]]);
  const [choice, ...others] = choicesOf({ exit: 0, findings: [], policy, on, reckoning, dossiers });
  assert.deepEqual([choice?.decision, others], ["class", []]);
  assert.deepEqual(
    choice?.providers.map(({ provider }) => provider),
    ["42000001", "42000002", "42000003", "42000009"],
  );
  for (const { provider, told } of proposals) {
    const chosen: Chosen | undefined = choice.providers.find((each) => each.provider === provider);
    const own = told.find(({ decision }) => decision === "class");
    assert.deepEqual([chosen?.outcome, chosen?.certainty], [own?.outcome, own?.certainty]);
  }
  const last = choice?.providers.at(-1)?.outcome;
  assert.deepEqual(last?.status === "incomplete" && last.missing, ["indicator.register_share"]);
});

test("without a value model that was reckoned there is no choice", () => {
  assert.deepEqual(choicesOf({ exit: 2, findings: [] }), []);
});
