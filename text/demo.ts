/** The demo told: the round in a few lines, then one provider from verdict to receipt. */
import type { Proposal, Round, Told } from "../src/round.ts";
import { tellCertainty } from "./certainty.ts";
import { tellCounterfactual } from "./decision.ts";
import { labelOf } from "./label.ts";
import { tellOutcome } from "./outcome.ts";
import { tellRound } from "./round.ts";
import type { Language } from "./text.ts";
import { chooseTurning, tellMore, tellStuck } from "./turning.ts";

const words = {
  nl: {
    assumed:
      "Een verzonnen verzekeraar op een verzonnen zorgmarkt; elke aanname is gemerkt, en het beleid van CZ zelf blijft open waar CZ het open laat.",
    story: (provider: string) => `Het verhaal van aanbieder ${provider}`,
    changed: "Wat dit had veranderd (elk afzonderlijk nagerekend):",
    where: "het rapport",
    checked: (steps: number) =>
      `Rekenbon nagerekend: ${steps} stappen, tot op de cent gelijk, en bewezen deel van de getekende lijst.`,
    differs: "De rekenbon klopt niet:",
    open: (path: string) => `Zijn rapport: ${path}`,
    again: (path: string) => `Zelf narekenen: npx driehoek verify ${path} of python3 verifier/check.py ${path}`,
  },
  en: {
    assumed:
      "A fictitious insurer on a synthetic care market; every assumption is marked, and CZ's own policy stays open where CZ leaves it open.",
    story: (provider: string) => `The story of provider ${provider}`,
    changed: "What would have changed it (each recomputed by itself):",
    where: "the report",
    checked: (steps: number) =>
      `Receipt recomputed: ${steps} steps, the same to the cent, and proven part of the signed log.`,
    differs: "The receipt does not hold:",
    open: (path: string) => `Its report: ${path}`,
    again: (path: string) => `Recompute it yourself: npx driehoek verify ${path} or python3 verifier/check.py ${path}`,
  },
} as const;

export interface ToldDemo {
  readonly round: Round;
  readonly story: Proposal;
  readonly faults: readonly string[];
  readonly steps: number;
  readonly out: string;
}

export function tellDemo({ round, story, faults, steps, out }: ToldDemo, lang: Language): string {
  const say = words[lang];
  const receipt = `${out}/receipts/${story.provider}.json`;
  const check = faults.length === 0 ? [say.checked(steps)] : [say.differs, ...faults.map((fault) => `  – ${fault}`)];
  return [
    say.assumed,
    "",
    tellRound(round, out, lang),
    "",
    say.story(story.provider),
    ...story.told.flatMap((told) => tellOne(told, round, lang)),
    "",
    ...check,
    say.open(`${out}/report/${story.provider}.html`),
    say.again(receipt),
  ].join("\n");
}

function tellOne({ decision, outcome, counterfactuals, certainty }: Told, { policy }: Round, lang: Language): string[] {
  const say = words[lang];
  const lines = tellOutcome(outcome, decision, policy, lang).map((line) => `  ${line}`);
  const turned = chooseTurning(counterfactuals).map(
    (each) => `  – ${tellCounterfactual(each, decision, policy, lang)}`,
  );
  const more = tellMore(counterfactuals, say.where, lang);
  const stuck = tellStuck(outcome, counterfactuals, decision, policy, lang);
  const changes = [...(turned.length === 0 ? [] : [say.changed, ...turned]), more, stuck];
  const told = changes.flatMap((line) => (line === undefined ? [] : [`  ${line}`]));
  const sure = certainty === undefined ? [] : [`  ${tellCertainty(certainty, decision, policy, lang)}`];
  return ["", labelOf(decision, policy, lang), ...lines, ...sure, ...told];
}
