/**
 * The report for one provider: what is proposed, why, what would have changed it, and on which paragraph each figure rests. It
 * holds nothing of other providers but the published means.
 */
import type { QualityVerdict } from "../../src/data-quality.ts";
import type { Json } from "../../src/datum.ts";
import type { Outcome, Reason } from "../../src/outcome.ts";
import type { Policy } from "../../src/policy.ts";
import type { Proposal, TakenDecision, Told } from "../../src/round.ts";
import type { Note } from "../../src/value.ts";
import type { TraceEntry, TracedInput } from "../../src/trace.ts";
import { tellCertainty, tellChanceUnknown } from "../certainty.ts";
import { tellCounterfactual } from "../decision.ts";
import { toFigure } from "../figure.ts";
import { labelOf, nameOf } from "../label.ts";
import { verdictWords } from "../mandate.ts";
import { sortReasons } from "../outcome.ts";
import { toOrigin, toSentence } from "../reason.ts";
import { tellParent, tellPreference } from "../requirement.ts";
import type { Nested } from "../requirement.ts";
import type { Language } from "../text.ts";
import { chooseTurning, tellMore, tellStuck } from "../turning.ts";
import { assumptionSection } from "./assumption.ts";
import { claimSection } from "./claims.ts";
import { groundHtml } from "./ground.ts";
import { html, toPage } from "./html.ts";
import type { Html } from "./html.ts";
import { scoreTable } from "./score-table.ts";
import { scoreOf } from "./score.ts";
import { sumOf } from "./sum.ts";

export interface ProviderReport {
  readonly policy: Policy;
  readonly on: string;
  readonly proposal: Proposal;
  /** The organisation's name, where it is known. */
  readonly name?: string;
  /** The figures of the value model, if the round reckoned any. */
  readonly figures: readonly ReportedFigure[];
  /** The file name of the receipt and the hash of its bytes. */
  readonly receipt: { readonly file: string; readonly leaf: string };
  /** The means that would tell the figure of a peer, with why. */
  readonly withheld: ReadonlyMap<string, Note>;
  /** What the checks of its claims say. */
  readonly verdicts: readonly QualityVerdict[];
  /** What it is shown of itself beside others. */
  readonly mirror?: Html | undefined;
  /** Decisions that people took on this proposal, newest last. */
  readonly taken: readonly TakenDecision[];
}

export interface ReportedFigure {
  readonly label: string;
  readonly part?: string;
  readonly value?: string;
  readonly interval?: string;
  readonly people?: string;
  readonly peers?: string;
  readonly notes: readonly string[];
}

const words = {
  nl: {
    sum: "Zo komt het bedrag tot stand",
    title: (care: string, year: string, provider: string) => `Voorstel ${care} ${year} voor aanbieder ${provider}`,
    lead: (buyer: string, on: string) =>
      `${buyer}, ${on}. Dit is een voorstel volgens het gepubliceerde beleid; het wordt pas een besluit als iemand met een mandaat het neemt.`,
    why: "Waarom",
    looked: "Waarnaar is gekeken",
    columns: ["Gegeven", "Waarde", "Herkomst"],
    changed: "Wat dit had veranderd",
    changedLead:
      "Kleinste wijzigingen in wat u zelf in de hand heeft, elk afzonderlijk nagerekend; al het andere blijft gelijk.",
    preferred: "Voorkeuren, die nooit tot weigering leiden",
    refused: "Geweigerd. Hieraan is niet voldaan:",
    incomplete: "Nog niet te beslissen. Wat ontbreekt:",
    already: "Hieraan is in elk geval niet voldaan:",
    yes: "Ja, aan alle voorwaarden is voldaan",
    figures: "Kengetallen",
    figureColumns: ["Kengetal", "Waarde", "95%-interval", "Personen", "Gepubliceerd gemiddelde"],
    recompute: "Zelf narekenen",
    recomputeLead:
      "De rekenbon bevat elk gegeven en elke stap. Reken hem na met een van deze twee programma's, die niets met elkaar delen:",
    recomputeWithheld:
      "De rekenbon bevat ook de gemiddelden die hier niet zijn getoond. Daarom gaat hij niet naar u, en op verzoek wel naar een accountant of rechter, die hem narekent. De hash legt hem vast.",
    leaf: "Hash van de rekenbon",
    taken: "Wat mensen besloten",
    fitted: "overgenomen, ingepast in wat de inkoper te besteden heeft",
    unknown: "onbekend",
  },
  en: {
    sum: "How the amount comes about",
    title: (care: string, year: string, provider: string) => `Proposal ${care} ${year} for provider ${provider}`,
    lead: (buyer: string, on: string) =>
      `${buyer}, ${on}. This is a proposal under the published policy; it becomes a decision only when a person with a mandate takes it.`,
    why: "Why",
    looked: "What was looked at",
    columns: ["Fact", "Value", "Origin"],
    changed: "What would have changed it",
    changedLead: "The smallest changes in what you control yourself, each recomputed by itself; all else stays equal.",
    preferred: "Preferences, which never refuse",
    refused: "Refused. This is not met:",
    incomplete: "Not to be decided yet. What is missing:",
    already: "This is not met in any case:",
    yes: "Yes, every condition holds",
    figures: "Figures",
    figureColumns: ["Figure", "Value", "95% interval", "Persons", "Published mean"],
    recompute: "Recompute it yourself",
    recomputeLead:
      "The receipt holds every input and every step. Recompute it with either of these programs, which share nothing:",
    recomputeWithheld:
      "The receipt also holds the means that are not shown here. So it does not go to you, and on request it does go to an auditor or a court, who recompute it. The hash fixes it.",
    leaf: "Hash of the receipt",
    taken: "What people decided",
    fitted: "taken, fitted into what the buyer has to spend",
    unknown: "unknown",
  },
} as const;

