/**
 * What the ranked choices of a policy, such as a class, give everybody whom its value model speaks of, and how sure that is. Nobody is left
 * out: of whom nothing can be decided the outcome says what is missing, or why it is refused.
 */
import { assert } from "../src/assert.ts";
import { parseDay } from "../src/day.ts";
import { compilePolicy } from "../src/program.ts";
import { judge, rankedChoices } from "../src/scrutiny.ts";
import { Teller } from "../src/trace.ts";
import type { ToldChoice } from "../text/choice.ts";
import { reckonedDossiers } from "./value.ts";
import type { ValueAnswer } from "./value.ts";

/** Nothing where no value model was reckoned. */
export function choicesOf({ policy, on, reckoning, dossiers }: ValueAnswer): ToldChoice[] {
  if (policy === undefined || on === undefined || reckoning === undefined || dossiers === undefined) return [];
  const day = parseDay(on);
  assert(day !== undefined, `Cannot take a choice on ${on}: it is no day`);
  const program = compilePolicy(policy);
  const all = reckonedDossiers(dossiers, reckoning, day);
  const known = new Map(all.map((dossier) => [dossier.provider, dossier]));
  return rankedChoices(policy).map(({ decision }) => {
    const judged = judge(program, decision, reckoning, known);
    const sure = new Map(judged.map((each) => [each.provider, each]));
    const providers = all.map((dossier) => {
      const { provider } = dossier;
      const { certainty, chanceUnknown = [] } = sure.get(provider) ?? {};
      const outcome = new Teller(program, dossier).tell(decision);
      return { provider, outcome, chanceUnknown, ...(certainty && { certainty }) };
    });
    return { decision, providers };
  });
}
