import assert from "node:assert/strict";
import { test } from "node:test";
import { expectFaults, findingsOf, policyOf } from "../../house/scenario.ts";

const sound = `
--- facts
score: {type: int}
used: {type: money, period: year}
--- policy.yaml
missing:
  fact.score: {value: 60, assumption: a}
  fact.used@2023: {value: "5.00", source: "003 §2.2.5"}
--- talk.formula.yaml
{id: talk, for: provider, type: bool, is: fact.score < 60, assumption: a}
`;

test("what a name is taken to be when nobody supplies it, with its ground", () => {
  const { missing } = policyOf(sound);
  assert.deepEqual(
    [...missing.values()].map(({ ref, value, basis }) => [ref, value, basis]),
    [
      ["fact.score", 60n, { assumption: "a" }],
      ["fact.used@2023", 500n, { source: "003 §2.2.5" }],
    ],
  );
});

test("a name that is none, that has a rule already, or that cannot be missing is told", () => {
  expectFaults(sound, "policy/policy.yaml", [
    [
      "  fact.score: {",
      "  fact.scores: {",
      "2:3: unknown-name: found `fact.scores`, expected did you mean `fact.score`?",
    ],
    [
      "  fact.score: {",
      "  decision.talk: {",
      "2:3: unknown-name: found `decision.talk`, expected a fact or an indicator",
    ],
    [
      "fact.score: {value: 60",
      "fact.score: {valu: 60",
      "2:16: unknown-key: found `valu`, expected did you mean `value`?",
    ],
  ]);
});

test("of a fact that is itself at fault only that is told, also where it is read and where it may be missing", () => {
  const faulty = sound.replace("score: {type: int}", "score: {type: int, perod: year}");
  assert.deepEqual(
    findingsOf(faulty).map((told) => told.split(": found")[0]),
    ["facts/facts.yaml:1:26: unknown-key"],
  );
});

test("nor of an indicator that is itself at fault", () => {
  const counted = sound
    .replace(
      "--- talk",
      '--- value-model.yaml\nindicators:\n  - {id: share, type: percent, source: "003 §2.2.1"}\n--- talk',
    )
    .replace("missing:\n", "missing:\n  indicator.share: {value: 50, assumption: a}\n")
    .replace("fact.score < 60", "fact.score < 60 and indicator.share < 50%");
  assert.deepEqual(findingsOf(counted), []);
  const faulty = counted.replace("type: percent, source", "type: percnt, source");
  assert.deepEqual(
    findingsOf(faulty).map((told) => told.split(": found")[0]),
    ["policy/value-model.yaml:2:23: unknown-type: type"],
  );
});
