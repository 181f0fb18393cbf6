/** What a round comes to in euros: for everybody, and per outcome of each decision, beside the year before. */
import { sumsOf, wordOf } from "../../../src/round.ts";
import type { Position, Round, Sums } from "../../../src/round.ts";
import { differenceFigure, groupDigits, moneyFigure, shareFigure } from "../../figure.ts";
import { labelOf } from "../../label.ts";
import type { Language } from "../../text.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { countOutcomes } from "../../short-outcome.ts";

const words = {
  nl: {
    total: "In totaal",
    providers: "Aanbieders",
    realised: (year: number) => `Gerealiseerd in ${year}`,
    proposed: "Voorgesteld",
    agreement: (year: number) => `Afgesproken voor ${year}`,
    agreed: (year: number) => `Afgesproken voor ${year} met wie nu een bedrag krijgt`,
    difference: "Voorgesteld meer of minder dan dat",
    of: (count: string) => `${count} aanbieders`,
    outcomes: "Wat eruit komt",
    heads: (year: number) => [`Gerealiseerd ${year}`, "Aandeel", "Voorgesteld", `Verschil met afspraak ${year}`],
    decision: "Besluit",
    outcome: "Uitkomst",
    count: "Aantal",
  },
  en: {
    total: "In total",
    providers: "Providers",
    realised: (year: number) => `Realised in ${year}`,
    proposed: "Proposed",
    agreement: (year: number) => `Agreed for ${year}`,
    agreed: (year: number) => `Agreed for ${year} with those who now get an amount`,
    difference: "Proposed more or less than that",
    of: (count: string) => `${count} providers`,
    outcomes: "What comes out",
    heads: (year: number) => [`Realised ${year}`, "Share", "Proposed", `Difference with agreement ${year}`],
    decision: "Decision",
    outcome: "Outcome",
    count: "Count",
  },
} as const;

export function totalSection(positions: readonly Position[], year: number, lang: Language): Html {
  const say = words[lang];
  const sums = sumsOf(positions);
  const of = (count: number): string => say.of(groupDigits(String(count), lang));
  const more = `${differenceFigure(sums.moreCents, lang)} (${shareFigure(sums.moreCents, sums.agreedCents, lang)})`;
  const money = (cents: bigint, count: number): readonly [string, string] =>
    count === 0 ? ["–", ""] : [moneyFigure(cents, lang), of(count)];
  const rows: (readonly [label: string, figure: string, of: string])[] = [
    [say.providers, groupDigits(String(sums.providers), lang), ""],
    [say.realised(year), ...money(sums.realisedCents, sums.realised)],
    [say.agreement(year), ...money(sums.agreementCents, sums.agreements)],
    [say.proposed, ...money(sums.proposedCents, sums.proposed)],
    [say.agreed(year), ...money(sums.agreedCents, sums.compared)],
    ...(sums.compared === 0 ? [] : [[say.difference, more, of(sums.compared)] as const]),
  ];
  const row = ([label, figure, about]: (typeof rows)[number]): Html =>
    html`<tr><th scope="row">${label}</th><td class="figure">${figure}</td><td>${about}</td></tr>`;
  return html`<section><h2>${say.total}</h2><table><tbody>${rows.map(row)}</tbody></table></section>`;
}

export function outcomeSection(
  { policy, proposals, before }: Round,
  positions: readonly Position[],
  lang: Language,
): Html {
  const say = words[lang];
  const whole = sumsOf(positions).realisedCents;
  const rows = policy.round.flatMap(({ decision }) =>
    countOutcomes(decision, proposals, policy, lang).map(({ word, text, count }) => {
      const own = sumsOf(positions.filter((position) => hasOutcome(position, decision, word)));
      return html`<tr><td>${labelOf(decision, policy, lang)}</td><td>${text}</td><td class="figure">${groupDigits(String(count), lang)}</td>
${amountsOf(own, whole, lang).map((amount) => html`<td class="figure">${amount}</td>`)}</tr>`;
    }),
  );
  return html`<section><h2>${say.outcomes}</h2><div class="wide"><table>
<thead><tr><th scope="col">${say.decision}</th><th scope="col">${say.outcome}</th>
${[say.count, ...say.heads(before.year)].map((head) => html`<th scope="col" class="figure">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function hasOutcome({ proposal }: Position, decision: string, word: string): boolean {
  return proposal.told.some((told) => told.decision === decision && wordOf(told.outcome) === word);
}

/** Realised, its share of everybody's, proposed, and the difference; a dash where no provider has the amount. */
function amountsOf(sums: Sums, whole: bigint, lang: Language): string[] {
  const { realised, realisedCents, proposed, proposedCents, compared, moreCents } = sums;
  return [
    realised === 0 ? "–" : moneyFigure(realisedCents, lang),
    realised === 0 ? "–" : shareFigure(realisedCents, whole, lang),
    proposed === 0 ? "–" : moneyFigure(proposedCents, lang),
    compared === 0 ? "–" : differenceFigure(moreCents, lang),
  ];
}
