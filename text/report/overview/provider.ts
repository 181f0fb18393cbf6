/** Every provider on a line: what stood, what was decided with its reasons, and how much more is proposed. */
import type { Policy } from "../../../src/policy.ts";
import { likelierOf } from "../../../src/round.ts";
import type { Position, Round, Told } from "../../../src/round.ts";
import { shareOf } from "../../certainty.ts";
import { differenceFigure, moneyFigure } from "../../figure.ts";
import { choiceText, labelOf } from "../../label.ts";
import { toSentence } from "../../reason.ts";
import type { Language } from "../../text.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { shortOutcome } from "../../short-outcome.ts";

const words = {
  nl: {
    title: "Per aanbieder",
    provider: "Aanbieder",
    before: (year: number) => [`Gerealiseerd ${year}`, `Afspraak ${year}`],
    difference: "Verschil met afspraak",
    likelier: "waarschijnlijker",
  },
  en: {
    title: "Per provider",
    provider: "Provider",
    before: (year: number) => [`Realised ${year}`, `Agreement ${year}`],
    difference: "Difference with agreement",
    likelier: "likelier",
  },
} as const;

export function providerSection({ policy, before }: Round, positions: readonly Position[], lang: Language): Html {
  const say = words[lang];
  const decisions = policy.round.map(({ decision }) => decision);
  const row = (position: Position): Html => html`<tr>${providerHead(position)}
${[position.realisedCents, position.agreementCents].map((cents) => html`<td class="figure">${moneyCell(cents, lang)}</td>`)}
${decisions.map((decision) => html`<td>${cellOf(position.proposal.told, decision, policy, lang)}</td>`)}
<td class="figure">${differenceCell(position, lang)}</td></tr>`;
  return html`<section><h2>${say.title}</h2><div class="wide"><table>
<thead><tr><th scope="col">${say.provider}</th>
${say.before(before.year).map((head) => html`<th scope="col" class="figure">${head}</th>`)}
${decisions.map((decision) => html`<th scope="col">${labelOf(decision, policy, lang)}</th>`)}
<th scope="col" class="figure">${say.difference}</th></tr></thead>
<tbody>${positions.map(row)}</tbody></table></div></section>`;
}

/** The head of a provider's row: its page, and its name where one is known. */
export function providerHead({ proposal: { provider }, name }: Position): Html {
  return html`<th scope="row"><a href="${provider}.html">${provider}</a>${name !== undefined && html` ${name}`}</th>`;
}

function moneyCell(cents: bigint | undefined, lang: Language): string {
  return cents === undefined ? "–" : moneyFigure(cents, lang);
}

function differenceCell({ proposedCents, agreementCents }: Position, lang: Language): string {
  if (proposedCents === undefined || agreementCents === undefined) return "–";
  return differenceFigure(proposedCents - agreementCents, lang);
}

/** A decision that is not for this provider leaves a dash. An uncertain class has the likelier one beside it. */
function cellOf(all: readonly Told[], decision: string, policy: Policy, lang: Language): string | Html {
  const own = all.find((each) => each.decision === decision);
  if (own === undefined) return "–";
  const { outcome, certainty } = own;
  const told = shortOutcome(outcome, decision, policy, lang);
  if (outcome.status === "refused") {
    const reasons = outcome.reasons.map((reason) => toSentence(reason, policy, lang)).join(" ");
    return html`${told} <span class="ground">${reasons}</span>`;
  }
  if (outcome.status !== "decided" || certainty === undefined) return told;
  const likelier = likelierOf(own);
  const beside =
    likelier === undefined
      ? ""
      : `; ${words[lang].likelier}: ${choiceText(likelier, decision, policy, lang)} ${shareOf(certainty, likelier)}`;
  return html`${told} <span class="ground">${shareOf(certainty, String(outcome.value))}${beside}</span>`;
}
