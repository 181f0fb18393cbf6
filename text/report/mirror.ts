/**
 * A mirror on a page: what one provider's clients cost by target group, month and region, beside one mean of those it is compared
 * with, with plots. Its own dots alone stand in them; the funnel's limits are made of all, and tell nobody's figure.
 */
import { roundQuotient } from "../../src/decimal.ts";
import type { Mirror, MirrorAxis, MirrorCell, ReflectedMirrors } from "../../src/mirror.ts";
import type { Policy } from "../../src/policy.ts";
import type { Reckoning } from "../../src/value.ts";
import { monthName } from "../data-quality.ts";
import { groupDigits, intervalText, moneyFigure, toFigure } from "../figure.ts";
import { toJson } from "../../src/datum.ts";
import { indicatorLabel, nameOf, partLabel } from "../label.ts";
import { noteText } from "../note.ts";
import type { Language } from "../text.ts";
import { caterpillarFigure } from "./caterpillar.ts";
import { funnelFigure } from "./funnel.ts";
import { html, toPage } from "./html.ts";
import type { Html } from "./html.ts";
import { funnelsOf, numbersOf } from "./plot.ts";

const words = {
  nl: {
    title: "Spiegelinformatie",
    page: (care: string, year: number, provider: string) =>
      `Spiegelinformatie ${care} ${year} van aanbieder ${provider}`,
    lead: (year: number, peers: string) =>
      `Wat uw cliënten in ${year} kostten, naast het gemiddelde van ${peers}. Dit beslist niets.`,
    among: "U telt zelf in dat gemiddelde mee.",
    notAmong: "U telt in dat gemiddelde niet mee.",
    all: (peers: number) => `${peers} aanbieders`,
    alike: (peers: number, fact: string, value: string) => `${peers} aanbieders als u (${fact}: ${value})`,
    axes: { all: "Alles samen", group: "Per doelgroep", month: "Per maand", region: "Per regio" },
    compared: "Doelgroepen met een getoond gemiddelde, samen",
    heads: [
      "Cliënten",
      "Kosten",
      "Per cliënt",
      "Gemiddelde van de vergeleken aanbieders",
      "Verhouding",
      "95%-interval",
    ],
    withheld: {
      few_people: "minder personen dan mag worden getoond",
      few_peers: "te weinig aanbieders",
      dominant_peer: "één aanbieder zou eruit te herleiden zijn",
      tells_another: "een ander gemiddelde zou eruit volgen",
      not_declared: "het beleid zegt niet wanneer het mag",
    },
    ratio: "Kosten ten opzichte van verwacht",
    split: "Prijs en gebruik",
    product:
      "De verhouding van de kosten is prijs maal gebruik: wat u toegekend kreeg tegenover dezelfde hoeveelheden bij de prijzen van vergelijking, en die hoeveelheden tegenover wat te verwachten was.",
    figure: ["Waarde", "95%-interval"],
    funnel: "Van de andere aanbieders staan alleen de grenzen hier; de stip bent u.",
    you: "u",
  },
  en: {
    title: "Mirror figures",
    page: (care: string, year: number, provider: string) => `Mirror figures ${care} ${year} of provider ${provider}`,
    lead: (year: number, peers: string) =>
      `What your clients cost in ${year}, beside the mean of ${peers}. It decides nothing.`,
    among: "You count in that mean yourself.",
    notAmong: "You do not count in that mean.",
    all: (peers: number) => `${peers} providers`,
    alike: (peers: number, fact: string, value: string) => `${peers} providers like you (${fact}: ${value})`,
    axes: { all: "All together", group: "By target group", month: "By month", region: "By region" },
    compared: "Target groups with a mean that is shown, together",
    heads: ["Clients", "Cost", "Per client", "Mean of those compared", "Ratio", "95% interval"],
    withheld: {
      few_people: "fewer people than may be shown",
      few_peers: "too few providers",
      dominant_peer: "one provider could be worked out",
      tells_another: "another mean would follow from it",
      not_declared: "the policy does not say when it may be",
    },
    ratio: "Cost against expected",
    split: "Price and use",
    product:
      "The ratio of the cost is price times use: what you were granted against the same quantities at the prices compared with, and those quantities against what was to be expected.",
    figure: ["Value", "95% interval"],
    funnel: "Of the other providers only the limits stand here; the dot is you.",
    you: "you",
  },
} as const;

export interface MirrorAbout {
  readonly policy: Policy;
  readonly reckoning: Reckoning;
  readonly reflected: ReflectedMirrors;
}

