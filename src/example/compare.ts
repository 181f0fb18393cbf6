/** Whether an outcome is the one that an example expects. Reasons, notes and what is missing are compared as sets of codes and names. */
import { parseDatum, toPolicyText } from "../datum.ts";
import { outputsOf } from "../decision.ts";
import type { Decision } from "../decision.ts";
import type { Expected } from "../example.ts";
import { sameValue } from "../formula.ts";
import type { Outcome, Reason } from "../outcome.ts";

interface Difference {
  readonly found: string;
  readonly expected: string;
}

/** The difference in words, or undefined when there is none. */
export function compareOutcome(
  expect: Expected,
  outcome: Outcome,
  decision: Decision,
  ref: string,
): Difference | undefined {
  const { type } = outputsOf(decision).find((output) => output.ref === ref)!;
  const found = inWords(outcome);
  const expected =
    expect.status === "decided"
      ? `decided, ${toPolicyText(type, expect.value)}`
      : listed(expect.status, namesIn(expect));
  const value = outcome.status === "decided" ? parseDatum(type, outcome.value) : undefined;
  if (expect.status !== outcome.status) return { found, expected };
  if (expect.status === "decided" && !sameValue(value!, expect.value))
    return { found: `decided, ${toPolicyText(type, value!)}`, expected };
  if (expect.status !== "decided" && !sameSet(namesIn(expect), namesOf(outcome))) return { found, expected };
  const notes = unmet(outcome.notes);
  return expect.notes === undefined || sameSet(expect.notes, notes)
    ? undefined
    : { found: listed("notes", notes), expected: listed("notes", expect.notes) };
}

function namesIn(expect: Expected): readonly string[] {
  return expect.status === "refused" ? expect.reasons : expect.status === "incomplete" ? expect.missing : [];
}

function namesOf(outcome: Outcome): readonly string[] {
  if (outcome.status === "refused") return codesOf(outcome.reasons);
  return outcome.status === "incomplete" ? outcome.missing : [];
}

function inWords(outcome: Outcome): string {
  return outcome.status === "decided"
    ? `decided, ${JSON.stringify(outcome.value).replaceAll('"', "")}`
    : listed(outcome.status, namesOf(outcome));
}

function listed(word: string, names: readonly string[]): string {
  return `${word}, ${names.length === 0 ? "none named" : [...new Set(names)].toSorted().join(", ")}`;
}

/** The preferred conditions that do not hold, or of which that is not known. */
function unmet(notes: readonly Reason[] = []): string[] {
  return codesOf(notes.filter(({ args }) => args["holds"] !== "true"));
}

function codesOf(reasons: readonly Reason[]): string[] {
  return reasons.map(({ code }) => code);
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((name) => right.has(name));
}
