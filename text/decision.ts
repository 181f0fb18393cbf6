/** A decision told from verdict to receipt, as it stands in the terminal. */
import type { Change, Counterfactual } from "../src/counterfactual.ts";
import { toJson } from "../src/datum.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { toFigure } from "./figure.ts";
import { labelOf, nameOf, partLabel } from "./label.ts";
import { tellOutcome } from "./outcome.ts";
import type { Language } from "./text.ts";
import { chooseTurning, tellMore, tellStuck } from "./turning.ts";

const words = {
  nl: {
    about: (policy: string, decision: string, on: string) => `${policy}: ${decision}, op ${on}`,
    where: "de uitvoer van --json",
    changed: "Wat dit had veranderd (elk afzonderlijk nagerekend, al het andere gelijk):",
    and: " én ",
    from: (name: string, from: string, to: string) => `${name}: ${to} in plaats van ${from}`,
    receipt: (path: string) => `Rekenbon: ${path}`,
    better: (value: string) => ` → ${value}`,
  },
  en: {
    about: (policy: string, decision: string, on: string) => `${policy}: ${decision}, on ${on}`,
    where: "the output of --json",
    changed: "What would have changed it (each recomputed by itself, all else equal):",
    and: " and ",
    from: (name: string, from: string, to: string) => `${name}: ${to} instead of ${from}`,
    receipt: (path: string) => `Receipt: ${path}`,
    better: (value: string) => ` → ${value}`,
  },
} as const;

export interface ToldDecision {
  readonly policy: Policy;
  readonly decision: string;
  readonly on: string;
  readonly outcome: Outcome;
  readonly counterfactuals: readonly Counterfactual[];
  readonly receipt?: string;
}

export function tellDecision(told: ToldDecision, lang: Language): string {
  const { policy, decision, on, outcome, counterfactuals, receipt } = told;
  const say = words[lang];
  const day = toFigure({ kind: "day" }, on, lang);
  const lines = [
    say.about(policy.buyer, labelOf(decision, policy, lang), day),
    ...tellOutcome(outcome, decision, policy, lang),
  ];
  const stuck = tellStuck(outcome, counterfactuals, decision, policy, lang);
  const more = tellMore(counterfactuals, say.where, lang);
  const chosen = chooseTurning(counterfactuals).map(
    (each) => `  – ${tellCounterfactual(each, decision, policy, lang)}`,
  );
  if (chosen.length > 0) lines.push(say.changed, ...chosen);
  lines.push(...[more, stuck].filter((line) => line !== undefined));
  if (receipt !== undefined) lines.push(say.receipt(receipt));
  return lines.join("\n");
}

/** “Aantal cliënten (2023): 62 in plaats van 60 én …”, with what the decision then says unless that is simply yes. */
export function tellCounterfactual(
  { changes, value }: Counterfactual,
  decision: string,
  policy: Policy,
  lang: Language,
): string {
  const say = words[lang];
  const told = changes.map((change) => tellChange(change, policy, lang)).join(say.and);
  const type = policy.names.find(`decision.${decision}`)?.type;
  return value === true || type === undefined
    ? told
    : `${told}${say.better(toFigure(type, toJson(type, value), lang, policy.units))}`;
}

function tellChange({ ref, part, type, from, to }: Change, policy: Policy, lang: Language): string {
  const figure = (value: Change["from"]): string => toFigure(type, toJson(type, value), lang, policy.units);
  const of = part === undefined ? "" : ` [${partLabel(part, policy, lang)}]`;
  return words[lang].from(`${nameOf(ref, policy, lang)}${of}`, figure(from), figure(to));
}
