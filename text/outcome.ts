/** An outcome told to a person: the verdict first, then every reason with the place it rests on, then what was preferred. */
import type { Json } from "../src/datum.ts";
import type { Outcome, Reason } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import { tellLack, toGround, toSentence } from "./reason.ts";
import { isRequirement, nest, tellParent, tellPreference } from "./requirement.ts";
import type { Nested } from "./requirement.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    decided: "Uitkomst",
    holds: "ja, aan alle voorwaarden is voldaan",
    refused: "Geweigerd; hieraan is niet voldaan:",
    incomplete: "Nog niet te beslissen; dit ontbreekt:",
    already: "Hieraan is in elk geval niet voldaan:",
    notes: "Voorkeuren (die nooit tot weigering leiden):",
  },
  en: {
    decided: "Outcome",
    holds: "yes, every condition holds",
    refused: "Refused; this is not met:",
    incomplete: "Not decided yet; this is missing:",
    already: "This is not met in any case:",
    notes: "Preferences (which never refuse):",
  },
} as const;

/** The lines of an outcome of a decision of a policy. */
export function tellOutcome(outcome: Outcome, decision: string, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  const notes = (outcome.notes ?? []).map((note) => item(tellPreference(note, policy, lang), note, policy, lang));
  return [...verdict(outcome, decision, policy, lang), ...(notes.length === 0 ? [] : [say.notes, ...notes])];
}

function verdict(outcome: Outcome, decision: string, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  if (outcome.status === "decided") return [`${say.decided}: ${valueText(outcome.value, decision, policy, lang)}`];
  const { failing, lacking } = sortReasons(outcome.reasons, policy, lang);
  const failed = failing.flatMap((reason) => bullets(reason, policy, lang));
  if (outcome.status === "refused") return [say.refused, ...failed];
  const lacks = lacking.map(({ text, reason }) => item(text, reason, policy, lang));
  return [say.incomplete, ...lacks, ...(failed.length === 0 ? [] : [say.already, ...failed])];
}

/** The reasons that are conditions, each below the one that asks for it, apart from what the engine lacks, each thing once. */
export function sortReasons(
  reasons: readonly Reason[],
  policy: Policy,
  lang: Language,
): { readonly failing: readonly Nested[]; readonly lacking: ReturnType<typeof tellLack> } {
  const [failing, lacking] = [true, false].map((wanted) =>
    reasons.filter((reason) => isRequirement(reason, policy) === wanted),
  );
  return { failing: nest(failing!, policy), lacking: tellLack(lacking!, policy, lang) };
}

function valueText(value: Json, decision: string, policy: Policy, lang: Language): string {
  const isConditions = policy.decisions.get(decision)?.kind === "conditions";
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (isConditions) return words[lang].holds;
  return type === undefined ? String(value) : toFigure(type, value, lang, policy.units);
}

/** A reason as an item of a list, what lies below it further in. */
function bullets({ reason, below }: Nested, policy: Policy, lang: Language, indent = ""): string[] {
  const text = below.length > 0 ? tellParent(reason, policy, lang) : toSentence(reason, policy, lang);
  return [
    `${indent}${item(text, reason, policy, lang)}`,
    ...below.flatMap((each) => bullets(each, policy, lang, `${indent}    `)),
  ];
}

function item(text: string, reason: Reason, policy: Policy, lang: Language): string {
  const ground = toGround(reason, policy, lang);
  return `  – ${text}${ground === "" ? "" : ` [${ground}]`}`;
}
