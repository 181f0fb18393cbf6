/**
 * Reasons as sentences. A condition is told as what is asked and what was found (`requirement.ts`); what the engine itself has to say
 * (something is missing, left open, divided by zero) stands here, Dutch first.
 */
import type { Reason } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { nameOf, partLabel } from "./label.ts";
import { tellRequirement } from "./requirement.ts";
import type { Language } from "./text.ts";

type Sentence = Readonly<Record<Language, string>>;

/** What the engine says; `{name}` is what a name stands for, the other braces are arguments. */
export const engineSentences: Readonly<Record<string, Sentence>> = {
  missing_fact: { nl: "Niet bekend: {name}.", en: "Not known: {name}." },
  missing_indicator: { nl: "Nog niet berekend: {name}.", en: "Not computed yet: {name}." },
  missing_parameter: { nl: "De inkoper laat {name} open: {why}.", en: "The buyer leaves {name} open: {why}." },
  missing_decision: { nl: "De inkoper laat {name} open: {why}.", en: "The buyer leaves {name} open: {why}." },
  missing_deliverable: { nl: "Niet bekend: {name}.", en: "Not known: {name}." },
  division_by_zero: { nl: "Er zou door nul worden gedeeld.", en: "It would divide by zero." },
  no_such_day: { nl: "Zo'n dag kent de kalender niet.", en: "The calendar has no such day." },
  nothing_to_average: { nl: "Er is niets om te middelen.", en: "There is nothing to average." },
  no_rule: { nl: "Geen enkele regel past.", en: "No rule fits." },
  two_rules: { nl: "Meer dan één regel past.", en: "More than one rule fits." },
};

/** A reason in the reader's language: what was asked and found, or what the engine lacks. */
export function toSentence(reason: Reason, policy: Policy, lang: Language): string {
  const part = partOf(reason);
  const told = tellRequirement(reason, policy, lang) ?? lackSentence(reason, policy, lang);
  return part === undefined || standsFor(reason, policy) ? told : `${partLabel(part, policy, lang)}: ${told}`;
}

function partOf({ part, args }: Reason): string | undefined {
  return part ?? (typeof args["part"] === "string" ? args["part"] : undefined);
}

function lackSentence(reason: Reason, policy: Policy, lang: Language): string {
  const { code, args } = reason;
  const called = (): string =>
    standsFor(reason, policy) ? partLabel(partOf(reason)!, policy, lang) : nameOf(String(args["ref"]), policy, lang);
  const why = (): string => {
    const { text, note } = policyWords(String(args["why"]), policy.english.get(String(args["why"])), lang);
    return `${text}${note}`;
  };
  return (engineSentences[code]?.[lang] ?? code).replace(/\{(name|why)\}/g, (_, name: string) =>
    name === "name" ? called() : why(),
  );
}

/** Whether what is missing is a row of figures of which the part stands for one indicator: then that one's name says it all. */
function standsFor(reason: Reason, { indicators }: Policy): boolean {
  const member = partOf(reason)?.split("/")[1] ?? "";
  return indicators.get(String(reason.args["ref"]).replace(/^indicator\./, ""))?.from.has(member) === true;
}

/** What the engine lacks, each thing once; what it lacks of several parts stands behind their names, or behind “alle onderdelen”. */
export function tellLack(
  reasons: readonly Reason[],
  policy: Policy,
  lang: Language,
): { text: string; reason: Reason }[] {
  const alike = Map.groupBy(
    reasons,
    (reason) => `${lackSentence(reason, policy, lang)} ${toGround(reason, policy, lang)}`,
  );
  return [...alike.values()].map((group) => {
    const parts = group.flatMap((reason) => (standsFor(reason, policy) ? [] : (partOf(reason) ?? [])));
    const reason = group[0]!;
    const about = parts.length === 0 ? "" : `${partNames(parts, policy, lang)}: `;
    return { text: `${about}${lackSentence(reason, policy, lang)}`, reason };
  });
}

function partNames(parts: readonly string[], policy: Policy, lang: Language): string {
  const members = policy.subjects.get(parts[0]!.split("/")[0]!);
  if (parts.length > 1 && parts.length === members?.length) return { nl: "Alle onderdelen", en: "All parts" }[lang];
  return parts.map((part) => partLabel(part, policy, lang)).join("; ");
}

const origins: Readonly<Record<string, Sentence>> = {
  day: { nl: "de dag van het besluit", en: "the day of the decision" },
  open: { nl: "door de inkoper opengelaten", en: "left open by the buyer" },
  nobody: { nl: "niet aangeleverd", en: "not supplied" },
  policy: { nl: "beleid", en: "policy" },
  "policy-when-missing": { nl: "beleid, bij ontbreken", en: "policy, when missing" },
  decision: { nl: "besluit", en: "decision" },
  lake: { nl: "waardemodel", en: "value model" },
};

/** Where a value comes from, in the reader's language; a supplier's own words stay as they are. */
export function toOrigin(origin: string, lang: Language): string {
  return origins[origin]?.[lang] ?? origin;
}

/** What something rests on: as a reason has it, or as a declaration does. */
export interface Grounded {
  readonly source?: string;
  readonly assumption?: string;
  readonly english?: string;
}

/** `003 §2.2.5`, or that it is an assumption and why. */
export function toGround(
  { source, assumption, english }: Grounded,
  policy: Policy | undefined,
  lang: Language,
): string {
  if (source !== undefined) return source;
  if (assumption === undefined) return "";
  const { text, note } = policyWords(assumption, english ?? policy?.english.get(assumption), lang);
  return `${assumed[lang]}: ${text}${note}`;
}

/** How an assumption is called. */
export const assumed: Sentence = { nl: "aanname", en: "assumption" };

/**
 * Words of the policy for a reader of a language; where the policy has them in Dutch alone they stand as they are, with a note that
 * says so.
 */
export function policyWords(
  dutch: string,
  english: string | undefined,
  lang: Language,
): { readonly text: string; readonly note: string } {
  if (lang === "nl") return { text: dutch, note: "" };
  return english === undefined
    ? { text: dutch, note: " (the policy's own words, in Dutch)" }
    : { text: english, note: "" };
}
