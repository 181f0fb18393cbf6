/** The regions of a round: who works there, for how many clients, what was granted and is proposed, and what the region needs. */
import { toJson } from "../../../src/datum.ts";
import { regionsOf } from "../../../src/round.ts";
import type { Position, RegionSums, Round } from "../../../src/round.ts";
import { groupDigits, moneyFigure, shareFigure, toFigure } from "../../figure.ts";
import { indicatorLabel } from "../../label.ts";
import type { Language } from "../../text.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { withYears } from "../year.ts";

const words = {
  nl: {
    title: "Per regio",
    lead: (year: number) =>
      `Cliënten en toegekende bedragen van ${year}; wie bij twee aanbieders zorg kreeg, telt één keer. Een voorgesteld bedrag is over de regio's verdeeld naar wat de aanbieder daar toegekend kreeg; waar niet elke aanbieder een voorstel heeft, staat erbij voor hoeveel het bedrag geldt.`,
    region: "Regio",
    unknown: "onbekend",
    of: (proposed: string, all: string) => `${proposed} van ${all} aanbieders`,
    heads: (year: number) => ["Aanbieders", `Cliënten ${year}`, `Toegekend ${year}`, "Aandeel", "Voorgesteld"],
  },
  en: {
    title: "Per region",
    lead: (year: number) =>
      `Clients and granted amounts of ${year}; whoever had care from two providers counts once. A proposed amount is divided over the regions by what the provider was granted there; where not every provider has a proposal, it says of how many the amount is.`,
    region: "Region",
    unknown: "unknown",
    of: (proposed: string, all: string) => `${proposed} of ${all} providers`,
    heads: (year: number) => ["Providers", `Clients ${year}`, `Granted ${year}`, "Share", "Proposed"],
  },
} as const;

/** Nothing where no region is known. */
export function regionSection(round: Round, positions: readonly Position[], lang: Language): Html | undefined {
  const all = regionsOf(positions, round.before);
  if (all.length === 0) return undefined;
  const say = words[lang];
  const { policy, reckoning } = round;
  const needs = reckoning.indicators.filter(({ subject, id }) => subject === "region" && policy.indicators.has(id));
  const whole = all.reduce((sum, { realisedCents }) => sum + realisedCents, 0n);
  const need = (region: string, { id, type }: (typeof needs)[number]): string => {
    const { value, interval } = reckoning.regions.get(region)?.get(id) ?? {};
    if (value === undefined) return "–";
    const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
    const high = interval?.high;
    const ends = interval === undefined || high === undefined ? "" : ` (${figure(interval.low)} – ${figure(high)})`;
    return `${figure(value)}${ends}`;
  };
  const row = (own: RegionSums): Html => html`<tr><th scope="row">${nameOf(own.region, lang)}</th>
${[...figuresOf(own, whole, lang), ...needs.map((each) => need(own.region, each))].map((cell) => html`<td class="figure">${cell}</td>`)}</tr>`;
  const heads = [
    ...say.heads(round.before.year),
    ...needs.map((each) => withYears(indicatorLabel(each.id, policy, lang), each, reckoning.indicators)),
  ];
  return html`<section><h2>${say.title}</h2><p class="lead">${say.lead(round.before.year)}</p><div class="wide"><table>
<thead><tr><th scope="col">${say.region}</th>${heads.map((head) => html`<th scope="col" class="figure">${head}</th>`)}</tr></thead>
<tbody>${all.map(row)}</tbody></table></div></section>`;
}

/** The lake calls the region of an address that it does not know `unknown`. */
function nameOf(region: string, lang: Language): string {
  return region === "unknown" ? words[lang].unknown : region;
}

/** A dash where nothing is proposed: that is not known to be nothing. */
function figuresOf(own: RegionSums, whole: bigint, lang: Language): (string | Html)[] {
  const { providers, clients, realisedCents, proposed, proposedCents } = own;
  const count = (number: number | bigint): string => groupDigits(String(number), lang);
  const part =
    proposed < providers &&
    html`<br /><span class="ground">${words[lang].of(count(proposed), count(providers))}</span>`;
  return [
    count(providers),
    count(clients),
    moneyFigure(realisedCents, lang),
    shareFigure(realisedCents, whole, lang),
    proposed === 0 ? "–" : html`${moneyFigure(proposedCents, lang)}${part}`,
  ];
}
