/** A round told in the terminal: how many, what came out, and where the reports are. */
import { tally } from "../src/round.ts";
import type { Round } from "../src/round.ts";
import { toFigure } from "./figure.ts";
import { choiceText, labelOf } from "./label.ts";
import type { Language } from "./text.ts";

export { roundFindingSentences } from "./round/finding.ts";

const words = {
  nl: {
    head: (buyer: string, on: string, count: number) => `${buyer}: ronde op ${on}, ${count} aanbieders`,
    status: { refused: "geweigerd", incomplete: "nog niet te beslissen", true: "ja", decided: "bedrag of getal" },
    where: (out: string) => `Rapporten: ${out}/report/overview.html · rekenbonnen: ${out}/receipts`,
  },
  en: {
    head: (buyer: string, on: string, count: number) => `${buyer}: round on ${on}, ${count} providers`,
    status: { refused: "refused", incomplete: "not to be decided yet", true: "yes", decided: "amount or number" },
    where: (out: string) => `Reports: ${out}/report/overview.html · receipts: ${out}/receipts`,
  },
} as const;

export function tellRound({ policy, on, proposals }: Round, out: string, lang: Language): string {
  const say = words[lang];
  const lines = Object.entries(tally(proposals)).map(([decision, counts]) => {
    const told = Object.entries(counts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([outcome, count]) =>
          `${say.status[outcome as keyof typeof say.status] ?? choiceText(outcome, decision, policy, lang)} ${count}`,
      );
    return `  ${labelOf(decision, policy, lang)}: ${told.join(", ")}`;
  });
  return [say.head(policy.buyer, toFigure({ kind: "day" }, on, lang), proposals.length), ...lines, say.where(out)].join(
    "\n",
  );
}