/** The section on a provider's page; nothing for who has no claims that count. */
export function mirrorSection(
  { policy, reckoning, reflected }: MirrorAbout,
  provider: string,
  lang: Language,
): Html | undefined {
  const mirror = reflected.mirrors.get(provider);
  if (mirror === undefined) return undefined;
  const say = words[lang];
  const { of } = reflected;
  const cell = (one: MirrorCell): string => memberText(one, policy, lang);
  const rows = mirror.cells.flatMap((one) => {
    const numbers = one.ratio && numbersOf(one.ratio, of.type.scale);
    return numbers === undefined ? [] : [{ label: cell(one), ...numbers }];
  });
  const funnels = funnelsOf({ policy, reckoning, proposals: [] }, lang, [of]).map((funnel) => ({
    ...funnel,
    points: funnel.points.filter((point) => point.provider === provider).map((point) => ({ ...point, class: say.you })),
    counted: say.funnel,
  }));
  const axes = (["all", "group", "month", "region"] as const).filter((axis) =>
    mirror.cells.some((one) => one.axis === axis),
  );
  return html`<section><h2>${say.title}</h2>
<p class="lead">${say.lead(mirror.year, peersText(mirror, policy, lang))} ${mirror.isPeer ? say.among : say.notAmong}</p>
${axes.map((axis) => axisTable(axis, mirror, { policy, reckoning, reflected }, lang))}
${splitTable(mirror, policy, lang)}
${caterpillarFigure({ label: say.ratio, target: 1, rows }, lang)}
${funnels.filter(({ points }) => points.length > 0).map((funnel) => funnelFigure(funnel, lang))}</section>`;
}

/** The section as a page of its own. */
export function mirrorPage(about: MirrorAbout, provider: string, lang: Language): string {
  const { policy, reflected } = about;
  const year = reflected.mirrors.get(provider)?.year ?? Number(policy.year);
  const title = words[lang].page(policy.care, year, provider);
  return toPage({
    lang,
    title,
    body: html`<h1>${title}</h1><p class="lead">${policy.buyer}</p>${mirrorSection(about, provider, lang)}`,
  });
}

function peersText({ peers, same }: Mirror, policy: Policy, lang: Language): string {
  const say = words[lang];
  if (same === undefined) return say.all(peers);
  const type = policy.names.find(same.key.split("@")[0]!)?.type;
  const value = type === undefined ? same.value : toFigure(type, same.value, lang, policy.units);
  return say.alike(peers, nameOf(same.key, policy, lang), value);
}

function axisTable(axis: MirrorAxis, { cells }: Mirror, { policy, reflected }: MirrorAbout, lang: Language): Html {
  const say = words[lang];
  const { type } = reflected.of;
  const row = (cell: MirrorCell): Html => {
    const { clients, cents, peerMean, withheld, ratio } = cell;
    const figure = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
    const cost = [clients, cents].map((number, i) =>
      i === 0 ? groupDigits(String(number), lang) : moneyFigure(number, lang),
    );
    const mean = peerMean && moneyFigure(roundQuotient("half_up", 0, peerMean.n, peerMean.d), lang);
    const shown = [
      ...cost,
      moneyFigure(roundQuotient("half_up", 0, cents, clients), lang),
      mean ?? (withheld === undefined ? "–" : say.withheld[withheld]),
      ratio?.value === undefined ? "–" : figure(ratio.value),
      ratio?.interval === undefined ? "–" : intervalText(ratio.interval, figure, lang),
    ];
    return html`<tr><th scope="row">${memberText(cell, policy, lang)}</th>${shown.map((text, i) => (i === 3 && mean === undefined ? html`<td>${text}</td>` : html`<td class="figure">${text}</td>`))}</tr>`;
  };
  return html`<h3>${say.axes[axis]}</h3><div class="wide"><table>
<thead><tr><th></th>${say.heads.map((head) => html`<th scope="col" class="figure">${head}</th>`)}</tr></thead>
<tbody>${cells.filter((cell) => cell.axis === axis).map(row)}</tbody></table></div>`;
}

/** The cost ratio with the parts that make it. */
function splitTable({ split }: Mirror, policy: Policy, lang: Language): Html | undefined {
  if (split.length === 0) return undefined;
  const say = words[lang];
  const rows = split.map(({ indicator: { id, type }, figure: { value, interval, notes } }) => {
    const shown = (digits: bigint): string => toFigure(type, toJson(type, digits), lang, policy.units);
    const ends = interval === undefined ? "–" : intervalText(interval, shown, lang);
    const told =
      value === undefined
        ? html`<td colspan="2">${notes.map((note) => noteText(note, lang, policy)).join(" ") || "–"}</td>`
        : html`<td class="figure">${shown(value)}</td><td class="figure">${ends}</td>`;
    return html`<tr><th scope="row">${indicatorLabel(id, policy, lang)}</th>${told}</tr>`;
  });
  return html`<h3>${say.split}</h3><p>${say.product}</p><div class="wide"><table>
<thead><tr><th></th>${say.figure.map((head) => html`<th scope="col" class="figure">${head}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function memberText({ axis, member }: MirrorCell, policy: Policy, lang: Language): string {
  if (axis === "all") return words[lang].compared;
  if (axis === "month") return monthName(Number(member), lang);
  return axis === "group" ? partLabel(`provider.group/${member}`, policy, lang) : member;
}