/** The report as one printable page. */
export function providerReport(report: ProviderReport, lang: Language): string {
  const { policy, on, proposal } = report;
  const say = words[lang];
  const name = report.name === undefined ? "" : `, ${report.name}`;
  const title = `${say.title(policy.care, policy.year, proposal.provider)}${name}`;
  const body = html`<h1>${title}</h1>
    <p class="lead">${say.lead(policy.buyer, toFigure({ kind: "day" }, on, lang))}</p>
    ${proposal.told.map((told) => decisionSection(told, report, lang))}
    ${report.taken.length > 0 && takenSection(report, lang)}
    ${report.figures.length > 0 && figureSection(report.figures, lang)} ${report.mirror} ${claimSection(report.verdicts, lang)} ${assumptionSection(proposal, policy, lang)}
    ${recomputeSection(report, lang)}`;
  return toPage({ lang, title, body });
}

function decisionSection(told: Told, { policy, proposal, withheld }: ProviderReport, lang: Language): Html {
  const say = words[lang];
  const { decision, outcome, counterfactuals, certainty, chanceUnknown } = told;
  const entry = proposal.trace.find((candidate) => candidate.decision === decision && candidate.part === undefined);
  const sum = sumOf(proposal.receipt, decision, policy, lang);
  const score = scoreOf(proposal, decision, { policy, withheld }, lang);
  const after = [
    tellMore(counterfactuals, `${proposal.provider}.json`, lang),
    tellStuck(outcome, counterfactuals, decision, policy, lang),
  ];
  return html`<section>
    <h2>${labelOf(decision, policy, lang)}</h2>
    ${verdict(outcome, decision, policy, lang)}
${certainty !== undefined && html`<p>${tellCertainty(certainty, decision, policy, lang)}</p>`}
${chanceUnknown !== undefined && html`<p>${tellChanceUnknown(chanceUnknown, policy, lang)}</p>`} ${preferences(outcome.notes ?? [], policy, lang)}
    ${entry !== undefined && entry.inputs.length > 0 && inputTable(entry, proposal, policy, lang)}
    ${score !== undefined && scoreTable(score, lang)}
    ${
      sum !== undefined &&
      html`<h3>${say.sum}</h3>
        <p>${sum.words}</p>
        <p>${sum.figures}</p>`
    }
    ${
      counterfactuals.length > 0 &&
      html`<h3>${say.changed}</h3>
        <p class="lead">${say.changedLead}</p>
        <ul>
          ${chooseTurning(counterfactuals).map((each) => html`<li>${tellCounterfactual(each, decision, policy, lang)}</li>`)}
        </ul>`
    }
    ${after.map((line) => line !== undefined && html`<p>${line}</p>`)}
  </section> `;
}

function verdict(outcome: Outcome, decision: string, policy: Policy, lang: Language): Html {
  const say = words[lang];
  if (outcome.status === "decided")
    return html`<p class="verdict">${decidedText(outcome.value, decision, policy, lang)}</p>`;
  const { failing, lacking } = sortReasons(outcome.reasons, policy, lang);
  const failed = failing.length > 0 && html`<ul>${failing.map((reason) => reasonItem(reason, policy, lang))}</ul>`;
  if (outcome.status === "refused")
    return html`<p class="verdict">${say.refused}</p>
      ${failed}`;
  return html`<p class="verdict">${say.incomplete}</p>
    <ul>
      ${lacking.map(({ text, reason }) => html`<li>${text}${groundOf(reason, policy, lang)}</li>`)}
    </ul>
    ${failed && html`<p>${say.already}</p>`} ${failed}`;
}

/** What a decided value reads like: a figure of its type, or that every condition holds. */
export function decidedText(value: Json, decision: string, policy: Policy, lang: Language): string {
  if (policy.decisions.get(decision)?.kind === "conditions") return words[lang].yes;
  const type = policy.names.find(`decision.${decision}`)?.type;
  return type === undefined ? String(value) : toFigure(type, value, lang, policy.units);
}

