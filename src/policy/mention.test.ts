import assert from "node:assert/strict";
import { test } from "node:test";
import { readDocument } from "../document.ts";
import { mentionedIn } from "../policy.ts";

test("names in the value model are mentioned, those in examples, coverage and questions are not", () => {
  const files = {
    "value-model.yaml":
      "indicators:\n  - {of: fact.level5_fte@2022, exclude: [parameter.adult_from]}\n  - {of: [fact.a.b, indicator.x]}\n",
    "p/base/value-model.yaml": "of: fact.of_the_base\n",
    "examples/a.yaml": "- {facts: {fact.example: 1}}\n",
    "p/base/coverage.yaml": "rules: [parameter.covered]\n",
    "questions.yaml": "questions: [fact.asked]\n",
  };
  const documents = new Map(
    Object.entries(files).map(([name, text]) => [name, readDocument(name, text, []) ?? assert.fail(name)]),
  );
  const names = ["fact.level5_fte", "parameter.adult_from", "fact.a.b", "fact.of_the_base"];
  assert.deepEqual(mentionedIn({ documents, publish: undefined }), names);
  const publish = { peersLeast: "few", shareMost: "most" };
  assert.deepEqual(mentionedIn({ documents, publish }), ["parameter.few", "parameter.most", ...names]);
});
