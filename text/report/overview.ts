/**
 * The purchaser's overview of a round: what it comes to in euros, what came out how often, who needs a person, the regions, the funnel,
 * and every provider on a line with its reasons. The same lines stand beside the page as CSV.
 */
import type { Policy } from "../../src/policy.ts";
import { departuresIn, positionsOf } from "../../src/round.ts";
import type { Proposal, Round } from "../../src/round.ts";
import { withheldIn } from "../../src/value.ts";
import { toFigure } from "../figure.ts";
import type { Language } from "../text.ts";
import { caterpillarFigure } from "./caterpillar.ts";
import { claimOverview } from "./claims.ts";
import { funnelFigure } from "./funnel.ts";
import { html, toPage } from "./html.ts";
import type { Html } from "./html.ts";
import { caterpillarsOf, funnelsOf } from "./plot.ts";
import { providerSection } from "./overview/provider.ts";
import { regionSection } from "./overview/region.ts";
import { overviewTable } from "./overview/table.ts";
import { outcomeSection, totalSection } from "./overview/total.ts";
import { missingName, workSection } from "./overview/work.ts";

const words = {
  nl: {
    title: (care: string, year: string) => `Overzicht van de inkoopronde ${care} ${year}`,
    lead: (buyer: string, on: string, count: number) =>
      `${buyer}, ${on}: ${count} aanbieders. Alles hieronder is een voorstel volgens het beleid; besluiten worden door mensen genomen en apart vastgelegd.`,
    table: "Per aanbieder als CSV",
    missing: "Wat het vaakst ontbreekt",
    withheld:
      "De rekenbonnen gaan niet naar de aanbieders: er staan gemiddelden in die op hun bladzijde niet worden getoond. Een accountant of rechter krijgt ze op verzoek.",
    departures: (count: number) => `Mensen weken ${count} keer af van het voorstel.`,
  },
  en: {
    title: (care: string, year: string) => `Overview of the purchasing round ${care} ${year}`,
    lead: (buyer: string, on: string, count: number) =>
      `${buyer}, ${on}: ${count} providers. All below is a proposal under the policy; decisions are taken by people and recorded apart.`,
    table: "Per provider as CSV",
    missing: "What is missing most often",
    withheld:
      "The receipts do not go to the providers: they hold means that their pages do not show. An auditor or a court has them on request.",
    departures: (count: number) => `People departed from the proposal ${count} times.`,
  },
} as const;

/** The page and its table, each with its name in the report folder. */
export function* overviewReport(round: Round, lang: Language): Generator<readonly [path: string, text: string]> {
  const { policy, on, proposals, taken, before } = round;
  const say = words[lang];
  const positions = positionsOf(round);
  const title = say.title(policy.care, policy.year);
  const { changed: departed } = departuresIn(taken);
  const body = html`<h1>${title}</h1>
<p class="lead">${say.lead(policy.buyer, toFigure({ kind: "day" }, on, lang), proposals.length)}</p>
<p><a href="overview.csv" download>${say.table}</a></p>
${withheldIn(round.reckoning, policy).size > 0 && html`<p>${say.withheld}</p>`}
${departed > 0 && html`<p>${say.departures(departed)}</p>`}
${totalSection(positions, before.year, lang)}
${outcomeSection(round, positions, lang)}
${workSection(round, positions, lang)}
${claimOverview(round.reckoning.verdicts, lang)}
${regionSection(round, positions, lang)}
${funnelsOf(round, lang).map((funnel) => funnelFigure(funnel, lang))}
${caterpillarsOf(policy, round.reckoning, lang).map((plot) => caterpillarFigure(plot, lang))}
${missingList(proposals, policy, lang)}
${providerSection(round, positions, lang)}`;
  yield ["overview.html", toPage({ lang, title, body, paper: "landscape" })];
  yield ["overview.csv", overviewTable(round, positions, lang)];
}

/** The names that keep most outcomes open, most frequent first. */
function missingList(proposals: readonly Proposal[], policy: Policy, lang: Language): Html | undefined {
  const counts = new Map<string, number>();
  for (const { told } of proposals) {
    const names = new Set(told.flatMap(({ outcome }) => (outcome.status === "incomplete" ? outcome.missing : [])));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return undefined;
  const items = [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, longestList);
  return html`<section><h2>${words[lang].missing}</h2><ul>${items.map(([name, count]) => html`<li>${missingName(name, policy, lang)}: ${count}</li>`)}</ul></section>`;
}

/** What a person reads through. */
const longestList = 12;
