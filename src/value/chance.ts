/**
 * How sure a decision is, as a figure that the policy itself may read: the share of the draws (`certainty.ts`) in which the decision comes
 * out as it did, or as one of the outcomes that the declaration names. So a scheme can say beforehand what it does with a class that is
 * mostly chance: call it no class, keep last year's, or let the money go between two classes by their chances.
 */
import { toRatio } from "../decimal.ts";
import type { CertaintyOf, Indicator } from "../indicator.ts";
import { forEach } from "./amount.ts";
import { certainties, chanceUnknownIn, populationsOf } from "./certainty.ts";
import type { Certainty, Decided } from "./certainty.ts";
import type { Context, Figures } from "./context.ts";
import { known, note, unknown } from "./figure.ts";
import { byRegion, figuresOf } from "./provider.ts";

/** Of everybody for whom the decision can be taken, on the figures that stand before this one. */
export function reckonCertainty(indicator: Indicator, { of, is }: CertaintyOf, context: Context): Figures {
  const { indicators, dossiers } = context.question;
  const regions = byRegion(context);
  const providers = new Map(
    context.providers.map((provider) => [provider, figuresOf(provider, context, regions)] as const),
  );
  const populations = populationsOf({ indicators, providers, regions, rows: context.rows });
  const told = context.certainties.get(of) ?? new Map<string, ReadonlyMap<string, Certainty>>();
  context.certainties.set(of, told);
  const decidedOf = (provider: string): Decided => ({
    dossier: dossiers.get(provider)!,
    figures: providers.get(provider)!,
    indicators,
    populations,
  });
  const certaintiesOf = (provider: string): ReadonlyMap<string, Certainty> => {
    const own = told.get(provider) ?? certainties(context.program, decidedOf(provider), of, indicator.subject);
    told.set(provider, own);
    return own;
  };
  return forEach(indicator, context, ({ unit, part: { member } = { member: "" } }) => {
    const outcome = context.decided(of, unit, member);
    if (outcome === undefined) return unknown([of]);
    const chanceless = chanceUnknownIn(context.program, decidedOf(unit), of).map((id) => `indicator.${id}`);
    if (chanceless.length > 0) return unknown(chanceless, { notes: [note("chance_unknown")] });
    // What rests on no chance comes out as it did whatever is drawn.
    const { draws, outcomes } = certaintiesOf(unit).get(member) ?? { draws: 1, outcomes: { [String(outcome)]: 1 } };
    const wanted = is ?? [String(outcome)];
    const count = wanted.reduce((sum, each) => sum + (outcomes[each] ?? 0), 0);
    const counts = Object.entries(outcomes).map(([each, times]) => [each, String(times)] as const);
    const made = {
      draws: String(draws),
      outcomes: Object.fromEntries(counts.toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
    return known(indicator.type, toRatio(BigInt(count), BigInt(draws))!, { made });
  });
}
