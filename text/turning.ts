/**
 * What would have changed an outcome, as much of it as a reader can use: what one fact would do first, then one way for each pair of
 * facts, and how many more there are. Where nothing that a provider controls would have done, that is said.
 */
import type { Counterfactual } from "../src/counterfactual.ts";
import type { Outcome } from "../src/outcome.ts";
import type { Policy } from "../src/policy.ts";
import { nameOf } from "./label.ts";
import { namesFound } from "./requirement.ts";
import type { Language } from "./text.ts";

const words = {
  nl: {
    more: (count: number, where: string) =>
      count === 1
        ? `Er is nog één andere manier; die staat in ${where}.`
        : `Er zijn nog ${count} andere manieren; ze staan in ${where}.`,
    none: "Met één of twee wijzigingen in wat een aanbieder zelf in de hand heeft, was dit niet anders uitgevallen.",
    fixed: (names: string) =>
      `Wat de doorslag gaf, is geen gegeven dat een aanbieder zelf nog kan veranderen: ${names}.`,
  },
  en: {
    more: (count: number, where: string) =>
      count === 1
        ? `There is one other way; it is in ${where}.`
        : `There are ${count} other ways; they are in ${where}.`,
    none: "No one or two changes in what a provider controls itself would have made this different.",
    fixed: (names: string) => `What decided this is no fact that a provider itself can still change: ${names}.`,
  },
} as const;

/** How many ways a reader reads through. */
const readable = 3;

/** The ways to show, fewest facts first; of ways that trade the same two facts against each other the one in the middle. */
export function chooseTurning(all: readonly Counterfactual[]): readonly Counterfactual[] {
  const alike = Map.groupBy(all, ({ changes }) => changes.map(({ ref, part }) => `${ref} ${part ?? ""}`).join());
  const chosen = [...alike.values()].map((ways) => ways[(ways.length - 1) >> 1]!);
  return chosen.toSorted((a, b) => a.changes.length - b.changes.length).slice(0, readable);
}

/** That there are more ways than are shown, and where; undefined when there are none. */
export function tellMore(all: readonly Counterfactual[], where: string, lang: Language): string | undefined {
  const count = all.length - chooseTurning(all).length;
  return count === 0 ? undefined : words[lang].more(count, where);
}

/** Why no way is shown of an outcome that could have been better; undefined when there is a way, or nothing better. */
export function tellStuck(
  outcome: Outcome,
  all: readonly Counterfactual[],
  decision: string,
  policy: Policy,
  lang: Language,
): string | undefined {
  if (all.length > 0 || !couldBeBetter(outcome, decision, policy)) return undefined;
  const found = outcome.status === "refused" ? outcome.reasons.flatMap((reason) => namesFound(reason, policy)) : [];
  const fixed = found.filter(({ ref }) => isFixed(ref, policy)).map(({ key }) => nameOf(key, policy, lang));
  return fixed.length === 0 ? words[lang].none : words[lang].fixed([...new Set(fixed)].join("; "));
}

/** A refusal, or a choice that is not the best of its ranked ones. */
function couldBeBetter(outcome: Outcome, id: string, policy: Policy): boolean {
  if (outcome.status !== "decided") return outcome.status === "refused";
  const decision = policy.decisions.get(id);
  const output = decision?.kind === "sheet" ? decision.outputs[0] : undefined;
  return output?.ranked === true && output.result.kind === "enum" && output.result.values[0] !== outcome.value;
}

function isFixed(ref: string, { vocabulary, indicators }: Policy): boolean {
  const id = ref.slice(ref.indexOf(".") + 1);
  if (ref.startsWith("fact.")) return vocabulary.get(id)?.lever === undefined;
  return ref.startsWith("indicator.") && indicators.get(id)?.lever === undefined;
}
