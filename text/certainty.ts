/** How sure a class is, in a line: “B 82 %, C 18 % (400 trekkingen)”. */
import type { Policy } from "../src/policy.ts";
import { choiceText, indicatorLabel } from "./label.ts";
import type { Language } from "./text.ts";
import type { Certainty } from "../src/value.ts";

const words = {
  nl: {
    sure: "Hoe zeker",
    how: (draws: number) =>
      `over ${draws} trekkingen van wat de kengetallen in werkelijkheid kunnen zijn: elk naar het gemiddelde van allen toe voor zover het toeval is, met het toeval dat dan overblijft, los van elkaar; de andere aanbieders gelijk; op ongeveer drie procent nauwkeurig`,
    incomplete: "niet te beslissen",
    unknown: (labels: string) =>
      `Hoe zeker dit is, is niet bekend waar niet bekend is hoeveel toeval er zit in: ${labels}.`,
  },
  en: {
    sure: "How sure",
    how: (draws: number) =>
      `over ${draws} draws of what the figures may be in truth: each moved towards the mean of all as far as it is chance, with the chance that then is left, apart from each other; the other providers held fixed; right to about three percent`,
    incomplete: "not to be decided",
    unknown: (labels: string) =>
      `How sure this is, is not known where it is not known how much chance there is in: ${labels}.`,
  },
} as const;

export function tellCertainty(certainty: Certainty, decision: string, policy: Policy, lang: Language): string {
  const say = words[lang];
  return `${say.sure}: ${sharesOf(certainty, decision, policy, lang)} (${say.how(certainty.draws)})`;
}

/** Why it cannot be told how sure something is: the indicators of which the chance is not known. */
export function tellChanceUnknown(indicators: readonly string[], policy: Policy, lang: Language): string {
  return words[lang].unknown(indicators.map((id) => indicatorLabel(id, policy, lang)).join(", "));
}

/** How a certainty comes about, to be told wherever it is shown. */
export function certaintyMethod(draws: number, lang: Language): string {
  return `${words[lang].sure}: ${words[lang].how(draws)}.`;
}

/** Each outcome with its share, the likeliest first. */
export function sharesOf(
  { outcomes, incomplete, draws }: Certainty,
  decision: string,
  policy: Policy,
  lang: Language,
): string {
  const all = sharesInOrder({ outcomes, incomplete, draws });
  const name = (outcome: string | undefined): string =>
    outcome === undefined ? words[lang].incomplete : choiceText(outcome, decision, policy, lang);
  return all.map(([outcome, percent]) => `${name(outcome)} ${percent} %`).join(", ");
}

/** Outcomes with their whole percents, the likeliest first; what cannot be decided has no name and stands last. */
function sharesInOrder({ outcomes, incomplete, draws }: Certainty): [outcome: string | undefined, percent: number][] {
  const all: [string | undefined, number][] = Object.entries(outcomes).toSorted(
    ([a, x], [b, y]) => y - x || (a < b ? -1 : 1),
  );
  if (incomplete > 0) all.push([undefined, incomplete]);
  const percents = wholePercents(
    all.map(([, count]) => count),
    draws,
  );
  return all.map(([outcome], i) => [outcome, percents[i]!]);
}

/** Whole percents that add up to a hundred: what rounding down leaves goes to the largest remainders, the first of equals first. */
function wholePercents(counts: readonly number[], of: number): number[] {
  const floors = counts.map((count) => Math.floor((100 * count) / of));
  const left = 100 - floors.reduce((sum, floor) => sum + floor, 0);
  const byRemainder = counts
    .map((count, i) => [(100 * count) % of, i] as const)
    .toSorted(([a, i], [b, j]) => b - a || i - j);
  for (const [, i] of byRemainder.slice(0, left)) floors[i]!++;
  return floors;
}

/** The share that an outcome came out, as it stands beside a class in a table: the same as in the line of all of them. */
export function shareOf(certainty: Certainty, outcome: string): string {
  const [, percent = 0] = sharesInOrder(certainty).find(([own]) => own === outcome) ?? [];
  return `${percent} %`;
}
