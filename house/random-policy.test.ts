import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { outputsOf } from "../src/decision.ts";
import { whole } from "../src/formula.ts";
import type { Frame } from "../src/formula.ts";
import { readPolicy } from "../src/policy.ts";
import type { PolicyText } from "../src/policy.ts";
import { compilePolicy, decideAll, valueOf } from "../src/program.ts";
import type { Dossier, Supplied } from "../src/program.ts";
import { hitPolicies, ops } from "../src/receipt.ts";
import type { Receipt } from "../src/receipt.ts";
import { randomPolicyText, tryPolicy } from "./random-policy.ts";
import { Dice } from "./random-policy/dice.ts";
import { randomDossier } from "./random-policy/dossier.ts";
import { root } from "./tree.ts";

/** `npm run bench random-policies` tries a hundred thousand. */
const policies = 2000;
const attempts = Array.from({ length: policies }, (_, seed) => ({ seed, ...tryPolicy(seed) }));
const receipts = attempts.map(({ receipt }) => Buffer.from(receipt ?? []));

test(`${policies} random policies: what is decided is what is explained, and replays`, () => {
  assert.deepEqual(
    attempts.filter(({ problem }) => problem !== undefined).map(({ seed, problem }) => [seed, problem]),
    [],
  );
});

test(`${policies} random policies: the checker in Python finds no difference`, (t) => {
  const checker = join(root, "verifier/check.py");
  const { status, stdout, error } = spawnSync("python3", [checker, "--batch", "-"], {
    input: Buffer.concat(receipts),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (error !== undefined) return t.skip("there is no python3: THE SECOND OPINION IS MISSING");
  assert.deepEqual(
    [stdout.trim().slice(0, 1000), status],
    [`${policies} receipts, ${policies} of them same to the cent; no proofs`, 0],
  );
});

test("random policies take every step that a receipt can hold, and end in every way", () => {
  const told = receipts.map((bytes) => JSON.parse(bytes.toString()) as Receipt);
  const seen = (values: Iterable<string>): string[] => [...new Set(values)].toSorted();
  assert.deepEqual(seen(told.flatMap(({ steps }) => steps.map(({ op }) => op))), ops.toSorted());
  assert.deepEqual(
    seen(told.flatMap(({ sheets }) => Object.values(sheets).map(({ hit }) => hit))),
    hitPolicies.toSorted(),
  );
  const outcomes = told.flatMap((receipt) => receipt.outcomes.map(({ outcome }) => outcome));
  assert.deepEqual(seen(outcomes.map(({ status }) => status)), ["decided", "incomplete", "refused"]);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === "incomplete" ? (outcome.reasons ?? []) : []));
  const codes = seen(reasons.map(({ code }) => code.replace(/^d\d\..*/, "condition")));
  assert.deepEqual(codes, [
    "condition",
    "division_by_zero",
    "missing_decision",
    "missing_fact",
    "missing_indicator",
    "missing_parameter",
    "no_rule",
    "no_such_day",
    "nothing_to_average",
    "two_rules",
  ]);
});

test("what is decided stays decided when more becomes known", () => {
  let decided = 0;
  for (let seed = 0; seed < 300; seed++) {
    const dice = new Dice(seed);
    const text = randomPolicyText(dice);
    const { policy } = readPolicy(text);
    if (policy === undefined || asksWhatIsKnown(text)) continue;
    const [program, full] = [compilePolicy(policy), randomDossier(policy, dice)];
    const [more, less] = [full, without(full, dice)].map((dossier) => decideAll(program, dossier)) as [Frame, Frame];
    for (const decision of policy.order)
      for (const [i, frame] of framesOf(less, decision.subject).entries())
        for (const { ref } of outputsOf(decision)) {
          const value = valueOf(program, frame, ref, decision.subject);
          if (value === undefined) continue;
          decided++;
          const then = valueOf(program, framesOf(more, decision.subject)[i]!, ref, decision.subject);
          assert.deepEqual(then, value, `${ref} of seed ${seed}`);
        }
  }
  assert.ok(decided > 200, `only ${decided} decisions put to it`);
});

/** `known(x)` and `missing:` are the two places where not knowing says something. */
function asksWhatIsKnown({ chain }: PolicyText): boolean {
  return chain.some(({ files }) => [...files.values()].some((text) => /known\(|^missing:/m.test(text)));
}

function framesOf(frame: Frame, subject: string): readonly Frame[] {
  return subject === whole ? [frame] : (frame.parts.get(subject) ?? []);
}

/** The dossier with some of its facts and figures forgotten; its parts stay. */
function without(dossier: Dossier, dice: Dice): Dossier {
  const fewer = (values: ReadonlyMap<string, Supplied>): ReadonlyMap<string, Supplied> =>
    new Map([...values].filter(() => dice.chance(60)));
  const parts = [...dossier.parts].map(
    ([kind, members]) =>
      [kind, new Map([...members].map(([member, values]) => [member, fewer(values)] as const))] as const,
  );
  return { ...dossier, values: fewer(dossier.values), parts: new Map(parts) };
}

test("the dice fall the same way on every machine", () => {
  const dice = new Dice(7);
  assert.deepEqual(
    dice.several(8, 8, () => dice.below(6)),
    [2, 5, 3, 2, 1, 4, 1, 1],
  );
});
