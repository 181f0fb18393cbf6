/** The work list of a round: which providers wait for a person, and for what. */
import type { Policy } from "../../../src/policy.ts";
import { likelierOf, proposedDecision, resultOf, tasksOf } from "../../../src/round.ts";
import type { Cause, Position, Proposal, Round, TakenDecision, Task } from "../../../src/round.ts";
import { shareOf } from "../../certainty.ts";
import { choiceText, indicatorLabel, labelOf, nameOf } from "../../label.ts";
import { toSentence } from "../../reason.ts";
import { shortOutcome } from "../../short-outcome.ts";
import type { Language } from "../../text.ts";
import { html } from "../html.ts";
import type { Html } from "../html.ts";
import { effectsOf } from "../sum.ts";
import { providerHead } from "./provider.ts";

const words = {
  nl: {
    title: "Wie een mens nodig heeft",
    none: "Niemand: elk voorstel is volledig, en geen uitkomst is onzeker.",
    counts: {
      incomplete: (count: number) => `${count} niet te beslissen zolang iets over de aanbieder ontbreekt`,
      open: (count: number) => `${count} niet te beslissen zolang het beleid iets openlaat`,
      refused: (count: number) => `${count} voldoen niet aan een eis`,
      uncertain: (count: number) => `${count} met een onzekere uitkomst`,
      "sent-on": (count: number) => `${count} doorgestuurd`,
      second: (count: number) => `${count} wachten op een tweede paar ogen`,
    },
    open: "Het beleid laat open",
    many: (count: number) => `Bij ${count} aanbieders`,
    provider: "Aanbieder",
    why: "Waarom",
    incomplete: (decisions: string, missing: string) => `${decisions}: nog niet te beslissen; niet bekend: ${missing}`,
    refused: (decision: string, reasons: string) => `${decision}: geweigerd. ${reasons}`,
    uncertain: (decision: string, outcome: string, share: string) =>
      `${decision}: ${outcome} is onzeker, kans ${share}`,
    likelier: (outcome: string, share: string) => `; waarschijnlijker is ${outcome}, ${share}`,
    follows: (outcome: string) => `; het voorstel volgt ${outcome}`,
    sentOn: (decision: string, mandate: string, to?: string) =>
      `${decision}: doorgestuurd door ${mandate}${to === undefined ? "" : ` aan ${to}`}`,
    second: (decision: string, mandate: string, result: string) =>
      `${decision}: ${result}, besloten door ${mandate}; een tweede moet hetzelfde besluiten`,
  },
  en: {
    title: "Who needs a person",
    none: "Nobody: every proposal is complete, and no outcome is uncertain.",
    counts: {
      incomplete: (count: number) => `${count} not to be decided while something about the provider is missing`,
      open: (count: number) => `${count} not to be decided while the policy leaves something open`,
      refused: (count: number) => `${count} do not meet a requirement`,
      uncertain: (count: number) => `${count} with an uncertain outcome`,
      "sent-on": (count: number) => `${count} sent on`,
      second: (count: number) => `${count} wait for a second person`,
    },
    open: "The policy leaves open",
    many: (count: number) => `With ${count} providers`,
    provider: "Provider",
    why: "Why",
    incomplete: (decisions: string, missing: string) => `${decisions}: not to be decided yet; not known: ${missing}`,
    refused: (decision: string, reasons: string) => `${decision}: refused. ${reasons}`,
    uncertain: (decision: string, outcome: string, share: string) =>
      `${decision}: ${outcome} is uncertain, chance ${share}`,
    likelier: (outcome: string, share: string) => `; likelier is ${outcome}, ${share}`,
    follows: (outcome: string) => `; the proposal follows ${outcome}`,
    sentOn: (decision: string, mandate: string, to?: string) =>
      `${decision}: sent on by ${mandate}${to === undefined ? "" : ` to ${to}`}`,
    second: (decision: string, mandate: string, result: string) =>
      `${decision}: ${result}, decided by ${mandate}; a second has to decide the same`,
  },
} as const;

const causes: readonly Cause[] = ["second", "refused", "incomplete", "uncertain", "sent-on", "open"];

/** A line that stands with more providers than this is told once. */
const mostAlike = 12;