function reasonItem({ reason, below }: Nested, policy: Policy, lang: Language): Html {
  const text = below.length > 0 ? tellParent(reason, policy, lang) : toSentence(reason, policy, lang);
  const inner = below.length > 0 && html`<ul>${below.map((each) => reasonItem(each, policy, lang))}</ul>`;
  return html`<li>${text}${groundOf(reason, policy, lang)}${inner}</li>`;
}

function groundOf(reason: Reason, policy: Policy, lang: Language): Html | undefined {
  const ground = groundHtml(reason, policy, lang);
  return ground && html` <span class="ground">[${ground}]</span>`;
}

function preferences(notes: readonly Reason[], policy: Policy, lang: Language): Html | undefined {
  if (notes.length === 0) return undefined;
  return html`<h3>${words[lang].preferred}</h3>
    <ul>
      ${notes.map((note) => html`<li>${tellPreference(note, policy, lang)}${groundOf(note, policy, lang)}</li>`)}
    </ul>`;
}

function inputTable({ inputs }: TraceEntry, proposal: Proposal, policy: Policy, lang: Language): Html {
  const say = words[lang];
  const [fact, value, origin] = say.columns;
  const row = (input: TracedInput): Html =>
    html`<tr>
      <td>${inputName(input.ref, policy, lang)}</td>
      <td class="figure">${inputValue(input, policy, lang)}</td>
      <td>${inputOrigin(input, { proposal, policy }, lang)}</td>
    </tr>`;
  return html`<h3>${say.looked}</h3>
    <table>
      <thead>
        <tr>
          <th scope="col">${fact}</th>
          <th scope="col" class="figure">${value}</th>
          <th scope="col">${origin}</th>
        </tr>
      </thead>
      <tbody>
        ${inputs.map(row)}
      </tbody>
    </table>`;
}

function inputName(ref: string, policy: Policy, lang: Language): string {
  return ref.startsWith("decision.") ? labelOf(ref.slice("decision.".length), policy, lang) : nameOf(ref, policy, lang);
}

function inputValue({ ref, value }: TracedInput, policy: Policy, lang: Language): string {
  const type = policy.names.find(ref.split("@")[0]!)?.type;
  if (value === undefined || type === undefined) return words[lang].unknown;
  return toFigure(type, value, lang, policy.units);
}

function inputOrigin(
  { ref, origin, known_at }: TracedInput,
  { proposal: { receipt }, policy }: Pick<ProviderReport, "proposal" | "policy">,
  lang: Language,
): Html {
  const input = receipt.inputs.find((candidate) => candidate.ref === ref && candidate.part === undefined);
  const ground = input && groundHtml(input, policy, lang);
  const when = known_at === undefined ? "" : `, ${toFigure({ kind: "instant" }, known_at, lang)}`;
  const from = toOrigin(origin, lang);
  return ground === undefined ? html`${from}${when}` : html`${from} [${ground}]`;
}

function takenSection({ taken, policy }: ProviderReport, lang: Language): Html {
  const say = words[lang];
  const items = taken.map(({ decision, verdict: done, value, mandate, reason, at, fit }) => {
    const to = value === undefined ? "" : ` → ${decidedText(value, decision, policy, lang)}`;
    const why = reason === undefined ? "" : ` – ${reason}`;
    return html`<li>
      ${labelOf(decision, policy, lang)}: ${fit === undefined ? verdictWords[lang][done] : say.fitted}${to}${why}
      <span class="ground">[${mandate}, ${toFigure({ kind: "instant" }, at, lang)}]</span>
    </li>`;
  });
  return html`<section>
    <h2>${say.taken}</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

function figureSection(figures: readonly ReportedFigure[], lang: Language): Html {
  const say = words[lang];
  const [name, ...numbers] = say.figureColumns;
  const row = ({ label, part, value, interval, people, peers, notes }: ReportedFigure): Html =>
    html`<tr>
      <td>
        ${label}${part !== undefined && html` – ${part}`}${notes.map((note) => html`<br /><span class="ground">${note}</span>`)}
      </td>
      <td class="figure">${value ?? say.unknown}</td>
      ${[interval, people, peers].map((cell) => html`<td class="figure">${cell ?? "–"}</td>`)}
    </tr>`;
  return html`<section>
    <h2>${say.figures}</h2>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th scope="col">${name}</th>
            ${numbers.map((head) => html`<th scope="col" class="figure">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${figures.map(row)}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** How to recompute; where a mean is withheld, the receipt that holds it is not for the provider either, and only its hash stands. */
function recomputeSection({ receipt: { file, leaf }, withheld }: ProviderReport, lang: Language): Html {
  const say = words[lang];
  if (withheld.size > 0)
    return html`<section>
      <h2>${say.recompute}</h2>
      <p>${say.recomputeWithheld}</p>
      <p class="ground">${say.leaf}: <code>${leaf}</code></p>
    </section>`;
  return html`<section>
    <h2>${say.recompute}</h2>
    <p>${say.recomputeLead}</p>
    <p><code>npx driehoek verify ${file}</code><br /><code>python3 verifier/check.py ${file}</code></p>
    <p class="ground">${say.leaf}: <code>${leaf}</code></p>
  </section>`;
}
