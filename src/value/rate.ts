/**
 * What was submitted per stratum, against the peers: the events of a provider over what there would be if its people, in each stratum,
 * had them as often as those of the peers together. The strata are parts of the provider, told apart by whatever the policy names:
 * age, diagnosis, severity. A peer of which something is not known does not count among the rates.
 */
import { powerOfTen } from "../decimal.ts";
import type { Amount, Indicator, RateRatio } from "../indicator.ts";
import { countInterval } from "../interval.ts";
import { ratesOf, standardise } from "../standardisation.ts";
import type { Cell, Rates } from "../standardisation.ts";
import { addUp } from "./amount.ts";
import type { Owner } from "./amount.ts";
import type { Context, Figures } from "./context.ts";
import { decimalText, known, note, unknown } from "./figure.ts";
import type { Figure, Note } from "./figure.ts";

type Strata =
  { readonly cells: readonly Cell[] } | { readonly missing: readonly string[]; readonly notes: readonly Note[] };

export function reckonRateRatio(indicator: Indicator, method: RateRatio, context: Context): Figures {
  const strata = new Map(context.providers.map((provider) => [provider, strataOf(provider, method, context)]));
  const peers = context.among(method.among);
  const rates = ratesOf(
    peers.flatMap((provider) => {
      const own = strata.get(provider)!;
      return "cells" in own ? own.cells : [];
    }),
  );
  const figures = [...strata].map(([provider, own]) => [provider, figureOf(indicator, method, own, rates)] as const);
  return { of: "whole", notes: [], figures: new Map(figures) };
}

/** The events and the exposure of each stratum, as whole numbers of the smallest decimal that occurs. */
function strataOf(provider: string, { numerator, denominator, per }: RateRatio, context: Context): Strata {
  const missing: string[] = [];
  const negative: string[] = [];
  const wholes = (amounts: readonly Amount[], owner: Owner): bigint => {
    const sum = addUp(amounts, owner, context);
    const inStratum = (key: string): string => `${key}[${owner.part?.member}]`;
    if ("missing" in sum) missing.push(...sum.missing.map(inStratum));
    else negative.push(...sum.negative.map(inStratum));
    return "sum" in sum ? (sum.sum.n * powerOfTen(scaleOf(amounts))) / sum.sum.d : 0n;
  };
  const cells = context.membersOf(provider, per).map((member): Cell => {
    const owner = { unit: provider, part: { kind: per, member } };
    const [events, exposure] = [wholes(numerator, owner), wholes(denominator, owner)];
    return { unit: provider, stratum: member, events, exposure };
  });
  const notes = negative.length > 0 ? [note("count_below_zero")] : [];
  return missing.length + negative.length > 0 ? { missing: [...missing, ...negative], notes } : { cells };
}

function scaleOf(amounts: readonly Amount[]): number {
  return Math.max(...amounts.map(({ type }) => type.scale));
}

function figureOf({ type }: Indicator, method: RateRatio, strata: Strata, rates: Rates): Figure {
  const { numerator, denominator } = method;
  if ("missing" in strata) return unknown(strata.missing, { notes: strata.notes });
  const [standardised] = standardise(strata.cells, rates);
  if (standardised === undefined) return unknown(numerator.map(({ key }) => key));
  const { observed, exposure, expected, ratio, missing } = standardised;
  if (expected === undefined || ratio === undefined) {
    const strangers = missing.map((stratum) => note("no_peers_in_stratum", { stratum }));
    const notes = strangers.length > 0 ? strangers : [note("nothing_below_the_line")];
    return unknown(
      denominator.map(({ key }) => key),
      { notes },
    );
  }
  const [counted, people] = [numerator, denominator].map((amounts) => scaleOf(amounts) === 0);
  const made = {
    observed: decimalText({ n: observed, d: powerOfTen(scaleOf(numerator)) }, scaleOf(numerator)),
    // Six decimals, as every statistic that is published.
    expected: decimalText({ n: expected.n, d: expected.d * powerOfTen(scaleOf(numerator)) }, 6),
  };
  return known(type, ratio, {
    made,
    ...(people && { people: exposure }),
    ...(counted && { interval: countInterval(observed, expected) }),
  });
}