/** What the policy leaves open, or many wait for alike, is told once, and not at every provider that waits for nothing else. */
export function workSection(round: Round, positions: readonly Position[], lang: Language): Html {
  const say = words[lang];
  const work = positions.map((position) => ({ position, tasks: tasksOf(position.proposal, round.taken) }));
  const counts = causes.flatMap((cause) => {
    const count = work.filter(({ tasks }) => tasks.some((task) => task.cause === cause)).length;
    return count === 0 ? [] : [say.counts[cause](count)];
  });
  if (counts.length === 0) return html`<section><h2>${say.title}</h2><p>${say.none}</p></section>`;
  const all = work.flatMap(({ tasks }) => tasks);
  const open = missingNames(all, "open", round.policy, lang);
  const lines = work.map(({ position, tasks }) => ({ position, told: tellTasks(tasks, round, position, lang) }));
  const often = Map.groupBy(
    lines.flatMap(({ told }) => told),
    (line) => line,
  );
  const alike = [...often].filter(([, { length }]) => length > mostAlike);
  const rows = lines.flatMap(({ position, told }) => {
    const own = told.filter((line) => often.get(line)!.length <= mostAlike);
    return own.length === 0 ? [] : [html`<tr>${providerHead(position)}<td>${listOf(own)}</td></tr>`];
  });
  return html`<section><h2>${say.title}</h2>${listOf(counts)}
${open.length > 0 && html`<p>${say.open}: ${open.join("; ")}.</p>`}
${alike.map(([line, { length }]) => html`<p>${say.many(length)}: ${line}.</p>`)}
${
  rows.length > 0 &&
  html`<div class="wide"><table><thead><tr><th scope="col">${say.provider}</th><th scope="col">${say.why}</th></tr></thead>
<tbody>${rows}</tbody></table></div>`
}</section>`;
}

function listOf(lines: readonly string[]): Html {
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** What one provider waits for, one line per cause; decisions that wait for the same are told together. */
function tellTasks(tasks: readonly Task[], { policy, taken }: Round, { proposal }: Position, lang: Language): string[] {
  const say = words[lang];
  const waiting = tasks.filter(({ cause }) => cause === "incomplete");
  const decisions = waiting.map(({ told }) => labelOf(told.decision, policy, lang)).join(", ");
  const missing = missingNames(waiting, "incomplete", policy, lang).join("; ");
  const own = taken.filter(({ provider }) => provider === proposal.provider);
  return [
    ...tasks.flatMap((task) => tellTask(task, { proposal, policy, taken: own }, lang)),
    ...(waiting.length === 0 ? [] : [say.incomplete(decisions, missing)]),
  ];
}

interface About {
  readonly proposal: Proposal;
  readonly policy: Policy;
  /** What people decided about this provider. */
  readonly taken: readonly TakenDecision[];
}

function tellTask({ cause, told }: Task, { proposal, policy, taken }: About, lang: Language): string[] {
  const say = words[lang];
  const { decision, outcome, certainty } = told;
  const label = labelOf(decision, policy, lang);
  if (cause === "sent-on" || cause === "second") {
    const done = taken.findLast((each) => each.decision === decision);
    const value = done && resultOf(done);
    const result = value === undefined ? "" : shortOutcome({ status: "decided", value }, decision, policy, lang);
    const mandate = done?.mandate ?? "";
    const line = cause === "second" ? say.second(label, mandate, result) : say.sentOn(label, mandate, done?.to);
    return [`${line}${done?.reason === undefined ? "" : ` – ${done.reason}`}`];
  }
  if (outcome.status === "refused")
    return [say.refused(label, outcome.reasons.map((reason) => toSentence(reason, policy, lang)).join(" "))];
  if (outcome.status === "incomplete" || certainty === undefined) return [];
  const read = (value: string): [string, string] => [
    choiceText(value, decision, policy, lang),
    shareOf(certainty, value),
  ];
  const [own, share] = read(String(outcome.value));
  const likelier = likelierOf(told);
  const amount = proposedDecision(policy);
  const effects = amount === undefined ? [] : effectsOf(proposal.receipt, { decision, amount }, policy, lang);
  const beside = likelier === undefined ? "" : say.likelier(...read(likelier));
  const brackets = effects.length === 0 ? "" : ` (${effects.join("; ")})`;
  return [`${say.uncertain(label, own, share)}${beside}${say.follows(own)}${brackets}`];
}

/** What is missing for the decisions that wait for one cause, each name once. */
function missingNames(tasks: readonly Task[], cause: Cause, policy: Policy, lang: Language): string[] {
  const missing = tasks
    .filter((task) => task.cause === cause)
    .flatMap(({ told: { outcome } }) => (outcome.status === "incomplete" ? outcome.missing : []));
  return [...new Set(missing.map((name) => missingName(name, policy, lang)))];
}

/** `indicator.measured[nps]` by the name of the indicator that it stands for, any other part behind the name. */
export function missingName(missing: string, policy: Policy, lang: Language): string {
  const [, name = missing, member] = /^(.*?)(?:\[(.*)\])?$/.exec(missing) ?? [];
  if (member === undefined) return nameOf(name, policy, lang);
  return policy.indicators.has(member)
    ? indicatorLabel(member, policy, lang)
    : `${nameOf(name, policy, lang)} – ${member}`;
}
