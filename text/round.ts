/** A round told in the terminal: how many, what came out, what it comes to, who needs a person, and where the reports are. */
import { positionsOf, sumsOf, tasksOf } from "../src/round.ts";
import type { Round } from "../src/round.ts";
import { withheldIn } from "../src/value.ts";
import { differenceFigure, moneyFigure, toFigure } from "./figure.ts";
import { labelOf } from "./label.ts";
import { countOutcomes } from "./short-outcome.ts";
import type { Language } from "./text.ts";

export { roundFindingSentences } from "./round/finding.ts";

const words = {
  nl: {
    head: (buyer: string, on: string, count: number) => `${buyer}: ronde op ${on}, ${count} aanbieders`,
    proposed: (count: number, amount: string) =>
      `Voorgesteld aan ${count} ${count === 1 ? "aanbieder" : "aanbieders"}: ${amount}`,
    compared: (year: number, agreed: string, more: string) =>
      `, waar voor ${year} ${agreed} is afgesproken (verschil ${more})`,
    waiting: (count: number) => `Een mens nodig: ${count}; wie en waarom staat in het overzicht`,
    withheld: "De rekenbonnen gaan niet naar de aanbieders; waarom staat in het overzicht",
    where: (out: string) => `Rapporten: ${out}/report/overview.html · rekenbonnen: ${out}/receipts`,
  },
  en: {
    head: (buyer: string, on: string, count: number) => `${buyer}: round on ${on}, ${count} providers`,
    proposed: (count: number, amount: string) =>
      `Proposed to ${count} ${count === 1 ? "provider" : "providers"}: ${amount}`,
    compared: (year: number, agreed: string, more: string) =>
      `, where ${agreed} is agreed for ${year} (difference ${more})`,
    waiting: (count: number) => `A person is needed: ${count}; who and why stands in the overview`,
    withheld: "The receipts do not go to the providers; the overview says why",
    where: (out: string) => `Reports: ${out}/report/overview.html · receipts: ${out}/receipts`,
  },
} as const;

export function tellRound(round: Round, out: string, lang: Language): string {
  const { policy, on, proposals, taken } = round;
  const say = words[lang];
  const lines = policy.round.flatMap(({ decision }) => {
    const counted = countOutcomes(decision, proposals, policy, lang);
    const told = counted.map(({ text, count }) => `${text} (${count})`).join(", ");
    return counted.length === 0 ? [] : [`  ${labelOf(decision, policy, lang)}: ${told}`];
  });
  const waiting = proposals.filter((proposal) => tasksOf(proposal, taken).length > 0).length;
  return [
    say.head(policy.buyer, toFigure({ kind: "day" }, on, lang), proposals.length),
    ...lines,
    ...tellProposed(round, lang),
    ...(waiting > 0 ? [say.waiting(waiting)] : []),
    ...(withheldIn(round.reckoning, policy).size > 0 ? [say.withheld] : []),
    say.where(out),
  ].join("\n");
}

/** What is proposed in all, beside what is agreed with the same providers where that is known of each of them. */
function tellProposed(round: Round, lang: Language): string[] {
  const say = words[lang];
  const { proposed, proposedCents, compared, agreedCents, moreCents } = sumsOf(positionsOf(round));
  if (proposed === 0) return [];
  const beside = say.compared(round.before.year, moneyFigure(agreedCents, lang), differenceFigure(moreCents, lang));
  return [say.proposed(proposed, moneyFigure(proposedCents, lang)) + (compared === proposed ? beside : "")];
}
