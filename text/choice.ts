/** A ranked choice in the terminal: what every provider gets, and how sure that is. */
import type { Policy } from "../src/policy.ts";
import type { Judged } from "../src/scrutiny.ts";
import { certaintyMethod, sharesOf } from "./certainty.ts";
import { columns } from "./column.ts";
import { choiceText, labelOf } from "./label.ts";
import type { Language } from "./text.ts";

export interface JudgedChoice {
  readonly decision: string;
  readonly judged: readonly Judged[];
}

const words = {
  nl: { heads: ["aanbieder", "uitkomst", "hoe zeker"], nobody: "van niemand te bepalen" },
  en: { heads: ["provider", "outcome", "how sure"], nobody: "cannot be decided for anybody" },
} as const;

/** Of all providers, or of one. */
export function tellChoice({ decision, judged }: JudgedChoice, policy: Policy, lang: Language, only?: string): string {
  const say = words[lang];
  const label = labelOf(decision, policy, lang);
  const own = judged.filter(({ provider }) => only === undefined || provider === only);
  if (own.length === 0) return `${label}: ${say.nobody}`;
  const rows = own.map(({ provider, outcome, certainty }) => [
    provider,
    choiceText(outcome, decision, policy, lang),
    certainty === undefined ? "–" : sharesOf(certainty, decision, policy, lang),
  ]);
  const draws = own.find(({ certainty }) => certainty !== undefined)?.certainty?.draws;
  return [label, columns(say.heads, rows), ...(draws === undefined ? [] : [certaintyMethod(draws, lang)])].join("\n");
}
