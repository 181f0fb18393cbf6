/** How sure a class is, in a line: “B 82 %, C 18 % (400 trekkingen)”. */
import type { Certainty } from "../src/certainty.ts";
import type { Policy } from "../src/policy.ts";
import { groupDigits } from "./figure.ts";
import { choiceText } from "./label.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    sure: "Hoe zeker",
    how: (draws: number) =>
      `bij ${draws} nieuwe trekkingen van het toeval in de kengetallen, de andere aanbieders gelijk; op ongeveer drie procent nauwkeurig`,
    incomplete: "niet te beslissen",
  },
  en: {
    sure: "How sure",
    how: (draws: number) =>
      `in ${draws} new draws of the chance in the figures, the other providers held fixed; right to about three percent`,
    incomplete: "not to be decided",
  },
} as const;

export function tellCertainty(certainty: Certainty, decision: string, policy: Policy, lang: Language): string {
  const say = words[lang];
  return `${say.sure}: ${shares(certainty, decision, policy, lang)} (${say.how(certainty.draws)})`;
}

function shares({ outcomes, incomplete, draws }: Certainty, decision: string, policy: Policy, lang: Language): string {
  const all = Object.entries(outcomes).toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const told = all.map(
    ([outcome, count]) => `${choiceText(outcome, decision, policy, lang)} ${percentage(count, draws, lang)}`,
  );
  return [
    ...told,
    ...(incomplete > 0 ? [`${words[lang].incomplete} ${percentage(incomplete, draws, lang)}`] : []),
  ].join(", ");
}

/** The share that the outcome itself came out, as it stands beside a class in a table. */
export function shareOf({ outcomes, draws }: Certainty, outcome: string, lang: Language): string {
  return percentage(outcomes[outcome] ?? 0, draws, lang);
}

function percentage(count: number, of: number, lang: Language): string {
  return `${groupDigits(String(Math.round((100 * count) / of)), lang)} %`;
}
