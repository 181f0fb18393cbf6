/** An outcome told to a person: the verdict first, then every reason with the place it rests on, then what was preferred. */
import type { Json } from "../src/datum.ts";
import type { Outcome, Reason } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import { toGround, toSentence } from "./reason.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    decided: "Uitkomst",
    holds: "ja, aan alle voorwaarden is voldaan",
    refused: "Geweigerd; hieraan is niet voldaan:",
    incomplete: "Nog niet te beslissen; dit ontbreekt:",
    notes: "Voorkeuren (die nooit tot weigering leiden):",
    met: { true: "voldaan", false: "niet voldaan", unknown: "onbekend" },
  },
  en: {
    decided: "Outcome",
    holds: "yes, every condition holds",
    refused: "Refused; this is not met:",
    incomplete: "Not decided yet; this is missing:",
    notes: "Preferences (which never refuse):",
    met: { true: "met", false: "not met", unknown: "unknown" },
  },
} as const;

/** The lines of an outcome of a decision of a policy. */
export function tellOutcome(outcome: Outcome, decision: string, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  return [...verdict(outcome, decision, policy, lang), ...notes(outcome.notes ?? [], policy, lang, say)];
}

function verdict(outcome: Outcome, decision: string, policy: Policy, lang: Language): string[] {
  const say = words[lang];
  if (outcome.status === "decided") return [`${say.decided}: ${valueText(outcome.value, decision, policy, lang)}`];
  return [say[outcome.status], ...outcome.reasons.map((reason) => bullet(reason, policy, lang))];
}

function valueText(value: Json, decision: string, policy: Policy, lang: Language): string {
  const isConditions = policy.decisions.get(decision)?.kind === "conditions";
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (isConditions) return words[lang].holds;
  return type === undefined ? String(value) : toFigure(type, value, lang, policy.units);
}

/** One reason as an item of a list. */
export function bullet(reason: Reason, policy: Policy, lang: Language): string {
  const ground = toGround(reason, lang);
  return `  – ${toSentence(reason, policy, lang)}${ground === "" ? "" : ` [${ground}]`}`;
}

function notes(all: readonly Reason[], policy: Policy, lang: Language, say: (typeof words)[Language]): string[] {
  if (all.length === 0) return [];
  const told = all.map(
    (note) => `${bullet(note, policy, lang)}: ${say.met[note.args["holds"] as keyof typeof say.met]}`,
  );
  return [say.notes, ...told];
}
