import assert from "node:assert/strict";
import { test } from "node:test";
import { dossierOf, programOf } from "../../house/scenario.ts";
import { readIndicators } from "../indicator.ts";
import { reckon } from "../value.ts";
import { examineAmounts } from "./amount.ts";

const plain = "nl: a, en: a, assumption: a";
const program = programOf(`
--- facts
score: {type: decimal, scale: 2}
--- policy.yaml
parameters:
  rate: {type: money, value: "100.00", assumption: a}
--- all.formula.yaml
- {id: points, for: provider, type: decimal, scale: 2, is: indicator.score, assumption: a}
- {id: pay, for: provider, type: money, is: "if known(indicator.score) then round_half_up(parameter.rate * indicator.rank, 2) else 0.00 eur", assumption: a}
--- value-model.yaml
indicators:
  - {id: score, kind: fact, of: fact.score, type: decimal, scale: 2, ${plain}}
  - {id: rank, kind: peer-rank, of: decision.points, ties: half, type: percent, scale: 2, ${plain}}
`);

test("with the figure of another what is made of it moves as well: a score carries through its rank", () => {
  const { indicators, findings } = readIndicators(program.policy);
  assert.deepEqual(findings, []);
  const dossiers = new Map(
    ["1.00", "2.00", "3.00", "4.00"].map((score, i) => {
      const provider = `p${i}`;
      return [provider, { ...dossierOf(program, `{score: "${score}"}`), provider }] as const;
    }),
  );
  const step = reckon({ policy: program.policy, indicators, dossiers, tables: new Set() }).next();
  assert.ok(step.done === true);
  const [told] = examineAmounts(program, step.value, dossiers);
  const carried = new Map(told!.carried.map((each) => [each.name, each]));
  assert.deepEqual([...carried.keys()].toSorted(), ["rank", "score"]);
  for (const { known, changed } of carried.values()) assert.deepEqual([known, changed], [4, 1]);
  // Against three others who stand still a score moves as far in the row as the rank itself, but for half a place where it meets its equal.
  assert.ok(carried.get("score")!.weight! > 0.3);
});
