/**
 * Reasons as sentences. A condition speaks in the words that its policy gives it; what the engine itself has to say (something is
 * missing, left open, divided by zero) stands here, Dutch first.
 */
import type { Json } from "../src/datum.ts";
import type { Reason } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import { deliverableLabel, indicatorLabel, labelOf, parameterLabel } from "./label.ts";
import type { Language } from "./text.ts";

type Sentence = Readonly<Record<Language, string>>;

/** What the engine says; `{name}` is what a name stands for, the other braces are arguments. */
export const engineSentences: Readonly<Record<string, Sentence>> = {
  missing_fact: { nl: "{name} is niet bekend.", en: "{name} is not known." },
  missing_indicator: { nl: "{name} is nog niet berekend.", en: "{name} has not been computed yet." },
  missing_parameter: { nl: "De inkoper laat {name} open: {why}.", en: "The buyer leaves {name} open: {why}." },
  missing_decision: { nl: "De inkoper laat {name} open: {why}.", en: "The buyer leaves {name} open: {why}." },
  missing_deliverable: { nl: "{name} is niet bekend.", en: "{name} is not known." },
  division_by_zero: { nl: "Er zou door nul worden gedeeld.", en: "It would divide by zero." },
  no_such_day: { nl: "Zo'n dag kent de kalender niet.", en: "The calendar has no such day." },
  nothing_to_average: { nl: "Er is niets om te middelen.", en: "There is nothing to average." },
  no_rule: { nl: "Geen enkele regel past.", en: "No rule fits." },
  two_rules: { nl: "Meer dan één regel past.", en: "More than one rule fits." },
};

/** A reason in the reader's language, with the place it rests on. */
export function toSentence(reason: Reason, policy: Policy, lang: Language): string {
  const template = conditionText(reason, policy, lang) ?? engineSentences[reason.code]?.[lang] ?? reason.code;
  const part = reason.part ?? (typeof reason.args["part"] === "string" ? reason.args["part"] : undefined);
  const about = part === undefined ? "" : `${memberName(part, policy, lang)}: `;
  return `${about}${fillBraces(template, reason, policy, lang)}`;
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

/** `003 §2.2.5`, or that it is an assumption and why. */
export function toGround({ source, assumption }: Pick<Reason, "source" | "assumption">, lang: Language): string {
  if (source !== undefined) return source;
  return assumption === undefined ? "" : `${lang === "nl" ? "aanname" : "assumption"}: ${assumption}`;
}

function conditionText({ code }: Reason, policy: Policy, lang: Language): string | undefined {
  const [list, id] = [code.slice(0, code.lastIndexOf(".")), code.slice(code.lastIndexOf(".") + 1)];
  const decision = policy.decisions.get(list);
  return decision?.kind === "conditions"
    ? decision.conditions.find((condition) => condition.id === id)?.[lang]
    : undefined;
}

function fillBraces(template: string, { args }: Reason, policy: Policy, lang: Language): string {
  const unknown = lang === "nl" ? "onbekend" : "unknown";
  return template.replace(/\{([^}]*)\}/g, (_, name: string) => {
    if (name === "name") return nameOf(String(args["ref"]), policy, lang);
    const key = name in args ? name : Object.keys(args).find((candidate) => candidate.split("@")[0] === name);
    if (key === undefined) return unknown;
    const type = policy.names.find(key.split("@")[0]!)?.type;
    return type === undefined ? String(args[key]) : toFigure(type, args[key] as Json, lang, policy.units);
  });
}

/** What a name is called, with its period: “Aantal cliënten (2023)”. */
export function nameOf(ref: string, policy: Policy, lang: Language): string {
  if (ref === "on") return { nl: "De dag van het besluit", en: "The day of the decision" }[lang];
  const [name = "", period] = ref.split("@");
  const [root, id] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
  const label = given(root, id, policy, lang) ?? `‘${name}’`;
  return period === undefined ? label : `${label} (${period})`;
}

function given(root: string, id: string, policy: Policy, lang: Language): string | undefined {
  if (root === "fact") return policy.vocabulary.get(id)?.[lang];
  if (root === "indicator") return indicatorLabel(id, policy, lang);
  if (root === "parameter") return parameterLabel(id, policy, lang);
  if (root === "deliverable") return deliverableLabel(id, policy, lang);
  return root === "decision" ? labelOf(id, policy, lang) : undefined;
}

/** `provider.indicator/nps`: the indicator's own name where the parts are indicators, else the member as it is. */
function memberName(part: string, policy: Policy, lang: Language): string {
  const member = part.slice(part.lastIndexOf("/") + 1);
  return policy.indicators.has(member) ? indicatorLabel(member, policy, lang) : member;
}
