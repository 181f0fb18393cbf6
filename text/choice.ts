/** A ranked choice in the terminal: what every provider gets, how sure that is, and of whom it cannot be decided, with why. */
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import type { Certainty } from "../src/value.ts";
import { certaintyMethod, sharesOf } from "./certainty.ts";
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
  /** Absent where nothing is decided, or where no figure that may be chance plays a part. */
  readonly certainty?: Certainty;
}

const heads = {
  nl: ["aanbieder", "uitkomst", "hoe zeker"],
  en: ["provider", "outcome", "how sure"],
} as const;

/** Of all providers, or of one. */
export function tellChoice({ decision, providers }: ToldChoice, policy: Policy, lang: Language, only?: string): string {
  const own = providers.filter(({ provider }) => only === undefined || provider === only);
  const decided = own.filter(({ outcome }) => outcome.status === "decided");
  const rows = decided.map(({ provider, outcome, certainty }) => [
    provider,
    shortOutcome(outcome, decision, policy, lang),
    certainty === undefined ? "–" : sharesOf(certainty, decision, policy, lang),
  ]);
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
    ...[...open].map(([why, alike]) => `  ${alike.map(({ provider }) => provider).join(", ")}\n    ${why}`),
  ].join("\n");
}
