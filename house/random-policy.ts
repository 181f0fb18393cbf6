/**
 * Random policies: the engine decides, explains and writes down; here policies that nobody would write are put to it by the
 * thousand, and three independent readings must agree: deciding and explaining, the replay of what was written down, and the
 * checker in Python (`verifier/check.py`).
 *
 *     const { problem, receipt } = tryPolicy(7);      // the policy of seed 7, and everything decided about one provider
 */
import { toJson } from "../src/datum.ts";
import type { Datum, Json } from "../src/datum.ts";
import { outputsOf } from "../src/decision.ts";
import type { Decision } from "../src/decision.ts";
import { whole } from "../src/formula.ts";
import type { Frame } from "../src/formula.ts";
import type { Outcome } from "../src/outcome.ts";
import { readPolicy } from "../src/policy.ts";
import type { Policy, PolicyText } from "../src/policy.ts";
import { compilePolicy, decideAll, valueOf } from "../src/program.ts";
import type { Dossier, Program } from "../src/program.ts";
import { receiptBytes, replay } from "../src/receipt.ts";
import { Teller, toReceipt } from "../src/trace.ts";
import { addDecision } from "./random-policy/decision.ts";
import { Dice } from "./random-policy/dice.ts";
import { randomDossier } from "./random-policy/dossier.ts";
import { Draft } from "./random-policy/draft.ts";

export { Dice } from "./random-policy/dice.ts";
export { datum } from "./random-policy/value.ts";

/** The text of a policy of one to four decisions. */
export function randomPolicyText(dice: Dice): PolicyText {
  const draft = new Draft(dice);
  dice.several(1, 3, (i) => addDecision(draft, i));
  return draft.toText();
}

export interface Attempt {
  /** How many decisions were taken, those about parts each time. */
  readonly decisions: number;
  /** The first thing that does not agree, if there is any. */
  readonly problem?: string;
  /** The receipt's canonical bytes, for whoever else wants to check it. */
  readonly receipt?: Uint8Array;
}

/** Makes the policy of a seed and a dossier for it, decides everything, and compares. */
export function tryPolicy(seed: number): Attempt {
  const dice = new Dice(seed);
  const { policy, findings } = readPolicy(randomPolicyText(dice));
  if (policy === undefined) return { decisions: 0, problem: `does not load: ${JSON.stringify(findings[0])}` };
  const program = compilePolicy(policy);
  const dossier = randomDossier(policy, dice);
  const frame = decideAll(program, dossier);
  const teller = new Teller(program, dossier);
  const told = questions(policy, frame).map((question) => ({ ...question, outcome: tell(teller, question) }));
  const unequal = told.find(({ outcome, ...question }) => !agrees(program, question, outcome));
  const receipt = toReceipt(teller.record(), heading(policy, dossier));
  const difference = replay(receipt);
  const problem =
    unequal === undefined
      ? difference && `replay differs: ${JSON.stringify(difference)}`
      : `${unequal.ref} is told as ${JSON.stringify(unequal.outcome)}`;
  return { decisions: told.length, ...(problem && { problem }), receipt: receiptBytes(receipt) };
}

interface Question {
  readonly decision: Decision;
  readonly ref: string;
  readonly frame: Frame;
}

/** Every output of every decision, about the provider or about each part. */
function questions(policy: Policy, root: Frame): Question[] {
  return policy.order.flatMap((decision) => {
    const frames = decision.subject === whole ? [root] : (root.parts.get(decision.subject) ?? []);
    return frames.flatMap((frame) => outputsOf(decision).map(({ ref }) => ({ decision, ref, frame })));
  });
}

function tell(teller: Teller, { decision, ref, frame }: Question): Outcome {
  return teller.tell(ref.slice("decision.".length), decision.subject === whole ? undefined : frame.member);
}

/** What is explained is what was decided; and what is not known has a reason why. */
function agrees(program: Program, { decision, ref, frame }: Question, outcome: Outcome): boolean {
  const value = valueOf(program, frame, ref, decision.subject);
  switch (outcome.status) {
    case "decided":
      return value !== undefined && sameJson(written(decision, ref, value), outcome.value);
    case "refused":
      return decision.kind === "conditions" && value === false;
    case "incomplete":
      return value === undefined && outcome.missing.length + outcome.reasons.length > 0;
  }
}

function written(decision: Decision, ref: string, value: Datum): Json {
  return toJson(outputsOf(decision).find((output) => output.ref === ref)!.type, value);
}

function sameJson(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function heading(policy: Policy, { provider, on }: Dossier): Parameters<typeof toReceipt>[1] {
  const why = { code: "version-draft", args: {} };
  return { policy, policyHash: "0".repeat(64), why, subject: provider, on, issuedAt: "2024-10-01T12:00:00Z" };
}
