/** The purchaser's overview of a round: what came out how often, the funnel, and every provider on a line with its reasons. */
import type { Json } from "../../src/datum.ts";
import type { Outcome } from "../../src/outcome.ts";
import type { Policy } from "../../src/policy.ts";
import { tally } from "../../src/round.ts";
import type { Proposal } from "../../src/round.ts";
import { toFigure } from "../figure.ts";
import { shareOf } from "../certainty.ts";
import { choiceText, indicatorLabel, labelOf, nameOf } from "../label.ts";
import { toSentence } from "../reason.ts";
import type { Language } from "../text.ts";
import { funnelFigure } from "./funnel.ts";
import type { Funnel } from "./funnel.ts";
import { html, toPage } from "./html.ts";
import type { Html } from "./html.ts";
import { decidedText } from "./provider.ts";

export interface Overview {
  readonly policy: Policy;
  readonly on: string;
  readonly proposals: readonly Proposal[];
  readonly funnels: readonly Funnel[];
  /** How often people departed from the proposal, by decision. */
  readonly departures: Readonly<Record<string, number>>;
}

const words = {
  nl: {
    title: (care: string, year: string) => `Overzicht van de inkoopronde ${care} ${year}`,
    lead: (buyer: string, on: string, count: number) =>
      `${buyer}, ${on}: ${count} aanbieders. Alles hieronder is een voorstel volgens het beleid; besluiten worden door mensen genomen en apart vastgelegd.`,
    counts: "Wat eruit komt",
    decision: "Besluit",
    outcome: "Uitkomst",
    number: "Aantal",
    statuses: { refused: "geweigerd", incomplete: "nog niet te beslissen", true: "ja", decided: "een bedrag of getal" },
    providers: "Per aanbieder",
    provider: "Aanbieder",
    missing: "Wat het vaakst ontbreekt",
    departures: (count: number) => `Mensen weken ${count} keer af van het voorstel.`,
    none: "nog niet te beslissen",
    refused: "geweigerd",
  },
  en: {
    title: (care: string, year: string) => `Overview of the purchasing round ${care} ${year}`,
    lead: (buyer: string, on: string, count: number) =>
      `${buyer}, ${on}: ${count} providers. All below is a proposal under the policy; decisions are taken by people and recorded apart.`,
    counts: "What comes out",
    decision: "Decision",
    outcome: "Outcome",
    number: "Count",
    statuses: { refused: "refused", incomplete: "not to be decided yet", true: "yes", decided: "an amount or number" },
    providers: "Per provider",
    provider: "Provider",
    missing: "What is missing most often",
    departures: (count: number) => `People departed from the proposal ${count} times.`,
    none: "not to be decided yet",
    refused: "refused",
  },
} as const;

export function overviewReport(overview: Overview, lang: Language): string {
  const { policy, on, proposals, funnels, departures } = overview;
  const say = words[lang];
  const title = say.title(policy.care, policy.year);
  const departed = Object.values(departures).reduce((sum, count) => sum + count, 0);
  const body = html`<h1>${title}</h1>
<p class="lead">${say.lead(policy.buyer, toFigure({ kind: "day" }, on, lang), proposals.length)}</p>
${departed > 0 && html`<p>${say.departures(departed)}</p>`}
${countTable(proposals, policy, lang)}
${funnels.map((funnel) => funnelFigure(funnel, lang))}
${missingList(proposals, policy, lang)}
${providerTable(proposals, policy, lang)}`;
  return toPage({ lang, title, body });
}

function countTable(proposals: readonly Proposal[], policy: Policy, lang: Language): Html {
  const say = words[lang];
  const rows = Object.entries(tally(proposals)).flatMap(([decision, counts]) =>
    Object.entries(counts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([outcome, count]) => {
        const told = say.statuses[outcome as keyof typeof say.statuses] ?? choiceText(outcome, decision, policy, lang);
        return html`<tr><td>${labelOf(decision, policy, lang)}</td><td>${told}</td><td class="figure">${count}</td></tr>`;
      }),
  );
  return html`<section><h2>${say.counts}</h2><table>
<thead><tr><th scope="col">${say.decision}</th><th scope="col">${say.outcome}</th><th scope="col" class="figure">${say.number}</th></tr></thead>
<tbody>${rows}</tbody></table></section>`;
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

/** `indicator.measured[nps]` by the name of the indicator that it stands for, any other part behind the name. */
function missingName(missing: string, policy: Policy, lang: Language): string {
  const [, name = missing, member] = /^(.*?)(?:\[(.*)\])?$/.exec(missing) ?? [];
  if (member === undefined) return nameOf(name, policy, lang);
  return policy.indicators.has(member)
    ? indicatorLabel(member, policy, lang)
    : `${nameOf(name, policy, lang)} – ${member}`;
}

/** What a person reads through. */
const longestList = 12;

function providerTable(proposals: readonly Proposal[], policy: Policy, lang: Language): Html {
  const say = words[lang];
  const decisions = policy.round.map(({ decision }) => decision);
  const row = ({ provider, told }: Proposal): Html => html`<tr>
<th scope="row"><a href="${provider}.html">${provider}</a></th>
${decisions.map((decision) => html`<td>${cellOf(told, decision, policy, lang)}</td>`)}
</tr>`;
  return html`<section><h2>${say.providers}</h2><div class="wide"><table>
<thead><tr><th scope="col">${say.provider}</th>${decisions.map((decision) => html`<th scope="col">${labelOf(decision, policy, lang)}</th>`)}</tr></thead>
<tbody>${proposals.map(row)}</tbody></table></div></section>`;
}

/** A decision that is not for this provider leaves a dash. */
function cellOf(all: Proposal["told"], decision: string, policy: Policy, lang: Language): string | Html {
  const own = all.find((each) => each.decision === decision);
  if (own === undefined) return "–";
  const told = cell(own.outcome, decision, policy, lang);
  if (own.certainty === undefined || own.outcome.status !== "decided") return told;
  return html`${told} <span class="ground">${shareOf(own.certainty, String(own.outcome.value), lang)}</span>`;
}

function cell(outcome: Outcome, decision: string, policy: Policy, lang: Language): string | Html {
  const say = words[lang];
  if (outcome.status === "decided") return shortValue(outcome.value, decision, policy, lang);
  if (outcome.status === "incomplete") return say.none;
  const reasons = outcome.reasons.map((reason) => toSentence(reason, policy, lang)).join(" ");
  return html`${say.refused} <span class="ground">${reasons}</span>`;
}

function shortValue(value: Json, decision: string, policy: Policy, lang: Language): string {
  return value === true ? words[lang].statuses.true : decidedText(value, decision, policy, lang);
}
