/**
 * A condition as its reader needs it: what is asked, in the words of the policy, and beside it what was found. Under a refusal a
 * requirement never stands by itself, since “the PREM was measured” would read as if it had been.
 */
import type { Condition } from "../src/condition.ts";
import type { Json } from "../src/datum.ts";
import { nestedIn } from "../src/decision.ts";
import { whole } from "../src/formula.ts";
import type { Name } from "../src/formula.ts";
import type { Reason } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import { nameOf } from "./label.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    refused: (asked: string, found: string) => `Gevraagd: ${asked}; gevonden: ${found}.`,
    nothing: (asked: string) => `Gevraagd: ${asked}; daaraan is niet voldaan.`,
    because: (asked: string) => `Gevraagd: ${asked}; daaraan is niet voldaan, want:`,
    met: { true: "voldaan", false: "niet voldaan", unknown: "onbekend" },
    found: (found: string) => ` (gevonden: ${found})`,
    unknown: "onbekend",
  },
  en: {
    refused: (asked: string, found: string) => `Asked: ${asked}; found: ${found}.`,
    nothing: (asked: string) => `Asked: ${asked}; this is not met.`,
    because: (asked: string) => `Asked: ${asked}; this is not met, because:`,
    met: { true: "met", false: "not met", unknown: "unknown" },
    found: (found: string) => ` (found: ${found})`,
    unknown: "unknown",
  },
} as const;

/** “Gevraagd: … ; gevonden: …” of a condition that failed; undefined when the reason is not about a condition. */
export function tellRequirement(reason: Reason, policy: Policy, lang: Language): string | undefined {
  const condition = conditionOf(reason, policy);
  if (condition === undefined) return undefined;
  const asked = askedText(condition, reason, policy, lang);
  const found = foundText(condition, reason, policy, lang);
  return found === "" ? words[lang].nothing(asked) : words[lang].refused(asked, found);
}

/** A preference with whether it is met: “de aanbieder staat in categorie A: niet voldaan (gevonden: B)”. */
export function tellPreference(note: Reason, policy: Policy, lang: Language): string {
  const condition = conditionOf(note, policy);
  const holds = String(note.args["holds"]) as keyof (typeof words)[Language]["met"];
  if (condition === undefined) return `${note.code}: ${words[lang].met[holds]}`;
  const saysIt = holds === "unknown" || (condition.test.op === "name" && condition.test.type.kind === "bool");
  const found = saysIt ? "" : foundText(condition, note, policy, lang);
  const beside = found === "" ? "" : words[lang].found(found);
  const asked = condition[lang].replace(/\.$/, "");
  return `${fillBraces(asked, note, policy, lang)}: ${words[lang].met[holds]}${beside}`;
}

/** A reason with the reasons below it, where it asks no more than that another list of conditions holds. */
export interface Nested {
  readonly reason: Reason;
  readonly below: readonly Nested[];
}

/** Reasons as they belong under each other: what another list asks stands below the condition that asks for that list. */
export function nest(reasons: readonly Reason[], policy: Policy): readonly Nested[] {
  const left = [...reasons];
  const take = (list?: string): Nested[] => {
    const taken: Nested[] = [];
    const belongs = (reason: Reason): boolean => list === undefined || listOf(reason) === list;
    for (let reason = left[0]; reason !== undefined && belongs(reason); reason = left[0]) {
      left.shift();
      const condition = conditionOf(reason, policy);
      const inner = condition && nestedIn(condition);
      taken.push({ reason, below: inner === undefined ? [] : take(inner) });
    }
    return taken;
  };
  return take();
}

/** The sentence above the reasons of a list that did not hold. */
export function tellParent(reason: Reason, policy: Policy, lang: Language): string {
  const condition = conditionOf(reason, policy);
  return condition === undefined ? reason.code : words[lang].because(askedText(condition, reason, policy, lang));
}

/** Whether a reason is a condition that failed, and not something that the engine lacks. */
export function isRequirement(reason: Reason, policy: Policy): boolean {
  return conditionOf(reason, policy) !== undefined;
}

/** The names of a failing condition's test that the provider or others supplied, for whom asks what can be done about it. */
export function namesFound(reason: Reason, policy: Policy): readonly Name[] {
  const condition = conditionOf(reason, policy);
  return condition === undefined ? [] : suppliedIn(condition, policy.decisions.get(listOf(reason))?.subject ?? whole);
}

function conditionOf(reason: Reason, policy: Policy): Condition | undefined {
  const list = policy.decisions.get(listOf(reason));
  const id = reason.code.slice(reason.code.lastIndexOf(".") + 1);
  return list?.kind === "conditions" ? list.conditions.find((condition) => condition.id === id) : undefined;
}

function listOf({ code }: Reason): string {
  return code.slice(0, code.lastIndexOf("."));
}

/** In the words of the policy, as the rest of a sentence: without its full stop, and small unless it begins with an abbreviation. */
function askedText(condition: Condition, reason: Reason, policy: Policy, lang: Language): string {
  const text = fillBraces(condition[lang].replace(/\.$/, ""), reason, policy, lang);
  return /^\p{Lu}\p{Ll}/u.test(text) || /^\p{Lu} /u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** What was found, of every name of the test that the text of the condition does not show already. */
function foundText(condition: Condition, reason: Reason, policy: Policy, lang: Language): string {
  if (nestedIn(condition) !== undefined) return "";
  const subject = policy.decisions.get(listOf(reason))?.subject ?? whole;
  const hidden = suppliedIn(condition, subject).filter(({ ref }) => !condition[lang].includes(`{${ref}`));
  const { test } = condition;
  const speaksForItself = (name: Name): boolean => test.op === "name" || name.type.kind !== "bool";
  const [only] = hidden;
  if (hidden.length === 1 && speaksForItself(only!)) return valueOf(only!, reason, policy, lang);
  return hidden.map((name) => `${nameOf(name.key, policy, lang)}: ${valueOf(name, reason, policy, lang)}`).join("; ");
}

/** Of the names that a reason shows those that somebody had to supply or that were decided, and that have one value here. */
function suppliedIn(condition: Condition, subject: string): readonly Name[] {
  return condition.shown.filter(
    (name) => /^(fact|indicator|decision)\./.test(name.ref) && (name.subject === subject || name.subject === whole),
  );
}

function valueOf({ key, type }: Name, { args }: Reason, policy: Policy, lang: Language): string {
  return key in args ? toFigure(type, args[key] as Json, lang, policy.units) : words[lang].unknown;
}

function fillBraces(template: string, { args }: Reason, policy: Policy, lang: Language): string {
  return template.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const key = name in args ? name : Object.keys(args).find((candidate) => candidate.split("@")[0] === name);
    const type = key === undefined ? undefined : policy.names.find(key.split("@")[0]!)?.type;
    if (key === undefined) return words[lang].unknown;
    return type === undefined ? String(args[key]) : toFigure(type, args[key] as Json, lang, policy.units);
  });
}
