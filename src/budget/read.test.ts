import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPolicy } from "../../house/small-round.ts";
import { readBudget } from "../budget.ts";
import { readDocument } from "../document.ts";
import type { Finding } from "../finding.ts";
import { ratio } from "../ratio.ts";

const sound = `proposal: decision.ceiling
closest: {by: squares, assumption: t}
whole: {amount: "1250000.00", source: "003 §2.2.4", newcomers: {amount: "1000.00", assumption: t}}
regions:
  each: {share: "103.50", of: realised, assumption: t, newcomers: {share: "2.00", assumption: t}}
  Oost: {share: "101.00", of: agreement, assumption: t}
floor: {share: "95.00", of: agreement, assumption: t}
cap: {share: "110.00", of: realised, assumption: t}
weights:
  - {decision: decision.class, is: [A], weight: "2.00", assumption: t}
  - {region: [Oost], weight: "1.50", assumption: t}
apart: {decision: decision.admission, is: ["false"], reserve: agreement, source: "003 §2.2.5"}
unproposed: {assumption: t}
`;

function read(text: string) {
  const findings: Finding[] = [];
  const budget = readBudget(readDocument("budget.yaml", text, findings)!, smallPolicy, findings);
  return { budget, findings: findings.map(({ code, line, found }) => `${line} ${code}: ${found}`) };
}

test("a budget says what there is to spend, what is kept of it, and how it is divided", () => {
  const { budget, findings } = read(sound);
  assert.deepEqual(findings, []);
  assert.deepEqual([budget?.proposal, budget?.distance.by], ["ceiling", "squares"]);
  assert.deepEqual(budget?.whole?.budget, { cents: 125_000_000n });
  assert.deepEqual(budget?.whole?.newcomers?.keep, { cents: 100_000n });
  assert.deepEqual(budget?.each?.budget, { share: ratio(207n, 200n), of: "realised" });
  assert.deepEqual(budget?.each?.newcomers?.keep, { share: ratio(1n, 50n) });
  assert.deepEqual([...(budget?.regions.keys() ?? [])], ["Oost"]);
  assert.deepEqual(budget?.floor?.share, ratio(19n, 20n));
  assert.deepEqual(
    budget?.weights.map(({ decision, is, weight }) => [decision, is, weight]),
    [
      ["class", ["A"], ratio(2n)],
      [undefined, ["Oost"], ratio(3n, 2n)],
    ],
  );
  assert.deepEqual([budget?.apart?.reserve, budget?.unproposed?.reserve], ["agreement", undefined]);
});

for (const [from, to, told] of [
  ["decision.ceiling", "decision.cieling", "1 unknown-name: `decision.cieling`"],
  ["decision.ceiling", "decision.class", "1 unknown-name: `decision.class`"],
  ["by: squares", "by: cubes", "2 unknown-word: `cubes`"],
  ['amount: "1250000.00", source', "source", "3 missing-key: no `amount` and no `share`"],
  ['amount: "1250000.00"', 'amount: "-1.00"', "3 bad-value: `-1.00`"],
  ['amount: "1250000.00"', 'amount: "1.00", share: "1.00"', "3 missing-key: `amount` and `share`"],
  ["of: realised, assumption: t, newcomers", "assumption: t, newcomers", "5 missing-key: no `of`"],
  ["of: realised, assumption: t, newcomers", "of: plan, assumption: t, newcomers", "5 unknown-word: `plan`"],
  ['floor: {share: "95.00"', "floor: {share: veel", "7 bad-value: `veel`"],
  ["of: agreement, assumption: t}\ncap", "of: agreement}\ncap", "7 no-source: neither `source` nor `assumption`"],
  ['weight: "2.00"', 'weight: "0"', "10 bad-value: `0`"],
  ["reserve: agreement", "reserve: budget", "12 unknown-word: `budget`"],
  ["unproposed: {assumption: t}", "unproposed: {assumptoin: t}", "13 unknown-key: `assumptoin`"],
] as const)
  test(`a budget with ${JSON.stringify(to)} is refused`, () => {
    const { budget, findings } = read(sound.replace(from, to));
    assert.deepEqual([budget, findings], [undefined, [told]]);
  });
