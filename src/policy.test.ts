import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf, policyOf, textOf } from "../house/scenario.ts";
import { documentText, extendsOf, readPolicy } from "./policy.ts";

const small = `
--- facts
score: {type: int}
--- talk.formula.yaml
{id: talk, for: provider, type: bool, is: fact.score < 60, assumption: a}
--- coverage.yaml
document: "003"
`;

test("a policy is read with its names, its decisions in order, and its other documents", () => {
  const policy = policyOf(small);
  assert.deepEqual([...policy.decisions.keys()], ["talk"]);
  assert.deepEqual(policy.names.find("fact.score"), {
    type: policy.vocabulary.get("score")!.type,
    subject: "provider",
    period: "instant",
  });
  assert.deepEqual([...policy.documents.keys()], ["coverage.yaml"]);
  assert.equal(documentText(policy, "coverage.yaml", "document"), "003");
});

test("what cannot be read as YAML is told, and nothing else is guessed from it", () => {
  for (const [from, to, expected] of [
    [
      "is: fact.score < 60",
      "is: fact.score < 60, is: true",
      "policy/talk.formula.yaml:1:60: yaml-syntax: found `is: true, assumption: a}`, expected Map keys must be unique",
    ],
    [
      "is: fact.score < 60",
      "is: *score",
      "policy/talk.formula.yaml:1:43: yaml-construct: found the alias *score, expected the text itself: a policy is read without jumping",
    ],
    ['document: "003"\n', "", "policy/coverage.yaml: empty-file: found nothing, expected policy text"],
  ] as const)
    assert.deepEqual(findingsOf(small.replace(from, to)), [expected], to);
});

test("all faults are told at once, each where it stands", () => {
  const faulty = small
    .replace("fact.score < 60", "fact.scor < 60")
    .replace("score: {type: int}", "score: {type: int, perod: year}");
  assert.deepEqual(
    findingsOf(faulty).map((told) => told.split(": found")[0]),
    ["facts/facts.yaml:1:26: unknown-key", "policy/talk.formula.yaml:1:43: unknown-name: is"],
  );
});

test("a folder without a policy.yaml is no policy", () => {
  const { chain, facts } = textOf(small);
  const files = new Map([...chain[0]!.files].filter(([file]) => file !== "policy.yaml"));
  const { policy, findings } = readPolicy({ chain: [{ path: "policy", files }], facts });
  assert.equal(policy, undefined);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["no-policy"],
  );
});

test("extendsOf() gives the folder that a policy extends, as it is written", () => {
  assert.equal(extendsOf("id: x\nextends: ../../cz/2024\n"), "../../cz/2024");
  assert.equal(extendsOf("id: x\n"), undefined);
});
