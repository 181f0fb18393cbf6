/** What came out of a decision, in the few words of a table or a line: the choice, “ja”, “geweigerd”, or a figure. */
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { spreadOf, tally } from "../src/round.ts";
import type { Proposal } from "../src/round.ts";
import { toJson } from "../src/datum.ts";
import { toFigure } from "./figure.ts";
import { choiceText } from "./label.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    refused: "geweigerd",
    incomplete: "nog niet te beslissen",
    true: "ja",
    decided: "beslist",
    spread: (least: string, median: string, greatest: string) =>
      `laagste ${least}, mediaan ${median}, hoogste ${greatest}`,
  },
  en: {
    refused: "refused",
    incomplete: "not to be decided yet",
    true: "yes",
    decided: "decided",
    spread: (least: string, median: string, greatest: string) =>
      `lowest ${least}, median ${median}, highest ${greatest}`,
  },
} as const;

/** The outcome of one provider. */
export function shortOutcome(outcome: Outcome, decision: string, policy: Policy, lang: Language): string {
  if (outcome.status !== "decided") return words[lang][outcome.status];
  const type = policy.names.find(`decision.${decision}`)?.type;
  if (outcome.value === true) return words[lang].true;
  return type === undefined ? String(outcome.value) : toFigure(type, outcome.value, lang, policy.units);
}

/** An outcome that several providers have: as it is counted (`wordOf`), its reading, and how many have it. */
export interface CountedOutcome {
  readonly word: string;
  readonly text: string;
  readonly count: number;
}

/** How often each outcome of a decision came out, choices in the order of the policy; numbers from lowest to highest as one. */
export function countOutcomes(
  decision: string,
  proposals: readonly Proposal[],
  policy: Policy,
  lang: Language,
): CountedOutcome[] {
  const type = policy.names.find(`decision.${decision}`)?.type;
  const spread = type?.kind === "number" ? spreadOf(proposals, decision, type) : undefined;
  const order = [...(type?.kind === "enum" ? type.values : []), "true", "decided", "refused", "incomplete"];
  const read = (word: string): string => {
    if (word === "decided" && spread !== undefined && type !== undefined) {
      const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
      return words[lang].spread(figure(spread.least), figure(spread.median), figure(spread.greatest));
    }
    return word in words.nl ? words[lang][word as "true"] : choiceText(word, decision, policy, lang);
  };
  return Object.entries(tally(proposals)[decision] ?? {})
    .toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([word, count]) => ({ word, text: read(word), count }));
}
