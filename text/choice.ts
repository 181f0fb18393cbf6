/** A ranked choice in the terminal: what every provider gets, how sure that is, and of whom it cannot be decided, with why. */
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import type { Certainty } from "../src/value.ts";
import { certaintyMethod, sharesOf, tellChanceUnknown } from "./certainty.ts";
import { columns } from "./column.ts";
import { labelOf } from "./label.ts";
import { tellOutcome } from "./outcome.ts";
import { shortOutcome } from "./short-outcome.ts";
import type { Language } from "./text.ts";

/** What a choice gives everybody. */
export interface ToldChoice {
  readonly decision: string;
  readonly providers: readonly Chosen[];
}

export interface Chosen {
  readonly provider: string;
  readonly outcome: Outcome;
  /** Absent where nothing is decided, where no figure that may be chance plays a part, and where the chance is not known. */
  readonly certainty?: Certainty;
  /** The indicators on which the outcome rests and of which the chance is not known. */
  readonly chanceUnknown?: readonly string[];
}

const heads = {
  nl: ["aanbieder", "uitkomst", "hoe zeker"],
  en: ["provider", "outcome", "how sure"],
} as const;

/** Where there are no shares: no figure that contains chance plays a part, or of one that does it is not known how much. */
const shareless = {
  nl: { none: "zonder toeval", unknown: "niet bekend" },
  en: { none: "no chance", unknown: "not known" },
} as const;

/** Of all providers, or of one. */
export function tellChoice({ decision, providers }: ToldChoice, policy: Policy, lang: Language, only?: string): string {
  const own = providers.filter(({ provider }) => only === undefined || provider === only);
  const decided = own.filter(({ outcome }) => outcome.status === "decided");
  const rows = decided.map((chosen) => [
    chosen.provider,
    shortOutcome(chosen.outcome, decision, policy, lang),
    sureCell(chosen, decision, policy, lang),
  ]);
  const chanceless = new Set(decided.flatMap(({ chanceUnknown = [] }) => chanceUnknown));
  const draws = decided.find(({ certainty }) => certainty !== undefined)?.certainty?.draws;
  // Who lacks the same stands together.
  const open = Map.groupBy(
    own.filter(({ outcome }) => outcome.status !== "decided"),
    ({ outcome }) => tellOutcome(outcome, decision, policy, lang).join("\n    "),
  );
  return [
    labelOf(decision, policy, lang),
    ...(rows.length === 0 ? [] : [columns(heads[lang], rows)]),
    ...(draws === undefined ? [] : [certaintyMethod(draws, lang)]),
    ...(chanceless.size === 0 ? [] : [tellChanceUnknown([...chanceless], policy, lang)]),
    ...[...open].map(([why, alike]) => `  ${alike.map(({ provider }) => provider).join(", ")}\n    ${why}`),
  ].join("\n");
}

function sureCell({ certainty, chanceUnknown = [] }: Chosen, decision: string, policy: Policy, lang: Language): string {
  if (chanceUnknown.length > 0) return shareless[lang].unknown;
  return certainty === undefined ? shareless[lang].none : sharesOf(certainty, decision, policy, lang);
}
