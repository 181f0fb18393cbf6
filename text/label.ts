/** What a decision, an indicator, a parameter, a deliverable or a part is called: by its policy, or else its id in words. */
import { childText } from "../src/document.ts";
import type { Node } from "../src/document.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import type { Language } from "./text.ts";

export function labelOf(id: string, policy: Policy, lang: Language): string {
  const declared = policy.decisions.get(id)?.declaredAt;
  return inWords(id, declared, lang);
}

export function indicatorLabel(id: string, policy: Policy, lang: Language): string {
  return inWords(id, policy.indicators.get(id)?.declaredAt, lang);
}

export function parameterLabel(id: string, policy: Policy, lang: Language): string {
  return inWords(id, policy.parameters.get(id)?.namedAt, lang);
}

const moments: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  opens: { nl: "opening", en: "opening" },
  closes: { nl: "sluiting", en: "closing" },
};

/** `quality_data.closes` as “Kwaliteitsinformatie: sluiting”. */
export function deliverableLabel(id: string, policy: Policy, lang: Language): string {
  const [name = "", moment = ""] = id.split(".");
  const label = inWords(name, policy.deliverables.get(name)?.declaredAt, lang);
  return moment === "" ? label : `${label}: ${moments[moment]?.[lang] ?? moment}`;
}

/** A choice by its name in the reader's language. */
export function choiceText(outcome: string, decision: string, policy: Policy, lang: Language): string {
  const type = policy.names.find(`decision.${decision}`)?.type;
  return type === undefined ? outcome : toFigure(type, outcome, lang, policy.units);
}

/** `provider.group/frail_long` by the name that the policy gives the part; one that stands for an indicator by that one's name. */
export function partLabel(part: string, policy: Policy, lang: Language): string {
  const [kind = "", member = part] = part.split("/");
  const own = policy.labels.get(kind)?.get(member)?.[lang];
  const meant = [...policy.indicators.values()].find(({ subject, from }) => subject === kind && from.has(member));
  const indicator = meant?.from.get(member) ?? member;
  return own ?? (policy.indicators.has(indicator) ? indicatorLabel(indicator, policy, lang) : member);
}

/** What a name is called, with its period: “Aantal cliënten (2023)”. */
export function nameOf(ref: string, policy: Policy, lang: Language): string {
  if (ref === "on") return { nl: "De dag van het besluit", en: "The day of the decision" }[lang];
  const [name = "", period] = ref.split("@");
  const [root, id] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
  const label = nameGiven(root, id, policy, lang) ?? `‘${name}’`;
  return period === undefined ? label : `${label} (${period})`;
}

function nameGiven(root: string, id: string, policy: Policy, lang: Language): string | undefined {
  if (root === "fact") return policy.vocabulary.get(id)?.[lang];
  if (root === "indicator") return indicatorLabel(id, policy, lang);
  if (root === "parameter") return parameterLabel(id, policy, lang);
  if (root === "deliverable") return deliverableLabel(id, policy, lang);
  return root === "decision" ? labelOf(id, policy, lang) : undefined;
}

function inWords(id: string, declaredAt: Node | undefined, lang: Language): string {
  const given = declaredAt && childText(declaredAt, lang);
  if (given !== undefined) return given;
  const words = id.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
