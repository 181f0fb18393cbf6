/** What a decision, an indicator, a parameter or a deliverable is called: the name its policy gives it, or else its id in words. */
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

function inWords(id: string, declaredAt: Node | undefined, lang: Language): string {
  const given = declaredAt && childText(declaredAt, lang);
  if (given !== undefined) return given;
  const words = id.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
