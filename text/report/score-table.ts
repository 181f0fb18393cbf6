/** The table from which a provider recomputes its score by hand: what each indicator brings, what that adds up to, and the bounds. */
import type { Language } from "../text.ts";
import { html } from "./html.ts";
import type { Html } from "./html.ts";
import type { Score, ScoreRow } from "./score.ts";

const words = {
  nl: {
    title: "Zo komt de score tot stand",
    columns: ["Eigen cijfer", "Gepubliceerd gemiddelde"],
    indicator: "Indicator",
    deviation: "Standaardafwijking",
    after: ["Punten", "Gewicht", "Bijdrage"],
    sum: "Bijdragen samen",
    score: "Score, afgerond zoals het beleid zegt",
    unknown: "onbekend",
    none: "–",
    withheld: "niet getoond",
  },
  en: {
    title: "How the score comes about",
    columns: ["Own figure", "Published mean"],
    indicator: "Indicator",
    deviation: "Standard deviation",
    after: ["Points", "Weight", "Contribution"],
    sum: "Contributions together",
    score: "Score, rounded as the policy says",
    unknown: "unknown",
    none: "–",
    withheld: "not shown",
  },
} as const;

export function scoreTable({ rows, sum, score, bounds }: Score, lang: Language): Html {
  const say = words[lang];
  const divides = rows.some(({ deviation }) => deviation !== undefined);
  const numbers = [...say.columns, ...(divides ? [say.deviation] : []), ...say.after];
  const reasons = new Set(rows.flatMap(({ withheld }) => withheld ?? []));
  const cells = ({ value, mean, deviation, withheld, points, weight, contribution }: ScoreRow): string[] => {
    const none = withheld === undefined ? say.none : say.withheld;
    return [value, mean ?? none, ...(divides ? [deviation ?? none] : []), points, weight, contribution];
  };
  const row = (own: ScoreRow): Html =>
    html`<tr>
      <th scope="row">${own.label}</th>
      ${cells(own).map((cell) => html`<td class="figure">${cell}</td>`)}
    </tr>`;
  const total = (label: string, amount: string | undefined): Html =>
    html`<tr>
      <th scope="row">${label}</th>
      ${numbers.map((_, i) => html`<td class="figure">${i === numbers.length - 1 && (amount ?? say.unknown)}</td>`)}
    </tr>`;
  return html`<h3>${say.title}</h3>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">${say.indicator}</th>
            ${numbers.map((head) => html`<th scope="col" class="figure">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(row)} ${total(say.sum, sum)} ${total(say.score, score)}
        </tbody>
      </table>
    </div>
    ${[...reasons].map((reason) => html`<p class="ground">${reason}</p>`)}
    ${bounds.map((bound) => html`<p>${bound}</p>`)}`;
}
